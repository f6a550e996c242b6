//! How often something was asked for, and the ways into the trail for who oversees it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::{drop, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![
            string("kind"),
            string("key"),
            timestamp_with_time_zone("began"),
            integer("taken"),
        ];
        table(m, "allowance", columns, &["kind", "key"]).await?;
        // What one account touched between two moments.
        index(m, "audit", &["account_id", "at"], false).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_index(
            Index::drop()
                .name("ix_audit_account_id_at")
                .table(Alias::new("audit"))
                .to_owned(),
        )
        .await?;
        drop(m, &["allowance"]).await
    }
}
