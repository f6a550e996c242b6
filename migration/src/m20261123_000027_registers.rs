//! Commitments, the dates they were given later, and the documents that settled them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::{drop, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let commitment = vec![
            uuid("id"),
            uuid("region_id"),
            integer("number"),
            text("text"),
            string("kind"),
            string("made_to"),
            date("made_on"),
            text("due"),
            string("wording"),
            integer("version"),
            timestamp_with_time_zone("created_at"),
            uuid("created_by"),
        ];
        table(m, "commitment", commitment, &["id"]).await?;
        index(m, "commitment", &["region_id", "number"], true).await?;
        let renewal = vec![
            uuid("id"),
            uuid("region_id"),
            uuid("commitment_id"),
            text("due"),
            string("wording"),
            string("told_to"),
            text("why"),
            timestamp_with_time_zone("at"),
            uuid("by"),
        ];
        table(m, "commitment_renewal", renewal, &["id"]).await?;
        index(m, "commitment_renewal", &["commitment_id", "at"], false).await?;
        let document = vec![
            uuid("id"),
            uuid("region_id"),
            string("title"),
            date("dated_on"),
            text("place"),
            timestamp_with_time_zone("created_at"),
            uuid("created_by"),
        ];
        table(m, "commitment_document", document, &["id"]).await?;
        index(m, "commitment_document", &["region_id", "dated_on"], false).await?;
        let settlement = vec![
            uuid("commitment_id"),
            uuid("document_id"),
            uuid("region_id"),
            timestamp_with_time_zone("at"),
            uuid("by"),
        ];
        let keys = ["commitment_id", "document_id"];
        table(m, "commitment_settlement", settlement, &keys).await?;
        index(m, "commitment_settlement", &["region_id"], false).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(
            m,
            &[
                "commitment_settlement",
                "commitment_document",
                "commitment_renewal",
                "commitment",
            ],
        )
        .await
    }
}
