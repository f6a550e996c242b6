//! Destroys one item: everything that was written about it or came from it, in every table. What stays is
//! the place it had, by its id, and the hashes over what it was.
//!
//! Deletes what others hang on first, so that whoever writes there at this moment is waited for and what
//! they wrote goes along.

use std::collections::BTreeMap;

use ::entity::agenda_item;
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, Statement, Value};
use uuid::Uuid;

use crate::error::{Error, Result};

/// The tables that name an item and lose those rows with it.
pub const TABLES: [&str; 17] = [
    "action",
    "advice",
    "bottleneck",
    "capture",
    "contribution",
    "decision",
    "exclusion",
    "exclusion_hit",
    "item_relation",
    "minutes_correction",
    "minutes_note",
    "minutes_revision",
    "paper",
    "party_advice",
    "retention_extension",
    "retention_hold",
    "stage_note",
];

/// The tables that keep a row for an item after it was destroyed, without its text. A test fails for a
/// table that names an item and stands on neither list.
pub const KEPT: [&str; 4] = [
    "agenda_version_item",
    "destruction_line",
    "meeting",
    "minutes_item",
];

/// The tables that follow the others by themselves: the index of the search page is kept by the database. They
/// are emptied all the same, and not counted: a row there is a copy.
pub const DERIVED: [&str; 1] = ["search_entry"];

/// How many rows went, by table.
pub(super) type Counts = BTreeMap<String, u64>;

/// Destroys an item and counts what went; answers the hashes that stay.
///
/// # Errors
/// [`Error::NotFound`] when it is gone already.
pub(super) async fn destroy(
    tx: &DatabaseTransaction,
    item: Uuid,
    at: DateTime<Utc>,
    counts: &mut Counts,
) -> Result<Vec<String>> {
    let row = agenda_item::Entity::find_by_id(item).one(tx).await?;
    let row = row.ok_or(Error::NotFound)?;
    let hashes = hashes(tx, item).await?;
    let mut work = Work { tx, counts };
    // The engine would take these along, and count nothing.
    work.delete("stage_note", "item_id", &[item]).await?;
    work.delete("agenda_item", "id", &[item]).await?;
    let things = things(tx, &row).await?;
    work.children(&things).await?;
    for table in TABLES {
        work.delete(table, "item_id", &[item]).await?;
    }
    let mut all = vec![item];
    all.extend(things.all());
    for (table, column) in [
        ("guard_answer", "object_id"),
        ("outbox", "object_id"),
        ("reminder", "object_id"),
        ("approval", "subject_id"),
        ("evidence", "ref_id"),
    ] {
        work.delete(table, column, &all).await?;
    }
    work.blank(item, at).await?;
    for table in DERIVED {
        let sql = format!("DELETE FROM {table} WHERE item_id = $1");
        work.run("", &sql, vec![item.into()]).await?;
    }
    Ok(hashes)
}

/// What hangs on an item and has things hanging on itself.
#[derive(Debug, Default)]
struct Things {
    actions: Vec<Uuid>,
    decisions: Vec<Uuid>,
    bottlenecks: Vec<Uuid>,
    papers: Vec<Uuid>,
    contents: Vec<Uuid>,
    /// Others, which are known to the guard and to the post by their id.
    others: Vec<Uuid>,
}

impl Things {
    fn all(&self) -> impl Iterator<Item = Uuid> {
        let lists = [
            &self.actions,
            &self.decisions,
            &self.bottlenecks,
            &self.papers,
            &self.others,
        ];
        lists.into_iter().flatten().copied()
    }
}

async fn things(tx: &DatabaseTransaction, row: &agenda_item::Model) -> Result<Things> {
    let of = |table: &str, column: &str| format!("SELECT {column} FROM {table} WHERE item_id = $1");
    let mut others = Vec::new();
    for table in [
        "advice",
        "capture",
        "contribution",
        "minutes_correction",
        "party_advice",
    ] {
        others.extend(ids(tx, &of(table, "id"), vec![row.id.into()]).await?);
    }
    // An action of the case stands without its item when it was taken up beside the table.
    let actions = "SELECT id FROM action WHERE region_id = $2 AND (item_id = $1 \
        OR decision_id IN (SELECT id FROM decision WHERE item_id = $1) \
        OR (item_id IS NULL AND case_ref = $3 AND NOT EXISTS \
        (SELECT 1 FROM agenda_item o WHERE o.region_id = $2 AND o.case_ref = $3)))";
    let case_ref = row.case_ref.clone();
    let values = vec![row.id.into(), row.region_id.into(), case_ref.into()];
    Ok(Things {
        actions: ids(tx, actions, values).await?,
        decisions: ids(tx, &of("decision", "id"), vec![row.id.into()]).await?,
        bottlenecks: ids(tx, &of("bottleneck", "id"), vec![row.id.into()]).await?,
        papers: ids(tx, &of("paper", "id"), vec![row.id.into()]).await?,
        contents: ids(tx, &of("paper", "content_id"), vec![row.id.into()]).await?,
        others,
    })
}

