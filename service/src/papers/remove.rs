//! Taking a paper away: its content is destroyed at once. That it was there stays, where a published
//! agenda says so.

use ::entity::paper;
use domain::id::{ItemId, PaperId};
use domain::papers::command::RemovePaper;
use domain::policy::Operation;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};

use super::attach::at_item;
use super::store;
use crate::audit;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// A paper of this region.
///
/// # Errors
/// [`Error::NotFound`] for unknown, malformed and foreign alike.
pub(super) async fn row(tx: &DatabaseTransaction, ctx: &Ctx, id: &str) -> Result<paper::Model> {
    let id: PaperId = id.parse().map_err(|_| Error::NotFound)?;
    paper::Entity::find_by_id(id.0)
        .filter(paper::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)
}

/// Takes a paper away. Doing so twice changes nothing.
///
/// # Errors
/// [`Error::NotNow`] once the meeting started; [`Error::DoorShut`], [`Error::NotAllowed`],
/// [`Error::NotFound`].
pub async fn remove(ctx: &Ctx, command: RemovePaper) -> Result<ItemId> {
    let mut tx = ctx.write().await?;
    let paper = row(&tx, ctx, &command.id).await?;
    let item = paper.item_id.to_string();
    let at = at_item(&tx, ctx, &item, Operation::RemovePaper).await?;
    if paper.removed_at.is_some() {
        return Ok(ItemId(paper.item_id));
    }
    let now = Some(ctx.now());
    let removed = paper::Entity::update_many()
        .col_expr(paper::Column::RemovedAt, Expr::value(now))
        .col_expr(
            paper::Column::RemovedBy,
            Expr::value(Some(ctx.actor.person.0)),
        )
        .filter(paper::Column::Id.eq(paper.id))
        .filter(paper::Column::RemovedAt.is_null())
        .exec(&*tx)
        .await?;
    if removed.rows_affected == 0 {
        return Ok(ItemId(paper.item_id));
    }
    let shared = paper::Entity::find()
        .filter(paper::Column::RegionId.eq(ctx.region().0))
        .filter(paper::Column::ContentId.eq(paper.content_id))
        .filter(paper::Column::RemovedAt.is_null())
        .count(&*tx)
        .await?;
    if shared == 0 {
        store::destroy(&tx, ctx, paper.content_id).await?;
    }
    let detail = format!("item={} number={}", paper.item_id, paper.number);
    audit::note(
        &tx,
        ctx,
        Operation::RemovePaper,
        ("paper", paper.id),
        detail,
    )
    .await?;
    at.touch(&mut tx).await?;
    tx.commit().await?;
    Ok(ItemId(paper.item_id))
}
