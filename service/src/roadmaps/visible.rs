//! Which bottlenecks a reader sees, as a condition of the query, so that lists can be paged.
//!
//! K0 goes with the routekaart. K1 is for a seat at the table where it was named, and for the
//! steering group. K2 and K3 hang on an agenda item, and open as it does. An exclusion from that
//! item beats them all.

use ::entity::{agenda_item, bottleneck, item_relation, meeting, series};
use domain::id::SeriesId;
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
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
pub(crate) async fn to(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Condition> {
    ctx.authorise(Operation::ReadRoadmap, Facts::default())?;
    let items = closed_items(tx, ctx).await?;
    let of_the_table = Condition::all()
        .add(bottleneck::Column::Class.eq(Class::K1.word()))
        .add(of_tables(tx, ctx).await?);
    Ok(Condition::all()
        .add(bottleneck::Column::RegionId.eq(ctx.region().0))
        .add(
            Condition::any()
                .add(bottleneck::Column::Class.eq(Class::K0.word()))
                .add(of_the_table)
                .add(bottleneck::Column::ItemId.is_in(items)),
        )
        .add(
            Condition::any()
                .add(bottleneck::Column::ItemId.is_null())
                .add(bottleneck::Column::ItemId.not_in_subquery(excluded(ctx))),
        ))
}

/// What was named at a table whose bottlenecks the actor reads, or beside any table.
async fn of_tables(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Condition> {
    let series: Vec<Uuid> = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .all(tx)
        .await?
        .into_iter()
        .filter(|row| {
            let facts = Facts::of_series(SeriesId(row.id));
            ctx.may(Operation::ReadBottlenecks, facts)
        })
        .map(|row| row.id)
        .collect();
    // Asked per bottleneck: there are few of them, and many meetings.
    let at = (bottleneck::Entity, bottleneck::Column::MeetingId);
    let meetings = meeting::Entity::find()
        .select_only()
        .column(meeting::Column::Id)
        .filter(Expr::col((meeting::Entity, meeting::Column::Id)).equals(at))
        .filter(meeting::Column::SeriesId.is_in(series))
        .into_query();
    let mut any = Condition::any().add(bottleneck::Column::MeetingId.in_subquery(meetings));
    if ctx.may(Operation::ReadBottlenecks, Facts::default()) {
        any = any.add(bottleneck::Column::MeetingId.is_null());
    }
    Ok(any)
}

/// The items that the actor or the organisation is excluded from.
fn excluded(ctx: &Ctx) -> SelectStatement {
    item_relation::Entity::find()
        .select_only()
        .column(item_relation::Column::ItemId)
        .filter(item_relation::Column::RegionId.eq(ctx.region().0))
        .filter(item_relation::Column::SubjectId.is_in(ctx.subjects()))
        .filter(item_relation::Column::Relation.eq("excluded"))
        .into_query()
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
