//! A paper of an item: what it is, and the mark of its content. The content is in `paper_part`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "paper")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub item_id: Uuid,
    /// Counted from 1 within its item; never given twice.
    pub number: i32,
    pub title: String,
    pub kind: String,
    /// In bytes.
    pub size: i32,
    /// SHA-256 of the content that is kept.
    pub sha256: String,
    /// Under which paper the content was shut away: an item that moves on takes its papers along.
    pub content_id: Uuid,
    pub parts: i32,
    /// Whether a person said that they looked, because not all of it could be searched.
    pub looked_at: bool,
    /// Whether a virus scanner looked before it was kept.
    pub scanned: bool,
    pub organisation_id: Uuid,
    pub person_id: Uuid,
    pub created_at: DateTimeUtc,
    pub removed_at: Option<DateTimeUtc>,
    pub removed_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
