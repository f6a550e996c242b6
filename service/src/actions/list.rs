//! Reading actions: a page of the list, with the counts beside it.

use ::entity::action_event;
use chrono::NaiveDate;
use domain::actions::Lane;
use domain::id::{ActionId, MeetingId, OrganisationId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, Statement,
};
use uuid::Uuid;

use super::sight::{Sight, Where};
use super::ties::Ties;
use super::view::{ActionView, Row, SELECT};
use super::witness::{witness, witness_beside_items};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::people;
use crate::people::OrganisationRef;

/// How many actions stand on one page.
pub const PAGE: u32 = 25;

/// Which actions to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// Open actions of the own organisation.
    #[default]
    Own,
    /// All open actions.
    Open,
    /// Waiting for the owner to accept or decline.
    Confirm,
    /// Waiting for longer than three working days.
    Unaccepted,
    /// In work with the owner.
    Running,
    /// Past the due date.
    Late,
    /// Stuck.
    Blocked,
    /// Reported done, waiting for somebody else to look.
    Claimed,
    /// Declined, or never asked of anybody.
    Returned,
    /// Verified or cancelled.
    Closed,
}

impl Show {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Own,
        Self::Open,
        Self::Confirm,
        Self::Unaccepted,
        Self::Running,
        Self::Late,
        Self::Blocked,
        Self::Claimed,
        Self::Returned,
        Self::Closed,
    ];
}

/// Which page of which list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ask {
    /// Which actions.
    pub show: Show,
    /// Only those of this organisation.
    pub owner: Option<OrganisationId>,
    /// The page, from zero.
    pub page: u32,
}

/// One page of actions.
#[derive(Debug, Clone)]
pub struct ActionList {
    /// At most [`PAGE`] actions, in the order in which they ask for attention.
    pub actions: Vec<ActionView>,
    /// Whether there is a page after this one.
    pub more: bool,
    /// What is open for this reader.
    pub counts: Counts,
    /// The organisations to choose from.
    pub organisations: Vec<OrganisationRef>,
    /// The dates behind what slipped, by action, oldest first.
    pub slips: Vec<(ActionId, Slip)>,
}

/// One time that a due date moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The date from then on.
    pub to: NaiveDate,
    /// Why; empty when no reason was given, or when it is not for this reader.
    pub reason: String,
}

/// How many open actions there are, for the links above the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromQueryResult)]
pub struct Counts {
    /// Of the own organisation.
    pub own: i64,
    /// Of everybody.
    pub open: i64,
    /// Waiting for an answer.
    pub confirm: i64,
    /// Waiting too long for an answer.
    pub unaccepted: i64,
    /// In work.
    pub running: i64,
    /// Past the due date.
    pub late: i64,
    /// Stuck.
    pub blocked: i64,
    /// Reported done.
    pub claimed: i64,
    /// Declined, or never asked.
    pub returned: i64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.own += more.own;
        self.open += more.open;
        self.confirm += more.confirm;
        self.unaccepted += more.unaccepted;
        self.running += more.running;
        self.late += more.late;
        self.blocked += more.blocked;
        self.claimed += more.claimed;
        self.returned += more.returned;
    }
}

/// A page of the actions that this reader sees.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`] for a role that has no business with actions.
pub async fn list(ctx: &Ctx, ask: Ask) -> Result<ActionList> {
    let tx = ctx.read().await?;
    let sight = Sight::load(&tx, ctx).await?;
    let mut rows = page(&tx, ctx, &sight, ask).await?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let actions = views(&tx, ctx, &sight, rows).await?;
    witness(ctx, &actions).await?;
    Ok(ActionList {
        slips: slips(&tx, &actions).await?,
        counts: counts(&tx, ctx, &sight).await?,
        organisations: people::organisations(&tx, ctx).await?,
        actions,
        more,
    })
}

