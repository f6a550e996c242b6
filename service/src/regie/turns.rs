//! Who is to move: open actions by organisation, in the order of their names. No ranking.

use chrono::{DateTime, NaiveDate, Utc};
use domain::actions::Lane;
use domain::id::OrganisationId;
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement};
use uuid::Uuid;

use crate::actions::Counts;
use crate::actions::list::{BLOCKED, count_columns, late, open, unaccepted};
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
    #[sea_orm(nested)]
    counts: Counts,
    first_unaccepted: Option<NaiveDate>,
    first_late: Option<NaiveDate>,
    first_blocked: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
}

/// The open actions of every organisation that has any, with what they add up to.
#[derive(Debug, Default)]
pub(super) struct Turns {
    pub rows: Vec<Turn>,
    pub counts: Counts,
    pub oldest: Oldest,
}

impl Turns {
    /// Reads them in one go: the sums are those of the rows.
    pub async fn load(tx: &DatabaseTransaction, ctx: &Ctx, sight: &Sight) -> Result<Self> {
        let mut w = sight.rows();
        w.and(&open());
        let columns = count_columns(&mut w, sight, ctx.today());
        let today = w.bind(ctx.today());
        let sql = format!(
            "SELECT o.id, o.name, {columns}, \
             MIN(CASE WHEN {} THEN a.accept_due END) AS first_unaccepted, \
             MIN(CASE WHEN {} THEN a.due_on END) AS first_late, \
             MIN(CASE WHEN {BLOCKED} THEN a.updated_at END) AS first_blocked, \
             MAX(a.updated_at) AS updated_at \
             FROM action a JOIN organisation o ON o.id = a.organisation_id \
             WHERE {} GROUP BY o.id, o.name ORDER BY o.name",
            silent(&today),
            late(&today),
            w.sql
        );
        let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, w.values);
        let mut all = Self::default();
        for row in Row::find_by_statement(statement).all(tx).await? {
            all.add(row);
        }
        Ok(all)
    }

    fn add(&mut self, row: Row) {
        let first = |one: Option<NaiveDate>, two| [one, two].into_iter().flatten().min();
        let oldest = &mut self.oldest;
        oldest.unaccepted = first(oldest.unaccepted, row.first_unaccepted);
        oldest.late = first(oldest.late, row.first_late);
        oldest.blocked = first(oldest.blocked, row.first_blocked.map(local_date));
        self.counts += row.counts;
        self.rows.push(Turn {
            organisation: OrganisationId(row.id),
            name: row.name,
            open: row.counts.open,
            unaccepted: row.counts.unaccepted,
            late: row.counts.late,
            blocked: row.counts.blocked,
            updated_on: local_date(row.updated_at),
        });
    }
}

fn silent(today: &str) -> String {
    format!(
        "a.lane = {} AND {}",
        Lane::Confirm.rank(),
        unaccepted(today)
    )
}
