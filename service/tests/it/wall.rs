//! The second wall: what PostgreSQL itself keeps apart, whatever a query asks for.

use domain::id::RegionId;
use migration::wall::SETTING;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, Statement,
    TransactionTrait,
};
use uuid::Uuid;

use crate::stage::{Stage, on_both};

/// All tables with a region, but the one that is asked before anybody knows the region.
async fn tables(owner: &DatabaseConnection) -> Vec<String> {
    let sql = "SELECT table_name::text FROM information_schema.columns WHERE table_schema = 'public' \
               AND column_name = 'region_id' AND table_name <> 'session' ORDER BY 1";
    let rows = owner
        .query_all_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await
        .unwrap();
    let names = rows.iter().map(|row| row.try_get_by_index(0).unwrap());
    names.collect()
}

async fn count(tx: &DatabaseTransaction, sql: String) -> i64 {
    let row = tx
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await
        .unwrap();
    row.unwrap().try_get_by_index(0).unwrap()
}

fn region(stage: &Stage, name: &str) -> Uuid {
    stage.id(&format!("region.{name}"))
}

#[tokio::test]
async fn no_row_of_another_region_shows_changes_or_goes() {
    on_both(async |stage: Stage| {
        if stage.site.store.is_sqlite() {
            return;
        }
        let owner = stage.owner().await;
        let (here, there) = (region(&stage, "amstelrand"), region(&stage, "vechtdelta"));
        let mut seen = 0;
        for table in tables(&owner).await {
            let tx = stage
                .site
                .store
                .begin_write_in(RegionId(there))
                .await
                .unwrap();
            let foreign = format!("SELECT count(*) FROM {table} WHERE region_id = '{here}'");
            assert_eq!(count(&tx, foreign).await, 0, "{table} shows");
            let own = format!("SELECT count(*) FROM {table} WHERE region_id = '{there}'");
            seen += count(&tx, own).await;
            if !table.starts_with("audit") {
                for sql in [
                    format!("UPDATE {table} SET region_id = '{there}' WHERE region_id = '{here}'"),
                    format!("DELETE FROM {table} WHERE region_id = '{here}'"),
                ] {
                    let done = tx.execute_unprepared(&sql).await.unwrap();
                    assert_eq!(done.rows_affected(), 0, "{sql}");
                }
            }
        }
        assert!(seen > 20, "the own region shows: {seen}");
    })
    .await;
}

#[tokio::test]
async fn no_row_is_written_into_another_region() {
    on_both(async |stage: Stage| {
        if stage.site.store.is_sqlite() {
            return;
        }
        let (here, there) = (region(&stage, "amstelrand"), region(&stage, "vechtdelta"));
        for sql in [
            format!("INSERT INTO counter (region_id, name, value) VALUES ('{here}', 'planted', 1)"),
            format!("UPDATE person SET region_id = '{here}' WHERE region_id = '{there}'"),
        ] {
            let tx = stage
                .site
                .store
                .begin_write_in(RegionId(there))
                .await
                .unwrap();
            let refused = tx.execute_unprepared(&sql).await.unwrap_err().to_string();
            assert!(refused.contains("row-level security"), "{sql}: {refused}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_connection_that_says_no_region_sees_nothing() {
    on_both(async |stage: Stage| {
        if stage.site.store.is_sqlite() {
            return;
        }
        let owner = stage.owner().await;
        let tables = tables(&owner).await;
        assert!(tables.len() > 40, "{tables:?}");
        // The owner too: the wall is forced.
        let tx = owner.begin().await.unwrap();
        tx.execute_unprepared(&format!("SET LOCAL {SETTING} = ''"))
            .await
            .unwrap();
        for table in tables {
            let sql = format!("SELECT count(*) FROM {table} WHERE region_id IS NOT NULL");
            let shown = count(&tx, sql).await;
            assert_eq!(shown, 0, "{table} stands outside the wall");
        }
    })
    .await;
}
