//! Settings of a sign-in provider that a region added itself. What is in force is one row for each
//! key; what came before stays, without its secret.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "provider")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub key: String,
    pub issuer: String,
    pub settings: String,
    pub secret: Option<String>,
    pub public_key: Option<String>,
    pub word: String,
    pub version: i32,
    pub checked_at: DateTimeUtc,
    pub changed_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