async fn hashes(tx: &DatabaseTransaction, item: Uuid) -> Result<Vec<String>> {
    let sql = "SELECT hash FROM agenda_version_item WHERE item_id = $1 \
        UNION ALL SELECT hash FROM minutes_item WHERE item_id = $1 AND hash IS NOT NULL \
        ORDER BY 1";
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            tx.get_database_backend(),
            sql,
            [item.into()],
        ))
        .await?;
    let read = rows.iter().map(|row| row.try_get_by_index(0));
    Ok(read.collect::<Result<_, _>>()?)
}

async fn ids(tx: &DatabaseTransaction, sql: &str, values: Vec<Value>) -> Result<Vec<Uuid>> {
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    let rows = tx.query_all_raw(statement).await?;
    let read = rows.iter().map(|row| row.try_get_by_index(0));
    Ok(read.collect::<Result<_, _>>()?)
}

struct Work<'a> {
    tx: &'a DatabaseTransaction,
    counts: &'a mut Counts,
}

impl Work<'_> {
    /// What hangs on what hangs on the item, after that is gone itself.
    async fn children(&mut self, things: &Things) -> Result<()> {
        self.delete("action", "id", &things.actions).await?;
        self.delete("action_event", "action_id", &things.actions)
            .await?;
        self.delete("decision", "id", &things.decisions).await?;
        self.delete("decision_position", "decision_id", &things.decisions)
            .await?;
        self.delete("bottleneck", "id", &things.bottlenecks).await?;
        self.delete("bottleneck_step", "bottleneck_id", &things.bottlenecks)
            .await?;
        self.delete("paper", "id", &things.papers).await?;
        // A copy that stands at another meeting has its papers by the same content.
        for content in &things.contents {
            let sql = "DELETE FROM paper_part WHERE content_id = $1 AND NOT EXISTS \
                (SELECT 1 FROM paper WHERE paper.content_id = $1)";
            self.run("paper_part", sql, vec![(*content).into()]).await?;
        }
        Ok(())
    }

    /// What keeps its row: its place and its hash, and nothing that was said.
    async fn blank(&mut self, item: Uuid, at: DateTime<Utc>) -> Result<()> {
        let lines = "UPDATE agenda_version_item SET title = '', papers = '', destroyed_at = $2 \
            WHERE item_id = $1 AND destroyed_at IS NULL";
        self.run("agenda_version_item", lines, vec![item.into(), at.into()])
            .await?;
        // Whoever has a draft open sees that it changed.
        let drafts = "UPDATE minutes SET version = version + 1 WHERE hash IS NULL \
            AND meeting_id IN (SELECT meeting_id FROM minutes_item WHERE item_id = $1)";
        self.run("", drafts, vec![item.into()]).await?;
        let minutes = "UPDATE minutes_item SET title = '', text = '', destroyed_at = $2 \
            WHERE item_id = $1 AND destroyed_at IS NULL";
        self.run("minutes_item", minutes, vec![item.into(), at.into()])
            .await?;
        let meetings = "UPDATE meeting SET current_item_id = NULL WHERE current_item_id = $1";
        self.run("", meetings, vec![item.into()]).await
    }

    async fn delete(&mut self, table: &str, column: &str, ids: &[Uuid]) -> Result<()> {
        for id in ids {
            let sql = format!("DELETE FROM {table} WHERE {column} = $1");
            self.run(table, &sql, vec![(*id).into()]).await?;
        }
        Ok(())
    }

    async fn run(&mut self, table: &str, sql: &str, values: Vec<Value>) -> Result<()> {
        let backend = self.tx.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, sql, values);
        let done = self.tx.execute_raw(statement).await?.rows_affected();
        if done > 0 && !table.is_empty() {
            *self.counts.entry(table.to_owned()).or_default() += done;
        }
        Ok(())
    }
}
