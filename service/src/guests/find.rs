//! Finding a contribution for who may answer it.

use ::entity::{contribution, meeting};
use domain::id::{ContributionId, SeriesId};
use domain::meetings::ContributionState;
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// The contribution, if it is of this region and the actor directs its series; at this version.
pub(super) async fn to_answer(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
    version: i32,
) -> Result<contribution::Model> {
    let id: ContributionId = id.parse().map_err(|_| Error::NotFound)?;
    let row = contribution::Entity::find_by_id(id.0)
        .filter(contribution::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let facts = Facts::of_series(SeriesId(row.series_id));
    // Who may not read the list does not learn that the contribution exists.
    ctx.authorise(Operation::ReadContributions, facts)
        .map_err(|_| Error::NotFound)?;
    ctx.authorise(Operation::AnswerContribution, facts)?;
    if row.version == version {
        Ok(row)
    } else {
        Err(Error::Stale(row.version))
    }
}

/// Writes the new state and raises the version.
pub(super) async fn write(
    tx: &DatabaseTransaction,
    row: &contribution::Model,
    state: &ContributionState,
    item: Option<Uuid>,
) -> Result<()> {
    let done = contribution::Entity::update_many()
        .col_expr(contribution::Column::StateWord, Expr::value(state.word()))
        .col_expr(
            contribution::Column::State,
            Expr::value(stored::json(state)?),
        )
        .col_expr(contribution::Column::ItemId, Expr::value(item))
        .col_expr(contribution::Column::Version, Expr::value(row.version + 1))
        .filter(contribution::Column::Id.eq(row.id))
        .filter(contribution::Column::Version.eq(row.version))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(Error::Stale(row.version + 1));
    }
    Ok(())
}

/// The first meeting of a series that can still take an item.
pub(super) async fn next_meeting(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: Uuid,
) -> Result<Option<meeting::Model>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::SeriesId.eq(series))
        .filter(meeting::Column::StateWord.is_in(["planned", "collecting", "published"]))
        .order_by_asc(meeting::Column::StartsAt)
        .one(tx)
        .await?)
}
