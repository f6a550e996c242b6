//! Tables of `roadmaps`: routekaarten, steps, criteria, evidence and bottlenecks.

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
            "roadmap",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("organisation_id"),
                string("template"),
                date("adopted_on"),
                uuid("adopted_by"),
                integer("version"),
            ],
            &["id"],
        )
        .await?;
        index(m, "roadmap", &["region_id", "organisation_id"], true).await?;
        table(
            m,
            "roadmap_step",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("roadmap_id"),
                string("code"),
                string("phase"),
                string("title"),
                text("why"),
                string_null("action_line"),
                uuid_null("owner_id"),
                date_null("due_on"),
                text_null("recorded"),
                string("status"),
                integer("position"),
                integer("version"),
                timestamp_with_time_zone("updated_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "roadmap_step", &["roadmap_id", "position"], false).await?;
        index(m, "roadmap_step", &["region_id", "code"], false).await?;
        table(
            m,
            "criterion",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("step_id"),
                string("code"),
                text("text"),
                string("answer"),
                integer("position"),
                integer("version"),
            ],
            &["id"],
        )
        .await?;
        index(m, "criterion", &["step_id", "position"], false).await?;
        table(
            m,
            "evidence",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("criterion_id"),
                string("kind"),
                string("title"),
                uuid_null("ref_id"),
                string_null("link"),
                timestamp_with_time_zone("created_at"),
                uuid("created_by"),
            ],
            &["id"],
        )
        .await?;
        index(m, "evidence", &["criterion_id"], false).await?;
        table(
            m,
            "bottleneck",
            vec![
                uuid("id"),
                uuid("region_id"),
                integer("number"),
                string("title"),
                text("detail"),
                string("category"),
                uuid_null("owner_id"),
                string("state_word"),
                text("state"),
                uuid_null("item_id"),
                uuid_null("meeting_id"),
                string("class"),
                integer("version"),
                timestamp_with_time_zone("created_at"),
                uuid("created_by"),
            ],
            &["id"],
        )
        .await?;
        index(m, "bottleneck", &["region_id", "state_word"], false).await?;
        table(
            m,
            "bottleneck_step",
            vec![uuid("bottleneck_id"), uuid("step_id"), uuid("region_id")],
            &["bottleneck_id", "step_id"],
        )
        .await?;
        index(m, "bottleneck_step", &["step_id"], false).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(
            m,
            &[
                "bottleneck_step",
                "bottleneck",
                "evidence",
                "criterion",
                "roadmap_step",
                "roadmap",
            ],
        )
        .await
    }
}
