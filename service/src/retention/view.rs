//! What is due, what waits, what is held and what was destroyed, for who sees to it. Items show by the place
//! they have and never by what they say.

mod one;

use ::entity::{destruction, destruction_line, series};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{DestructionId, ItemId, MeetingId, SeriesId};
use domain::meetings::Opinion;
use domain::policy::Operation;
use domain::retention::{Clock, DestructionState, Hand, Standing};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::clocks::{Tracked, tracked};
use super::{facts, list, table};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::meetings::rows;
use crate::stored;

pub use one::{Destruction, Hold, Item, destruction, item};

/// How many lists that ended the overview shows.
const ENDED: u64 = 50;

/// A table at which cases are discussed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Which one.
    pub id: SeriesId,
    /// Its name.
    pub name: String,
    /// How many items are due there and wait on no list.
    pub due: usize,
    /// Whether the reader may put those on a list.
    pub may_propose: bool,
}

/// An item, without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemLine {
    /// Which one.
    pub id: ItemId,
    /// The name of the table.
    pub series: String,
    /// The day of its meeting.
    pub meeting_on: Option<NaiveDate>,
    /// Where it stands on the agenda, counted from 1.
    pub place: Option<i32>,
    /// When it is due.
    pub clock: Clock,
    /// How it stands today.
    pub standing: Standing,
    /// The list it waits on.
    pub list: Option<DestructionId>,
}

/// A list in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Which one.
    pub id: DestructionId,
    /// The name of the table.
    pub series: String,
    /// Where it stands.
    pub state: DestructionState,
    /// How many items are on it.
    pub items: usize,
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// Whether it is the turn of the reader.
    pub your_turn: bool,
}

/// Everything that is to be destroyed, or was.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// The tables that have something due.
    pub tables: Vec<Table>,
    /// The items that are there, the first one to go in front.
    pub items: Vec<ItemLine>,
    /// The lists that wait for somebody.
    pub open: Vec<List>,
    /// The lists that ended, the last one in front.
    pub ended: Vec<List>,
}

/// What a reader may do here now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each one shows or hides one thing to do"
)]
pub struct Rights {
    /// Advise on a list.
    pub advise: bool,
    /// Decide on it.
    pub decide: bool,
    /// Confirm it, as another than who decided.
    pub confirm: bool,
    /// Keep an item for longer.
    pub extend: bool,
    /// Hold it.
    pub hold: bool,
    /// Release it.
    pub release: bool,
}

/// The place of an item that was destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Which one it was.
    pub item: ItemId,
    /// Where it stood on the agenda, counted from 1.
    pub place: Option<i32>,
    /// When it was destroyed.
    pub at: DateTime<Utc>,
    /// The certificate, for who may read it.
    pub list: Option<DestructionId>,
}

