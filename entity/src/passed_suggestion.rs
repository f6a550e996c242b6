//! What an agenda proposed by itself and was left aside for one meeting.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passed_suggestion")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub cause: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub object_id: Uuid,
    pub region_id: Uuid,
    pub at: DateTimeUtc,
    pub by: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
