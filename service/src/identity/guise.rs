//! "Bekijk als": who directs sees the pages as somebody else at the table would, to look and not to
//! do. Never more than who directs may see, and in the trail under their own name
//! ([decision 0013](../../../docs/decisions/0013-looking-as-somebody-else.md)).

use ::entity::{organisation, person, seat, series};
use domain::id::{AccountId, PersonId};
use domain::policy::{Facts, Operation, may};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::viewer::{Viewer, viewer};
use crate::audit::{Entry, record};
use crate::ctx::{Ctx, Site};
use crate::error::{Error, Result};

/// Somebody as whom the pages can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// Who.
    pub person: PersonId,
    /// The function.
    pub function: String,
    /// The organisation.
    pub organisation: String,
}

/// The people to look as: those at each table first, then who has no seat.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faces {
    /// The name of a table with who sits there, in the order of the seats.
    pub tables: Vec<(String, Vec<Face>)>,
    /// Everybody else, by function.
    pub others: Vec<Face>,
}

/// Who can be looked as: everybody of the region who may come in, but oneself.
///
/// # Errors
/// [`Error::NotAllowed`] for who does not direct.
pub async fn faces(ctx: &Ctx) -> Result<Faces> {
    ctx.authorise(Operation::ViewAs, Facts::default())?;
    let tx = ctx.read().await?;
    let people = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::Active.eq(true))
        .filter(person::Column::Id.ne(ctx.actor.person.0))
        .order_by_asc(person::Column::Function)
        .all(&*tx)
        .await?;
    let owners = people.iter().map(|row| row.organisation_id);
    let owners = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(owners))
        .all(&*tx)
        .await?;
    let tables = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(series::Column::Name)
        .all(&*tx)
        .await?;
    let seats = seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(seat::Column::Position)
        .order_by_asc(seat::Column::Id)
        .all(&*tx)
        .await?;
    let face = |row: &person::Model| {
        let owner = owners.iter().find(|owner| owner.id == row.organisation_id);
        Face {
            person: PersonId(row.id),
            function: row.function.clone(),
            organisation: owner.map_or_else(String::new, |owner| owner.name.clone()),
        }
    };
    let by_id = |id: Option<Uuid>| people.iter().find(|row| Some(row.id) == id);
    let seated = |table: Uuid| {
        let here = seats.iter().filter(move |seat| seat.series_id == table);
        here.filter_map(|seat| by_id(seat.person_id)).map(face)
    };
    let has_seat = |id: Uuid| seats.iter().any(|seat| seat.person_id == Some(id));
    let others = people.iter().filter(|row| !has_seat(row.id)).map(face);
    Ok(Faces {
        others: others.collect(),
        tables: tables
            .iter()
            .map(|table| (table.name.clone(), seated(table.id).collect()))
            .collect(),
    })
}

/// Begins to look as somebody, and writes down who looks as whom.
///
/// # Errors
/// [`Error::NotAllowed`] for who does not direct; [`Error::NotFound`] for oneself, and for somebody
/// of another region or who may not come in.
pub async fn look_as(ctx: &Ctx, director: &Viewer, id: &str) -> Result<(PersonId, Viewer)> {
    ctx.authorise(Operation::ViewAs, Facts::default())?;
    let id: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    let shown = behind(ctx.site(), director, id).await?;
    let shown = shown.ok_or(Error::NotFound)?;
    note(ctx, id, "begin").await?;
    Ok((id, shown))
}

/// Writes down that somebody looks as themselves again.
///
/// # Errors
/// When the database does not answer.
pub async fn look_as_oneself(ctx: &Ctx, id: PersonId) -> Result<()> {
    note(ctx, id, "end").await
}

/// What somebody who directs is shown when they look as this person; nothing when they do not direct
/// any more, and for who may not come in. Where else the person works is nobody's business here.
///
/// # Errors
/// When the database does not answer.
pub async fn behind(site: &Site, director: &Viewer, id: PersonId) -> Result<Option<Viewer>> {
    let actor = &director.actor;
    if id == actor.person || !may(actor, Operation::ViewAs, Facts::default()) {
        return Ok(None);
    }
    let row = person::Entity::find_by_id(id.0)
        .filter(person::Column::RegionId.eq(actor.region.0))
        .one(site.store.reader())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let shown = viewer(site, AccountId(row.account_id), actor.region).await?;
    Ok(shown.map(|mut shown| {
        shown.regions.retain(|known| known.id == actor.region);
        shown
    }))
}

async fn note(ctx: &Ctx, id: PersonId, what: &str) -> Result<()> {
    let tx = ctx.aside().await?;
    let entry = Entry {
        operation: Operation::ViewAs,
        object: "person",
        id: id.0,
        detail: format!("look={what}"),
    };
    record(&tx, ctx, entry).await?;
    Ok(tx.commit().await?)
}
