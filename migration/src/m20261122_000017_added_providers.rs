//! Sign-in providers that a region adds on a page.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::{drop, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// One provider in force for each name and for each issuer. A partial index is written alike on both
/// engines, and the builder has no word for it.
const IN_FORCE: [&str; 2] = [
    "CREATE UNIQUE INDEX ix_provider_key_active ON provider (key) WHERE word = 'active'",
    "CREATE UNIQUE INDEX ix_provider_issuer_active ON provider (issuer) WHERE word = 'active'",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        table(
            m,
            "provider",
            vec![
                uuid("id"),
                uuid("region_id"),
                string("key"),
                string("issuer"),
                text("settings"),
                text_null("secret"),
                text_null("public_key"),
                string("word"),
                integer("version"),
                timestamp_with_time_zone("checked_at"),
                timestamp_with_time_zone("changed_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "provider", &["region_id"], false).await?;
        for statement in IN_FORCE {
            m.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["provider"]).await
    }
}