/// The first few of what waits for who directs: what came back, what is stuck, what is claimed, in
/// the order of the lists. One question for the three, of which a page shows more than actions.
pub(crate) async fn waiting(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    sight: &Sight,
    few: usize,
) -> Result<Vec<ActionView>> {
    let mut w = sight.rows();
    let lanes = [Lane::Returned, Lane::Claimed, Lane::Work].map(|lane| lane.rank().to_string());
    w.and(&format!("a.lane IN ({})", lanes.join(", ")));
    w.and(&format!("(a.lane <> {} OR {BLOCKED})", Lane::Work.rank()));
    w.sql = format!(
        "a.id IN (SELECT f.id FROM (SELECT a.id, ROW_NUMBER() OVER \
         (PARTITION BY a.lane ORDER BY a.due_on, a.number) AS place \
         FROM action a WHERE {}) f WHERE f.place <= {few})",
        w.sql
    );
    let rows = select(tx, w, " ORDER BY a.lane, a.due_on, a.number").await?;
    let actions = views(tx, ctx, sight, rows).await?;
    witness(ctx, &actions).await?;
    Ok(actions)
}

/// The actions of one meeting that this reader reads, by number; those that hang on an item only
/// when it is among `items`.
pub(crate) async fn of_meeting(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: MeetingId,
    items: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<ActionView>> {
    let sight = Sight::load(tx, ctx).await?;
    let mut w = sight.rows();
    let place = w.bind(meeting.0);
    w.and(&format!("a.meeting_id = {place}"));
    let items: Vec<String> = items.into_iter().map(|item| w.bind(item)).collect();
    // Without items the list would be empty, which is no SQL.
    let among = if items.is_empty() {
        "a.item_id IS NULL".to_owned()
    } else {
        format!("(a.item_id IS NULL OR a.item_id IN ({}))", items.join(", "))
    };
    w.and(&among);
    let rows = select(tx, w, " ORDER BY a.number").await?;
    let mut actions = views(tx, ctx, &sight, rows).await?;
    // Who sees only the process has the list of actions for that.
    actions.retain(|action| action.title.is_some());
    witness_beside_items(ctx, &actions).await?;
    Ok(actions)
}

/// The organisations that an action can be handed to.
pub async fn partners(ctx: &Ctx) -> Result<Vec<OrganisationRef>> {
    let tx = ctx.read().await?;
    people::organisations(&tx, ctx).await
}

async fn page(tx: &DatabaseTransaction, ctx: &Ctx, sight: &Sight, ask: Ask) -> Result<Vec<Row>> {
    let mut w = sight.rows();
    narrow(&mut w, sight, ask.show, ctx.today());
    if let Some(owner) = ask.owner {
        let owner = w.bind(owner.0);
        w.and(&format!("a.organisation_id = {owner}"));
    }
    // The order of the index: who is to move, then what is due first; what is closed backwards.
    let order = if ask.show == Show::Closed {
        "a.lane, a.due_on DESC, a.number DESC"
    } else {
        "a.lane, a.due_on, a.number"
    };
    let (limit, offset) = (PAGE + 1, u64::from(ask.page) * u64::from(PAGE));
    select(
        tx,
        w,
        &format!(" ORDER BY {order} LIMIT {limit} OFFSET {offset}"),
    )
    .await
}

/// Open, as [`domain::actions::ActionState::is_open`]: the last lane is the only closed one.
pub(crate) fn open() -> String {
    format!("a.lane < {}", Lane::Closed.rank())
}

fn narrow(w: &mut Where, sight: &Sight, show: Show, today: NaiveDate) {
    let lane = |lane: Lane| format!("a.lane = {}", lane.rank());
    let open = open();
    let condition = match show {
        Show::Own => {
            let own = w.bind(sight.own);
            format!("{open} AND a.organisation_id = {own}")
        }
        Show::Open => open,
        Show::Confirm => lane(Lane::Confirm),
        Show::Unaccepted => format!("{} AND {}", lane(Lane::Confirm), unaccepted(&w.bind(today))),
        Show::Running => lane(Lane::Work),
        Show::Late => late(&w.bind(today)),
        Show::Blocked => format!("{} AND {BLOCKED}", lane(Lane::Work)),
        Show::Claimed => lane(Lane::Claimed),
        Show::Returned => lane(Lane::Returned),
        Show::Closed => lane(Lane::Closed),
    };
    w.and(&condition);
}

/// What is stuck.
pub(crate) const BLOCKED: &str = "a.state_word = 'blocked'";

/// What should have been answered before today.
pub(crate) fn unaccepted(today: &str) -> String {
    format!("a.accept_due < {today}")
}

/// As [`domain::actions::days_late`]: open, not claimed, and past its day.
pub(crate) fn late(today: &str) -> String {
    format!(
        "a.lane IN ({}, {}, {}) AND a.due_on < {today}",
        Lane::Confirm.rank(),
        Lane::Work.rank(),
        Lane::Returned.rank()
    )
}

async fn counts(tx: &DatabaseTransaction, ctx: &Ctx, sight: &Sight) -> Result<Counts> {
    let mut w = sight.rows();
    w.and(&open());
    let columns = count_columns(&mut w, sight, ctx.today());
    let sql = format!("SELECT {columns} FROM action a WHERE {}", w.sql);
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, w.values);
    Ok(Counts::find_by_statement(statement)
        .one(tx)
        .await?
        .unwrap_or_default())
}

