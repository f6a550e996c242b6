//! One line of a published agenda. Immutable.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agenda_version_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub version_id: Uuid,
    pub item_id: Uuid,
    pub position: i32,
    pub title: String,
    pub kind: String,
    pub class: String,
    pub minutes: i32,
    pub wanted: String,
    pub part: String,
    pub organisation_id: Uuid,
    pub guest_shared: bool,
    /// The papers it had: id and SHA-256 of each with a colon between, and spaces between them.
    #[sea_orm(column_type = "Text")]
    pub papers: String,
    pub hash: String,
    /// When title and papers were destroyed; the hash stays.
    pub destroyed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
