//! Which bottlenecks a reader sees, as a condition of the query, so that lists can be paged.
//!
//! K0 and K1 go with the routekaart. K2 and K3 hang on an agenda item, and open as it does.

use ::entity::{agenda_item, bottleneck};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::sources::readers;
use crate::ctx::Ctx;
use crate::error::Result;

/// The bottlenecks of this region that the actor may read.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`] when routekaarten are not for this actor.
pub(super) async fn to(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Condition> {
    ctx.authorise(Operation::ReadRoadmap, Facts::default())?;
    let open = [Class::K0.word(), Class::K1.word()];
    let items = closed_items(tx, ctx).await?;
    Ok(Condition::all()
        .add(bottleneck::Column::RegionId.eq(ctx.region().0))
        .add(
            Condition::any()
                .add(bottleneck::Column::Class.is_in(open))
                .add(bottleneck::Column::ItemId.is_in(items)),
        ))
}

/// The items with a bottleneck of the closed part that open for this reader; few in any region.
async fn closed_items(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<Uuid>> {
    let behind = bottleneck::Entity::find()
        .select_only()
        .column(bottleneck::Column::ItemId)
        .filter(bottleneck::Column::RegionId.eq(ctx.region().0))
        .filter(bottleneck::Column::Class.is_in([Class::K2.word(), Class::K3.word()]))
        .filter(bottleneck::Column::ItemId.is_not_null())
        .into_query();
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_item::Column::Id.in_subquery(behind))
        .all(tx)
        .await?;
    let readers = readers(tx, ctx, &items).await?;
    Ok(items
        .iter()
        .filter(|item| {
            readers
                .get(&item.series_id)
                .is_some_and(|reader| reader.may_read(item))
        })
        .map(|item| item.id)
        .collect())
}
