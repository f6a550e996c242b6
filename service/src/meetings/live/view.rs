//! What the live page shows one reader, now.

use std::collections::HashMap;
use std::sync::Arc;

use ::entity::agenda_item;
use chrono::{DateTime, TimeDelta, Utc};
use domain::covenants::Shut;
use domain::guard::Known;
use domain::id::{ItemId, MeetingId, OrganisationId};
use domain::meetings::{BobPhase, Course, ItemKind, ItemState, MeetingState, Part, Wanted, course};
use domain::people::Class;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::super::fill::minutes_of;
use super::advised::{Advised, advised};
use super::decisions::{names, series_name};
use super::desk::{self, Desk};
use super::log::{LogLine, log};
use super::published::Published;
use super::scene::Scene;
use super::sight::Sight;
use super::table::{self, Chair};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{screen, stored};

/// The live page of one reader.
#[derive(Debug, Clone)]
pub struct Live {
    /// Which meeting.
    pub meeting: MeetingId,
    /// The name of its series.
    pub series: String,
    /// When it was to start.
    pub starts_at: DateTime<Utc>,
    /// Where it is in its life.
    pub state: MeetingState,
    /// As what this reader is here.
    pub place: Place,
    /// Whether the reader is a guest, for whom only the open part has items that are for others.
    pub guest: bool,
    /// When it will end, if the rest takes the time it was given.
    pub ends_at: DateTime<Utc>,
    /// The minutes it will then have run past its length.
    pub over: i64,
    /// The course of the agenda.
    pub rail: Vec<RailLine>,
    /// What is on the table.
    pub now: Option<Now>,
    /// How far the part is that sits.
    pub course: Course,
    /// What was caught, newest first.
    pub log: Vec<LogLine>,
    /// Everybody at the table; nothing for who does not run it.
    pub chairs: Vec<Chair>,
    /// The organisations to choose from; nothing for who does not run the table.
    pub organisations: Vec<(OrganisationId, String)>,
    /// What may be named, for who writes here.
    pub known: Option<Known>,
    /// The instant of this look.
    pub at: DateTime<Utc>,
}

/// As what a reader is at the live page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Runs the table.
    Chair,
    /// Follows it.
    Follower,
    /// Is shown out while the closed part sits.
    Out {
        /// When the open part goes on, if the closed part takes the time it was given.
        back_at: DateTime<Utc>,
        /// Why the gate is shut for this reader.
        why: Vec<Shut>,
    },
}

/// One line of the course of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RailLine {
    /// An item.
    Item {
        /// Which one.
        id: ItemId,
        /// Its number on the published agenda, the same for every reader
        /// ([`domain::meetings::numbers`]).
        number: Option<usize>,
        /// Its title; hidden even from the chair when the item is for others only. What the chair is
        /// left out of is part of [`RailLine::Closed`].
        title: Option<String>,
        /// The part it belongs to.
        part: Part,
        /// The minutes it was given.
        minutes: u32,
        /// Where it is in its life.
        state: ItemState,
    },
    /// Time of the closed part that this reader has no part in.
    Closed {
        /// The minutes it was given.
        minutes: u32,
    },
}

/// The item on the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Now {
    /// For this reader to see.
    Item(Box<Note>),
    /// For others.
    Hidden {
        /// Which one; only for who runs the table and is not left out of it.
        id: Option<ItemId>,
    },
}

/// The item on the table with its note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Which item.
    pub id: ItemId,
    /// Its number on the published agenda, the same for every reader.
    pub number: Option<usize>,
    /// Its title.
    pub title: String,
    /// Who brought it in.
    pub by: String,
    /// How confidential it is.
    pub class: Class,
    /// What it is about.
    pub kind: ItemKind,
    /// The meeting whose minutes are to be approved here.
    pub minutes_of: Option<MeetingId>,
    /// What the submitter wants.
    pub wanted: Wanted,
    /// The question to the table, or what was written with the item.
    pub question: String,
    /// Since when it is on the table.
    pub since: DateTime<Utc>,
    /// How far its discussion is; nothing for what is not discussed.
    pub phase: Option<BobPhase>,
    /// The minutes it was given on the agenda.
    pub minutes: u32,
    /// The minutes it was given beside those while it runs.
    pub extra: u32,
    /// What other organisations advised on it.
    pub advices: Vec<Advised>,
    /// The note.
    pub note: String,
    /// When it was kept, once it was.
    pub note_at: Option<DateTime<Utc>>,
    /// The version of the note that an edit names.
    pub version: i32,
}

