//! Somebody who comes by invitation: who asked, for what, until when, and where it stands.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "guest_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub series_id: Uuid,
    pub meeting_id: Option<Uuid>,
    pub organisation_id: Uuid,
    pub sponsor_organisation_id: Uuid,
    pub sponsor_person_id: Uuid,
    pub function: String,
    pub email: String,
    pub email_hash: String,
    #[sea_orm(column_type = "Text")]
    pub purpose: String,
    pub account_id: Option<Uuid>,
    pub person_id: Option<Uuid>,
    pub state_word: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    #[sea_orm(column_type = "Text")]
    pub recovery: String,
    pub accepted_at: Option<DateTimeUtc>,
    pub ends_at: Option<DateTimeUtc>,
    /// From when it is counted how long the guest is still known.
    pub idle_since: Option<DateTimeUtc>,
    pub version: i32,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
