//! The order of an agenda: one step, one place, or back into the standing order.

use ::entity::agenda_item;
use domain::meetings::{Place, compose};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::rows;
use crate::ctx::Ctx;
use crate::error::Result;

/// Puts the items of an agenda in the standing order (`docs/domain.md#items`).
pub(crate) async fn restore_order(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: Uuid,
) -> Result<()> {
    let items = rows::on_agenda(tx, ctx, meeting).await?;
    let places = items.iter().map(rows::place).collect::<Result<Vec<_>>>()?;
    write_order(tx, &items, &compose(places)).await
}

/// Writes the positions that differ.
pub(crate) async fn write_order(
    tx: &DatabaseTransaction,
    items: &[agenda_item::Model],
    order: &[Place],
) -> Result<()> {
    for (at, place) in order.iter().enumerate() {
        let position = i32::try_from(at).unwrap_or(i32::MAX);
        let moved = items
            .iter()
            .any(|item| item.id == place.id.0 && item.position != position);
        if moved {
            agenda_item::Entity::update_many()
                .col_expr(agenda_item::Column::Position, Expr::value(position))
                .filter(agenda_item::Column::Id.eq(place.id.0))
                .exec(tx)
                .await?;
        }
    }
    Ok(())
}
