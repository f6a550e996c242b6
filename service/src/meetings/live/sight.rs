//! What one reader may see of a meeting in session, before anything is read out.

use std::collections::{BTreeSet, HashMap};

use ::entity::agenda_item;
use domain::covenants::Shut;
use domain::id::{MeetingId, OrganisationId};
use domain::meetings::Part;
use domain::policy::Operation;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::desk::{self, Desk};
use super::table;
use super::view::{Place, is_on_agenda, left};
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::Result;

/// Readers for whom this is equal see the same page at the same moment.
///
/// The organisation is part of it although rights alone would do: a page that one day marks what
/// is "of us" must not end up with others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Equal {
    meeting: MeetingId,
    organisation: OrganisationId,
    guest: bool,
    /// The items whose content opens.
    readable: BTreeSet<Uuid>,
    /// Why the closed part is shut for a reader who is shown out.
    out: Option<Vec<Shut>>,
}

/// Who reads, and what opens for them.
pub(super) struct Sight {
    pub desk: Desk,
    pub items: Vec<agenda_item::Model>,
    pub place: Place,
    reader: Reader,
}

impl Sight {
    pub async fn take(tx: &DatabaseTransaction, ctx: &Ctx, id: &str) -> Result<Self> {
        let desk = Desk::look(tx, ctx, id).await?;
        let items = desk.items(tx).await?;
        let items: Vec<_> = items.into_iter().filter(is_on_agenda).collect();
        let ids = items.iter().map(|item| item.id);
        let reader = Reader::load(tx, ctx, desk.series(), ids).await?;
        let place = place(tx, ctx, &desk, &items, &reader).await?;
        Ok(Self {
            desk,
            items,
            place,
            reader,
        })
    }

    /// Whether this reader runs the table.
    pub fn runs(&self) -> bool {
        self.place == Place::Chair
    }

    /// The items whose content opens.
    pub fn readable(&self) -> HashMap<Uuid, &agenda_item::Model> {
        let opens = self.items.iter().filter(|item| self.reader.may_read(item));
        opens.map(|item| (item.id, item)).collect()
    }

    /// With whom this reader shares the look of the page.
    pub fn equal(&self, ctx: &Ctx) -> Option<Equal> {
        let out = match &self.place {
            Place::Chair => return None,
            Place::Follower => None,
            Place::Out { why, .. } => Some(why.clone()),
        };
        let opens = self.items.iter().filter(|item| self.reader.may_read(item));
        Some(Equal {
            meeting: MeetingId(self.desk.row.id),
            organisation: ctx.actor.organisation,
            guest: ctx.actor.is_guest(),
            readable: opens.map(|item| item.id).collect(),
            out,
        })
    }
}

/// With whom a reader shares the look of the page of a meeting; nobody for who runs the table.
///
/// # Errors
/// `NotFound` for who may not follow the meeting.
pub async fn equal(ctx: &Ctx, id: &str) -> Result<Option<Equal>> {
    let tx = ctx.read().await?;
    Ok(Sight::take(&tx, ctx, id).await?.equal(ctx))
}

async fn place(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    desk: &Desk,
    items: &[agenda_item::Model],
    reader: &Reader,
) -> Result<Place> {
    if desk.may(ctx, Operation::WalkItems) {
        return Ok(Place::Chair);
    }
    if desk.state.part() != Some(Part::Closed) || reader.may_enter() {
        return Ok(Place::Follower);
    }
    let mut back_at = ctx.now();
    for item in items {
        if desk::part(item)? == Part::Closed {
            back_at += left(ctx, item)?;
        }
    }
    let chairs = table::chairs(tx, ctx, desk, None).await?;
    let mine = ctx.actor.organisation;
    let why = chairs
        .into_iter()
        .find(|chair| chair.organisation == mine)
        .and_then(|chair| chair.verdict.err())
        .unwrap_or_default();
    Ok(Place::Out { back_at, why })
}
