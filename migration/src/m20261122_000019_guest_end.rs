//! A guest is forgotten a year after the end.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::timestamp_with_time_zone_null;

use crate::table::index;

const TABLE: &str = "guest_account";
const SINCE: &str = "idle_since";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let since = Table::alter()
            .table(Alias::new(TABLE))
            .add_column(timestamp_with_time_zone_null(SINCE))
            .take();
        m.alter_table(since).await?;
        index(m, TABLE, &[SINCE], false).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name("ix_guest_account_idle_since")
            .table(Alias::new(TABLE))
            .to_owned();
        m.drop_index(index).await?;
        let since = Table::alter()
            .table(Alias::new(TABLE))
            .drop_column(Alias::new(SINCE))
            .take();
        m.alter_table(since).await
    }
}
