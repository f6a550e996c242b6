//! A personal secrecy declaration for a series, or for one meeting of it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "confidentiality_statement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub series_id: Uuid,
    pub person_id: Uuid,
    pub organisation_id: Uuid,
    pub signed_at: DateTimeUtc,
    pub valid_to: Option<Date>,
    pub meeting_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
