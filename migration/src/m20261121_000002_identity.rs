//! Tables of `identity`: sessions and settings of the installation.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::{drop, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        table(
            m,
            "session",
            vec![
                string("id"),
                uuid_null("account_id"),
                uuid_null("region_id"),
                text("data"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone("seen_at"),
                timestamp_with_time_zone("expires_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "session", &["account_id"], false).await?;
        index(m, "session", &["expires_at"], false).await?;
        table(m, "setting", vec![string("key"), text("value")], &["key"]).await?;
        table(
            m,
            "counter",
            vec![uuid("region_id"), string("name"), integer("value")],
            &["region_id", "name"],
        )
        .await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["counter", "setting", "session"]).await
    }
}
