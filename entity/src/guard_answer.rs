//! Why a text stands that the guard asked about: the kinds it saw and the reason that was given.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "guard_answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    /// The kind of thing the text belongs to, as in the audit row.
    pub object: String,
    pub object_id: Uuid,
    /// The words of the kinds, with spaces between.
    pub kinds: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub person_id: Uuid,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
