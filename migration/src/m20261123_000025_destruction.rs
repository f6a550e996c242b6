//! Destruction of case items: what is kept longer or held, the lists that are proposed and decided on,
//! and what is left of what was destroyed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::{drop, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let extension = vec![
            uuid("id"),
            uuid("region_id"),
            uuid("item_id"),
            date("until"),
            text("why"),
            timestamp_with_time_zone("at"),
            uuid("by"),
        ];
        table(m, "retention_extension", extension, &["id"]).await?;
        index(m, "retention_extension", &["item_id", "at"], false).await?;
        let hold = vec![
            uuid("id"),
            uuid("region_id"),
            uuid("item_id"),
            string("asked_by"),
            text("why"),
            timestamp_with_time_zone("at"),
            uuid("by"),
            timestamp_with_time_zone_null("released_at"),
            uuid_null("released_by"),
            text_null("released_why"),
        ];
        table(m, "retention_hold", hold, &["id"]).await?;
        index(m, "retention_hold", &["item_id", "released_at"], false).await?;
        let destruction = vec![
            uuid("id"),
            uuid("region_id"),
            uuid("series_id"),
            string("state_word"),
            text("state"),
            timestamp_with_time_zone("proposed_at"),
            uuid_null("proposed_by"),
            string_null("opinion"),
            text_null("advice"),
            timestamp_with_time_zone_null("advised_at"),
            text_null("answer"),
            text_null("returned_why"),
            text_null("certificate"),
            string_null("mark"),
            integer("version"),
        ];
        table(m, "destruction", destruction, &["id"]).await?;
        index(m, "destruction", &["region_id", "proposed_at"], false).await?;
        let line = vec![
            uuid("destruction_id"),
            uuid("item_id"),
            uuid("region_id"),
            uuid_null("meeting_id"),
            integer_null("place"),
            date("last_on"),
            date("due_on"),
            timestamp_with_time_zone_null("taken_off_at"),
            timestamp_with_time_zone_null("destroyed_at"),
        ];
        table(m, "destruction_line", line, &["destruction_id", "item_id"]).await?;
        index(m, "destruction_line", &["item_id"], false).await?;
        index(m, "destruction_line", &["meeting_id"], false).await?;
        m.alter_table(
            Table::alter()
                .table(Alias::new("agenda_version_item"))
                .add_column(timestamp_with_time_zone_null("destroyed_at"))
                .take(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(
            Table::alter()
                .table(Alias::new("agenda_version_item"))
                .drop_column(Alias::new("destroyed_at"))
                .take(),
        )
        .await?;
        let tables = [
            "destruction_line",
            "destruction",
            "retention_hold",
            "retention_extension",
        ];
        drop(m, &tables).await
    }
}
