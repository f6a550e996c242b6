//! Has letters leave about what was done: one per person and event, not to who did it, and not to who
//! has no address. Whether the thing opens for a receiver is asked when the letter leaves
//! ([`super::sight`]), because that is when it counts.

use std::collections::BTreeSet;

use ::entity::{outbox, person, seat, stand_in};
use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::people::mail::Notice;
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::mailbox;
use crate::clock::{at_local, local_date, mint};
use crate::ctx::{Ctx, Write};
use crate::error::Result;

/// How long a letter waits for others about the same (`docs/domain.md#mail`).
pub(crate) const BUNDLE: TimeDelta = TimeDelta::minutes(10);
/// When letters leave that are kept together for a day, in minutes after midnight in the Netherlands.
const MORNING: u32 = 7 * 60;

/// What a letter is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// The meeting its link leads to.
    pub meeting: Option<Uuid>,
    /// The item or the action, where it is about one.
    pub object: Option<Uuid>,
}

impl About {
    /// A meeting as a whole.
    pub fn meeting(meeting: Uuid) -> Self {
        Self {
            meeting: Some(meeting),
            object: None,
        }
    }
}

/// Has a letter leave to each of these people, but to who did it.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn put(
    tx: &Write,
    ctx: &Ctx,
    (notice, about): (Notice, About),
    mut to: BTreeSet<Uuid>,
) -> Result<()> {
    to.remove(&ctx.actor.person.0);
    put_at(tx, (ctx.region().0, ctx.now()), (notice, about), to).await
}

/// The same, for what nobody who is signed in did.
pub(super) async fn put_at(
    tx: &DatabaseTransaction,
    (region, at): (Uuid, DateTime<Utc>),
    (notice, about): (Notice, About),
    to: BTreeSet<Uuid>,
) -> Result<()> {
    if to.is_empty() {
        return Ok(());
    }
    let reached = mailbox::reached(tx, region, to).await?;
    let rows = reached
        .into_iter()
        .map(|(receiver, daily)| outbox::ActiveModel {
            id: Set(mint(at)),
            region_id: Set(region),
            purpose: Set(notice.word().to_owned()),
            receiver_id: Set(receiver),
            meeting_id: Set(about.meeting),
            object_id: Set(about.object),
            at: Set(at),
            due_at: Set(if notice.leaves_at_once() {
                at
            } else if daily {
                morning(at)
            } else {
                at + BUNDLE
            }),
            leased_until: Set(None),
            attempts: Set(0),
            done_at: Set(None),
            failed_at: Set(None),
            trouble: Set(None),
            reply: Set(None),
        })
        .collect::<Vec<_>>();
    if !rows.is_empty() {
        outbox::Entity::insert_many(rows)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// The next seven o'clock in the morning in the Netherlands.
pub(super) fn morning(at: DateTime<Utc>) -> DateTime<Utc> {
    let today = local_date(at);
    let days = [Some(today), today.checked_add_days(Days::new(1))];
    let mornings = days.into_iter().flatten();
    mornings
        .filter_map(|day| at_local(day, MORNING))
        .find(|morning| *morning > at)
        .unwrap_or(at)
}

/// Who sits at a table when it meets: seats, guests of that meeting, and who takes the place of a
/// colleague there.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn at_table(
    tx: &DatabaseTransaction,
    (region, series, meeting): (Uuid, Uuid, Uuid),
) -> Result<BTreeSet<Uuid>> {
    let here = Condition::any()
        .add(seat::Column::MeetingId.is_null())
        .add(seat::Column::MeetingId.eq(meeting));
    let seats = seat::Entity::find()
        .filter(seat::Column::RegionId.eq(region))
        .filter(seat::Column::SeriesId.eq(series))
        .filter(here)
        .all(tx)
        .await?;
    let deputies = stand_in::Entity::find()
        .filter(stand_in::Column::RegionId.eq(region))
        .filter(stand_in::Column::MeetingId.eq(meeting))
        .all(tx)
        .await?;
    let seated = seats.into_iter().filter_map(|row| row.person_id);
    let deputies = deputies.into_iter().map(|row| row.person_id);
    Ok(seated.chain(deputies).collect())
}

/// Who answers for an action in an organisation: who sits at its table, and everybody there where
/// nobody does.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn of_organisation(
    tx: &DatabaseTransaction,
    (region, organisation): (Uuid, Uuid),
    series: Option<Uuid>,
) -> Result<BTreeSet<Uuid>> {
    if let Some(series) = series {
        let seats = seat::Entity::find()
            .filter(seat::Column::RegionId.eq(region))
            .filter(seat::Column::SeriesId.eq(series))
            .filter(seat::Column::OrganisationId.eq(organisation))
            .filter(seat::Column::MeetingId.is_null())
            .all(tx)
            .await?;
        let seated: BTreeSet<Uuid> = seats.into_iter().filter_map(|row| row.person_id).collect();
        if !seated.is_empty() {
            return Ok(seated);
        }
    }
    let people = person::Entity::find()
        .filter(person::Column::RegionId.eq(region))
        .filter(person::Column::OrganisationId.eq(organisation))
        .filter(person::Column::Active.eq(true))
        .all(tx)
        .await?;
    Ok(people.into_iter().map(|row| row.id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_morning_is_seven_on_the_clocks_of_the_netherlands() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap_or_default();
        for (now, next) in [
            ("2026-11-18T05:59:59Z", "2026-11-18T06:00:00Z"),
            ("2026-11-18T06:00:00Z", "2026-11-19T06:00:00Z"),
            ("2026-07-01T04:59:00Z", "2026-07-01T05:00:00Z"),
            // The night in which the clocks go back.
            ("2026-10-24T20:00:00Z", "2026-10-25T06:00:00Z"),
        ] {
            assert_eq!(morning(at(now)), at(next), "{now}");
        }
    }
}
