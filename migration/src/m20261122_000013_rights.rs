//! Four eyes on rights, who is unknown at the door, when rights were last looked at, and who is left
//! out of an item.

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
            "approval",
            vec![
                uuid("id"),
                uuid("region_id"),
                string("kind"),
                uuid("subject_id"),
                string("subject_print"),
                text("proposal"),
                text("why"),
                uuid("proposed_by"),
                uuid("proposed_account"),
                string("proposed_role"),
                timestamp_with_time_zone("proposed_at"),
                string("word"),
                text("state"),
                timestamp_with_time_zone("changed_at"),
                integer("version"),
            ],
            &["id"],
        )
        .await?;
        index(m, "approval", &["region_id", "word", "changed_at"], false).await?;
        index(m, "approval", &["subject_id"], false).await?;
        table(
            m,
            "sign_in_request",
            vec![
                uuid("id"),
                string("provider"),
                string("issuer"),
                string("subject"),
                string_uniq("code"),
                timestamp_with_time_zone("at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "sign_in_request", &["issuer", "subject"], true).await?;
        table(
            m,
            "rights_review",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("person_id"),
                uuid("by"),
                timestamp_with_time_zone("at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "rights_review", &["person_id", "at"], false).await?;
        table(
            m,
            "exclusion",
            vec![
                uuid("item_id"),
                uuid("subject_id"),
                uuid("region_id"),
                text("why"),
                uuid("by"),
                timestamp_with_time_zone("at"),
            ],
            &["item_id", "subject_id"],
        )
        .await?;
        table(
            m,
            "exclusion_hit",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("item_id"),
                uuid("organisation_id"),
                uuid("person_id"),
                timestamp_with_time_zone("at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "exclusion_hit", &["item_id", "at"], false).await?;
        index(m, "exclusion_hit", &["region_id", "at"], false).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(
            m,
            &[
                "exclusion_hit",
                "exclusion",
                "rights_review",
                "sign_in_request",
                "approval",
            ],
        )
        .await
    }
}
