//! A list of items that are to be destroyed, and the certificate once they are.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "destruction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub series_id: Uuid,
    pub state_word: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub proposed_at: DateTimeUtc,
    /// Nothing when the calendar did it.
    pub proposed_by: Option<Uuid>,
    pub opinion: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub advice: Option<String>,
    pub advised_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text", nullable)]
    pub answer: Option<String>,
    /// Why the second person sent it back.
    #[sea_orm(column_type = "Text", nullable)]
    pub returned_why: Option<String>,
    /// The certificate as JSON. Never changed.
    #[sea_orm(column_type = "Text", nullable)]
    pub certificate: Option<String>,
    /// SHA-256 of the certificate; the trail has it too.
    pub mark: Option<String>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
