//! Whether a database holds together: for the operator, and for the proof that a kill loses nothing.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};

use crate::db::Store;
use crate::error::Result;

/// Looks at the file, the references and the audit trail; returns what is wrong, in words.
pub async fn problems(store: &Store) -> Result<Vec<String>> {
    let tx = store.begin_read().await?;
    let mut problems = Vec::new();
    if store.is_sqlite() {
        let integrity = first(&tx, "PRAGMA integrity_check").await?;
        if integrity.as_deref() != Some("ok") {
            problems.push(format!(
                "the file is damaged: {}",
                integrity.unwrap_or_default()
            ));
        }
        if first(&tx, "PRAGMA foreign_key_check").await?.is_some() {
            problems.push("a row points at nothing".to_owned());
        }
    }
    let silent = "SELECT CAST(count(*) AS TEXT) FROM agenda_item i WHERE i.origin = 'proposal' \
                  AND i.created_at > (SELECT min(at) FROM audit) \
                  AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.object_id = i.id)";
    let silent = first(&tx, silent).await?.unwrap_or_default();
    if silent != "0" {
        problems.push(format!(
            "{silent} proposals without a row in the audit trail"
        ));
    }
    Ok(problems)
}

async fn first(tx: &DatabaseTransaction, sql: &str) -> Result<Option<String>> {
    let backend: DbBackend = tx.get_database_backend();
    let row = tx
        .query_one_raw(Statement::from_string(backend, sql))
        .await?;
    Ok(row
        .map(|row| row.try_get_by_index::<String>(0))
        .transpose()?)
}
