//! Advice that one organisation at a table asks another for, on one item.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "party_advice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub meeting_id: Uuid,
    pub item_id: Uuid,
    /// Who is asked.
    pub organisation_id: Uuid,
    /// Who asks.
    pub asker_id: Uuid,
    pub asked_by: Uuid,
    #[sea_orm(column_type = "Text")]
    pub question: String,
    /// The last day of the term.
    pub due_on: Date,
    pub state_word: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// The advice, once it was given.
    #[sea_orm(column_type = "Text", nullable)]
    pub text: Option<String>,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
