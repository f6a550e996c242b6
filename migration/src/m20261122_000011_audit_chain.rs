//! The seals on the trail: what waits for one, the chains, their signed heads. From here on the
//! database itself refuses to change or remove what was written.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::table::{drop, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The tables that only grow, with what tells a row of each apart.
const APPEND_ONLY: [(&str, &str); 3] = [
    ("audit", "id = NEW.id"),
    (
        "audit_seal",
        "(region_id = NEW.region_id AND seq = NEW.seq) OR audit_id = NEW.audit_id",
    ),
    ("audit_head", "region_id = NEW.region_id AND seq = NEW.seq"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let pending = vec![uuid("region_id"), uuid("audit_id")];
        table(m, "audit_pending", pending, &["region_id", "audit_id"]).await?;
        let seal = vec![
            uuid("region_id"),
            big_integer("seq"),
            uuid("audit_id"),
            blob("mac"),
        ];
        table(m, "audit_seal", seal, &["region_id", "seq"]).await?;
        index(m, "audit_seal", &["audit_id"], true).await?;
        let head = vec![
            uuid("region_id"),
            big_integer("seq"),
            blob("mac"),
            timestamp_with_time_zone("at"),
            blob("signature"),
        ];
        table(m, "audit_head", head, &["region_id", "seq"]).await?;
        await_seals(m).await?;
        match m.get_database_backend() {
            DbBackend::Postgres => close_postgresql(m).await,
            _ => close_sqlite(m).await,
        }
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let db = m.get_connection();
        if m.get_database_backend() == DbBackend::Postgres {
            db.execute_unprepared("DROP FUNCTION audit_append_only CASCADE")
                .await?;
        } else {
            for (name, _) in APPEND_ONLY {
                for verb in ["update", "delete", "replace"] {
                    let sql = format!("DROP TRIGGER {name}_no_{verb}");
                    db.execute_unprepared(&sql).await?;
                }
            }
        }
        drop(m, &["audit_head", "audit_seal", "audit_pending"]).await
    }
}

/// What was written before there were seals waits for one like everything else.
async fn await_seals(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let nobody = match m.get_database_backend() {
        DbBackend::Postgres => "'00000000-0000-0000-0000-000000000000'::uuid",
        _ => "zeroblob(16)",
    };
    let sql = format!(
        "INSERT INTO audit_pending (region_id, audit_id) \
         SELECT COALESCE(region_id, {nobody}), id FROM audit"
    );
    m.get_connection().execute_unprepared(&sql).await?;
    Ok(())
}

async fn close_postgresql(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = m.get_connection();
    db.execute_unprepared(
        "CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ \
         BEGIN RAISE EXCEPTION 'the audit trail only grows: % on % is refused', TG_OP, TG_TABLE_NAME; END $$",
    )
    .await?;
    for (name, _) in APPEND_ONLY {
        let sql = format!(
            "CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} \
             FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
        );
        db.execute_unprepared(&sql).await?;
    }
    Ok(())
}

async fn close_sqlite(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = m.get_connection();
    let refuse = "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END";
    for (name, same) in APPEND_ONLY {
        for verb in ["update", "delete"] {
            let sql = format!("CREATE TRIGGER {name}_no_{verb} BEFORE {verb} ON {name} {refuse}");
            db.execute_unprepared(&sql).await?;
        }
        // INSERT OR REPLACE removes a row without asking the trigger on DELETE.
        let sql = format!(
            "CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {name} \
             WHEN EXISTS (SELECT 1 FROM {name} WHERE {same}) {refuse}"
        );
        db.execute_unprepared(&sql).await?;
    }
    Ok(())
}
