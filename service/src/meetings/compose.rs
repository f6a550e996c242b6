//! The bench of who composes an agenda: what stands on it, what waits, and what a new version
//! would change. Who composes sees that a closed item is there, never what it says; and of what they
//! are left out of, only the time it takes.

use std::collections::{HashMap, HashSet};

use ::entity::{agenda_item, agenda_version_item, meeting};
use chrono::NaiveDate;
use domain::id::{ItemId, MeetingId, OrganisationId};
use domain::meetings::{
    Budget, Change, ItemKind, ItemState, Part, Snapshot, Wanted, budget, clock_times, diff, part_of,
};
use domain::people::Class;
use domain::policy::Operation;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::party_advice::{Askings, PartyAdvice};
use super::read::{self, Changed, Head};
use super::suggest::{self, Suggestions};
use super::{adjust, publish, read_rows, rows};
use crate::clock::{local_date, local_minutes};
use crate::covenants::{Doors, doors};
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::papers::Marks;
use crate::people::{OrganisationRef, names};
use crate::{seats, stored};

/// An item on the bench.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which one.
    pub id: ItemId,
    /// Its title; empty when it may not be read by who composes.
    pub title: String,
    /// What it is about.
    pub kind: ItemKind,
    /// How confidential it is.
    pub class: Class,
    /// The part it belongs to.
    pub part: Part,
    /// How long it may take.
    pub minutes: u32,
    /// What is wanted of the table.
    pub wanted: Wanted,
    /// Who brought it in.
    pub organisation: String,
    /// Whether guests take part in it.
    pub for_guests: bool,
    /// The day of the meeting that put it off.
    pub deferred_on: Option<NaiveDate>,
    /// Whether a guest's contribution stands behind it.
    pub contribution: bool,
    /// When it starts, in minutes after midnight.
    pub from: u32,
    /// The day it was brought in.
    pub brought_on: NaiveDate,
    /// The version to name when changing it.
    pub version: i32,
    /// What happened to it since the last version.
    pub change: Option<Change>,
    /// Whether it is there by itself, at every meeting.
    pub standing: bool,
    /// Whether everybody has read that it is on the agenda; taking it off then needs a reason.
    pub published: bool,
    /// Why it was taken off an agenda that was published.
    pub taken_off: Option<String>,
    /// What other organisations were asked about it, and advised; for who reads it.
    pub advices: Vec<PartyAdvice>,
}

/// The whole bench.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bench {
    /// The meeting.
    pub head: Head,
    /// The agenda as it stands now, in order.
    pub items: Vec<Item>,
    /// What waits to be taken in, or sent back.
    pub proposals: Vec<Item>,
    /// What was held over to the next meeting, and can be put back.
    pub held: Vec<Item>,
    /// What the agenda proposes by itself.
    pub suggestions: Suggestions,
    /// The running total against the length.
    pub budget: Budget,
    /// When it would end, in minutes after midnight.
    pub ends: u32,
    /// What publishing now would change; empty before the first version.
    pub changes: Vec<Changed>,
    /// How many of those changes guests would see.
    pub guest_changes: usize,
    /// For whom the closed part opens, as the cockpit says it too.
    pub doors: Doors,
    /// Open actions of the series.
    pub open_actions: u64,
    /// Whether the actor may publish.
    pub may_publish: bool,
    /// Whether the actor may take proposals in, take items off and hold them over.
    pub may_include: bool,
}

