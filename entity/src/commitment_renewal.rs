//! A later date that a commitment was given.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "commitment_renewal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub commitment_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub due: String,
    pub wording: String,
    /// Who was told.
    pub told_to: String,
    #[sea_orm(column_type = "Text")]
    pub why: String,
    pub at: DateTimeUtc,
    pub by: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
