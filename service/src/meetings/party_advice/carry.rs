//! An item that is held over takes along what was asked and advised on it.

use ::entity::{agenda_item, party_advice};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, IntoActiveModel};

use super::sight::standing;
use crate::ctx::Ctx;
use crate::error::Result;

/// Has the askings and advices of the item that this one comes from hang on it too.
pub(crate) async fn carry(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: &agenda_item::Model,
) -> Result<()> {
    let (Some(from), Some(meeting)) = (item.origin_id, item.meeting_id) else {
        return Ok(());
    };
    for row in standing(tx, item.region_id, from).await? {
        let row = party_advice::Model {
            id: ctx.new_id(),
            item_id: item.id,
            meeting_id: meeting,
            ..row
        };
        row.into_active_model().reset_all().insert(tx).await?;
    }
    Ok(())
}
