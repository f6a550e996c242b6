//! A place at the table of a series.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seat")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub series_id: Uuid,
    pub organisation_id: Uuid,
    pub person_id: Option<Uuid>,
    /// The one meeting it counts at; nothing for a seat at all meetings of the series.
    pub meeting_id: Option<Uuid>,
    pub kind: String,
    pub ceiling: String,
    pub label: String,
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
