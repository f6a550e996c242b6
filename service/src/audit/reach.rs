//! How far an officer oversees: who belongs to the organisation that directs a table of the region
//! answers for all of it, another for the own organisation (`docs/domain.md#oversight`).

use ::entity::{action, agenda_item, audit, series};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
};

use super::view::in_region;
use crate::ctx::Ctx;
use crate::error::Result;

/// The lines of the trail that the actor oversees: all of the region, or those of the own people and
/// of what the own organisation brought in or took on.
pub(super) async fn reach(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Condition> {
    let own = ctx.actor.organisation.0;
    let directs = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .filter(series::Column::OrganisationId.eq(own))
        .count(tx)
        .await?;
    if directs > 0 {
        return Ok(in_region(ctx));
    }
    let items = Query::select()
        .column(agenda_item::Column::Id)
        .from(agenda_item::Entity)
        .and_where(agenda_item::Column::RegionId.eq(ctx.region().0))
        .and_where(agenda_item::Column::OrganisationId.eq(own))
        .to_owned();
    let actions = Query::select()
        .column(action::Column::Id)
        .from(action::Entity)
        .and_where(action::Column::RegionId.eq(ctx.region().0))
        .and_where(action::Column::OrganisationId.eq(own))
        .to_owned();
    let of = |kind: &str, ids| {
        Condition::all()
            .add(audit::Column::Object.eq(kind))
            .add(audit::Column::ObjectId.in_subquery(ids))
    };
    let ours = Condition::any()
        .add(audit::Column::OrganisationId.eq(own))
        .add(of("item", items))
        .add(of("action", actions));
    Ok(in_region(ctx).add(ours))
}
