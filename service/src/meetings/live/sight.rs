//! What one reader may see of a meeting in session, before anything is read out.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use ::entity::agenda_item;
use chrono::{DateTime, Utc};
use domain::covenants::Shut;
use domain::id::{MeetingId, OrganisationId};
use domain::meetings::{MeetingState, Part};
use domain::policy::Operation;
use uuid::Uuid;

use super::scene::Scene;
use super::view::Place;
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::live::Event;

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

/// A meeting in session as one reader may see it.
#[derive(Debug)]
pub struct Sight {
    pub(super) scene: Arc<Scene>,
    pub(super) place: Place,
    reader: Reader,
}

impl Sight {
    /// Puts a reader before a scene.
    pub(super) fn of(ctx: &Ctx, scene: Arc<Scene>) -> Result<Self> {
        if !scene.desk.may(ctx, Operation::FollowMeeting) {
            return Err(Error::NotFound);
        }
        let reader = scene.reader(ctx);
        let place = place(ctx, &scene, &reader);
        Ok(Self {
            scene,
            place,
            reader,
        })
    }

    /// The items that this reader may know of: for who runs the table all of them, for others
    /// what the agenda tells.
    pub(super) fn items(&self) -> impl Iterator<Item = &agenda_item::Model> {
        let Scene {
            desk,
            items,
            published,
            ..
        } = &*self.scene;
        let all = self.place == Place::Chair;
        items
            .iter()
            .filter(move |item| all || published.tells(desk, item))
    }

    /// Whether this reader runs the table and may steer an item, read or not: not what they are left
    /// out of.
    pub(super) fn steers(&self, item: &agenda_item::Model) -> bool {
        self.place == Place::Chair && !self.reader.excludes(item.id)
    }

    /// Whether the closed part opens for this reader; for who runs the table there is no door.
    pub(super) fn enters(&self) -> bool {
        self.place == Place::Chair || self.reader.enter().is_ok()
    }

    /// The items whose content opens.
    pub(super) fn readable(&self) -> HashMap<Uuid, &agenda_item::Model> {
        let opens = self.items().filter(|item| self.reader.may_read(item));
        opens.map(|item| (item.id, item)).collect()
    }

    /// When the meeting was read.
    pub fn since(&self) -> DateTime<Utc> {
        self.scene.read_at
    }

    /// With whom this reader shares the look of the page; nobody for who runs the table.
    pub fn equal(&self, ctx: &Ctx) -> Option<Equal> {
        let out = match &self.place {
            Place::Chair => return None,
            Place::Follower => None,
            Place::Out { why, .. } => Some(why.clone()),
        };
        Some(Equal {
            meeting: MeetingId(self.scene.desk.row.id),
            organisation: ctx.actor.organisation,
            guest: ctx.actor.is_guest(),
            readable: self.readable().into_keys().collect(),
            out,
        })
    }
}

/// Looks who may see what, from what was read since the last change.
///
/// # Errors
/// `NotFound` for who may not follow the meeting.
pub async fn look(ctx: &Ctx, id: &str) -> Result<Sight> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let live = &ctx.site().live;
    let make = async || {
        let tx = ctx.read().await?;
        Ok::<_, Error>(Arc::new(Scene::load(&tx, ctx, id).await?))
    };
    let key = (ctx.region(), id);
    let scene = live
        .scenes()
        .get(key, live.changes(), ctx.now(), ctx.now(), make);
    Sight::of(ctx, scene.await?)
}

/// Whether a reader who follows a meeting is told that something changed in it. Who is shown out
/// hears only that the meeting itself moved on, and for whom the closed part is shut hears nothing of
/// its items at any time: the beat of those changes would tell how the closed part goes
/// (`docs/domain.md#gate`).
pub async fn is_for(ctx: &Ctx, event: Event) -> bool {
    if event.turned {
        return true;
    }
    match look(ctx, &event.meeting.to_string()).await {
        Ok(sight) if event.inside => sight.enters(),
        Ok(sight) => !matches!(sight.place, Place::Out { .. }),
        // Looking again says why.
        Err(_) => true,
    }
}

fn place(ctx: &Ctx, scene: &Scene, reader: &Reader) -> Place {
    if scene.desk.may(ctx, Operation::WalkItems) {
        return Place::Chair;
    }
    let MeetingState::InProgress {
        since,
        part: Part::Closed,
        closed_since,
        ..
    } = scene.desk.state
    else {
        return Place::Follower;
    };
    let Err(why) = reader.enter() else {
        return Place::Follower;
    };
    // What happens inside does not move it: its steps would tell how the closed part goes.
    let opened_at = closed_since.unwrap_or(since);
    Place::Out {
        back_at: opened_at + scene.published.closed(),
        why,
    }
}