/// Loads the bench.
///
/// # Errors
/// [`Error::NotFound`], [`Error::NotAllowed`] for who does not compose.
pub async fn compose(ctx: &Ctx, id: &str) -> Result<Bench> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let row = read_rows::head(&tx, ctx, id).await?;
    let head = read::head(row)?;
    let facts = head.facts();
    ctx.authorise(Operation::ArrangeAgenda, facts)?;
    let meeting = rows::meeting(&tx, ctx, &id.to_string()).await?;
    let standing = rows::on_agenda(&tx, ctx, id.0).await?;
    let (waiting, held) = beside(&tx, ctx, id).await?;
    let all = || standing.iter().chain(&waiting).chain(&held);
    let reader = Reader::load(
        &tx,
        ctx,
        (head.series, Some(head.id)),
        all().map(|item| item.id),
    )
    .await?;
    let organisations = names(&tx, all().map(|item| item.organisation_id)).await?;
    let put_off = put_off(&tx, all()).await?;
    let lines = publish::last_lines(&tx, &meeting).await?;
    let papers = Marks::load(&tx, meeting.region_id, &standing).await?;
    let (changes, guest_changes) = changes(&lines, (&standing, &papers), &held, &reader)?;
    let askings = Askings::load(&tx, ctx, id).await?;
    let show = |row: &agenda_item::Model| {
        let published = lines.iter().any(|line| line.item_id == row.id);
        let mut item = item(row, published, &reader, &organisations, &put_off)?;
        if reader.may_read(row) {
            item.advices = askings.on(ctx, row)?;
        }
        Ok::<_, Error>(item)
    };
    let minutes = standing.iter().map(|row| stored::count(row.minutes));
    let times = clock_times(head.starts_at, &minutes.collect::<Result<Vec<_>>>()?);
    let known = |row: &&agenda_item::Model| !reader.excludes(row.id);
    let mut items = Vec::new();
    for (row, (from, _)) in standing.iter().zip(&times).filter(|(row, _)| known(row)) {
        let mut item = show(row)?;
        item.from = local_minutes(*from);
        let touched = |changed: &&Changed| read::subject(&changed.change) == item.id;
        item.change = changes.iter().find(touched).map(|it| it.change.clone());
        items.push(item);
    }
    let planned = standing
        .iter()
        .map(rows::timed)
        .collect::<Result<Vec<_>>>()?;
    let end = times.last().map_or(head.starts_at, |(_, to)| *to);
    Ok(Bench {
        items,
        proposals: waiting
            .iter()
            .filter(known)
            .map(show)
            .collect::<Result<_>>()?,
        held: held.iter().filter(known).map(show).collect::<Result<_>>()?,
        suggestions: suggest::suggestions(&tx, ctx, &meeting).await?,
        budget: budget(&planned, head.length),
        ends: local_minutes(end),
        changes,
        guest_changes,
        doors: door(&tx, ctx, &head).await?,
        open_actions: read_rows::open_actions(&tx, ctx, head.series, &reader).await?,
        may_publish: ctx.may(Operation::PublishAgenda, facts),
        may_include: ctx.may(Operation::IncludeItem, facts),
        head,
    })
}

/// What is not on the agenda: the proposals that wait, and what was held over.
async fn beside(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: MeetingId,
) -> Result<(Vec<agenda_item::Model>, Vec<agenda_item::Model>)> {
    Ok(agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_item::Column::MeetingId.eq(meeting.0))
        .filter(agenda_item::Column::StateWord.is_in(["proposed", "deferred"]))
        .order_by_asc(agenda_item::Column::CreatedAt)
        .order_by_asc(agenda_item::Column::Id)
        .all(tx)
        .await?
        .into_iter()
        .partition(|item| item.state_word == "proposed"))
}

fn item(
    row: &agenda_item::Model,
    published: bool,
    reader: &Reader,
    organisations: &HashMap<Uuid, OrganisationRef>,
    put_off: &HashMap<Uuid, NaiveDate>,
) -> Result<Item> {
    let class = stored::word(Class::parse, &row.class)?;
    let named = row.case_ref.is_some() || reader.may_read(row);
    let taken_off = match stored::state(&row.state)? {
        ItemState::Proposed { taken_off } => taken_off,
        _ => None,
    };
    Ok(Item {
        id: ItemId(row.id),
        title: if named {
            row.title.clone()
        } else {
            String::new()
        },
        kind: stored::word(ItemKind::parse, &row.kind)?,
        class,
        part: part_of(class),
        minutes: stored::count(row.minutes)?,
        wanted: stored::word(Wanted::parse, &row.wanted)?,
        organisation: organisations
            .get(&row.organisation_id)
            .map(|organisation| organisation.name.clone())
            .unwrap_or_default(),
        for_guests: row.guest_shared,
        deferred_on: put_off.get(&row.id).copied(),
        contribution: row.origin == super::fill::CONTRIBUTION,
        from: 0,
        brought_on: local_date(row.created_at),
        version: row.version,
        change: None,
        standing: adjust::is_standing(row),
        published,
        taken_off,
        advices: Vec::new(),
    })
}

