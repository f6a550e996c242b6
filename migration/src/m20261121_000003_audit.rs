//! Tables of `audit`: the trail of who did what.

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
            "audit",
            vec![
                uuid("id"),
                uuid_null("region_id"),
                timestamp_with_time_zone("at"),
                uuid_null("account_id"),
                uuid_null("person_id"),
                uuid_null("organisation_id"),
                string("role"),
                string("action"),
                string("object"),
                uuid_null("object_id"),
                string("result"),
                string("origin"),
                string("purpose"),
                text("detail"),
            ],
            &["id"],
        )
        .await?;
        index(m, "audit", &["region_id", "at"], false).await?;
        index(m, "audit", &["object_id"], false).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["audit"]).await
    }
}
