//! Who takes the place of a colleague at one meeting: naming a deputy, and taking the place away.

mod view;

use std::collections::{HashMap, HashSet};

use ::entity::{approval, guest_account, meeting, person, role_grant, seat, stand_in};
use domain::fault::{Code, Faults};
use domain::id::{ApprovalId, MeetingId, OrganisationId, PersonId, SeatId, SeriesId};
use domain::meetings::MeetingState;
use domain::people::approval::{ApprovalState, PATIENCE, Proposal};
use domain::people::command::{DismissDeputy, NameDeputy};
use domain::people::mail::Notice;
use domain::people::{Class, Role, SeatKind, deputy};
use domain::policy::{Facts, Operation, role_for};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

use super::approvals::{Outcome, put, take_back};
use super::register::{tell, why};
use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result, gather, is_duplicate};
use crate::mail::notice::{self, About};
use crate::stored;

pub(crate) use view::stood_in;
pub use view::{Ahead, Deputies, Deputy, DeputyLine, StoodIn, ahead, deputies};

/// A seat of members and a meeting of its table.
struct Place {
    meeting: meeting::Model,
    state: MeetingState,
    seat: seat::Model,
}

impl Place {
    /// The place, for somebody who may know of it.
    async fn find(
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        (meeting, seat): (&str, &str),
    ) -> Result<Self> {
        let meeting: MeetingId = meeting.parse().map_err(|_| Error::NotFound)?;
        let seat: SeatId = seat.parse().map_err(|_| Error::NotFound)?;
        let place = Self::load(tx, ctx, meeting, seat).await?;
        let place = place.ok_or(Error::NotFound)?;
        let reads = ctx.may(Operation::ReadMeetings, facts_of(&place.meeting));
        let is_guest = ctx.actor.is_guest_of(SeriesId(place.meeting.series_id));
        if (reads && !is_guest) || ctx.may(Operation::NameDeputy, place.facts()) {
            Ok(place)
        } else {
            Err(Error::NotFound)
        }
    }

    async fn load(
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        meeting: MeetingId,
        seat: SeatId,
    ) -> Result<Option<Self>> {
        let meeting = meeting::Entity::find_by_id(meeting.0)
            .filter(meeting::Column::RegionId.eq(ctx.region().0))
            .one(tx)
            .await?;
        let Some(meeting) = meeting else {
            return Ok(None);
        };
        let seat = seat::Entity::find_by_id(seat.0)
            .filter(seat::Column::RegionId.eq(ctx.region().0))
            .filter(seat::Column::SeriesId.eq(meeting.series_id))
            .filter(seat::Column::Kind.eq(SeatKind::Member.word()))
            .one(tx)
            .await?;
        let Some(seat) = seat else { return Ok(None) };
        Ok(Some(Self {
            state: stored::state(&meeting.state)?,
            meeting,
            seat,
        }))
    }

    fn facts(&self) -> Facts {
        let owner = OrganisationId(self.seat.organisation_id);
        let meeting = MeetingId(self.meeting.id);
        Facts::owned(Some(SeriesId(self.meeting.series_id)), owner).at(Some(meeting))
    }

    /// In which role the actor may do this here: to every place of the own organisation or of all, or
    /// to the own place.
    fn role(&self, ctx: &Ctx, operation: Operation) -> Option<Role> {
        let own = self.seat.person_id == Some(ctx.actor.person.0);
        let sends = || role_for(&ctx.actor, Operation::SendDeputy, self.facts());
        let role = role_for(&ctx.actor, operation, self.facts());
        role.or_else(|| sends().filter(|_| own))
    }
}

fn facts_of(row: &meeting::Model) -> Facts {
    Facts::of_meeting(SeriesId(row.series_id), MeetingId(row.id))
}

