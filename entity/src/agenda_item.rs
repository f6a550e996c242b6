//! An item proposed for, or standing on, an agenda, with its note.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agenda_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub series_id: Uuid,
    pub meeting_id: Option<Uuid>,
    pub title: String,
    pub kind: String,
    pub class: String,
    pub minutes: i32,
    pub wanted: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub organisation_id: Uuid,
    pub person_id: Uuid,
    pub guest_shared: bool,
    pub position: i32,
    pub state_word: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub origin: String,
    pub origin_id: Option<Uuid>,
    pub case_ref: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub question: Option<String>,
    /// Why a text was kept that the guard asked about.
    #[sea_orm(column_type = "Text", nullable)]
    pub guard_reason: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    pub note_version: i32,
    pub note_at: Option<DateTimeUtc>,
    pub note_by: Option<Uuid>,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
