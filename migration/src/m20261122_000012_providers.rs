//! Who somebody is at a sign-in provider, and which statements of providers were taken already.

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
            "identity",
            vec![
                string("issuer"),
                string("subject"),
                uuid("region_id"),
                uuid("account_id"),
                timestamp_with_time_zone("bound_at"),
            ],
            &["issuer", "subject", "region_id"],
        )
        .await?;
        index(m, "identity", &["account_id"], false).await?;
        table(
            m,
            "taken_statement",
            vec![string("id"), timestamp_with_time_zone("at")],
            &["id"],
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["taken_statement", "identity"]).await
    }
}