/// Names who of the same organisation takes a seat at one meeting, with what opens for that seat and
/// for as long as the meeting is not over (`docs/domain.md#deputies`). Where the colleague keeps the
/// table running, the deputy does too. For that, and for a seat from K2 on, a second person has to
/// agree.
///
/// # Errors
/// `Refused` for who cannot stand in, when somebody does already or waits to, and without a reason
/// where one is needed; `NotNow` once the meeting is over; `NotAllowed`, `NotFound`.
pub async fn name_deputy(ctx: &Ctx, command: NameDeputy) -> Result<Outcome> {
    let mut tx = ctx.write().await?;
    let place = Place::find(&tx, ctx, (&command.meeting, &command.seat)).await?;
    let first = place.role(ctx, Operation::NameDeputy);
    let first = first.ok_or(Error::NotAllowed)?;
    deputy::nameable(&place.state)?;
    let mut faults = Faults::default();
    let (ceiling, role) = opens(&tx, ctx, &place.seat).await?;
    let chosen = chosen(&tx, ctx, &place, role, &command.person).await?;
    let chosen = faults.keep("person", chosen);
    let at = (MeetingId(place.meeting.id), SeatId(place.seat.id));
    let proposal = |person| Proposal::StandIn {
        person,
        meeting: at.0,
        seat: at.1,
        ceiling,
        role,
    };
    let why = if proposal(ctx.actor.person).needs_two(first) {
        let said = (command.why.as_str(), command.reason.as_str());
        let why = why(&tx, ctx, ("meeting", place.meeting.id), said).await;
        gather(&mut faults, why)?
    } else {
        Some(String::new())
    };
    let (Some(person), Some(why)) = (chosen, why) else {
        return Err(faults.into());
    };
    if waiting(&tx, ctx, at.0).await?.contains_key(&at.1) {
        return Err(taken());
    }
    let outcome = put(&tx, ctx, proposal(person), person.0, first, &why).await?;
    let detail = format!("seat={} person={person} {}", at.1, tell(outcome));
    let about = ("meeting", place.meeting.id);
    audit::note(&tx, ctx, Operation::NameDeputy, about, detail).await?;
    tx.turn(at.0);
    tx.commit().await?;
    Ok(outcome)
}

/// Takes the place of a deputy away, or of who still waits for it: it counts from the next request on.
///
/// # Errors
/// `NotAllowed`; `NotFound` when nobody stands in there and nobody waits to.
pub async fn dismiss_deputy(ctx: &Ctx, command: DismissDeputy) -> Result<MeetingId> {
    let mut tx = ctx.write().await?;
    let place = Place::find(&tx, ctx, (&command.meeting, &command.seat)).await?;
    let role = place.role(ctx, Operation::DismissDeputy);
    role.ok_or(Error::NotAllowed)?;
    let gone = stand_in::Entity::delete_many()
        .filter(stand_in::Column::RegionId.eq(ctx.region().0))
        .filter(stand_in::Column::MeetingId.eq(place.meeting.id))
        .filter(stand_in::Column::SeatId.eq(place.seat.id))
        .exec(&*tx)
        .await?;
    let waits = waiting(&tx, ctx, MeetingId(place.meeting.id)).await?;
    if let Some(proposed) = waits.get(&SeatId(place.seat.id)) {
        take_back(&tx, ctx, *proposed).await?;
    } else if gone.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    let about = ("meeting", place.meeting.id);
    let detail = format!("seat={}", place.seat.id);
    audit::note(&tx, ctx, Operation::DismissDeputy, about, detail).await?;
    let id = MeetingId(place.meeting.id);
    tx.turn(id);
    tx.commit().await?;
    Ok(id)
}

/// Puts somebody in the place of a colleague, with what was agreed on: the seat may come to open
/// more, the place does not.
///
/// # Errors
/// `Refused` when somebody else came first.
pub(crate) async fn seat(
    tx: &Write,
    ctx: &Ctx,
    (meeting, seat): (MeetingId, SeatId),
    person: PersonId,
    (ceiling, role): (Class, Option<Role>),
) -> Result<()> {
    let row = stand_in::Model {
        meeting_id: meeting.0,
        seat_id: seat.0,
        region_id: ctx.region().0,
        person_id: person.0,
        ceiling: ceiling.word().to_owned(),
        role: role.map(|role| role.word().to_owned()),
        named_by: ctx.actor.person.0,
        named_at: ctx.now(),
    };
    match row.into_active_model().insert(&**tx).await {
        Ok(_) => {
            let about = (Notice::MeetingInvited, About::meeting(meeting.0));
            notice::put(tx, ctx, about, [person.0].into()).await
        }
        Err(error) if is_duplicate(&error) => Err(taken()),
        Err(error) => Err(error.into()),
    }
}

/// Whether somebody can still take a place that was proposed for them, with what it opened then.
pub(crate) async fn fits(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (meeting, seat): (MeetingId, SeatId),
    person: PersonId,
    agreed: (Class, Option<Role>),
) -> Result<bool> {
    let Some(place) = Place::load(tx, ctx, meeting, seat).await? else {
        return Ok(false);
    };
    if deputy::nameable(&place.state).is_err() {
        return Ok(false);
    }
    // The seat may have come to open more since it was proposed: that is not what two people saw.
    let (ceiling, role) = opens(tx, ctx, &place.seat).await?;
    if ceiling > agreed.0 || role != agreed.1 {
        return Ok(false);
    }
    let colleagues = colleagues(tx, ctx, (&place.meeting, &place.seat), role).await?;
    Ok(colleagues.iter().any(|row| row.id == person.0))
}

fn taken() -> Error {
    let mut faults = Faults::default();
    faults.add("person", Code::AlreadySo);
    faults.into()
}

