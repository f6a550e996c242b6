//! The story of one item over meetings: what happened to it at each, as far as the page of each turn
//! opens for the reader (`docs/domain.md#story-of-an-item`).

mod turn;

use ::entity::{agenda_item, meeting};
use chrono::{DateTime, Utc};
use domain::actions::ActionState;
use domain::id::{ActionId, ItemId, MeetingId};
use domain::meetings::{BobPhase, DecisionNumber, Outcome};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::item::{By, ItemView, look};
use super::live::is_told;
use super::{exclude, fill, rows, witness};
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};

/// One turn of an item: at one meeting it is one item, at the next another that follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// There was a turn, or are some after each other, that do not open for this reader: not when, not
    /// where, not how many.
    Hidden,
    /// A turn that opens.
    Open {
        /// The item, when it is another one than that of the page.
        item: Option<ItemId>,
        /// The meeting.
        meeting: MeetingId,
        /// When that starts or started.
        starts_at: DateTime<Utc>,
        /// Whether this reader finds the meeting.
        at_table: bool,
        /// What happened, the first first.
        events: Vec<Event>,
    },
}

/// Something that happened to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub what: What,
}

/// What can happen to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Brought in, by this organisation.
    Proposed(String),
    /// Brought in by a guest; where the contribution opens, for who reads it.
    Contributed(Option<uuid::Uuid>),
    /// It came along from the meeting before, which put it off.
    CameAlong,
    /// It first stood on a published agenda: in this version.
    Published(i32),
    /// Sent back to the submitter.
    Returned,
    /// Taken back.
    Withdrawn,
    /// The second organisation asked the first for advice.
    AdviceAsked(String, String),
    /// This organisation gave its advice.
    AdviceGiven(String),
    /// On the table now, in this phase.
    OnTable(Option<BobPhase>),
    /// Discussed.
    Discussed,
    /// Something was set apart to come back to.
    Parked(String),
    /// Decided, with how it ended.
    Decided(DecisionNumber, Option<Outcome>, String),
    /// An action came of it.
    Action(ActionId, i32, String, ActionState),
    /// Held over to the next meeting; or back to the proposals of it.
    HeldOver {
        /// Whether it has to be judged once more.
        as_proposal: bool,
    },
    /// The minutes of its meeting were approved.
    MinutesApproved,
}

impl What {
    /// Where it stands whatever its moment: a turn begins with how it came, and ends with its minutes.
    const fn place(&self) -> u8 {
        match self {
            Self::Proposed(_) | Self::Contributed(_) | Self::CameAlong => 0,
            Self::MinutesApproved => 2,
            _ => 1,
        }
    }

    /// What comes first of what happened at one moment.
    const fn rank(&self) -> u8 {
        match self {
            Self::Proposed(_) | Self::Contributed(_) | Self::CameAlong => 0,
            Self::Published(_) | Self::Returned => 1,
            Self::AdviceAsked(..) | Self::AdviceGiven(_) => 2,
            Self::OnTable(_) | Self::Discussed => 3,
            Self::Parked(_) => 4,
            Self::Decided(..) => 5,
            Self::Action(..) => 6,
            Self::HeldOver { .. } | Self::Withdrawn => 7,
            Self::MinutesApproved => 8,
        }
    }
}

/// The turns of an item, the first first; nothing for who does not read it, and on a ground.
///
/// Each turn is built from what its own page shows this reader, so that the story tells nothing more. That
/// a confidential turn was read is kept, as for its page. A turn that no agenda tells of yet, and one that
/// the reader is left out of, is not there at all.
///
/// # Errors
/// When the database does not answer.
pub async fn story(ctx: &Ctx, view: &ItemView) -> Result<Vec<Turn>> {
    if view.content.is_none() || view.by == By::Ground {
        return Ok(Vec::new());
    }
    let (chain, torn) = chain(ctx, view.id).await?;
    let mut seen = Vec::with_capacity(chain.len());
    for row in &chain {
        seen.push(if row.id == view.id.0 {
            Some(view.clone())
        } else {
            open(ctx, row).await?
        });
    }
    let tx = ctx.read().await?;
    let mut turns = Vec::new();
    // What a turn grew from that is not there any more was destroyed, or is of a part that was.
    let guest = ctx.actor.is_guest_of(view.head.series);
    if torn && !guest {
        turns.push(Turn::Hidden);
    }
    for (at, (row, found)) in chain.iter().zip(&seen).enumerate() {
        if let Some(found) = found {
            let other = row.id != view.id.0;
            turns.push(turn::of(&tx, ctx, (row, at == 0), found, other).await?);
        } else if !guest && shows(&tx, ctx, row).await? && turns.last() != Some(&Turn::Hidden) {
            turns.push(Turn::Hidden);
        }
    }
    drop(tx);
    let others = seen.iter().flatten().filter(|it| it.id != view.id);
    witness(ctx, "story", others.map(|it| (it.id.0, it.class))).await?;
    Ok(turns)
}

/// The page of another turn, when it opens with its content.
async fn open(ctx: &Ctx, row: &agenda_item::Model) -> Result<Option<ItemView>> {
    match look(ctx, &row.id.to_string()).await {
        Ok(view) => Ok(Some(view).filter(|view| view.content.is_some())),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether somebody may know that there was a turn that does not open for them.
async fn shows(tx: &DatabaseTransaction, ctx: &Ctx, row: &agenda_item::Model) -> Result<bool> {
    let reader = Reader::load(tx, ctx, rows::place_of(row), [row.id]).await?;
    Ok(!reader.excludes(row.id) && is_told(tx, ctx, row).await?)
}

/// The items that follow each other, in the order of their meetings, and whether the first of them follows
/// one that is gone.
async fn chain(ctx: &Ctx, id: ItemId) -> Result<(Vec<agenda_item::Model>, bool)> {
    let tx = ctx.read().await?;
    let here = agenda_item::Entity::find_by_id(id.0)
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let ids = exclude::line(&tx, ctx, &here).await?;
    let mut all = if ids.len() == 1 {
        vec![here]
    } else {
        agenda_item::Entity::find()
            .filter(agenda_item::Column::Id.is_in(ids))
            .all(&*tx)
            .await?
    };
    let of = all.iter().filter_map(|row| row.meeting_id);
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::Id.is_in(of))
        .all(&*tx)
        .await?;
    let starts = |row: &agenda_item::Model| {
        let of = meetings.iter().find(|it| Some(it.id) == row.meeting_id);
        of.map(|it| it.starts_at)
    };
    all.sort_by_key(|row| (starts(row), row.created_at, row.id));
    let is_there = |id| all.iter().any(|row| row.id == id);
    let torn = all.iter().any(|row| {
        row.origin == fill::DEFERRED && row.origin_id.is_some_and(|before| !is_there(before))
    });
    Ok((all, torn))
}
