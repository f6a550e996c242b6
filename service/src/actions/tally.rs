//! How far the actions of each organisation are, in numbers and dates: for who steers from above and for
//! who oversees. No action and no text is in it (`docs/domain.md#from-above`).

use chrono::NaiveDate;
use domain::actions::Lane;
use domain::id::SeriesId;
use domain::policy::{Facts, Operation};
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement};
use uuid::Uuid;

use super::list::{BLOCKED, late, open};
use super::sight::{Sight, Where, excluded};
use crate::ctx::Ctx;
use crate::error::Result;

/// The open actions of one organisation, by where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByState {
    /// Waiting for an answer.
    pub confirm: i64,
    /// In work.
    pub running: i64,
    /// Stuck.
    pub blocked: i64,
    /// Reported done.
    pub claimed: i64,
    /// Declined, or never asked.
    pub returned: i64,
}

/// One organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Its name.
    pub organisation: String,
    /// How many actions are past their due date.
    pub late: i64,
    /// The earliest due date that passed.
    pub oldest: Option<NaiveDate>,
    /// All that is open, for who oversees; nothing for who steers.
    pub by_state: Option<ByState>,
}

/// The organisations that have something to count, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tallies {
    /// The day.
    pub today: NaiveDate,
    /// Whether all open actions are counted, for who oversees, or what is overdue and no case.
    pub whole: bool,
    /// One row for each organisation.
    pub rows: Vec<Tally>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    name: String,
    confirm: i64,
    running: i64,
    blocked: i64,
    claimed: i64,
    returned: i64,
    late: i64,
    oldest: Option<NaiveDate>,
}

/// Counts the open actions of each organisation; for who steers only what is overdue, without what hangs
/// on a case. What somebody is left out of is not counted.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`].
pub async fn tallies(ctx: &Ctx) -> Result<Tallies> {
    let whole = ctx.may(Operation::CountActions, Facts::default());
    let operation = if whole {
        Operation::CountActions
    } else {
        Operation::CountOverdue
    };
    ctx.authorise(operation, Facts::default())?;
    let tx = ctx.read().await?;
    let mut w = scope(&tx, ctx, operation).await?;
    let today = w.bind(ctx.today());
    w.and(&open());
    let having = if whole {
        ""
    } else {
        w.and(&late(&today));
        w.and("a.case_ref IS NULL");
        "HAVING COUNT(*) > 0"
    };
    let when =
        |condition: &str| format!("COALESCE(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END), 0)");
    let lane = |lane: Lane| when(&format!("a.lane = {}", lane.rank()));
    let working = format!("a.lane = {} AND NOT ({BLOCKED})", Lane::Work.rank());
    let sql = format!(
        "SELECT o.name, {} AS confirm, {} AS running, {} AS blocked, {} AS claimed, \
         {} AS returned, {} AS late, MIN(CASE WHEN {} THEN a.due_on END) AS oldest \
         FROM action a JOIN organisation o ON o.id = a.organisation_id \
         WHERE {} GROUP BY o.id, o.name {having} ORDER BY o.name",
        lane(Lane::Confirm),
        when(&working),
        when(BLOCKED),
        lane(Lane::Claimed),
        lane(Lane::Returned),
        when(&late(&today)),
        late(&today),
        w.sql
    );
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, w.values);
    let rows = Row::find_by_statement(statement).all(&*tx).await?;
    let tally = |row: Row| Tally {
        organisation: row.name,
        late: row.late,
        oldest: row.oldest,
        by_state: whole.then_some(ByState {
            confirm: row.confirm,
            running: row.running,
            blocked: row.blocked,
            claimed: row.claimed,
            returned: row.returned,
        }),
    };
    Ok(Tallies {
        today: ctx.today(),
        whole,
        rows: rows.into_iter().map(tally).collect(),
    })
}

/// The actions that are counted: of the region, or of the tables the role is limited to, without what
/// the actor is left out of; and no other than who really is there sees.
async fn scope(tx: &DatabaseTransaction, ctx: &Ctx, operation: Operation) -> Result<Where> {
    let mut w = match ctx.behind() {
        Some(behind) => Sight::load(tx, &behind).await?.rows(),
        None => Where {
            sql: "1 = 1".to_owned(),
            ..Where::default()
        },
    };
    let region = w.bind(ctx.region().0);
    let [own, person] = ctx.actor.subjects().map(|subject| w.bind(subject));
    let left_out = excluded(&format!("{own}, {person}"));
    w.and(&format!("a.region_id = {region} AND NOT {left_out}"));
    // A role for one table does not reach one that does not exist; a role for the region does.
    let at = |series| ctx.may(operation, Facts::of_series(series));
    if !at(SeriesId(Uuid::nil())) {
        let held = ctx.actor.roles.iter().filter_map(|held| held.series);
        let tables: Vec<String> = held.filter(|id| at(*id)).map(|id| w.bind(id.0)).collect();
        w.and(&match tables.as_slice() {
            [] => "1 = 0".to_owned(),
            some => format!("a.series_id IN ({})", some.join(", ")),
        });
    }
    Ok(w)
}
