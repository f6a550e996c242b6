//! A line of the live log: what was caught, and what it became.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "capture")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub meeting_id: Uuid,
    pub item_id: Option<Uuid>,
    pub kind: String,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// Who is asked to take an action on.
    pub organisation_id: Option<Uuid>,
    /// When an action is due.
    pub due_on: Option<Date>,
    pub object_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub created_by: Uuid,
    pub undone_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
