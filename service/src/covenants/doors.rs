//! For which party the closed part opens, by the gate of `domain`.

use std::collections::HashMap;

use ::entity::{covenant, seat, series};
use chrono::NaiveDate;
use domain::covenants::{
    CaseGround, PartyState, Shut, Subject, Undertaking, Visitor, gate, signature_standing,
};
use domain::id::{CovenantId, OrganisationId, PersonId, SeriesId};
use domain::people::SeatKind;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::row;
use crate::ctx::Ctx;
use crate::door::Binding;
use crate::error::Result;
use crate::people::names;
use crate::stored;

/// For whom the closed part is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// The covenant governs no series, so there is no door.
    None,
    /// Open.
    Open,
    /// At the table as a guest, whatever was signed.
    Guest,
    /// Shut, with every reason.
    Shut(Vec<Shut>),
}

/// For how many the closed part opens: one count, for the covenant and for the cockpit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doors {
    /// For how many it is open.
    pub open: usize,
    /// The short names of those for whom it is shut.
    pub shut: Vec<String>,
}

impl Doors {
    /// Counts doors. Who sits there as a guest has no door of its own, and who is no party is not
    /// among them: neither is somebody who has yet to sign.
    pub fn count(doors: impl IntoIterator<Item = (String, Door)>) -> Self {
        let mut count = Self::default();
        for (name, door) in doors {
            match door {
                Door::Open => count.open += 1,
                Door::Shut(_) => count.shut.push(name),
                Door::Guest | Door::None => {}
            }
        }
        count
    }

    /// How many there are, open and shut.
    pub fn all(&self) -> usize {
        self.open + self.shut.len()
    }
}

/// The doors of the table of one series: of the parties to its covenant or, without one, of the
/// organisations that take a seat.
pub(crate) async fn of_series(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: SeriesId,
    seats: &[seat::Model],
) -> Result<Doors> {
    let governing = series::Entity::find()
        .select_only()
        .column(series::Column::CovenantId)
        .filter(series::Column::Id.eq(series.0))
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .into_query();
    let covenant = covenant::Entity::find()
        .filter(covenant::Column::RegionId.eq(ctx.region().0))
        .filter(covenant::Column::Id.in_subquery(governing))
        .one(tx)
        .await?;
    let Some(covenant) = covenant else {
        return of_seats(tx, ctx, series, seats).await;
    };
    let covenant = row::read(covenant)?;
    let table = Table::load(tx, ctx, &covenant).await?;
    let parties = row::parties(tx, CovenantId(covenant.row.id)).await?;
    let names = names(tx, parties.iter().map(|party| party.organisation_id)).await?;
    let mut doors = Vec::with_capacity(parties.len());
    for party in parties {
        let state: PartyState = stored::state(&party.state)?;
        let door = table.door(&covenant, &state, party.organisation_id, ctx.today());
        let name = names.get(&party.organisation_id);
        doors.push((
            name.map(|name| name.short.clone()).unwrap_or_default(),
            door,
        ));
    }
    Ok(Doors::count(doors))
}

/// Without a covenant each person signs a statement; one of an organisation is enough.
async fn of_seats(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: SeriesId,
    seats: &[seat::Model],
) -> Result<Doors> {
    let binding = Binding::load(tx, ctx, (series, None)).await?;
    let names = names(tx, seats.iter().map(|seat| seat.organisation_id)).await?;
    let mut places: Vec<(Uuid, Door)> = Vec::new();
    for seat in seats {
        if seat.kind != SeatKind::Member.word() {
            continue;
        }
        let person = PersonId(seat.person_id.unwrap_or_default());
        let organisation = OrganisationId(seat.organisation_id);
        let visitor = binding.visitor(Some(SeatKind::Member), organisation, person);
        let door = match gate(visitor, Subject::CLOSED_PART) {
            Ok(()) => Door::Open,
            Err(reasons) => Door::Shut(reasons),
        };
        match places
            .iter_mut()
            .find(|(known, _)| *known == organisation.0)
        {
            Some((_, known)) if door == Door::Open => *known = door,
            Some(_) => {}
            None => places.push((organisation.0, door)),
        }
    }
    let named = |(id, door): (Uuid, Door)| {
        let name = names.get(&id).map(|name| name.short.clone());
        (name.unwrap_or_default(), door)
    };
    Ok(Doors::count(places.into_iter().map(named)))
}

/// The tables that a covenant governs: their names, who sits there as what.
pub struct Table {
    /// The names of the series, in their order.
    pub names: Vec<String>,
    seats: HashMap<Uuid, SeatKind>,
}

impl Table {
    /// Loads what decides about the doors of a covenant.
    pub async fn load(
        tx: &DatabaseTransaction,
        ctx: &Ctx,
        covenant: &row::Covenant,
    ) -> Result<Self> {
        let governed = series::Entity::find()
            .filter(series::Column::RegionId.eq(ctx.region().0))
            .filter(series::Column::CovenantId.eq(covenant.row.id))
            .order_by_asc(series::Column::Name)
            .all(tx)
            .await?;
        let ids: Vec<Uuid> = governed.iter().map(|series| series.id).collect();
        let mut table = Self {
            names: governed.into_iter().map(|series| series.name).collect(),
            seats: HashMap::new(),
        };
        if ids.is_empty() {
            return Ok(table);
        }
        let seats = seat::Entity::find()
            .filter(seat::Column::SeriesId.is_in(ids))
            // A guest of one meeting is no party's place at the table.
            .filter(seat::Column::MeetingId.is_null())
            .all(tx)
            .await?;
        for seat in seats {
            let kind = stored::word(SeatKind::parse, &seat.kind)?;
            let known = table.seats.entry(seat.organisation_id).or_insert(kind);
            // One member's seat is enough to open the door for the organisation.
            if kind == SeatKind::Member {
                *known = kind;
            }
        }
        Ok(table)
    }

    /// The door of one party today.
    pub fn door(
        &self,
        covenant: &row::Covenant,
        party: &PartyState,
        organisation: Uuid,
        today: NaiveDate,
    ) -> Door {
        if self.names.is_empty() {
            return Door::None;
        }
        let seat = self.seats.get(&organisation).copied();
        if seat == Some(SeatKind::Guest) {
            return Door::Guest;
        }
        let standing = signature_standing(party, &covenant.state, covenant.term, today);
        let visitor = Visitor {
            seat,
            undertaking: Undertaking::Signature(standing),
            // The closed part as such does not ask what cases stand on.
            ground: CaseGround::default(),
            partner: false,
            unknown_deputy: false,
        };
        match gate(visitor, Subject::CLOSED_PART) {
            Ok(()) => Door::Open,
            Err(reasons) => Door::Shut(reasons),
        }
    }
}
