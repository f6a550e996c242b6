//! Tables of `programmes`: reference content: programmes, measures, commitments, contact points.

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
            "reference",
            vec![
                string("id"),
                string("kind"),
                string("code"),
                integer("position"),
                text("data"),
                text("provenance"),
            ],
            &["id"],
        )
        .await?;
        index(m, "reference", &["kind", "position"], false).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["reference"]).await
    }
}
