//! Tables of `covenants`: covenants, their text, parties and signatures.

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
            "covenant",
            vec![
                uuid("id"),
                uuid("region_id"),
                string("title"),
                text("purpose"),
                string("state_word"),
                text("state"),
                string("effective_when"),
                date_null("starts_on"),
                date_null("ends_on"),
                date_null("evaluation_on"),
                integer("version"),
                timestamp_with_time_zone("created_at"),
                uuid("created_by"),
            ],
            &["id"],
        )
        .await?;
        index(m, "covenant", &["region_id"], false).await?;
        table(
            m,
            "covenant_version",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("covenant_id"),
                integer("number"),
                string_null("hash"),
                timestamp_with_time_zone_null("frozen_at"),
                uuid_null("frozen_by"),
                uuid_null("frozen_with"),
                timestamp_with_time_zone("created_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "covenant_version", &["covenant_id", "number"], true).await?;
        table(
            m,
            "clause",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("version_id"),
                integer("number"),
                string("heading"),
                string("flag"),
                text("text"),
                integer("version"),
            ],
            &["id"],
        )
        .await?;
        index(m, "clause", &["version_id", "number"], true).await?;
        table(
            m,
            "covenant_party",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("covenant_id"),
                uuid("organisation_id"),
                boolean("core"),
                string("state_word"),
                text("state"),
                integer("position"),
                integer("version"),
                timestamp_with_time_zone("updated_at"),
            ],
            &["id"],
        )
        .await?;
        index(
            m,
            "covenant_party",
            &["covenant_id", "organisation_id"],
            true,
        )
        .await?;
        index(m, "covenant_party", &["organisation_id"], false).await?;
        table(
            m,
            "signature",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("covenant_id"),
                uuid("version_id"),
                uuid("party_id"),
                uuid("organisation_id"),
                uuid("person_id"),
                string("representative"),
                string("capacity"),
                string("deciding_body"),
                date("decision_on"),
                string("place"),
                string("text_hash"),
                timestamp_with_time_zone("signed_at"),
                timestamp_with_time_zone_null("withdrawn_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "signature", &["covenant_id"], false).await?;
        index(m, "signature", &["organisation_id", "withdrawn_at"], false).await?;
        table(
            m,
            "meeting_annex",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("covenant_id"),
                uuid("series_id"),
                text("purpose"),
                text("information"),
                date("in_force_from"),
                date_null("in_force_to"),
                timestamp_with_time_zone("put_at"),
                uuid("put_by"),
                timestamp_with_time_zone_null("ended_at"),
                uuid_null("ended_by"),
                text("end_reason"),
            ],
            &["id"],
        )
        .await?;
        index(m, "meeting_annex", &["series_id"], false).await?;
        table(
            m,
            "annex_partner",
            vec![uuid("annex_id"), uuid("organisation_id"), uuid("region_id")],
            &["annex_id", "organisation_id"],
        )
        .await?;
        table(
            m,
            "confidentiality_statement",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("series_id"),
                uuid("person_id"),
                uuid("organisation_id"),
                timestamp_with_time_zone("signed_at"),
                date_null("valid_to"),
                uuid_null("meeting_id"),
            ],
            &["id"],
        )
        .await?;
        index(
            m,
            "confidentiality_statement",
            &["series_id", "person_id"],
            false,
        )
        .await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(
            m,
            &[
                "confidentiality_statement",
                "annex_partner",
                "meeting_annex",
                "signature",
                "covenant_party",
                "clause",
                "covenant_version",
                "covenant",
            ],
        )
        .await
    }
}
