//! An obstacle the meeting cannot solve alone (knelpunt).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bottleneck")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub number: i32,
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub detail: String,
    pub category: String,
    pub owner_id: Option<Uuid>,
    pub state_word: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub item_id: Option<Uuid>,
    pub meeting_id: Option<Uuid>,
    pub class: String,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub created_by: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
