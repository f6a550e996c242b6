//! The script of the chair: the agenda with the clock, who has to leave at the door, and what the chair
//! wants to remember at each item. For who runs the table only.

use std::collections::{HashMap, HashSet};

use ::entity::{agenda_item, stage_note};
use domain::covenants::Shut;
use domain::guard::Known;
use domain::id::{ItemId, MeetingId};
use domain::meetings::{
    Entry, ItemKind, ItemState, Part, Slot, Wanted, numbers, part_of, readers_agenda,
};
use domain::people::{Class, SeatKind};
use domain::policy::Operation;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::super::read::{self, Head};
use super::super::{read_rows, witness};
use super::decisions::names;
use super::desk::{self, Desk};
use super::scene::Scene;
use super::stage_note::is_over;
use super::table::{self, Chair};
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::{papers, screen, stored};

/// The script of one meeting.
#[derive(Debug, Clone)]
pub struct Script {
    /// The meeting.
    pub head: Head,
    /// The items in the order of the agenda with their times, and time for what this reader is left out of.
    pub slots: Vec<Slot<Cue>>,
    /// For whom the door of the closed part is shut as things stand, and why.
    pub barred: Vec<Barred>,
    /// How many seats may stay for the closed part.
    pub stay: usize,
    /// Open actions of the series, as the agenda shows them.
    pub open_actions: u64,
    /// Whether notes can still be written.
    pub writes: bool,
    /// What may be named in them.
    pub known: Known,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Which item.
    pub id: ItemId,
    /// Its number on the agenda; nothing in the closed part.
    pub number: Option<usize>,
    /// The part it belongs to.
    pub part: Part,
    /// The minutes it was given.
    pub minutes: u32,
    /// How confidential it is.
    pub class: Class,
    /// What else there is to it; nothing of what is for others only.
    pub told: Option<Box<Stage>>,
}

/// What who runs the table may know of an item they read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its title; a case has only its reference.
    pub title: String,
    /// What it is about.
    pub kind: ItemKind,
    /// Whether texts about it are guarded as those of a case.
    pub is_case: bool,
    /// What is wanted of the table.
    pub wanted: Wanted,
    /// Who brought it in.
    pub by: String,
    /// Whether guests take part in it.
    pub for_guests: bool,
    /// Where it is in its life.
    pub state: ItemState,
    /// The question to the table, or what was written with the item.
    pub text: String,
    /// What its papers are called.
    pub papers: Vec<String>,
    /// Who may stay for the closed part and not for this item.
    pub also_out: Vec<Barred>,
    /// What the chair wants to remember; empty when there is nothing.
    pub note: String,
    /// The version of that to name when changing it; 0 before the first.
    pub version: i32,
}

/// A seat for which the door is shut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Barred {
    /// What the seat is called.
    pub label: String,
    /// Its organisation.
    pub organisation: String,
    /// Whether it is a guest's.
    pub guest: bool,
    /// Every reason.
    pub why: Vec<Shut>,
}

/// The script of a meeting. That confidential items were read in it is written down first.
///
/// # Errors
/// `NotFound` for who may not follow the meeting, `NotAllowed` for who does and does not run the table.
pub async fn script(ctx: &Ctx, id: &str) -> Result<Script> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let scene = Scene::load(&tx, ctx, id).await?;
    let desk = &scene.desk;
    if !desk.may(ctx, Operation::FollowMeeting) {
        return Err(Error::NotFound);
    }
    desk.authorise(ctx, Operation::ReadScript)?;
    let reader = scene.reader(ctx);
    let names = names(&tx, ctx).await?;
    let chairs = table::chairs(&tx, ctx, desk, None).await?;
    let barred = barred(&chairs, &names);
    let cues = cues(&tx, ctx, &scene, (&reader, &names, &chairs)).await?;
    let seen = cues.iter().filter(|cue| cue.item.told.is_some());
    let seen = seen.map(|cue| (cue.item.id.0, cue.item.class));
    witness::witness(ctx, "script", seen).await?;
    let slots = readers_agenda(cues, desk.row.starts_at, |cue| {
        cue.told.is_some() || (cue.part == Part::Closed && !reader.excludes(cue.id.0))
    });
    Ok(Script {
        head: read::head(read_rows::head(&tx, ctx, id).await?)?,
        slots,
        stay: chairs.iter().filter(|chair| chair.verdict.is_ok()).count(),
        barred,
        open_actions: read_rows::open_actions(&tx, ctx, desk.series(), &reader).await?,
        writes: !is_over(&desk.state) && desk.may(ctx, Operation::WriteStageNote),
        known: screen::known(&tx, ctx).await?,
    })
}

