//! A row of the trail that waits for its seal. Written with the row, gone when it is sealed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_pending")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub region_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub audit_id: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::audit::Entity",
        from = "Column::AuditId",
        to = "super::audit::Column::Id"
    )]
    Audit,
    #[sea_orm(
        belongs_to = "super::audit_seal::Entity",
        from = "Column::AuditId",
        to = "super::audit_seal::Column::AuditId"
    )]
    Seal,
}

impl ActiveModelBehavior for ActiveModel {}
