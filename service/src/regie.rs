//! The cockpit of the director: what waits, for whom, and what comes next. It counts nothing that
//! its reader may not see, and every number is the length of a list that can be opened.

mod covenants;
mod minutes;
mod next;
mod turns;

use chrono::{DateTime, NaiveDate, Utc};
use domain::actions::Lane;
use domain::id::ContributionId;
use domain::policy::{Facts, Operation};
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement};
use uuid::Uuid;

use crate::actions::list;
use crate::actions::sight::Sight;
use crate::actions::{ActionView, Counts};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::guests::accounts::{self, GuestsWaiting};
use crate::people::approvals::to_decide;

pub use covenants::{Expiring, Unsigned};
pub use minutes::OpenMinutes;
pub use next::NextMeeting;
pub use turns::{Oldest, Turn};

use turns::Turns;

/// How many of one kind stand in the list of today.
const FEW: usize = 3;

/// Everything on the first page of who directs.
#[derive(Debug, Clone)]
pub struct Cockpit {
    /// The instant it was read.
    pub now: DateTime<Utc>,
    /// The day.
    pub today: NaiveDate,
    /// The actions behind the figures.
    pub counts: Counts,
    /// Since when the oldest of them wait.
    pub oldest: Oldest,
    /// What happened since yesterday.
    pub since: Since,
    /// Declined, or never asked: the first few.
    pub returned: Vec<ActionView>,
    /// Reported done: the first few.
    pub claimed: Vec<ActionView>,
    /// Stuck: the first few.
    pub blocked: Vec<ActionView>,
    /// Who is to move, by name.
    pub turns: Vec<Turn>,
    /// Parties that have not signed what is open or in force.
    pub unsigned: Vec<Unsigned>,
    /// Covenants that end within the widest band of warning.
    pub expiring: Vec<Expiring>,
    /// The meeting that comes next.
    pub next: Option<NextMeeting>,
    /// Minutes that were begun and are not approved yet: the first few.
    pub minutes: Vec<OpenMinutes>,
    /// Contributions of guests without an answer, the most urgent first.
    pub waiting: Vec<Waiting>,
    /// Guests that wait for this reader.
    pub guests: GuestsWaiting,
    /// Proposals that wait for this reader as the second.
    pub proposals: usize,
}

/// What happened to actions since the start of yesterday.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromQueryResult)]
pub struct Since {
    /// Reported done.
    pub done: i64,
    /// Declined.
    pub declined: i64,
}

/// A contribution that waits for its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which one.
    pub id: ContributionId,
    /// What it is called.
    pub title: String,
    /// Who brought it in.
    pub from: String,
    /// The last day to answer.
    pub answer_due: NaiveDate,
}

/// Reads the cockpit.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`] unless director or secretary.
pub async fn cockpit(ctx: &Ctx) -> Result<Cockpit> {
    ctx.authorise(Operation::ReadCockpit, Facts::default())?;
    let tx = ctx.read().await?;
    let sight = Sight::load(&tx, ctx).await?;
    let turns = Turns::load(&tx, ctx, &sight).await?;
    let actions = list::waiting(&tx, ctx, &sight, FEW).await?;
    let of = |lane: Lane| {
        let rows = actions.iter().filter(move |one| one.state.lane() == lane);
        rows.cloned().collect::<Vec<_>>()
    };
    Ok(Cockpit {
        now: ctx.now(),
        today: ctx.today(),
        counts: turns.counts,
        oldest: turns.oldest,
        since: since(&tx, ctx, &sight).await?,
        returned: of(Lane::Returned),
        claimed: of(Lane::Claimed),
        blocked: of(Lane::Work),
        turns: turns.rows,
        unsigned: covenants::unsigned(&tx, ctx).await?,
        expiring: covenants::expiring(&tx, ctx).await?,
        next: next::next(&tx, ctx).await?,
        minutes: minutes::open(&tx, ctx).await?,
        waiting: waiting(&tx, ctx).await?,
        guests: accounts::waiting(&tx, ctx).await?,
        proposals: to_decide(&tx, ctx).await?,
    })
}

async fn since(tx: &DatabaseTransaction, ctx: &Ctx, sight: &Sight) -> Result<Since> {
    let mut w = sight.rows();
    let yesterday = ctx.today() - chrono::Days::new(1);
    let from = crate::clock::at_local(yesterday, 0).unwrap_or_else(|| ctx.now());
    let (region, from) = (w.bind(ctx.region().0), w.bind(from));
    let sql = format!(
        "SELECT COALESCE(SUM(CASE WHEN e.kind = 'reported_done' THEN 1 ELSE 0 END), 0) AS done, \
         COALESCE(SUM(CASE WHEN e.kind = 'declined' THEN 1 ELSE 0 END), 0) AS declined \
         FROM action_event e JOIN action a ON a.id = e.action_id \
         WHERE {} AND e.region_id = {region} AND e.at >= {from}",
        w.sql
    );
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, w.values);
    Ok(Since::find_by_statement(statement)
        .one(tx)
        .await?
        .unwrap_or_default())
}

#[derive(Debug, FromQueryResult)]
struct WaitingRow {
    id: Uuid,
    title: String,
    name: String,
    answer_due: NaiveDate,
}

async fn waiting(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<Waiting>> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "SELECT c.id, c.title, o.name, c.answer_due \
         FROM contribution c JOIN organisation o ON o.id = c.organisation_id \
         WHERE c.region_id = $1 AND c.state_word <> 'answered' \
         ORDER BY c.answer_due, c.id LIMIT 5",
        [ctx.region().0.into()],
    );
    let rows = WaitingRow::find_by_statement(statement).all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|row| Waiting {
            id: ContributionId(row.id),
            title: row.title,
            from: row.name,
            answer_due: row.answer_due,
        })
        .collect())
}
