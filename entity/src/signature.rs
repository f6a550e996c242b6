//! Who signed what, with which mandate.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signature")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub covenant_id: Uuid,
    pub version_id: Uuid,
    pub party_id: Uuid,
    pub organisation_id: Uuid,
    pub person_id: Uuid,
    pub representative: String,
    pub capacity: String,
    pub deciding_body: String,
    pub decision_on: Date,
    pub place: String,
    pub text_hash: String,
    pub signed_at: DateTimeUtc,
    pub withdrawn_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
