//! The second wall between regions, on PostgreSQL: a row with a region shows only to who works there.
//!
//! What has no region (a refused sign-in of nobody known) shows in all of them.
//!
//! The application asks for its own region in every query already. This holds when a query forgets to:
//! without [`SETTING`] no row shows at all, and nobody is exempt but a role the operator made so.
//! SQLite has no such thing; a region that needs the second wall runs on PostgreSQL.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr};

/// What a connection says of itself: the id of a region, or [`EVERY`].
pub const SETTING: &str = "ketentafel.region";

/// What it says when it works for all regions.
pub const EVERY: &str = "every";

/// Sessions are found by a secret, before anybody knows in which region.
const OUTSIDE: &str = "session";

/// Puts the wall before every table with a region that has none yet. Belongs after the migrations, so that
/// no table of a later one stands outside by being forgotten.
///
/// # Errors
/// When the role that migrates does not own the tables.
pub async fn raise(connection: &impl ConnectionTrait) -> Result<(), DbErr> {
    if connection.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let sql = format!(
        "DO $$ DECLARE name text; BEGIN FOR name IN \
         SELECT c.table_name FROM information_schema.columns c \
         JOIN information_schema.tables t USING (table_schema, table_name) \
         WHERE c.table_schema = current_schema() AND c.column_name = 'region_id' \
         AND t.table_type = 'BASE TABLE' AND c.table_name <> '{OUTSIDE}' \
         AND NOT EXISTS (SELECT 1 FROM pg_policies p WHERE p.schemaname = c.table_schema \
         AND p.tablename = c.table_name) \
         LOOP \
         EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name); \
         EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name); \
         EXECUTE format('CREATE POLICY region ON %I USING ( \
         region_id = (SELECT nullif(nullif(current_setting(''{SETTING}'', true), ''''), ''{EVERY}'')::uuid) \
         OR region_id IS NULL \
         OR (SELECT current_setting(''{SETTING}'', true)) = ''{EVERY}'')', name); \
         END LOOP; END $$"
    );
    connection.execute_unprepared(&sql).await?;
    Ok(())
}
