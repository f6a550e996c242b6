//! A decision of a meeting.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub meeting_id: Uuid,
    pub item_id: Uuid,
    pub number: i32,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub outcome: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub motivation: String,
    pub state_word: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub created_by: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
