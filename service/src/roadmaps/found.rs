//! What of the routekaart was found by searching and opens for this reader.

use std::collections::HashSet;

use ::entity::bottleneck;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::visible;
use crate::ctx::Ctx;
use crate::error::Result;

/// Whether routekaarten are for this actor: then every step is.
pub(crate) fn are_for(ctx: &Ctx) -> bool {
    ctx.may(Operation::ReadRoadmap, Facts::default())
}

/// Those of these bottlenecks that the list shows this reader.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn found(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    ids: Vec<Uuid>,
) -> Result<HashSet<Uuid>> {
    if ids.is_empty() || !are_for(ctx) {
        return Ok(HashSet::new());
    }
    let rows = bottleneck::Entity::find()
        .filter(visible::to(tx, ctx).await?)
        .filter(bottleneck::Column::Id.is_in(ids))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
