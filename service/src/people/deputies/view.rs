//! Who stands in for whom, for the page of one meeting and for the list of what is ahead.

use std::collections::HashMap;

use ::entity::{meeting, person, seat, series, stand_in};
use chrono::{DateTime, Utc};
use domain::guard::Known;
use domain::id::{ApprovalId, MeetingId, OrganisationId, PersonId, SeatId, SeriesId};
use domain::meetings::MeetingState;
use domain::people::approval::Proposal;
use domain::people::{Role, SeatKind, deputy};
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, Statement,
};
use uuid::Uuid;

use super::{Place, colleagues, facts_of, opens, waiting};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::people::approvals::may_decide;
use crate::people::names;
use crate::{screen, stored};

/// Somebody in the place of a colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deputy {
    /// Who.
    pub person: PersonId,
    /// The function.
    pub function: String,
    /// What is kept running for the colleague.
    pub role: Option<Role>,
}

/// One seat at one meeting.
#[derive(Debug, Clone)]
pub struct DeputyLine {
    /// Which seat.
    pub seat: SeatId,
    /// The organisation it belongs to.
    pub organisation: String,
    /// What it is called.
    pub label: String,
    /// Who takes it this time, if not the one who has it.
    pub deputy: Option<Deputy>,
    /// What a deputy would keep running as well.
    pub carries: Option<Role>,
    /// Whether a second person has to agree with a deputy here.
    pub takes_two: bool,
    /// Whether somebody waits for that.
    pub waits: bool,
    /// Whether the actor is the one who can agree.
    pub may_confirm: bool,
    /// Who could be named by the actor; nobody where the actor may not, and once it is over.
    pub choices: Vec<(PersonId, String)>,
    /// Whether the actor may name somebody here.
    pub may_name: bool,
    /// Whether the actor may take the place away again.
    pub may_dismiss: bool,
}

/// The seats of one meeting, with who takes them.
#[derive(Debug, Clone)]
pub struct Deputies {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Its table.
    pub series: SeriesId,
    /// The name of that.
    pub series_name: String,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// Whether somebody can still be named.
    pub is_ahead: bool,
    /// Whether the actor reads the agenda; a coordinator without a place there does not.
    pub reads: bool,
    /// The seats, first those about which the actor can do something, each in the order of the table;
    /// of the own organisation only for who has no place there.
    pub lines: Vec<DeputyLine>,
    /// What the guard lets pass.
    pub known: Known,
}

/// The seats of one meeting with who takes them: all of them for who has a place there, those of the
/// own organisation for who sends its people. A guest sees none of it.
///
/// # Errors
/// `NotFound` for unknown, foreign and hidden alike.
pub async fn deputies(ctx: &Ctx, id: &str) -> Result<Deputies> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let row = meeting::Entity::find_by_id(id.0)
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let state: MeetingState = stored::state(&row.state)?;
    let table = SeriesId(row.series_id);
    let reads = ctx.may(Operation::ReadMeetings, facts_of(&row)) && !ctx.actor.is_guest_of(table);
    let named: HashMap<Uuid, stand_in::Model> = stand_in::Entity::find()
        .filter(stand_in::Column::RegionId.eq(ctx.region().0))
        .filter(stand_in::Column::MeetingId.eq(row.id))
        .all(&*tx)
        .await?
        .into_iter()
        .map(|row| (row.seat_id, row))
        .collect();
    let seats = members(&tx, ctx, row.series_id).await?;
    let owners = names(&tx, seats.iter().map(|seat| seat.organisation_id)).await?;
    let waits = waiting(&tx, ctx, id).await?;
    let mut lines = Vec::new();
    for seat in seats {
        let place = Place {
            meeting: row.clone(),
            state: state.clone(),
            seat,
        };
        if !reads && !ctx.may(Operation::NameDeputy, place.facts()) {
            continue;
        }
        let owner = owners.get(&place.seat.organisation_id);
        let owner = owner.map_or_else(String::new, |known| known.name.clone());
        let there = named.get(&place.seat.id);
        lines.push(line(&tx, ctx, place, (owner, there), &waits).await?);
    }
    // What the actor can do something about stands on top.
    lines.sort_by_key(|line| !(line.may_name || line.may_dismiss));
    if !reads && lines.is_empty() {
        return Err(Error::NotFound);
    }
    let series = series::Entity::find_by_id(row.series_id)
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Deputies {
        meeting: id,
        series: table,
        series_name: series.name,
        starts_at: row.starts_at,
        is_ahead: deputy::nameable(&state).is_ok(),
        reads,
        lines,
        known: screen::known(&tx, ctx).await?,
    })
}

