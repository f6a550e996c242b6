//! Who takes the place of a colleague at one meeting, and what advisers wrote at an item.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::table::{drop, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![
            uuid("meeting_id"),
            uuid("seat_id"),
            uuid("region_id"),
            uuid("person_id"),
            string("ceiling"),
            string_null("role"),
            uuid("named_by"),
            timestamp_with_time_zone("named_at"),
        ];
        table(m, "stand_in", columns, &["meeting_id", "seat_id"]).await?;
        // Every request asks where somebody stands in.
        index(m, "stand_in", &["person_id", "meeting_id"], true).await?;
        index(m, "stand_in", &["seat_id"], false).await?;
        let columns = vec![
            uuid("id"),
            uuid("region_id"),
            uuid("item_id"),
            uuid("person_id"),
            uuid("organisation_id"),
            text("text"),
            timestamp_with_time_zone("at"),
        ];
        table(m, "advice", columns, &["id"]).await?;
        index(m, "advice", &["item_id", "at"], false).await?;
        index(m, "advice", &["person_id"], false).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["advice", "stand_in"]).await
    }
}
