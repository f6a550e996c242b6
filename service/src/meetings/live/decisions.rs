//! The list of decisions: read out at closing, to be read by everyone who may afterwards.

mod stands;

use std::collections::{HashMap, HashSet};

use ::entity::{agenda_item, decision, series};
use chrono::{DateTime, Utc};
use domain::guard::Known;
use domain::id::{DecisionId, ItemId, MeetingId, OrganisationId};
use domain::meetings::{
    Capture, DecisionNumber, DecisionState, MeetingState, Outcome, Part, Position, is_unreached,
    reappears,
};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::super::adjust;
use super::desk::{self, Desk};
use super::left::{LeftItem, apart, left};
use super::log::{self, LogLine};
use super::published::Published;
use super::{table, witness};
use crate::actions::ActionView;
use crate::actions::list::of_meeting;
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::people;
use crate::roadmaps::{BottleneckView, bottlenecks};
use crate::{screen, stored};

use stands::parties;
pub(crate) use stands::stands;

/// The decisions of one meeting, as far as this reader may read their items.
#[derive(Debug, Clone)]
pub struct DecisionList {
    /// Which meeting.
    pub meeting: MeetingId,
    /// The name of its series.
    pub series: String,
    /// When it starts or started.
    pub starts_at: DateTime<Utc>,
    /// Where it is in its life.
    pub state: MeetingState,
    /// The decisions, by number.
    pub decisions: Vec<DecisionView>,
    /// The actions of this meeting, by number.
    pub actions: Vec<ActionView>,
    /// The bottlenecks that came up, by number.
    pub bottlenecks: Vec<BottleneckView>,
    /// What was caught and did not leave the table yet: actions and bottlenecks as long as the
    /// meeting sits, oldest first.
    pub caught: Vec<LogLine>,
    /// What was parked to come back to, oldest first.
    pub parked: Vec<LogLine>,
    /// The items that come back at the next meeting, in the order of the agenda.
    pub deferred: Vec<LeftItem>,
    /// The items that closing now would leave unreached; nothing for who may not close.
    pub unreached: Vec<LeftItem>,
    /// How many more of those who closes is left out of: they are held over, whatever is chosen.
    pub apart: usize,
    /// The parties at the table, for their positions; nothing for who may not record them.
    pub parties: Vec<(OrganisationId, String)>,
    /// Whether this reader confirms decisions.
    pub may_confirm: bool,
    /// Whether this reader ends the meeting.
    pub may_close: bool,
    /// How many decisions wait to be confirmed, whether or not this reader may read them.
    pub waiting: usize,
    /// What may be named, for who writes here.
    pub known: Option<Known>,
}

/// One decision.
#[derive(Debug, Clone)]
pub struct DecisionView {
    /// Which one.
    pub id: DecisionId,
    /// Its number in its part of this meeting.
    pub number: DecisionNumber,
    /// The version that an edit names.
    pub version: i32,
    /// What was decided.
    pub text: String,
    /// The item it belongs to.
    pub item_id: ItemId,
    /// The title of that item.
    pub item: String,
    /// How confidential that is.
    pub class: Class,
    /// Whether the item is a case, for the guard.
    pub is_case: bool,
    /// Draft, or confirmed with its outcome.
    pub state: DecisionState,
    /// Where the parties stand.
    pub positions: Vec<Stand>,
    /// The parties whose position is asked, by name; nothing for who may not record it. For an item
    /// of the closed part only those for whom it opens.
    pub parties: Vec<(OrganisationId, String)>,
    /// Whether one of them may be in the room and has no position yet.
    pub waits: bool,
}

/// Where one party stands.
#[derive(Debug, Clone)]
pub struct Stand {
    /// The party.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its position.
    pub position: Position,
    /// What it said with that; not for guests.
    pub note: String,
}

