//! One address comes in once per region, and a guest is forgotten a year after the end.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::timestamp_with_time_zone_null;

use crate::table::index;

const TABLE: &str = "guest_account";
const SINCE: &str = "idle_since";
const ONE_PER_ADDRESS: &str = "ix_guest_account_one_per_address";

/// The states in which somebody comes, or is on the way.
const LET_IN: [&str; 5] = ["screened", "invited", "activated", "active", "paused"];

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
        index(m, TABLE, &[SINCE], false).await?;
        let one = Index::create()
            .name(ONE_PER_ADDRESS)
            .table(Alias::new(TABLE))
            .col(Alias::new("region_id"))
            .col(Alias::new("email_hash"))
            .unique()
            .and_where(Expr::col(Alias::new("state_word")).is_in(LET_IN))
            .take();
        m.create_index(one).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for name in [ONE_PER_ADDRESS, "ix_guest_account_idle_since"] {
            let index = Index::drop().name(name).table(Alias::new(TABLE)).to_owned();
            m.drop_index(index).await?;
        }
        let since = Table::alter()
            .table(Alias::new(TABLE))
            .drop_column(Alias::new(SINCE))
            .take();
        m.alter_table(since).await
    }
}