/// Who the door is shut for.
fn barred(chairs: &[Chair], names: &HashMap<Uuid, String>) -> Vec<Barred> {
    let shut = |chair: &Chair| {
        let why = chair.verdict.clone().err()?;
        Some(Barred {
            label: chair.label.clone(),
            organisation: names
                .get(&chair.organisation.0)
                .cloned()
                .unwrap_or_default(),
            guest: chair.kind == SeatKind::Guest,
            why,
        })
    };
    chairs.iter().filter_map(shut).collect()
}

async fn cues(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    scene: &Scene,
    (reader, names, chairs): (&Reader, &HashMap<Uuid, String>, &[Chair]),
) -> Result<Vec<Entry<Cue>>> {
    // What was put off takes no time any more.
    let items: Vec<_> = scene
        .items
        .iter()
        .filter(|item| item.state_word != "deferred")
        .collect();
    let readable = items.iter().filter(|item| reader.may_read(item));
    let readable: Vec<Uuid> = readable.map(|item| item.id).collect();
    let mut notes = notes(tx, ctx, &readable).await?;
    let mut papers = papers::titles(tx, ctx.region().0, &readable).await?;
    let parts = items.iter().map(|item| desk::part(item));
    // Before anything is published, the numbers it would be published with.
    let fresh = numbers(parts.collect::<Result<Vec<_>>>()?);
    let published = scene.desk.row.agenda_version > 0;
    let mut cues = Vec::with_capacity(items.len());
    for (item, fresh) in items.into_iter().zip(fresh) {
        let class = desk::class(item)?;
        let told = if readable.contains(&item.id) {
            let also_out = also_out(tx, ctx, &scene.desk, (item, chairs, names)).await?;
            let note = notes.remove(&item.id);
            let papers = papers.remove(&item.id).unwrap_or_default();
            let by = names.get(&item.organisation_id).cloned();
            Some(Box::new(Stage {
                papers,
                also_out,
                ..stage(item, by.unwrap_or_default(), note)?
            }))
        } else {
            None
        };
        let number = if published {
            scene.published.number(item)?
        } else {
            fresh
        };
        let minutes = stored::count(item.minutes)?;
        let part = part_of(class);
        let item = Cue {
            id: ItemId(item.id),
            number,
            part,
            minutes,
            class,
            told,
        };
        cues.push(Entry {
            item,
            part,
            minutes,
        });
    }
    Ok(cues)
}

fn stage(item: &agenda_item::Model, by: String, note: Option<stage_note::Model>) -> Result<Stage> {
    let (note, version) = note.map_or_else(Default::default, |row| (row.text, row.version));
    Ok(Stage {
        title: item.title.clone(),
        kind: stored::word(ItemKind::parse, &item.kind)?,
        is_case: desk::is_case(item),
        wanted: stored::word(Wanted::parse, &item.wanted)?,
        by,
        for_guests: item.guest_shared,
        state: desk::state(item)?,
        text: item.question.clone().unwrap_or_else(|| item.body.clone()),
        papers: Vec::new(),
        also_out: Vec::new(),
        note,
        version,
    })
}

/// Who may stay for the closed part and not for this item of it.
async fn also_out(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    desk: &Desk,
    (item, before, names): (&agenda_item::Model, &[Chair], &HashMap<Uuid, String>),
) -> Result<Vec<Barred>> {
    if desk::part(item)? == Part::Open {
        return Ok(Vec::new());
    }
    let out = before.iter().filter(|chair| chair.verdict.is_err());
    let out: HashSet<_> = out.map(|chair| chair.seat).collect();
    let mut chairs = table::chairs(tx, ctx, desk, Some(item)).await?;
    chairs.retain(|chair| !out.contains(&chair.seat));
    Ok(barred(&chairs, names))
}

async fn notes(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    items: &[Uuid],
) -> Result<HashMap<Uuid, stage_note::Model>> {
    Ok(stage_note::Entity::find()
        .filter(stage_note::Column::RegionId.eq(ctx.region().0))
        .filter(stage_note::Column::ItemId.is_in(items.iter().copied()))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.item_id, row))
        .collect())
}