/// Looks at the table.
///
/// # Errors
/// `NotFound` for who may not follow the meeting.
pub async fn read(ctx: &Ctx, id: &str) -> Result<Live> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let scene = Scene::load(&tx, ctx, id).await?;
    let sight = Sight::of(ctx, Arc::new(scene))?;
    super::witness(ctx, &sight).await?;
    show(&tx, ctx, &sight).await
}

/// Reads out what a reader may see.
///
/// # Errors
/// When the database does not answer.
pub async fn read_out(ctx: &Ctx, sight: &Sight) -> Result<Live> {
    let tx = ctx.read().await?;
    show(&tx, ctx, sight).await
}

async fn show(tx: &DatabaseTransaction, ctx: &Ctx, sight: &Sight) -> Result<Live> {
    let Scene {
        desk,
        items,
        published,
        ..
    } = &*sight.scene;
    let names = names(tx, ctx).await?;
    let ends_at = match sight.place {
        // How much of the closed part is left is not for who is shown out.
        Place::Out { .. } => planned_end(desk),
        _ => ends_at(ctx, sight)?,
    };
    let mut live = Live {
        meeting: MeetingId(desk.row.id),
        series: series_name(tx, desk).await?,
        starts_at: desk.row.starts_at,
        state: desk.state.clone(),
        place: sight.place.clone(),
        guest: ctx.actor.is_guest(),
        ends_at,
        over: over(desk, ends_at),
        rail: Vec::new(),
        now: None,
        course: progress(desk, items)?,
        log: Vec::new(),
        chairs: Vec::new(),
        organisations: Vec::new(),
        known: None,
        at: ctx.now(),
    };
    if matches!(sight.place, Place::Out { .. }) {
        return Ok(live);
    }
    let runs = sight.place == Place::Chair;
    let readable = sight.readable();
    let current = desk.row.current_item_id;
    let on_table = items.iter().find(|item| Some(item.id) == current);
    live.rail = rail(sight, &readable)?;
    if let Some(item) = on_table {
        let steers = sight.steers(item);
        let advised = advised(sight, item, &names)?;
        live.now = Some(now(
            item,
            (desk, published, advised),
            &readable,
            &names,
            steers,
        )?);
    }
    live.log = log(tx, ctx, desk, &readable, &names).await?;
    if runs {
        let asked = on_table.filter(|item| readable.contains_key(&item.id));
        live.chairs = table::chairs(tx, ctx, desk, asked).await?;
        live.known = Some(screen::known(tx, ctx).await?);
        live.organisations = names
            .into_iter()
            .map(|(id, name)| (OrganisationId(id), name))
            .collect();
        live.organisations.sort_by(|a, b| a.1.cmp(&b.1));
    }
    Ok(live)
}

/// The time an item still takes: all of it before its turn, the rest during it.
fn left(ctx: &Ctx, desk: &Desk, item: &agenda_item::Model) -> Result<TimeDelta> {
    let minutes = TimeDelta::minutes(i64::from(item.minutes));
    let extra = TimeDelta::minutes(i64::from(desk.row.extra_minutes));
    Ok(match desk::state(item)? {
        ItemState::Included => minutes,
        ItemState::OnTable { since } => {
            (since + minutes + extra - ctx.now()).max(TimeDelta::zero())
        }
        _ => TimeDelta::zero(),
    })
}

/// When it ends if the rest takes the time it was given. For whom the closed part is shut it has the
/// time that was published for it until it sat, and none afterwards: what happens to its items would
/// be told otherwise (`docs/domain.md#readers-agenda`).
fn ends_at(ctx: &Ctx, sight: &Sight) -> Result<DateTime<Utc>> {
    let Scene {
        desk,
        items,
        published,
        ..
    } = &*sight.scene;
    match desk.state {
        MeetingState::InProgress { closed_since, .. } => {
            let mut end = ctx.now();
            if !sight.enters() && closed_since.is_none() {
                end += published.closed();
            }
            for item in items {
                if sight.enters() || desk::part(item)? == Part::Open {
                    end += left(ctx, desk, item)?;
                }
            }
            Ok(end)
        }
        MeetingState::Closed { at, .. } => Ok(at),
        _ => Ok(planned_end(desk)),
    }
}

