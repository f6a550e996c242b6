//! Guest accounts with their second factors, the letters that wait, and the post of a demonstration.

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
            "guest_account",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("series_id"),
                uuid_null("meeting_id"),
                uuid("organisation_id"),
                uuid("sponsor_organisation_id"),
                uuid("sponsor_person_id"),
                string("function"),
                // Where letters go. In no log, no audit row and no waiting letter.
                string("email"),
                string("email_hash"),
                text("purpose"),
                uuid_null("account_id"),
                uuid_null("person_id"),
                string("state_word"),
                text("state"),
                text("recovery"),
                timestamp_with_time_zone_null("accepted_at"),
                timestamp_with_time_zone_null("ends_at"),
                integer("version"),
                timestamp_with_time_zone("created_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "guest_account", &["region_id", "created_at"], false).await?;
        index(m, "guest_account", &["person_id"], false).await?;
        index(m, "guest_account", &["account_id"], false).await?;
        index(m, "guest_account", &["email_hash"], false).await?;
        table(
            m,
            "guest_link",
            vec![
                string("id"),
                uuid("region_id"),
                uuid("guest_id"),
                string("purpose"),
                timestamp_with_time_zone("expires_at"),
                timestamp_with_time_zone_null("used_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "guest_link", &["guest_id"], false).await?;
        table(
            m,
            "passkey",
            vec![
                string("id"),
                uuid("account_id"),
                text("credential"),
                timestamp_with_time_zone("created_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "passkey", &["account_id"], false).await?;
        table(
            m,
            "totp",
            vec![
                uuid("account_id"),
                string("secret"),
                big_integer("last_step"),
                integer("misses"),
                timestamp_with_time_zone("created_at"),
            ],
            &["account_id"],
        )
        .await?;
        table(
            m,
            "outbox",
            vec![
                uuid("id"),
                uuid("region_id"),
                string("purpose"),
                uuid("receiver_id"),
                uuid_null("meeting_id"),
                uuid_null("object_id"),
                timestamp_with_time_zone("at"),
                timestamp_with_time_zone("due_at"),
                timestamp_with_time_zone_null("leased_until"),
                integer("attempts"),
                timestamp_with_time_zone_null("done_at"),
                timestamp_with_time_zone_null("failed_at"),
                string_null("trouble"),
                integer_null("reply"),
            ],
            &["id"],
        )
        .await?;
        index(m, "outbox", &["done_at", "failed_at", "due_at"], false).await?;
        index(m, "outbox", &["receiver_id"], false).await?;
        table(
            m,
            "mailbox",
            vec![
                uuid("person_id"),
                uuid("region_id"),
                string_null("email"),
                boolean("daily"),
            ],
            &["person_id"],
        )
        .await?;
        table(
            m,
            "reminder",
            vec![
                uuid("object_id"),
                string("purpose"),
                uuid("region_id"),
                timestamp_with_time_zone("at"),
            ],
            &["object_id", "purpose"],
        )
        .await?;
        table(
            m,
            "link_request",
            vec![
                uuid("id"),
                string("purpose"),
                string("email_hash"),
                timestamp_with_time_zone("at"),
                timestamp_with_time_zone_null("done_at"),
            ],
            &["id"],
        )
        .await?;
        index(m, "link_request", &["done_at", "at"], false).await?;
        index(m, "link_request", &["email_hash", "at"], false).await?;
        table(
            m,
            "demo_letter",
            vec![
                uuid("id"),
                uuid("region_id"),
                uuid("receiver_id"),
                text("letter"),
                timestamp_with_time_zone("at"),
            ],
            &["id"],
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(
            m,
            &[
                "demo_letter",
                "link_request",
                "reminder",
                "mailbox",
                "outbox",
                "totp",
                "passkey",
                "guest_link",
                "guest_account",
            ],
        )
        .await
    }
}
