//! Who comes to a meeting, the links with which people say so, and the addresses at which calendars find
//! somebody's meetings.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::{drop, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let answer = vec![
            uuid("meeting_id"),
            uuid("person_id"),
            uuid("region_id"),
            string("answer"),
            timestamp_with_time_zone("at"),
        ];
        table(m, "meeting_answer", answer, &["meeting_id", "person_id"]).await?;
        let link = vec![
            string("id"),
            uuid("region_id"),
            uuid("meeting_id"),
            uuid("person_id"),
            integer("sequence"),
            timestamp_with_time_zone("expires_at"),
        ];
        table(m, "answer_link", link, &["id"]).await?;
        index(m, "answer_link", &["meeting_id"], false).await?;
        index(m, "answer_link", &["expires_at"], false).await?;
        let feed = vec![
            uuid("account_id"),
            uuid("drawn"),
            string("hash"),
            timestamp_with_time_zone("made_at"),
        ];
        table(m, "calendar_feed", feed, &["account_id"]).await?;
        index(m, "calendar_feed", &["hash"], true).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["calendar_feed", "answer_link", "meeting_answer"]).await
    }
}