/// The columns of [`Counts`], over open actions.
pub(crate) fn count_columns(w: &mut Where, sight: &Sight, today: NaiveDate) -> String {
    let today = w.bind(today);
    let own = w.bind(sight.own);
    let when =
        |condition: &str| format!("COALESCE(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END), 0)");
    let lane = |lane: Lane| when(&format!("a.lane = {}", lane.rank()));
    format!(
        "{} AS own, COUNT(*) AS open, {} AS confirm, {} AS unaccepted, {} AS running, \
         {} AS late, {} AS blocked, {} AS claimed, {} AS returned",
        when(&format!("a.organisation_id = {own}")),
        lane(Lane::Confirm),
        when(&format!(
            "a.lane = {} AND {}",
            Lane::Confirm.rank(),
            unaccepted(&today)
        )),
        lane(Lane::Work),
        when(&late(&today)),
        when(BLOCKED),
        lane(Lane::Claimed),
        lane(Lane::Returned),
    )
}

pub(super) async fn select(tx: &DatabaseTransaction, w: Where, rest: &str) -> Result<Vec<Row>> {
    let sql = format!("{SELECT}{}{rest}", w.sql);
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, w.values);
    Ok(Row::find_by_statement(statement).all(tx).await?)
}

pub(super) async fn views(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    sight: &Sight,
    rows: Vec<Row>,
) -> Result<Vec<ActionView>> {
    let ties = Ties::load(tx, (sight.own, sight.person), &rows).await?;
    rows.into_iter()
        .map(|row| row.view(ctx, sight, &ties))
        .collect()
}

async fn slips(tx: &DatabaseTransaction, actions: &[ActionView]) -> Result<Vec<(ActionId, Slip)>> {
    let moved: Vec<Uuid> = actions
        .iter()
        .filter(|action| action.postponements > 0 && action.title.is_some())
        .map(|action| action.id.0)
        .collect();
    if moved.is_empty() {
        return Ok(Vec::new());
    }
    let rows = action_event::Entity::find()
        .filter(action_event::Column::ActionId.is_in(moved))
        .filter(action_event::Column::DueOn.is_not_null())
        .order_by_asc(action_event::Column::At)
        .all(tx)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let slip = Slip {
                to: row.due_on?,
                reason: row.text,
            };
            Some((ActionId(row.action_id), slip))
        })
        .collect())
}
