//! Taking a proposal into the agenda.

use domain::id::MeetingId;
use domain::meetings::ItemState;
use domain::meetings::command::IncludeItem;
use domain::policy::Operation;

use super::{arrange, rows};
use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// Puts a proposal on the agenda of its meeting, where the standing order wants it
/// (`docs/domain.md#items`); answers which meeting.
///
/// # Errors
/// `NotNow` when it is no proposal or the meeting has started; `Stale`, `NotAllowed`, `NotFound`.
pub async fn include(ctx: &Ctx, command: IncludeItem) -> Result<MeetingId> {
    let mut tx = ctx.write().await?;
    let row = rows::item(&tx, ctx, &command.id).await?;
    ctx.authorise(Operation::IncludeItem, rows::facts(&row))?;
    let state: ItemState = stored::state(&row.state)?;
    let state = state.include()?;
    let meeting = MeetingId(row.meeting_id.ok_or(Error::NotFound)?);
    let at = rows::meeting(&tx, ctx, &meeting.to_string()).await?;
    rows::changeable(&stored::state(&at.state)?)?;
    rows::fresh(command.version, row.version)?;
    rows::move_item(&tx, ctx, &row, &state, Some(i32::MAX)).await?;
    arrange::settle(&tx, ctx, meeting.0, row.id).await?;
    arrange::touch_agenda(&tx, meeting.0).await?;
    audit::record(
        &tx,
        ctx,
        Entry {
            operation: Operation::IncludeItem,
            object: "item",
            id: row.id,
            detail: String::new(),
        },
    )
    .await?;
    tx.touch(meeting);
    tx.commit().await?;
    Ok(meeting)
}
