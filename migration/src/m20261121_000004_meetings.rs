//! Tables of `meetings`: series, meetings, agenda items and what they lead to.

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
            "series",
            vec![
                uuid("id"),
                uuid("region_id"),
                string("name"),
                text("purpose"),
                text("legal_basis"),
                date_null("dpia_on"),
                string("ceiling"),
                uuid_null("covenant_id"),
                uuid("organisation_id"),
                string("rhythm"),
                string("room"),
                integer("starts_at_minute"),
                integer("length_minutes"),
                string("state"),
                integer("version"),
                uuid_null("advice_id"),
                timestamp_with_time_zone_null("ground_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "series", &["region_id"], false).await?;
        table(
            m,
            "series_advice",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("series_id"),
                string("opinion"),
                text("text"),
                text("purpose"),
                text("legal_basis"),
                date_null("dpia_on"),
                uuid("organisation_id"),
                uuid("person_id"),
                timestamp_with_time_zone("given_at"),
                text_null("answer"),
                timestamp_with_time_zone_null("answered_at"),
                uuid_null("answered_by"),
            ],
            &["id"],
        )
        .await?;
        index(m, "series_advice", &["series_id", "given_at"], false).await?;
        table(
            m,
            "meeting",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("series_id"),
                timestamp_with_time_zone("starts_at"),
                integer("length_minutes"),
                string("room"),
                date("submission_due"),
                date("publication_due"),
                string("state_word"),
                text("state"),
                integer("agenda_version"),
                uuid_null("current_item_id"),
                string_null("phase"),
                integer("extra_minutes"),
                text_null("urgent_because"),
                timestamp_with_time_zone_null("moved_from"),
                text_null("moved_because"),
                integer("sequence"),
                integer("version"),
                timestamp_with_time_zone("created_at"),
                uuid("created_by"),
            ],
            &["id"],
        )
        .await?;
        index(
            m,
            "meeting",
            &["region_id", "series_id", "starts_at"],
            false,
        )
        .await?;
        index(m, "meeting", &["region_id", "starts_at"], false).await?;
        index(
            m,
            "meeting",
            &["region_id", "series_id", "state_word", "starts_at"],
            false,
        )
        .await?;
        table(
            m,
            "agenda_item",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("series_id"),
                uuid_null("meeting_id"),
                string("title"),
                string("kind"),
                string("class"),
                integer("minutes"),
                string("wanted"),
                text("body"),
                uuid("organisation_id"),
                uuid("person_id"),
                boolean("guest_shared"),
                integer("position"),
                string("state_word"),
                text("state"),
                string("origin"),
                uuid_null("origin_id"),
                string_null("case_ref"),
                text_null("question"),
                text_null("guard_reason"),
                text("note"),
                integer("note_version"),
                timestamp_with_time_zone_null("note_at"),
                uuid_null("note_by"),
                integer("version"),
                timestamp_with_time_zone("created_at"),
                timestamp_with_time_zone("updated_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "agenda_item", &["meeting_id", "position"], false).await?;
        index(m, "agenda_item", &["series_id", "state_word"], false).await?;
        index(m, "agenda_item", &["organisation_id"], false).await?;
        table(
            m,
            "item_relation",
            vec![
                uuid("item_id"),
                uuid("subject_id"),
                string("relation"),
                uuid("region_id"),
            ],
            &["item_id", "subject_id", "relation"],
        )
        .await?;
        index(
            m,
            "item_relation",
            &["subject_id", "relation", "item_id"],
            false,
        )
        .await?;
        table(
            m,
            "agenda_version",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("meeting_id"),
                integer("number"),
                timestamp_with_time_zone("published_at"),
                uuid("published_by"),
                string("hash"),
            ],
            &["id"],
        )
        .await?;
        index(m, "agenda_version", &["meeting_id", "number"], true).await?;
        table(
            m,
            "agenda_version_item",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("version_id"),
                uuid("item_id"),
                integer("position"),
                string("title"),
                string("kind"),
                string("class"),
                integer("minutes"),
                string("wanted"),
                string("part"),
                uuid("organisation_id"),
                boolean("guest_shared"),
                string("hash"),
            ],
            &["id"],
        )
        .await?;
        index(m, "agenda_version_item", &["version_id", "position"], false).await?;
        table(
            m,
            "attendance",
            vec![
                uuid("meeting_id"),
                uuid("seat_id"),
                uuid("region_id"),
                string("word"),
                timestamp_with_time_zone("at"),
                uuid("by"),
            ],
            &["meeting_id", "seat_id"],
        )
        .await?;
        table(
            m,
            "decision",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("meeting_id"),
                uuid("item_id"),
                integer("number"),
                text("text"),
                string_null("outcome"),
                text("motivation"),
                string("state_word"),
                text("state"),
                integer("version"),
                timestamp_with_time_zone("created_at"),
                uuid("created_by"),
            ],
            &["id"],
        )
        .await?;
        index(m, "decision", &["meeting_id"], false).await?;
        index(m, "decision", &["item_id"], false).await?;
        table(
            m,
            "decision_position",
            vec![
                uuid("decision_id"),
                uuid("organisation_id"),
                uuid("region_id"),
                string("position"),
                text("note"),
            ],
            &["decision_id", "organisation_id"],
        )
        .await?;
        table(
            m,
            "capture",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("meeting_id"),
                uuid_null("item_id"),
                string("kind"),
                text("text"),
                uuid_null("organisation_id"),
                date_null("due_on"),
                uuid_null("object_id"),
                timestamp_with_time_zone("created_at"),
                uuid("created_by"),
                timestamp_with_time_zone_null("undone_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "capture", &["meeting_id", "created_at"], false).await?;
        index(m, "capture", &["item_id"], false).await?;
        table(
            m,
            "contribution",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("series_id"),
                uuid("organisation_id"),
                uuid("person_id"),
                string("title"),
                text("body"),
                string("state_word"),
                text("state"),
                uuid_null("item_id"),
                date("answer_due"),
                integer("version"),
                timestamp_with_time_zone("created_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "contribution", &["region_id", "state_word"], false).await?;
        index(m, "contribution", &["organisation_id"], false).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(
            m,
            &[
                "contribution",
                "capture",
                "decision_position",
                "decision",
                "attendance",
                "agenda_version_item",
                "agenda_version",
                "item_relation",
                "agenda_item",
                "meeting",
                "series_advice",
                "series",
            ],
        )
        .await
    }
}
