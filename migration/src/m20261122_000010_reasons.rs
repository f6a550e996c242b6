//! Reasons that are kept: the answers to what the guard asks, and why evidence was taken away.

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
            "guard_answer",
            vec![
                uuid("id"),
                uuid("region_id"),
                string("object"),
                uuid("object_id"),
                string("kinds"),
                text("reason"),
                uuid("person_id"),
                timestamp_with_time_zone("at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "guard_answer", &["region_id", "object_id"], false).await?;
        m.alter_table(
            Table::alter()
                .table(Alias::new("roadmap_step"))
                .add_column(text_null("lost"))
                .take(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(
            Table::alter()
                .table(Alias::new("roadmap_step"))
                .drop_column(Alias::new("lost"))
                .take(),
        )
        .await?;
        drop(m, &["guard_answer"]).await
    }
}
