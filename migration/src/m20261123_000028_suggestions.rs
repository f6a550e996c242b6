//! What an agenda proposes by itself can be left aside for one meeting.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::{drop, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let passed = vec![
            uuid("meeting_id"),
            string("cause"),
            uuid("object_id"),
            uuid("region_id"),
            timestamp_with_time_zone("at"),
            uuid("by"),
        ];
        let key = ["meeting_id", "cause", "object_id"];
        table(m, "passed_suggestion", passed, &key).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["passed_suggestion"]).await
    }
}
