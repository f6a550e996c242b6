//! A link of a letter with which one person says whether they come to one meeting, by the hash of its
//! token.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "answer_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub region_id: Uuid,
    pub meeting_id: Uuid,
    pub person_id: Uuid,
    /// How often the time or place of the meeting had changed when the letter left.
    pub sequence: i32,
    pub expires_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
