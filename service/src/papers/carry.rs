//! An item that is held over takes its papers along to the next meeting.

use ::entity::{agenda_item, paper};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

use crate::ctx::Ctx;
use crate::error::Result;

/// Has the papers of the item that this one comes from hang on it too. The content is kept once.
pub(crate) async fn carry(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: &agenda_item::Model,
) -> Result<()> {
    let Some(from) = item.origin_id else {
        return Ok(());
    };
    let papers = paper::Entity::find()
        .filter(paper::Column::RegionId.eq(ctx.region().0))
        .filter(paper::Column::ItemId.eq(from))
        .filter(paper::Column::RemovedAt.is_null())
        .order_by_asc(paper::Column::Number)
        .all(tx)
        .await?;
    for paper in papers {
        let paper = paper::Model {
            id: ctx.new_id(),
            item_id: item.id,
            ..paper
        };
        paper.into_active_model().reset_all().insert(tx).await?;
    }
    Ok(())
}
