//! The database itself refuses to change what was written.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

use super::Archive;
use crate::stage::on_both;

#[tokio::test]
async fn what_was_written_is_not_changed_removed_or_replaced() {
    on_both(async |stage| {
        let mut archive = Archive::new(stage);
        let region = archive.region();
        archive.write(Some(region), 2).await;
        archive.seal().await;
        let file = archive.sign().await;
        let application = archive.stage.site.store.writer();
        let owner = archive.stage.owner().await;
        for table in ["audit", "audit_seal", "audit_head"] {
            for sql in [
                format!("UPDATE {table} SET region_id = region_id"),
                format!("DELETE FROM {table}"),
            ] {
                assert_refused(application, &sql).await;
                assert_refused(&owner, &sql).await;
            }
            let whole = if owner.get_database_backend() == DbBackend::Postgres {
                format!("TRUNCATE {table}")
            } else {
                format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
            };
            assert_refused(&owner, &whole).await;
        }
        let report = archive.verify(&file).await;
        assert!(report.whole(), "{report:?}");
        assert_eq!((report.sealed, report.heads), (2, 2));
    })
    .await;
}

async fn assert_refused(connection: &DatabaseConnection, sql: &str) {
    let refused = connection.execute_unprepared(sql).await;
    let refused = refused.expect_err(sql).to_string();
    assert!(refused.contains("the audit trail only grows"), "{refused}");
}