async fn line(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    place: Place,
    (organisation, there): (String, Option<&stand_in::Model>),
    waits: &HashMap<SeatId, ApprovalId>,
) -> Result<DeputyLine> {
    let first = place.role(ctx, Operation::NameDeputy);
    let may_name = first.is_some() && there.is_none() && deputy::nameable(&place.state).is_ok();
    let (ceiling, carries) = opens(tx, ctx, &place.seat).await?;
    let proposal = Proposal::StandIn {
        person: ctx.actor.person,
        meeting: MeetingId(place.meeting.id),
        seat: SeatId(place.seat.id),
        ceiling,
        role: carries,
    };
    let mut choices = Vec::new();
    if may_name {
        let all = colleagues(tx, ctx, (&place.meeting, &place.seat), carries).await?;
        let others = all.into_iter().filter(|row| row.id != ctx.actor.person.0);
        choices.extend(others.map(|row| (PersonId(row.id), row.function)));
    }
    let deputy = match there {
        Some(there) => Some(of(tx, there).await?),
        None => None,
    };
    let seat = SeatId(place.seat.id);
    let dismisses = place.role(ctx, Operation::DismissDeputy).is_some();
    let may_confirm = match waits.get(&seat) {
        Some(proposed) => may_decide(tx, ctx, *proposed).await?,
        None => false,
    };
    let waits = waits.contains_key(&seat);
    Ok(DeputyLine {
        seat,
        organisation,
        may_dismiss: (deputy.is_some() || waits) && dismisses,
        label: place.seat.label,
        deputy,
        carries,
        takes_two: first.is_some_and(|first| proposal.needs_two(first)),
        waits,
        may_confirm,
        choices,
        may_name,
    })
}

async fn of(tx: &DatabaseTransaction, row: &stand_in::Model) -> Result<Deputy> {
    let who = person::Entity::find_by_id(row.person_id).one(tx).await?;
    Ok(Deputy {
        person: PersonId(row.person_id),
        function: who.map(|who| who.function).unwrap_or_default(),
        role: match &row.role {
            Some(word) => Some(stored::word(Role::parse, word)?),
            None => None,
        },
    })
}

async fn members(tx: &DatabaseTransaction, ctx: &Ctx, series: Uuid) -> Result<Vec<seat::Model>> {
    Ok(seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .filter(seat::Column::SeriesId.eq(series))
        .filter(seat::Column::Kind.eq(SeatKind::Member.word()))
        .order_by_asc(seat::Column::Position)
        .order_by_asc(seat::Column::Id)
        .all(tx)
        .await?)
}

/// Somebody in the place of somebody else, for the page of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StoodIn {
    /// Who.
    pub person: Uuid,
    /// What the seat is called.
    pub label: String,
    /// The function of the deputy.
    pub function: String,
    /// The short name of their organisation.
    pub organisation: String,
}

/// Who stands in for whom at a meeting, in one statement.
pub(crate) async fn stood_in(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: MeetingId,
) -> Result<Vec<StoodIn>> {
    let sql = "SELECT p.id AS person, t.label, p.function, o.short_name AS organisation \
               FROM stand_in d JOIN seat t ON t.id = d.seat_id \
               JOIN person p ON p.id = d.person_id JOIN organisation o ON o.id = t.organisation_id \
               WHERE d.meeting_id = $1 AND d.region_id = $2 ORDER BY t.position";
    let values = [meeting.0.into(), ctx.region().0.into()];
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    Ok(StoodIn::find_by_statement(statement).all(tx).await?)
}

/// A meeting ahead for which the actor may send somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// Which meeting.
    pub meeting: MeetingId,
    /// The name of its table.
    pub series: String,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How many stand in, of those whom the actor may send.
    pub deputies: usize,
}

/// The meetings ahead at which the actor may name a deputy for a seat, the first one first.
///
/// # Errors
/// `NotAllowed` for who sends nobody.
pub async fn ahead(ctx: &Ctx) -> Result<Vec<Ahead>> {
    let own = Facts::of_owner(ctx.actor.organisation);
    ctx.authorise(Operation::NameDeputy, own)?;
    let tx = ctx.read().await?;
    let seats = seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .filter(seat::Column::Kind.eq(SeatKind::Member.word()))
        .all(&*tx)
        .await?;
    let mine: HashMap<Uuid, Uuid> = seats
        .into_iter()
        .filter(|seat| {
            let owner = OrganisationId(seat.organisation_id);
            let facts = Facts::owned(Some(SeriesId(seat.series_id)), owner);
            ctx.may(Operation::NameDeputy, facts)
        })
        .map(|seat| (seat.id, seat.series_id))
        .collect();
    let tables: HashMap<Uuid, String> = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .filter(series::Column::Id.is_in(mine.values().copied()))
        .all(&*tx)
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    let rows = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::SeriesId.is_in(tables.keys().copied()))
        .filter(meeting::Column::StateWord.is_not_in(["closed", "cancelled"]))
        .order_by_asc(meeting::Column::StartsAt)
        .all(&*tx)
        .await?;
    let named = stand_in::Entity::find()
        .filter(stand_in::Column::RegionId.eq(ctx.region().0))
        .filter(stand_in::Column::MeetingId.is_in(rows.iter().map(|row| row.id)))
        .all(&*tx)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Ahead {
            meeting: MeetingId(row.id),
            series: tables.get(&row.series_id).cloned().unwrap_or_default(),
            starts_at: row.starts_at,
            deputies: named
                .iter()
                .filter(|known| known.meeting_id == row.id && mine.contains_key(&known.seat_id))
                .count(),
        })
        .collect())
}
