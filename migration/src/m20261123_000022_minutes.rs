//! The minutes of a meeting: their text per item with every version of it, what organisations want
//! changed, and notes to what was approved.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::{drop, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let minutes = vec![
            uuid("meeting_id"),
            uuid("region_id"),
            uuid("series_id"),
            integer("version"),
            timestamp_with_time_zone("drafted_at"),
            timestamp_with_time_zone_null("offered_at"),
            timestamp_with_time_zone_null("approved_at"),
            string_null("hash"),
        ];
        table(m, "minutes", minutes, &["meeting_id"]).await?;
        index(m, "minutes", &["series_id", "approved_at"], false).await?;
        let item = vec![
            uuid("item_id"),
            uuid("region_id"),
            uuid("meeting_id"),
            integer("position"),
            integer_null("number"),
            string("title"),
            string("class"),
            text("text"),
            integer("version"),
            integer("offered_version"),
            timestamp_with_time_zone("updated_at"),
            uuid("updated_by"),
            string_null("hash"),
            timestamp_with_time_zone_null("destroyed_at"),
        ];
        table(m, "minutes_item", item, &["item_id"]).await?;
        index(m, "minutes_item", &["meeting_id", "position"], false).await?;
        let revision = vec![
            uuid("item_id"),
            integer("version"),
            uuid("region_id"),
            uuid("meeting_id"),
            text("text"),
            string("why"),
            timestamp_with_time_zone("at"),
            uuid("by"),
        ];
        table(m, "minutes_revision", revision, &["item_id", "version"]).await?;
        index(m, "minutes_revision", &["meeting_id"], false).await?;
        let correction = vec![
            uuid("id"),
            uuid("region_id"),
            uuid("meeting_id"),
            uuid("item_id"),
            uuid("organisation_id"),
            uuid("person_id"),
            text("text"),
            integer("seen_version"),
            string("state_word"),
            text("state"),
            integer("version"),
            timestamp_with_time_zone("created_at"),
        ];
        table(m, "minutes_correction", correction, &["id"]).await?;
        index(
            m,
            "minutes_correction",
            &["meeting_id", "state_word"],
            false,
        )
        .await?;
        let note = vec![
            uuid("id"),
            uuid("region_id"),
            uuid("meeting_id"),
            uuid("item_id"),
            text("text"),
            text("why"),
            timestamp_with_time_zone("at"),
            uuid("by"),
        ];
        table(m, "minutes_note", note, &["id"]).await?;
        index(m, "minutes_note", &["meeting_id", "at"], false).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(
            m,
            &[
                "minutes_note",
                "minutes_correction",
                "minutes_revision",
                "minutes_item",
                "minutes",
            ],
        )
        .await
    }
}
