//! One step. The status word is what the rules derived when something last changed; the due date can change it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roadmap_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub roadmap_id: Uuid,
    pub code: String,
    pub phase: String,
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub why: String,
    pub action_line: Option<String>,
    pub owner_id: Option<Uuid>,
    pub due_on: Option<Date>,
    #[sea_orm(column_type = "Text", nullable)]
    pub recorded: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub lost: Option<String>,
    pub status: String,
    pub position: i32,
    pub version: i32,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
