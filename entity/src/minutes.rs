//! The minutes of a meeting; how far they are stands in the state of the meeting.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "minutes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    pub region_id: Uuid,
    pub series_id: Uuid,
    /// Counts every change of any text, so that nobody offers or approves what they did not see.
    pub version: i32,
    pub drafted_at: DateTimeUtc,
    pub offered_at: Option<DateTimeUtc>,
    pub approved_at: Option<DateTimeUtc>,
    /// Over the hashes of the items, once approved.
    pub hash: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
