//! When a covenant went to the parties and when it was opened for signing: its state forgets both.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::timestamp_with_time_zone_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: [&str; 2] = ["consulted_at", "opened_at"];

fn covenant() -> TableAlterStatement {
    Table::alter().table(Alias::new("covenant")).take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // SQLite takes one column at a time.
        for column in COLUMNS {
            let column = timestamp_with_time_zone_null(column);
            m.alter_table(covenant().add_column(column).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            let column = Alias::new(column);
            m.alter_table(covenant().drop_column(column).take()).await?;
        }
        Ok(())
    }
}
