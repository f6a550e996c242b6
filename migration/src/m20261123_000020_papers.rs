//! Tables of `papers`, and the papers of a published line.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::{drop, index, table};

const LINE: &str = "agenda_version_item";
const PAPERS: &str = "papers";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        table(
            m,
            "paper",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("item_id"),
                integer("number"),
                string("title"),
                string("kind"),
                integer("size"),
                string("sha256"),
                uuid("content_id"),
                integer("parts"),
                boolean("looked_at"),
                boolean("scanned"),
                uuid("organisation_id"),
                uuid("person_id"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone_null("removed_at"),
                uuid_null("removed_by"),
            ],
            &["id"],
        )
        .await?;
        index(m, "paper", &["item_id", "number"], true).await?;
        index(m, "paper", &["content_id"], false).await?;
        table(
            m,
            "paper_part",
            vec![
                uuid("content_id"),
                integer("number"),
                uuid("region_id"),
                blob("sealed"),
            ],
            &["content_id", "number"],
        )
        .await?;
        let papers = Table::alter()
            .table(Alias::new(LINE))
            .add_column(text(PAPERS).default(""))
            .take();
        m.alter_table(papers).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let papers = Table::alter()
            .table(Alias::new(LINE))
            .drop_column(Alias::new(PAPERS))
            .take();
        m.alter_table(papers).await?;
        drop(m, &["paper_part", "paper"]).await
    }
}
