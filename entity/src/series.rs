//! A recurring meeting (ketenoverleg).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "series")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub purpose: String,
    #[sea_orm(column_type = "Text")]
    pub legal_basis: String,
    pub dpia_on: Option<Date>,
    pub ceiling: String,
    pub covenant_id: Option<Uuid>,
    pub organisation_id: Uuid,
    pub rhythm: String,
    pub room: String,
    pub starts_at_minute: i32,
    pub length_minutes: i32,
    pub state: String,
    pub version: i32,
    pub advice_id: Option<Uuid>,
    pub ground_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