/// The day each item that came back by itself was put off, by the id of the new item.
async fn put_off(
    tx: &DatabaseTransaction,
    items: impl Iterator<Item = &agenda_item::Model>,
) -> Result<HashMap<Uuid, NaiveDate>> {
    let followed: HashMap<Uuid, Uuid> = items
        .filter(|item| item.origin == super::fill::DEFERRED)
        .filter_map(|item| Some((item.origin_id?, item.id)))
        .collect();
    if followed.is_empty() {
        return Ok(HashMap::new());
    }
    let before = agenda_item::Entity::find()
        .filter(agenda_item::Column::Id.is_in(followed.keys().copied()))
        .all(tx)
        .await?;
    let meetings: HashMap<Uuid, NaiveDate> = meeting::Entity::find()
        .filter(meeting::Column::Id.is_in(before.iter().filter_map(|item| item.meeting_id)))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.id, local_date(row.starts_at)))
        .collect();
    Ok(before
        .iter()
        .filter_map(|item| {
            let day = meetings.get(&item.meeting_id?)?;
            Some((*followed.get(&item.id)?, *day))
        })
        .collect())
}

/// What publishing now would change, and how much of it guests would see.
fn changes(
    lines: &[agenda_version_item::Model],
    (items, papers): (&[agenda_item::Model], &Marks),
    held: &[agenda_item::Model],
    reader: &Reader,
) -> Result<(Vec<Changed>, usize)> {
    if lines.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let old = lines
        .iter()
        .map(publish::line)
        .collect::<Result<Vec<_>>>()?;
    let new = publish::snapshots(items, papers)?;
    let was_shared: HashSet<Uuid> = lines
        .iter()
        .filter(|line| line.guest_shared)
        .map(|line| line.item_id)
        .collect();
    let is_shared: HashSet<Uuid> = items
        .iter()
        .filter(|item| item.guest_shared)
        .map(|item| item.id)
        .collect();
    let shared = |all: &[Snapshot], marked: &HashSet<Uuid>| -> Vec<Snapshot> {
        let open = |snapshot: &&Snapshot| {
            snapshot.class == Class::K0
                || (snapshot.part == Part::Open && marked.contains(&snapshot.id.0))
        };
        all.iter().filter(open).cloned().collect()
    };
    let guests = diff(&shared(&old, &was_shared), &shared(&new, &is_shared)).len();
    let readable = |snapshot: &Snapshot| {
        let owner = lines
            .iter()
            .find(|line| line.item_id == snapshot.id.0)
            .map(|line| line.organisation_id)
            .or_else(|| {
                let item = items.iter().find(|item| item.id == snapshot.id.0);
                item.map(|item| item.organisation_id)
            });
        snapshot.kind == ItemKind::Case
            || owner.is_some_and(|owner| {
                reader.reads(snapshot.id.0, snapshot.class, false, OrganisationId(owner))
            })
    };
    let changes = diff(&old, &new)
        .into_iter()
        .filter(|change| !reader.excludes(read::subject(change).0))
        .map(|change| {
            let id = read::subject(&change);
            let snapshot = new.iter().chain(&old).find(|it| it.id == id);
            let title = snapshot
                .filter(|it| readable(it))
                .map(|it| it.title.clone());
            let removed = matches!(change, Change::Removed(_));
            Changed {
                change,
                title: title.unwrap_or_default(),
                held_over: removed && held.iter().any(|item| item.id == id.0),
            }
        })
        .collect();
    Ok((changes, guests))
}

/// The doors of the table, counted as the cockpit and the covenant count them.
async fn door(tx: &DatabaseTransaction, ctx: &Ctx, head: &Head) -> Result<Doors> {
    let seats = seats::at_meeting(ctx, head.series.0, head.id.0);
    let seats = seats.all(tx).await?;
    doors::of_series(tx, ctx, head.series, &seats).await
}
