//! What one person proposed and a second one has to look at.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    pub kind: String,
    pub subject_id: Uuid,
    pub subject_print: String,
    pub proposal: String,
    pub why: String,
    pub proposed_by: Uuid,
    pub proposed_account: Uuid,
    pub proposed_role: String,
    pub proposed_at: DateTimeUtc,
    pub word: String,
    pub state: String,
    pub changed_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
