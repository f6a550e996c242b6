//! An item on such a list; once destroyed, all that is left to find it by.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "destruction_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub destruction_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub item_id: Uuid,
    pub region_id: Uuid,
    pub meeting_id: Option<Uuid>,
    /// Where it stood on the agenda, counted from 1.
    pub place: Option<i32>,
    pub last_on: Date,
    pub due_on: Date,
    /// When it was taken off the list because it is not due any more.
    pub taken_off_at: Option<DateTimeUtc>,
    pub destroyed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
