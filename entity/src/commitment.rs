//! A promise, a motion or a decision that somebody has to make good.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "commitment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub number: i32,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub kind: String,
    pub made_to: String,
    pub made_on: Date,
    #[sea_orm(column_type = "Text")]
    pub due: String,
    pub wording: String,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub created_by: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
