//! Taking an item back, as long as the table has not started on it.

use domain::id::{MeetingId, PersonId};
use domain::meetings::ItemState;
use domain::meetings::command::WithdrawItem;
use domain::policy::Operation;

use super::{arrange, rows};
use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// Takes back an item of the own organisation (`docs/domain.md#items`).
///
/// # Errors
/// `NotNow` once its turn has come; `Stale`, `NotAllowed`, `NotFound`.
pub async fn withdraw(ctx: &Ctx, command: WithdrawItem) -> Result<()> {
    let mut tx = ctx.write().await?;
    let row = rows::item(&tx, ctx, &command.id).await?;
    ctx.authorise(Operation::WithdrawItem, rows::facts(&row))?;
    let state: ItemState = stored::state(&row.state)?;
    let by = PersonId(ctx.actor.person.0);
    let state = state.withdraw(ctx.now(), by)?;
    rows::fresh(command.version, row.version)?;
    rows::move_item(&tx, ctx, &row, &state, None).await?;
    if let Some(meeting) = row.meeting_id {
        arrange::touch_agenda(&tx, meeting).await?;
        tx.touch(MeetingId(meeting));
    }
    audit::record(
        &tx,
        ctx,
        Entry {
            operation: Operation::WithdrawItem,
            object: "item",
            id: row.id,
            detail: String::new(),
        },
    )
    .await?;
    tx.commit().await
}
