//! An assigned action.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "action")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub number: i32,
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub detail: String,
    pub organisation_id: Uuid,
    pub person_id: Option<Uuid>,
    pub due_on: Date,
    pub first_due_on: Date,
    pub series_id: Option<Uuid>,
    pub meeting_id: Option<Uuid>,
    pub item_id: Option<Uuid>,
    pub decision_id: Option<Uuid>,
    pub class: String,
    pub case_ref: Option<String>,
    pub chain_link: Option<String>,
    pub step_id: Option<Uuid>,
    pub lane: i32,
    pub state_word: String,
    #[sea_orm(column_type = "Text")]
    pub state: String,
    pub assigned_at: Option<DateTimeUtc>,
    pub accept_due: Option<Date>,
    pub postponements: i32,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub created_by: Uuid,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
