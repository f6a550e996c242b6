//! What the minutes say of one item; immutable once it has a hash.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "minutes_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub item_id: Uuid,
    pub region_id: Uuid,
    pub meeting_id: Uuid,
    pub position: i32,
    /// As the agenda had it; nothing in the closed part.
    pub number: Option<i32>,
    pub title: String,
    pub class: String,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub version: i32,
    /// The version that was offered, or 0 before.
    pub offered_version: i32,
    pub updated_at: DateTimeUtc,
    pub updated_by: Uuid,
    pub hash: Option<String>,
    /// When title and text were destroyed; the hash stays.
    pub destroyed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
