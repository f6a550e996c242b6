//! Who can be named on a case, and who can bring one in: the gate as it stands for each.

use std::collections::HashMap;

use domain::covenants::{Shut, Subject, gate};
use domain::id::{OrganisationId, PersonId, SeriesId};
use domain::people::{Class, SeatKind};
use domain::policy::{Facts, Operation};
use uuid::Uuid;

use super::{draft, item, rows};
use crate::ctx::Ctx;
use crate::door::Binding;
use crate::error::Result;
use crate::people::{OrganisationRef, names};

/// A case, for somebody who is named on it.
const NAMED: Subject = Subject {
    class: Class::K3,
    for_guests: false,
    named: true,
    invited: false,
    excluded: false,
};

/// An organisation that can be named on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nameable {
    /// Which one.
    pub organisation: OrganisationRef,
    /// Why the closed part is shut for it now; nothing when it is open.
    pub shut: Vec<Shut>,
}

/// The organisations that can be named on a case of a series, the own one left out. One for which
/// the gate is shut can be named too, and reads the case as soon as its gate opens.
///
/// # Errors
/// `NotFound` for a series of another region.
pub async fn nameable(ctx: &Ctx, series: SeriesId) -> Result<Vec<Nameable>> {
    let tx = ctx.read().await?;
    rows::series(&tx, ctx, &series.to_string()).await?;
    let binding = Binding::load(&tx, ctx, (series, None)).await?;
    let mut table = draft::table(&tx, ctx, series.0).await?;
    table.remove(&ctx.actor.organisation.0);
    let mut people: HashMap<Uuid, Uuid> = HashMap::new();
    for seat in draft::seats(&tx, ctx, series.0).await? {
        people.extend(seat.person_id.map(|person| (seat.organisation_id, person)));
    }
    let mut all: Vec<Nameable> = names(&tx, table)
        .await?
        .into_iter()
        .map(|(id, organisation)| {
            let person = people.get(&id).copied().unwrap_or_default();
            let kind = Some(SeatKind::Member);
            let visitor = binding.visitor(kind, OrganisationId(id), PersonId(person));
            Nameable {
                organisation,
                shut: gate(visitor, NAMED).err().unwrap_or_default(),
            }
        })
        .collect();
    all.sort_by(|a, b| a.organisation.name.cmp(&b.organisation.name));
    Ok(all)
}

/// Why this actor cannot bring in a case here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoCase {
    /// The role does not bring in cases, or there is no member's seat.
    NotYours,
    /// The gate is shut for the own organisation.
    Shut(Vec<Shut>),
}

/// Whether the actor can bring in a case, or why not: who brings one in has to be able to read it.
///
/// # Errors
/// As every read.
pub async fn may_bring_case(ctx: &Ctx, series: SeriesId) -> Result<Result<(), NoCase>> {
    if !ctx.may(Operation::ProposeCase, Facts::of_series(series)) {
        return Ok(Err(NoCase::NotYours));
    }
    if item::may_bring(ctx, series, Class::K3).await? {
        return Ok(Ok(()));
    }
    let tx = ctx.read().await?;
    let binding = Binding::load(&tx, ctx, (series, None)).await?;
    let actor = &ctx.actor;
    let seat = actor.seat(series).map(|seat| seat.kind);
    let visitor = binding.visitor(seat, actor.organisation, actor.person);
    let shut = gate(visitor, NAMED).err();
    // Nothing is shut, so it is the ceiling of the seat that does not reach this high.
    Ok(Err(NoCase::Shut(
        shut.unwrap_or_else(|| vec![Shut::NoSeat]),
    )))
}
