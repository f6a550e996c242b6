//! Starts the meeting, always in the open part.

use domain::id::MeetingId;
use domain::meetings::live_command::StartMeeting;
use domain::policy::Operation;

use super::desk::Desk;
use crate::ctx::Ctx;
use crate::error::Result;

/// Starts a published meeting (`docs/domain.md#meeting`). No item is on the table yet.
///
/// # Errors
/// [`NotNow`](crate::error::Error::NotNow) unless it is published, `NotAllowed` unless director
/// or secretary, `NotFound` for who may not follow it.
pub async fn start(ctx: &Ctx, command: StartMeeting) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = Desk::sit(&tx, ctx, &command.id, Operation::StartMeeting).await?;
    let state = desk.state.clone().start(ctx.now(), ctx.actor.person)?;
    desk.save(&tx, &state, None).await?;
    let detail = format!("agenda={}", desk.row.agenda_version);
    desk.record(&tx, ctx, Operation::StartMeeting, detail)
        .await?;
    desk.turn(tx).await
}
