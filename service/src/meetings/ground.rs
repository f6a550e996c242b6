//! What the data protection officer opens on a ground that stands in the trail: an item that concerns
//! the own organisation, and no other (`docs/domain.md#on-a-ground`).

use ::entity::{agenda_item, item_relation};
use domain::id::ItemId;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::live::is_published;
use super::{draft, exclude, rows};
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// The item, if it was published, concerns the organisation of this officer, and leaves neither of them
/// out. Whether it opens, the ground says.
///
/// # Errors
/// [`Error::NotFound`] for any other item, and for anybody else.
pub(super) async fn concerning(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
) -> Result<agenda_item::Model> {
    let id: ItemId = id.parse().map_err(|_| Error::NotFound)?;
    ctx.authorise(Operation::OpenOnGround, Facts::default())
        .map_err(|_| Error::NotFound)?;
    let row = agenda_item::Entity::find_by_id(id.0)
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.authorise(Operation::OpenOnGround, rows::facts(&row))
        .map_err(|_| Error::NotFound)?;
    let own = row.organisation_id == ctx.actor.organisation.0;
    let concerns = own || is_named(tx, ctx, &row).await?;
    let opens = concerns
        && !exclude::is_left_out(tx, ctx, row.id).await?
        && is_published(tx, ctx, &row).await?;
    opens.then_some(row).ok_or(Error::NotFound)
}

async fn is_named(tx: &DatabaseTransaction, ctx: &Ctx, row: &agenda_item::Model) -> Result<bool> {
    let key = (row.id, ctx.actor.organisation.0, draft::NAMED.to_owned());
    Ok(item_relation::Entity::find_by_id(key)
        .filter(item_relation::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .is_some())
}
