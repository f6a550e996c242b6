//! That an item has to be kept (legal hold), who asked for it and why. Goes with the item.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "retention_hold")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub item_id: Uuid,
    pub asked_by: String,
    #[sea_orm(column_type = "Text")]
    pub why: String,
    pub at: DateTimeUtc,
    pub by: Uuid,
    pub released_at: Option<DateTimeUtc>,
    pub released_by: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub released_why: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
