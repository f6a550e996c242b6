//! The tables of a region with the places at each.

use ::entity::{person, seat, series};
use chrono::{DateTime, Utc};
use domain::id::{PersonId, SeriesId};
use domain::people::{Class, SeatKind};
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::ctx::Ctx;
use crate::error::Result;
use crate::people::organisations;
use crate::{seats, stored};

/// A place at a table, as the list of places shows it.
#[derive(Debug, Clone)]
pub struct Place {
    /// Who takes it.
    pub person: Option<(PersonId, String)>,
    /// For which organisation, by short name.
    pub organisation: String,
    /// What it is called.
    pub label: String,
    /// As what.
    pub kind: SeatKind,
    /// When the one meeting begins that it counts at.
    pub meeting: Option<DateTime<Utc>>,
    /// The highest class it reads.
    pub ceiling: Class,
    /// Whether the person may come in.
    pub active: bool,
}

/// The tables of the region with the places at each.
///
/// # Errors
/// [`Error::NotAllowed`] for who does not keep the rights of the whole region.
pub async fn tables(ctx: &Ctx) -> Result<Vec<(SeriesId, String, Vec<Place>)>> {
    ctx.authorise(Operation::ReadPeople, Facts::default())?;
    let tx = ctx.read().await?;
    let tables = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(series::Column::Name)
        .all(&*tx)
        .await?;
    let seats = seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(seat::Column::Position)
        .all(&*tx)
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::Id.is_in(seats.iter().filter_map(|seat| seat.person_id)))
        .all(&*tx)
        .await?;
    let starts = seats::starts(&tx, ctx.region(), &seats).await?;
    let here = organisations(&tx, ctx).await?;
    tables
        .into_iter()
        .map(|table| {
            let places = seats
                .iter()
                .filter(|seat| seat.series_id == table.id)
                .map(|seat| {
                    let who = people.iter().find(|row| Some(row.id) == seat.person_id);
                    let organisation = here.iter().find(|known| known.id.0 == seat.organisation_id);
                    Ok(Place {
                        person: who.map(|row| (PersonId(row.id), row.name.clone())),
                        organisation: organisation
                            .map_or_else(String::new, |known| known.short.clone()),
                        label: seat.label.clone(),
                        kind: stored::word(SeatKind::parse, &seat.kind)?,
                        meeting: seat.meeting_id.and_then(|id| starts.get(&id).copied()),
                        ceiling: stored::word(Class::parse, &seat.ceiling)?,
                        active: who.is_none_or(|row| row.active),
                    })
                })
                .collect::<Result<Vec<_>>>()?;
            Ok((SeriesId(table.id), table.name, places))
        })
        .collect()
}
