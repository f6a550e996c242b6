//! What an organisation wants the minutes to say of an item.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "minutes_correction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub meeting_id: Uuid,
    pub item_id: Uuid,
    pub organisation_id: Uuid,
    pub person_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// The version of the text that it is a correction of.
    pub seen_version: i32,
    pub state_word: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