/// When it ends if it takes its length, counted from when it began.
fn planned_end(desk: &Desk) -> DateTime<Utc> {
    let start = match desk.state {
        MeetingState::InProgress { since, .. } => since,
        _ => desk.row.starts_at,
    };
    start + TimeDelta::minutes(i64::from(desk.row.length_minutes))
}

/// How far the part is that sits, whoever may see which of its items.
fn progress(desk: &Desk, items: &[agenda_item::Model]) -> Result<Course> {
    let MeetingState::InProgress { since, part, .. } = desk.state else {
        return Ok(Course::Ahead);
    };
    let mut states = Vec::new();
    for item in items {
        if desk::part(item)? == part {
            states.push(desk::state(item)?);
        }
    }
    Ok(course(since, &states))
}

fn over(desk: &Desk, ends_at: DateTime<Utc>) -> i64 {
    match desk.state {
        MeetingState::InProgress { .. } => (ends_at - planned_end(desk)).num_minutes().max(0),
        _ => 0,
    }
}

/// The course of the agenda. For whom the closed part is shut it is one block of the time that was
/// published for it, whatever becomes of its items.
fn rail(sight: &Sight, readable: &HashMap<Uuid, &agenda_item::Model>) -> Result<Vec<RailLine>> {
    let published = &sight.scene.published;
    let enters = sight.enters();
    let mut lines: Vec<RailLine> = Vec::new();
    for item in sight.items() {
        let part = desk::part(item)?;
        let minutes = stored::count(item.minutes)?;
        let seen = readable.contains_key(&item.id);
        if part == Part::Closed && !enters {
            let minutes = published.closed().num_minutes().unsigned_abs();
            let minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
            let block = RailLine::Closed { minutes };
            if minutes > 0 && !lines.contains(&block) {
                lines.push(block);
            }
            continue;
        }
        if seen || sight.steers(item) {
            lines.push(RailLine::Item {
                id: ItemId(item.id),
                number: published.number(item)?,
                title: seen.then(|| item.title.clone()),
                part,
                minutes,
                state: desk::state(item)?,
            });
        } else if part == Part::Closed {
            match lines.last_mut() {
                Some(RailLine::Closed { minutes: all }) => *all += minutes,
                _ => lines.push(RailLine::Closed { minutes }),
            }
        }
    }
    Ok(lines)
}

fn now(
    item: &agenda_item::Model,
    (desk, published, advices): (&Desk, &Published, Vec<Advised>),
    readable: &HashMap<Uuid, &agenda_item::Model>,
    names: &HashMap<Uuid, String>,
    steers: bool,
) -> Result<Now> {
    if !readable.contains_key(&item.id) {
        let id = steers.then_some(ItemId(item.id));
        return Ok(Now::Hidden { id });
    }
    let since = match desk::state(item)? {
        ItemState::OnTable { since } => since,
        _ => item.updated_at,
    };
    let wanted = stored::word(Wanted::parse, &item.wanted)?;
    let phase = match (&desk.row.phase, wanted) {
        (None, _) | (_, Wanted::Inform) => None,
        (Some(phase), _) => Some(stored::word(BobPhase::parse, phase)?),
    };
    Ok(Now::Item(Box::new(Note {
        id: ItemId(item.id),
        number: published.number(item)?,
        title: item.title.clone(),
        by: names
            .get(&item.organisation_id)
            .cloned()
            .unwrap_or_default(),
        class: desk::class(item)?,
        kind: stored::word(ItemKind::parse, &item.kind)?,
        minutes_of: minutes_of(item),
        wanted,
        phase,
        question: item.question.clone().unwrap_or_else(|| item.body.clone()),
        since,
        minutes: stored::count(item.minutes)?,
        extra: stored::count(desk.row.extra_minutes)?,
        advices,
        note: item.note.clone(),
        note_at: item.note_at,
        version: item.note_version,
    })))
}
