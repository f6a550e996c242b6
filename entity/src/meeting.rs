//! One dated meeting of a series.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub series_id: Uuid,
    pub starts_at: DateTimeUtc,
    pub length_minutes: i32,
    pub room: String,
    pub submission_due: Date,
    pub publication_due: Date,
    pub state_word: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub agenda_version: i32,
    pub current_item_id: Option<Uuid>,
    /// How far the discussion of that item is.
    pub phase: Option<String>,
    /// Minutes that item was given beside those of the agenda, while it runs.
    pub extra_minutes: i32,
    /// Why it could not wait for the ordinary terms; nothing for an ordinary meeting.
    #[sea_orm(column_type = "Text", nullable)]
    pub urgent_because: Option<String>,
    /// When it was to start before it moved.
    pub moved_from: Option<DateTimeUtc>,
    /// Why it moved, or was given another length or place.
    #[sea_orm(column_type = "Text", nullable)]
    pub moved_because: Option<String>,
    /// How often its time or place changed, as calendars count it.
    pub sequence: i32,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub created_by: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
