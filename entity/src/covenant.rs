//! A cooperation agreement.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "covenant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub purpose: String,
    pub state_word: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub effective_when: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub evaluation_on: Option<Date>,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub created_by: Uuid,
    /// When it went to the parties.
    pub consulted_at: Option<DateTimeUtc>,
    /// When it was opened for signing.
    pub opened_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
