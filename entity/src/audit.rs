//! One row per operation, written in its transaction. Never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Option<Uuid>,
    pub at: DateTimeUtc,
    pub account_id: Option<Uuid>,
    pub person_id: Option<Uuid>,
    pub organisation_id: Option<Uuid>,
    pub role: String,
    pub action: String,
    pub object: String,
    pub object_id: Option<Uuid>,
    pub result: String,
    pub origin: String,
    pub purpose: String,
    #[sea_orm(column_type = "Text")]
    pub detail: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
