//! What the house finds when it verifies the trail by itself, and who of several nodes does it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::{drop, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let lease = vec![
            string("name"),
            uuid("holder"),
            timestamp_with_time_zone("until"),
        ];
        table(m, "lease", lease, &["name"]).await?;
        let check = vec![
            uuid("id"),
            timestamp_with_time_zone("at"),
            big_integer("sealed"),
            big_integer("pending"),
            big_integer("faults"),
            text("told"),
        ];
        table(m, "audit_check", check, &["id"]).await?;
        index(m, "audit_check", &["at"], false).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["audit_check", "lease"]).await
    }
}
