//! Something that can be found by searching; the database keeps it whenever its text changes.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "search_entry")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub region_id: Uuid,
    pub kind: String,
    pub object_id: Uuid,
    pub item_id: Option<Uuid>,
    pub parent_id: Option<Uuid>,
    pub series_id: Option<Uuid>,
    pub meeting_id: Option<Uuid>,
    pub class: String,
    pub at: DateTimeUtc,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub text: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
