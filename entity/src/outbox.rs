//! A letter that has to leave: its purpose and its receiver, and nothing of what is in it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub purpose: String,
    pub receiver_id: Uuid,
    /// The meeting its link leads to; letters about one meeting are bundled.
    pub meeting_id: Option<Uuid>,
    /// What it is about, where that is not the meeting: an item, an action.
    pub object_id: Option<Uuid>,
    pub at: DateTimeUtc,
    /// From when it may leave.
    pub due_at: DateTimeUtc,
    pub leased_until: Option<DateTimeUtc>,
    pub attempts: i32,
    pub done_at: Option<DateTimeUtc>,
    /// When it was given up.
    pub failed_at: Option<DateTimeUtc>,
    /// Why it did not leave the last time, by its word.
    pub trouble: Option<String>,
    /// The number with which the server said so.
    pub reply: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
