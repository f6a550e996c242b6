//! The schema goes up, down and up again, on both engines, and leaves nothing behind in between.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by failing"
)]

use migration::{Migrator, MigratorTrait};
use sea_orm_migration::sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

#[tokio::test]
async fn sqlite_goes_up_down_and_up() {
    let file = std::env::temp_dir().join(format!("kt_migration_{}.db", std::process::id()));
    let url = format!("sqlite:{}?mode=rwc", file.display());
    let connection = Database::connect(url).await.unwrap();
    let tables = "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' \
                  AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'seaql_%'";
    up_down_up(&connection, tables).await;
    connection.close().await.unwrap();
    std::fs::remove_file(file).unwrap();
}

#[tokio::test]
async fn postgresql_goes_up_down_and_up() {
    let Ok(owner) = std::env::var("KETENTAFEL_TEST_PG_OWNER") else {
        eprintln!("no PostgreSQL at hand: only SQLite was tried (make test has both)");
        return;
    };
    let name = format!("kt_migration_{}", std::process::id());
    let outside = Database::connect(&owner).await.unwrap();
    outside
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    let (server, _) = owner.rsplit_once('/').unwrap();
    let connection = Database::connect(format!("{server}/{name}")).await.unwrap();
    let tables = "SELECT count(*) AS n FROM pg_tables WHERE schemaname = 'public' \
                  AND tablename NOT LIKE 'seaql_%'";
    up_down_up(&connection, tables).await;
    connection.close().await.unwrap();
    outside
        .execute_unprepared(&format!("DROP DATABASE {name}"))
        .await
        .unwrap();
}

async fn up_down_up(connection: &DatabaseConnection, tables: &str) {
    Migrator::up(connection, None).await.unwrap();
    let full = count(connection, tables).await;
    assert!(full > 30, "{full} tables");
    Migrator::down(connection, None).await.unwrap();
    assert_eq!(
        count(connection, tables).await,
        0,
        "something was left behind"
    );
    Migrator::up(connection, None).await.unwrap();
    assert_eq!(count(connection, tables).await, full);
}

async fn count(connection: &DatabaseConnection, sql: &str) -> i64 {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let row = connection.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get::<i64>("", "n").unwrap()
}
