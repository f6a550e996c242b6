//! The guest's own slice of the next meeting: the closed part is time and nothing else.

use std::collections::HashMap;

use ::entity::{agenda_item, agenda_version, agenda_version_item, meeting, organisation, series};
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{MeetingId, OrganisationId};
use domain::meetings::{Entry, Part, Slot, StepOut, readers_agenda, step_out};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::meetings::meeting_place;
use crate::stored;

/// A line of the guest's agenda. Without a title it is the closed part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestSlot {
    /// When it starts.
    pub from: DateTime<Utc>,
    /// When it ends.
    pub to: DateTime<Utc>,
    /// What it is about.
    pub title: Option<String>,
}

/// The next meeting a guest is invited to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestMeeting {
    /// Which one.
    pub id: MeetingId,
    /// The series it belongs to.
    pub series: String,
    /// The organisation that invites.
    pub host: String,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends, if it takes its length: what the agenda says too.
    pub ends_at: DateTime<Utc>,
    /// Where.
    pub room: String,
    /// Whether it sits now.
    pub in_progress: bool,
    /// The guest's agenda; empty until it is published.
    pub slots: Vec<GuestSlot>,
    /// When the guest leaves for the closed part, and when the guest is back: the same as on the
    /// agenda.
    pub step_out: Option<StepOut>,
}

/// The next meeting over all series the actor has a seat in, and those that they are a guest at, soonest
/// first.
pub(super) async fn next(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Option<GuestMeeting>> {
    let mine = ctx.actor.seats.iter().map(|seat| seat.series);
    let mine: Vec<Uuid> = mine
        .filter(|series| ctx.may(Operation::ReadMeetings, Facts::of_series(*series)))
        .map(|series| series.0)
        .collect();
    let places = ctx.actor.places().filter(|(meeting, seat)| {
        ctx.may(
            Operation::ReadMeetings,
            Facts::of_meeting(seat.series, *meeting),
        )
    });
    let mine = Condition::any()
        .add(meeting::Column::SeriesId.is_in(mine))
        .add(meeting::Column::Id.is_in(places.map(|(meeting, _)| meeting.0)));
    let states = ["planned", "collecting", "published", "in_progress"];
    let row = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(mine)
        .filter(meeting::Column::StateWord.is_in(states))
        .order_by_asc(meeting::Column::StartsAt)
        .one(tx)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let series = series::Entity::find_by_id(row.series_id)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let host = organisation::Entity::find_by_id(series.organisation_id)
        .one(tx)
        .await?;
    let agenda = agenda(tx, ctx, &row).await?;
    Ok(Some(GuestMeeting {
        id: MeetingId(row.id),
        series: series.name,
        host: host.map(|host| host.name).unwrap_or_default(),
        starts_at: row.starts_at,
        ends_at: row.starts_at + TimeDelta::minutes(i64::from(row.length_minutes)),
        in_progress: row.state_word == "in_progress",
        step_out: step_out(&agenda),
        slots: agenda.into_iter().map(slot).collect(),
        room: row.room,
    }))
}

/// The agenda of the guest, with titles.
async fn agenda(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &meeting::Model,
) -> Result<Vec<Slot<String>>> {
    let version = agenda_version::Entity::find()
        .filter(agenda_version::Column::MeetingId.eq(row.id))
        .filter(agenda_version::Column::Number.eq(row.agenda_version))
        .one(tx)
        .await?;
    let Some(version) = version else {
        return Ok(Vec::new());
    };
    let items = agenda_version_item::Entity::find()
        .filter(agenda_version_item::Column::VersionId.eq(version.id))
        .order_by_asc(agenda_version_item::Column::Position)
        .all(tx)
        .await?;
    let ids: Vec<Uuid> = items.iter().map(|item| item.item_id).collect();
    let reader = Reader::load(tx, ctx, meeting_place(row), ids.clone()).await?;
    // What became stricter after it was published is stricter at once.
    let now: HashMap<Uuid, agenda_item::Model> = agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_item::Column::Id.is_in(ids))
        .all(tx)
        .await?
        .into_iter()
        .map(|item| (item.id, item))
        .collect();
    let entries = items
        .into_iter()
        .map(|item| {
            let class = stored::word(Class::parse, &item.class)?;
            let submitter = OrganisationId(item.organisation_id);
            let open = reader.reads(item.item_id, class, item.guest_shared, submitter)
                && now
                    .get(&item.item_id)
                    .is_some_and(|item| reader.may_read(item));
            Ok(Entry {
                part: stored::word(Part::parse, &item.part)?,
                minutes: stored::count(item.minutes)?,
                item: (item.title, open),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let agenda = readers_agenda(entries, row.starts_at, |(_, open)| *open);
    Ok(agenda
        .into_iter()
        .map(|slot| match slot {
            Slot::Item { item, from, to } => Slot::Item {
                item: item.0,
                from,
                to,
            },
            Slot::ClosedBlock { from, to } => Slot::ClosedBlock { from, to },
        })
        .collect())
}

fn slot(slot: Slot<String>) -> GuestSlot {
    match slot {
        Slot::Item { item, from, to } => GuestSlot {
            from,
            to,
            title: Some(item),
        },
        Slot::ClosedBlock { from, to } => GuestSlot {
            from,
            to,
            title: None,
        },
    }
}
