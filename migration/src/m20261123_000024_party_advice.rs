//! Advice that organisations at a table ask each other for.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::{drop, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let advice = vec![
            uuid("id"),
            uuid("region_id"),
            uuid("meeting_id"),
            uuid("item_id"),
            uuid("organisation_id"),
            uuid("asker_id"),
            uuid("asked_by"),
            text("question"),
            date("due_on"),
            string("state_word"),
            text("state"),
            text_null("text"),
            integer("version"),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone("updated_at"),
        ];
        table(m, "party_advice", advice, &["id"]).await?;
        index(m, "party_advice", &["meeting_id", "organisation_id"], false).await?;
        index(m, "party_advice", &["item_id"], false).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["party_advice"]).await
    }
}
