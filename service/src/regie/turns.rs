//! Who is to move: open actions by organisation, in the order of their names. No ranking.

use chrono::{DateTime, NaiveDate, Utc};
use domain::actions::Lane;
use domain::id::OrganisationId;
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement};
use uuid::Uuid;

use crate::actions::list::{BLOCKED, late, open, unaccepted};
use crate::actions::sight::Sight;
use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::error::Result;

/// The open actions of one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// All that is open.
    pub open: i64,
    /// Waiting too long for an answer.
    pub unaccepted: i64,
    /// Past the due date.
    pub late: i64,
    /// Stuck.
    pub blocked: i64,
    /// The day something last happened.
    pub updated_on: NaiveDate,
}

/// Since when the oldest of each kind waits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Oldest {
    /// The earliest last day for an answer that passed.
    pub unaccepted: Option<NaiveDate>,
    /// The earliest due date that passed.
    pub late: Option<NaiveDate>,
    /// The day since which something is stuck.
    pub blocked: Option<NaiveDate>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    open: i64,
    unaccepted: i64,
    late: i64,
    blocked: i64,
    updated_at: DateTime<Utc>,
}

#[derive(Debug, FromQueryResult)]
struct OldestRow {
    unaccepted: Option<NaiveDate>,
    late: Option<NaiveDate>,
    blocked: Option<DateTime<Utc>>,
}

/// The open actions of every organisation that has any.
pub(super) async fn turns(tx: &DatabaseTransaction, ctx: &Ctx, sight: &Sight) -> Result<Vec<Turn>> {
    let mut w = sight.rows();
    w.and(&open());
    let today = w.bind(ctx.today());
    let count = |condition: &str| format!("SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)");
    let sql = format!(
        "SELECT o.id, o.name, COUNT(*) AS open, {} AS unaccepted, {} AS late, {} AS blocked, \
         MAX(a.updated_at) AS updated_at \
         FROM action a JOIN organisation o ON o.id = a.organisation_id \
         WHERE {} GROUP BY o.id, o.name ORDER BY o.name",
        count(&silent(&today)),
        count(&late(&today)),
        count(BLOCKED),
        w.sql
    );
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, w.values);
    let rows = Row::find_by_statement(statement).all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|row| Turn {
            organisation: OrganisationId(row.id),
            name: row.name,
            open: row.open,
            unaccepted: row.unaccepted,
            late: row.late,
            blocked: row.blocked,
            updated_on: local_date(row.updated_at),
        })
        .collect())
}

/// The oldest of each kind.
pub(super) async fn oldest(tx: &DatabaseTransaction, ctx: &Ctx, sight: &Sight) -> Result<Oldest> {
    let mut w = sight.rows();
    w.and(&open());
    let today = w.bind(ctx.today());
    let sql = format!(
        "SELECT MIN(CASE WHEN {} THEN a.accept_due END) AS unaccepted, \
         MIN(CASE WHEN {} THEN a.due_on END) AS late, \
         MIN(CASE WHEN {BLOCKED} THEN a.updated_at END) AS blocked \
         FROM action a WHERE {}",
        silent(&today),
        late(&today),
        w.sql
    );
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, w.values);
    let row = OldestRow::find_by_statement(statement).one(tx).await?;
    Ok(row.map_or_else(Oldest::default, |row| Oldest {
        unaccepted: row.unaccepted,
        late: row.late,
        blocked: row.blocked.map(local_date),
    }))
}

fn silent(today: &str) -> String {
    format!(
        "a.lane = {} AND {}",
        Lane::Confirm.rank(),
        unaccepted(today)
    )
}
