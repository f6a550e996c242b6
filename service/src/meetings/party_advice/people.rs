//! Who could advise on an item: the people at the table for whom it opens, by organisation. Each is asked
//! through the door that the page of the item has, so that nobody is asked who finds it shut.

use std::collections::{BTreeMap, BTreeSet};

use ::entity::{agenda_item, person};
use domain::id::{AccountId, OrganisationId};
use domain::policy::Operation;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::rows;
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::Result;
use crate::identity::viewer;
use crate::seats;

/// The people who could advise, by organisation; of `only` one where it is named. Organisations at the
/// table for which it opens to nobody are there too, with nobody.
pub(super) async fn advisers(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: &agenda_item::Model,
    only: Option<Uuid>,
) -> Result<BTreeMap<Uuid, BTreeSet<Uuid>>> {
    let mut found: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    let Some(meeting) = item.meeting_id else {
        return Ok(found);
    };
    let seats = seats::at_meeting(ctx, item.series_id, meeting);
    let mut seats = seats.all(tx).await?;
    seats.retain(|seat| only.is_none_or(|only| seat.organisation_id == only));
    let people = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::Active.eq(true))
        .filter(person::Column::Id.is_in(seats.iter().filter_map(|seat| seat.person_id)))
        .all(tx)
        .await?;
    for seat in seats {
        let of_organisation = found.entry(seat.organisation_id).or_default();
        let somebody = people.iter().find(|row| Some(row.id) == seat.person_id);
        let Some(somebody) = somebody else { continue };
        if opens(tx, ctx, item, somebody, seat.organisation_id).await? {
            of_organisation.insert(somebody.id);
        }
    }
    Ok(found)
}

async fn opens(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: &agenda_item::Model,
    somebody: &person::Model,
    organisation: Uuid,
) -> Result<bool> {
    let account = AccountId(somebody.account_id);
    let Some(viewer) = viewer(ctx.site(), account, ctx.region()).await? else {
        return Ok(false);
    };
    let theirs = Ctx::new(ctx.site().clone(), viewer.actor);
    let facts = rows::facts(item).owned_by(OrganisationId(organisation));
    if !theirs.may(Operation::GivePartyAdvice, facts) {
        return Ok(false);
    }
    let reader = Reader::load(tx, &theirs, rows::place_of(item), [item.id]).await?;
    Ok(reader.may_read(item))
}
