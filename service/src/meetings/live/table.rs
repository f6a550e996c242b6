//! Everybody at the table, and what the gate says of each.

use std::collections::{HashMap, HashSet};

use ::entity::{agenda_item, attendance, item_relation, seat, stand_in};
use domain::covenants::{Shut, Subject, Visitor, gate};
use domain::id::{OrganisationId, PersonId, SeatId};
use domain::meetings::{Attendance, Part};
use domain::people::{Class, SeatKind};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::desk::{self, Desk};
use crate::ctx::Ctx;
use crate::door::{Binding, INVITED};
use crate::error::Result;
use crate::{seats, stored};

/// A seat with who is on it and whether the gate opens for it.
#[derive(Debug, Clone)]
pub struct Chair {
    /// Which seat.
    pub seat: SeatId,
    /// The organisation it belongs to.
    pub organisation: OrganisationId,
    /// What the seat is called.
    pub label: String,
    /// Member or guest.
    pub kind: SeatKind,
    /// Whether somebody was named to take it here.
    pub has_deputy: bool,
    /// Whether somebody is there.
    pub attendance: Attendance,
    /// What the gate says.
    pub verdict: Verdict,
}

impl Chair {
    /// Whether this seat keeps the door shut: somebody who may not enter is there, or was not yet
    /// said to be away (`docs/domain.md#gate`).
    pub fn is_in_the_way(&self) -> bool {
        self.attendance.may_be_in_room() && self.verdict.is_err()
    }
}

/// Open, or every reason why not.
pub type Verdict = Result<(), Vec<Shut>>;

/// What the gate is asked about: the closed part, or the item of it that is on the table.
struct Asked {
    class: Class,
    named: HashSet<Uuid>,
    invited: HashSet<Uuid>,
    excluded: HashSet<Uuid>,
}

/// All seats at the meeting, in the order of the table.
///
/// The gate is asked about `item` when it belongs to the closed part, else about the closed part
/// as such.
pub(super) async fn chairs(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    desk: &Desk,
    item: Option<&agenda_item::Model>,
) -> Result<Vec<Chair>> {
    let binding = Binding::load(tx, ctx, desk.place()).await?;
    let asked = asked(tx, item).await?;
    let marks = marks(tx, desk).await?;
    let deputies = deputies(tx, desk).await?;
    let seats = seats::at_meeting(ctx, desk.row.series_id, desk.row.id);
    let seats = seats.all(tx).await?;
    seats
        .into_iter()
        .map(|seat| {
            let word = marks.get(&seat.id).map_or("expected", String::as_str);
            let attendance = stored::word(Attendance::parse, word)?;
            let deputy = deputies.get(&seat.id).copied();
            chair(seat, (attendance, deputy), &binding, &asked)
        })
        .collect()
}

/// The seats that may hear an item: all of them in the open part, else those for whom it opens.
pub(super) async fn hearing(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    desk: &Desk,
    item: &agenda_item::Model,
) -> Result<Vec<Chair>> {
    let open = desk::part(item)? == Part::Open;
    let mut chairs = chairs(tx, ctx, desk, Some(item)).await?;
    chairs.retain(|chair| open || chair.verdict.is_ok());
    Ok(chairs)
}

fn chair(
    seat: seat::Model,
    (attendance, deputy): (Attendance, Option<Uuid>),
    binding: &Binding,
    asked: &Asked,
) -> Result<Chair> {
    let kind = stored::word(SeatKind::parse, &seat.kind)?;
    let organisation = OrganisationId(seat.organisation_id);
    // A personal statement binds the person who signed it, and so does an exclusion: who is there is
    // the deputy who was named.
    let person = match attendance {
        Attendance::Deputy => deputy,
        _ => seat.person_id,
    };
    let visitor = Visitor {
        unknown_deputy: attendance == Attendance::Deputy && deputy.is_none(),
        ..binding.visitor(
            Some(kind),
            organisation,
            PersonId(person.unwrap_or_default()),
        )
    };
    let subject = Subject {
        class: asked.class,
        for_guests: false,
        named: asked.named.contains(&seat.organisation_id),
        invited: person.is_some_and(|person| asked.invited.contains(&person)),
        excluded: asked.excluded.contains(&seat.organisation_id)
            || person.is_some_and(|person| asked.excluded.contains(&person)),
    };
    let ceiling = stored::word(Class::parse, &seat.ceiling)?;
    let verdict = match gate(visitor, subject) {
        // The seat itself does not reach this high.
        Ok(()) if ceiling < asked.class && !subject.invited => Err(vec![Shut::NoSeat]),
        other => other,
    };
    Ok(Chair {
        seat: SeatId(seat.id),
        organisation,
        label: seat.label,
        kind,
        has_deputy: deputy.is_some(),
        attendance,
        verdict,
    })
}

async fn asked(tx: &DatabaseTransaction, item: Option<&agenda_item::Model>) -> Result<Asked> {
    let mut asked = Asked {
        class: Class::K2,
        named: HashSet::new(),
        invited: HashSet::new(),
        excluded: HashSet::new(),
    };
    let Some(item) = item else { return Ok(asked) };
    if desk::part(item)? == Part::Open {
        return Ok(asked);
    }
    asked.class = desk::class(item)?;
    asked.named.insert(item.organisation_id);
    let relations = item_relation::Entity::find()
        .filter(item_relation::Column::ItemId.eq(item.id))
        .all(tx)
        .await?;
    for relation in relations {
        match relation.relation.as_str() {
            "named" => asked.named.insert(relation.subject_id),
            INVITED => asked.invited.insert(relation.subject_id),
            "excluded" => asked.excluded.insert(relation.subject_id),
            _ => false,
        };
    }
    Ok(asked)
}

async fn marks(tx: &DatabaseTransaction, desk: &Desk) -> Result<HashMap<Uuid, String>> {
    Ok(attendance::Entity::find()
        .filter(attendance::Column::RegionId.eq(desk.row.region_id))
        .filter(attendance::Column::MeetingId.eq(desk.row.id))
        .all(tx)
        .await?
        .into_iter()
        .map(|mark| (mark.seat_id, mark.word))
        .collect())
}

/// Who was named to take which seat at this meeting.
async fn deputies(tx: &DatabaseTransaction, desk: &Desk) -> Result<HashMap<Uuid, Uuid>> {
    Ok(stand_in::Entity::find()
        .filter(stand_in::Column::RegionId.eq(desk.row.region_id))
        .filter(stand_in::Column::MeetingId.eq(desk.row.id))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.seat_id, row.person_id))
        .collect())
}