/// The decision list of a meeting. Who reads from above it (`docs/domain.md#from-above`) finds what was
/// confirmed once the meeting is over, without what was caught or said beside it.
///
/// # Errors
/// `NotFound` for who may not follow the meeting, nor read it afterwards.
pub async fn decisions(ctx: &Ctx, id: &str) -> Result<DecisionList> {
    let tx = ctx.read().await?;
    let (desk, above) = Desk::look_back(&tx, ctx, id).await?;
    let mut items = desk.items(&tx).await?;
    let composes = desk.may(ctx, Operation::ArrangeAgenda);
    let published = Published::load(&tx, &desk).await?;
    items.retain(|item| desk::is_on_agenda(item) && (composes || published.tells(&desk, item)));
    let reader = Reader::load(&tx, ctx, desk.place(), items.iter().map(|item| item.id)).await?;
    let readable: HashMap<Uuid, &agenda_item::Model> = items
        .iter()
        .filter(|item| reader.may_read(item))
        .map(|item| (item.id, item))
        .collect();
    witness::reads_decisions(ctx, readable.values().copied()).await?;
    let rows = decision::Entity::find()
        .filter(decision::Column::RegionId.eq(ctx.region().0))
        .filter(decision::Column::MeetingId.eq(desk.row.id))
        .all(&*tx)
        .await?;
    let put_off = put_off(&rows);
    let waiting = rows
        .iter()
        .filter(|row| row.state_word == DecisionState::Draft.word())
        .count();
    let names = names(&tx, ctx).await?;
    let with_notes = !above && !ctx.actor.is_guest_of(desk.series());
    let mut stands = stands(&tx, &rows, &names, with_notes).await?;
    let mut decisions = rows
        .into_iter()
        .filter_map(|row| readable.get(&row.item_id).map(|item| (row, *item)))
        .map(|(row, item)| {
            let positions = stands.remove(&row.id).unwrap_or_default();
            one(row, item, positions)
        })
        .collect::<Result<Vec<_>>>()?;
    decisions.retain(|decision| !above || decision.state != DecisionState::Draft);
    decisions.sort_by_key(|decision| decision.number);
    let sits = desk.state.part().is_some();
    let records = sits && desk.may(ctx, Operation::RecordPosition);
    let parties = if records {
        parties(&tx, ctx, &desk, &names).await?
    } else {
        Vec::new()
    };
    if records {
        ask(&tx, ctx, &desk, (&mut decisions, &readable), &parties).await?;
    }
    let known = if records {
        Some(screen::known(&tx, ctx).await?)
    } else {
        None
    };
    let mut caught = log::log(&tx, ctx, &desk, &readable, &names).await?;
    caught.retain(|_| !above);
    let is_parked = |line: &LogLine| line.kind == Capture::Parked;
    let (parked, mut caught): (Vec<_>, Vec<_>) = caught.into_iter().rev().partition(is_parked);
    caught.retain(|line| !line.sent && line.kind != Capture::Decision);
    let ids: Vec<Uuid> = readable.keys().copied().collect();
    let actions = if ctx.may(
        Operation::ReadActions,
        Facts::owned(None, ctx.actor.organisation),
    ) {
        of_meeting(&tx, ctx, desk.id(), ids.iter().copied()).await?
    } else {
        Vec::new()
    };
    let bottlenecks = bottlenecks::of_meeting(&tx, ctx, desk.id(), &ids).await?;
    let closes = sits && desk.may(ctx, Operation::CloseMeeting);
    let steers = |item: &agenda_item::Model| composes && !reader.excludes(item.id);
    let known_of = |item: &&agenda_item::Model| steers(item) || readable.contains_key(&item.id);
    let told: Vec<&agenda_item::Model> = items.iter().filter(known_of).collect();
    let deferred = left(&told, &readable, |item, state| {
        let outcome = put_off.contains(&item.id).then_some(Outcome::Deferred);
        reappears(state, outcome.as_slice())
    })?;
    let unreached = left(&told, &readable, |item, state| {
        closes && is_unreached(state, adjust::is_standing(item))
    })?;
    Ok(DecisionList {
        apart: if closes { apart(&items, &reader)? } else { 0 },
        meeting: MeetingId(desk.row.id),
        series: series_name(&tx, &desk).await?,
        starts_at: desk.row.starts_at,
        may_confirm: sits && desk.may(ctx, Operation::ConfirmDecisions),
        may_close: closes,
        state: desk.state,
        decisions,
        actions,
        bottlenecks,
        caught,
        parked,
        deferred,
        unreached,
        parties,
        waiting,
        known,
    })
}

/// The items on which it was decided to defer.
fn put_off(rows: &[decision::Model]) -> HashSet<Uuid> {
    rows.iter()
        .filter(|row| row.outcome.as_deref() == Some(Outcome::Deferred.word()))
        .filter(|row| row.state_word != DecisionState::Draft.word())
        .map(|row| row.item_id)
        .collect()
}

/// Says of each decision whose position is asked, and whether somebody in the room has none yet.
async fn ask(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    desk: &Desk,
    (decisions, readable): (&mut [DecisionView], &HashMap<Uuid, &agenda_item::Model>),
    parties: &[(OrganisationId, String)],
) -> Result<()> {
    let chairs = table::chairs(tx, ctx, desk, None).await?.into_iter();
    let present: HashSet<OrganisationId> = chairs
        .filter(|chair| chair.attendance.may_be_in_room())
        .map(|chair| chair.organisation)
        .collect();
    for one in decisions {
        let Some(item) = readable.get(&one.item_id.0) else {
            continue;
        };
        one.parties = circle(tx, ctx, desk, item, parties).await?;
        let spoke = |id| one.positions.iter().any(|stand| stand.organisation == id);
        let mut here = one.parties.iter().filter(|(id, _)| present.contains(id));
        one.waits = here.any(|(id, _)| !spoke(*id));
    }
    Ok(())
}

/// The parties whose position on an item is asked.
async fn circle(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    desk: &Desk,
    item: &agenda_item::Model,
    parties: &[(OrganisationId, String)],
) -> Result<Vec<(OrganisationId, String)>> {
    if desk::part(item)? == Part::Open {
        return Ok(parties.to_vec());
    }
    let chairs = table::hearing(tx, ctx, desk, item).await?;
    let hears = |id: OrganisationId| chairs.iter().any(|chair| chair.organisation == id);
    let circle = parties.iter().filter(|(id, _)| hears(*id));
    Ok(circle.cloned().collect())
}

fn one(
    row: decision::Model,
    item: &agenda_item::Model,
    positions: Vec<Stand>,
) -> Result<DecisionView> {
    Ok(DecisionView {
        id: DecisionId(row.id),
        number: DecisionNumber::of(desk::class(item)?, row.number),
        version: row.version,
        text: row.text,
        item_id: ItemId(item.id),
        item: item.title.clone(),
        class: desk::class(item)?,
        is_case: desk::is_case(item),
        state: stored::state(&row.state)?,
        positions,
        parties: Vec::new(),
        waits: false,
    })
}

/// The name of the series of a meeting.
pub(super) async fn series_name(tx: &DatabaseTransaction, desk: &Desk) -> Result<String> {
    let row = series::Entity::find_by_id(desk.row.series_id)
        .one(tx)
        .await?;
    Ok(row
        .ok_or_else(|| Error::broken("a meeting without a series"))?
        .name)
}

/// The names of the organisations of the region.
pub(crate) async fn names(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<HashMap<Uuid, String>> {
    let all = people::organisations(tx, ctx).await?;
    Ok(all.into_iter().map(|one| (one.id.0, one.name)).collect())
}