/// Who is meant: a colleague who can stand in, and not oneself.
async fn chosen(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    place: &Place,
    role: Option<Role>,
    raw: &str,
) -> Result<Result<PersonId, Code>> {
    if raw.is_empty() {
        return Ok(Err(Code::Empty));
    }
    let there = stand_in::Entity::find_by_id((place.meeting.id, place.seat.id))
        .one(tx)
        .await?;
    if there.is_some() {
        return Ok(Err(Code::AlreadySo));
    }
    let all = colleagues(tx, ctx, (&place.meeting, &place.seat), role).await?;
    let chosen = all.iter().find(|row| PersonId(row.id).to_string() == raw);
    let chosen = chosen.filter(|row| row.id != ctx.actor.person.0);
    Ok(chosen.map(|row| PersonId(row.id)).ok_or(Code::NotAChoice))
}

/// What a seat opens: up to which class, and what is kept running from it.
async fn opens(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    seat: &seat::Model,
) -> Result<(Class, Option<Role>)> {
    let ceiling = stored::word(Class::parse, &seat.ceiling)?;
    Ok((ceiling, carried(tx, ctx, seat).await?))
}

/// What the one who has the seat keeps running at that table.
async fn carried(tx: &DatabaseTransaction, ctx: &Ctx, seat: &seat::Model) -> Result<Option<Role>> {
    let Some(person) = seat.person_id else {
        return Ok(None);
    };
    let held = role_grant::Entity::find()
        .filter(role_grant::Column::RegionId.eq(ctx.region().0))
        .filter(role_grant::Column::PersonId.eq(person))
        .all(tx)
        .await?;
    let mut leading = None;
    for grant in held {
        let role = stored::word(Role::parse, &grant.role)?;
        let here = grant
            .series_id
            .is_none_or(|series| series == seat.series_id);
        if here && role.runs_the_table() {
            leading = Some(leading.map_or(role, |known: Role| known.min(role)));
        }
    }
    Ok(leading)
}

/// Who of the same organisation can take this seat at this meeting: who may come in, has no place
/// there yet and no role that keeps them from the table. For who is to run the table, a place is no
/// hindrance.
async fn colleagues(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (meeting, seat): (&meeting::Model, &seat::Model),
    role: Option<Role>,
) -> Result<Vec<person::Model>> {
    let people = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::OrganisationId.eq(seat.organisation_id))
        .filter(person::Column::Active.eq(true))
        .order_by_asc(person::Column::Function)
        .all(tx)
        .await?;
    let ids = || people.iter().map(|row| row.id);
    let mut out: HashSet<Uuid> = seat.person_id.into_iter().collect();
    for grant in role_grant::Entity::find()
        .filter(role_grant::Column::RegionId.eq(ctx.region().0))
        .filter(role_grant::Column::PersonId.is_in(ids()))
        .all(tx)
        .await?
    {
        if !stored::word(Role::parse, &grant.role)?.may_stand_in() {
            out.insert(grant.person_id);
        }
    }
    let guests = guest_account::Entity::find()
        .filter(guest_account::Column::PersonId.is_in(ids()))
        .all(tx)
        .await?;
    out.extend(guests.into_iter().filter_map(|row| row.person_id));
    let busy = stand_in::Entity::find()
        .filter(stand_in::Column::RegionId.eq(ctx.region().0))
        .filter(stand_in::Column::MeetingId.eq(meeting.id))
        .all(tx)
        .await?;
    out.extend(busy.into_iter().map(|row| row.person_id));
    if role.is_none() {
        let seated = seat::Entity::find()
            .filter(seat::Column::RegionId.eq(ctx.region().0))
            .filter(seat::Column::SeriesId.eq(seat.series_id))
            .all(tx)
            .await?;
        out.extend(seated.into_iter().filter_map(|row| row.person_id));
    }
    Ok(people
        .into_iter()
        .filter(|row| !out.contains(&row.id))
        .collect())
}

/// The seats for which somebody waits at this meeting until a second person agrees, with what was
/// proposed.
async fn waiting(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: MeetingId,
) -> Result<HashMap<SeatId, ApprovalId>> {
    let rows = approval::Entity::find()
        .filter(approval::Column::RegionId.eq(ctx.region().0))
        .filter(approval::Column::Word.eq(ApprovalState::Waiting.word()))
        .filter(approval::Column::ProposedAt.gt(ctx.now() - PATIENCE))
        .all(tx)
        .await?;
    let mut seats = HashMap::new();
    for row in rows {
        if let Proposal::StandIn {
            meeting: at, seat, ..
        } = stored::state(&row.proposal)?
            && at == meeting
        {
            seats.insert(seat, ApprovalId(row.id));
        }
    }
    Ok(seats)
}
