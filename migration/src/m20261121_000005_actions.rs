//! Tables of `actions`: actions and their history.

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
            "action",
            vec![
                uuid("id"),
                uuid("region_id"),
                integer("number"),
                string("title"),
                text("detail"),
                uuid("organisation_id"),
                uuid_null("person_id"),
                date("due_on"),
                date("first_due_on"),
                uuid_null("series_id"),
                uuid_null("meeting_id"),
                uuid_null("item_id"),
                uuid_null("decision_id"),
                string("class"),
                string_null("case_ref"),
                string_null("chain_link"),
                uuid_null("step_id"),
                integer("lane"),
                string("state_word"),
                text("state"),
                timestamp_with_time_zone_null("assigned_at"),
                date_null("accept_due"),
                integer("postponements"),
                integer("version"),
                timestamp_with_time_zone("created_at"),
                uuid("created_by"),
                timestamp_with_time_zone("updated_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "action", &["region_id", "number"], true).await?;
        index(
            m,
            "action",
            &["region_id", "lane", "due_on", "number"],
            false,
        )
        .await?;
        index(
            m,
            "action",
            &["region_id", "organisation_id", "lane", "due_on"],
            false,
        )
        .await?;
        index(m, "action", &["meeting_id"], false).await?;
        index(m, "action", &["item_id"], false).await?;
        index(m, "action", &["decision_id"], false).await?;
        index(m, "action", &["step_id"], false).await?;
        table(
            m,
            "action_event",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("action_id"),
                timestamp_with_time_zone("at"),
                uuid("person_id"),
                string("kind"),
                text("text"),
                date_null("due_on"),
            ],
            &["id"],
        )
        .await?;
        index(m, "action_event", &["action_id", "at"], false).await?;
        index(m, "action_event", &["region_id", "at"], false).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["action_event", "action"]).await
    }
}
