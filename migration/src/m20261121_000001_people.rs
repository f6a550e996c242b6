//! Tables of `people`: the tenant, the register of organisations, people and their places.

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
            "region",
            vec![
                uuid("id"),
                string_uniq("slug"),
                string("name"),
                string("school_region"),
                string("case_prefix"),
                timestamp_with_time_zone("created_at"),
            ],
            &["id"],
        )
        .await?;
        table(
            m,
            "organisation",
            vec![
                uuid("id"),
                string("kind"),
                string("name"),
                string("short_name"),
                timestamp_with_time_zone("created_at"),
            ],
            &["id"],
        )
        .await?;
        table(
            m,
            "region_organisation",
            vec![
                uuid("region_id"),
                uuid("organisation_id"),
                integer("position"),
            ],
            &["region_id", "organisation_id"],
        )
        .await?;
        table(
            m,
            "municipality",
            vec![
                uuid("organisation_id"),
                uuid("region_id"),
                string("theme"),
                integer("position"),
            ],
            &["organisation_id"],
        )
        .await?;
        table(
            m,
            "account",
            vec![
                uuid("id"),
                string("name"),
                boolean("active"),
                timestamp_with_time_zone("created_at"),
            ],
            &["id"],
        )
        .await?;
        table(
            m,
            "person",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("account_id"),
                uuid("organisation_id"),
                string("name"),
                string("function"),
                boolean("active"),
                timestamp_with_time_zone("created_at"),
                integer("version").default(1).to_owned(),
            ],
            &["id"],
        )
        .await?;
        index(m, "person", &["account_id", "region_id"], true).await?;
        table(
            m,
            "role_grant",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("person_id"),
                string("role"),
                uuid_null("series_id"),
                timestamp_with_time_zone("granted_at"),
                uuid_null("granted_by"),
            ],
            &["id"],
        )
        .await?;
        index(m, "role_grant", &["person_id"], false).await?;
        table(
            m,
            "seat",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("series_id"),
                uuid("organisation_id"),
                uuid_null("person_id"),
                // The one meeting a guest was let in for.
                uuid_null("meeting_id"),
                string("kind"),
                string("ceiling"),
                string("label"),
                integer("position"),
            ],
            &["id"],
        )
        .await?;
        index(m, "seat", &["series_id"], false).await?;
        index(m, "seat", &["person_id"], false).await?;
        index(m, "seat", &["organisation_id"], false).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(
            m,
            &[
                "seat",
                "role_grant",
                "person",
                "account",
                "municipality",
                "region_organisation",
                "organisation",
                "region",
            ],
        )
        .await
    }
}