/// The tables of the region that this reader sees to.
async fn tables(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<series::Model>> {
    let mut all = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(series::Column::Name)
        .all(tx)
        .await?;
    all.retain(|row| ctx.may(Operation::ReadDestruction, facts(row)));
    if all.is_empty() {
        return Err(Error::NotAllowed);
    }
    Ok(all)
}

/// Whether there is a table whose destruction this reader sees to.
///
/// # Errors
/// When the database does not answer.
pub async fn sees_any(ctx: &Ctx) -> Result<bool> {
    let tx = ctx.read().await?;
    match tables(&tx, ctx).await {
        Ok(_) => Ok(true),
        Err(Error::NotAllowed) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Everything that is to be destroyed, or was, at the tables of this reader.
///
/// # Errors
/// [`Error::NotAllowed`] for who sees to none.
pub async fn overview(ctx: &Ctx) -> Result<Overview> {
    let tx = ctx.read().await?;
    let tables = tables(&tx, ctx).await?;
    let of = |id: Uuid| tables.iter().find(|row| row.id == id);
    let waits = list::waiting(&tx, ctx.region().0).await?;
    let all = tracked(&tx, ctx.region().0).await?;
    let own: Vec<(Uuid, ItemLine)> = all
        .iter()
        .filter_map(|one| Some((one.series, line(ctx, one, of(one.series)?, &waits))))
        .collect();
    let is_loose = |one: &ItemLine| one.list.is_none() && matches!(one.standing, Standing::Due(_));
    let short = tables.iter().map(|row| Table {
        id: SeriesId(row.id),
        name: row.name.clone(),
        due: own
            .iter()
            .filter(|(series, line)| *series == row.id && is_loose(line))
            .count(),
        may_propose: ctx.may(Operation::ProposeDestruction, facts(row)),
    });
    let short = short.filter(|table| table.due > 0).collect();
    let ids: Vec<Uuid> = tables.iter().map(|row| row.id).collect();
    let open = ["proposed", "advised", "decided"];
    let find = || {
        destruction::Entity::find()
            .filter(destruction::Column::RegionId.eq(ctx.region().0))
            .filter(destruction::Column::SeriesId.is_in(ids.clone()))
            .order_by_desc(destruction::Column::ProposedAt)
    };
    let waiting = find()
        .filter(destruction::Column::StateWord.is_in(open))
        .all(&*tx)
        .await?;
    let ended = find()
        .filter(destruction::Column::StateWord.is_not_in(open))
        .limit(ENDED)
        .all(&*tx)
        .await?;
    Ok(Overview {
        tables: short,
        items: own.into_iter().map(|(_, line)| line).collect(),
        open: lists(&tx, ctx, &tables, waiting).await?,
        ended: lists(&tx, ctx, &tables, ended).await?,
    })
}

async fn lists(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    tables: &[series::Model],
    rows: Vec<destruction::Model>,
) -> Result<Vec<List>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let lines: Vec<Uuid> = destruction_line::Entity::find()
        .select_only()
        .column(destruction_line::Column::DestructionId)
        .filter(destruction_line::Column::DestructionId.is_in(ids))
        .filter(destruction_line::Column::TakenOffAt.is_null())
        .into_tuple()
        .all(tx)
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(table) = tables.iter().find(|table| table.id == row.series_id) else {
            continue;
        };
        let state: DestructionState = stored::state(&row.state)?;
        let (rights, _) = rights(ctx, table, &state);
        found.push(List {
            id: DestructionId(row.id),
            series: table.name.clone(),
            items: lines.iter().filter(|list| **list == row.id).count(),
            proposed_at: row.proposed_at,
            your_turn: turn(rights, &state),
            state,
        });
    }
    Ok(found)
}

/// Whether the list waits for this reader: an advice that was given can still be changed, and does not wait.
fn turn(rights: Rights, state: &DestructionState) -> bool {
    let advises = rights.advise && matches!(state, DestructionState::Proposed);
    advises || rights.decide || rights.confirm
}

/// What a reader may do with a list now, and whether another one has to.
fn rights(ctx: &Ctx, table: &series::Model, state: &DestructionState) -> (Rights, bool) {
    let may = |operation| !ctx.looks_as_another() && ctx.may(operation, facts(table));
    let by = Hand::of(&ctx.actor);
    let opinion = Opinion::Positive;
    let decides =
        may(Operation::DecideDestruction) && matches!(state, DestructionState::Advised { .. });
    let confirms =
        may(Operation::ConfirmDestruction) && matches!(state, DestructionState::Decided { .. });
    let can_decide = state.clone().decide(by, ctx.now()).is_ok();
    let can_confirm = state.clone().confirm(by, ctx.now()).is_ok();
    let rights = Rights {
        advise: may(Operation::AdviseDestruction) && state.clone().advise(by, opinion).is_ok(),
        decide: decides && can_decide,
        confirm: confirms && can_confirm,
        ..Rights::default()
    };
    (rights, decides && !can_decide || confirms && !can_confirm)
}

fn line(
    ctx: &Ctx,
    one: &Tracked,
    table: &series::Model,
    waits: &[destruction_line::Model],
) -> ItemLine {
    let list = waits.iter().find(|line| line.item_id == one.item);
    ItemLine {
        id: ItemId(one.item),
        series: table.name.clone(),
        meeting_on: one.meeting_on,
        place: one.place,
        clock: one.clock,
        standing: one.clock.standing(ctx.today()),
        list: list.map(|line| DestructionId(line.destruction_id)),
    }
}

/// What was destroyed of a meeting, for who sits there or sees to it: that it was there and when it went.
/// Guests, and who reads from above, never knew that it was there.
///
/// # Errors
/// [`Error::NotFound`] for a meeting that this reader does not find.
pub async fn nodes(ctx: &Ctx, meeting: MeetingId) -> Result<Vec<Node>> {
    let tx = ctx.read().await?;
    let rows = destruction_line::Entity::find()
        .filter(destruction_line::Column::RegionId.eq(ctx.region().0))
        .filter(destruction_line::Column::MeetingId.eq(meeting.0))
        .filter(destruction_line::Column::DestroyedAt.is_not_null())
        .order_by_asc(destruction_line::Column::Place)
        .order_by_asc(destruction_line::Column::ItemId)
        .all(&*tx)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let row = rows::meeting(&tx, ctx, &meeting.to_string()).await?;
    if ctx.actor.is_guest_of(SeriesId(row.series_id)) {
        return Ok(Vec::new());
    }
    let oversees = table(&tx, ctx, row.series_id).await.is_ok();
    let node = |line: destruction_line::Model| {
        Some(Node {
            item: ItemId(line.item_id),
            place: line.place,
            at: line.destroyed_at?,
            list: oversees.then_some(DestructionId(line.destruction_id)),
        })
    };
    Ok(rows.into_iter().filter_map(node).collect())
}

/// When a case item is due, for who may read it; nothing for what stays.
///
/// # Errors
/// When the database does not answer.
pub async fn proposed_on(ctx: &Ctx, item: ItemId) -> Result<Option<(Clock, Standing)>> {
    let tx = ctx.read().await?;
    if !rows::reads(&tx, ctx, item).await? {
        return Ok(None);
    }
    let all = tracked(&tx, ctx.region().0).await?;
    let one = all.iter().find(|one| one.item == item.0);
    Ok(one.map(|one| (one.clock, one.clock.standing(ctx.today()))))
}
