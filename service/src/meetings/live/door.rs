//! Moves the door between the open and the closed part.

use domain::fault::{Code, Faults};
use domain::id::MeetingId;
use domain::meetings::live_command::MoveDoor;
use domain::policy::Operation;

use super::desk::Desk;
use super::table::{self, Chair};
use super::walk::clear_table;
use crate::ctx::Ctx;
use crate::error::Result;

/// Opens the closed part. Whoever may not enter is shown out of the live page by the next look;
/// while somebody like that is marked as at the table or not marked yet, the chair has to say that
/// the room is cleared (`docs/domain.md#gate`). What was on the table is dealt with.
///
/// # Errors
/// `Refused` on `cleared`; `NotNow` unless the open part sits.
pub async fn open_closed_part(ctx: &Ctx, command: MoveDoor) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = Desk::sit(&tx, ctx, &command.id, Operation::MoveDoor).await?;
    let state = desk.state.clone().open_closed_part(ctx.now())?;
    let chairs = table::chairs(&tx, ctx, &desk, None).await?;
    let outside = chairs
        .iter()
        .filter(|chair| Chair::is_in_the_way(chair))
        .count();
    if outside > 0 && command.cleared != "yes" {
        let mut faults = Faults::default();
        faults.add("cleared", Code::Empty);
        return Err(faults.into());
    }
    clear_table(&tx, ctx, &desk).await?;
    desk.save(&tx, &state, None).await?;
    let detail = format!("opened cleared={outside}");
    desk.record(&tx, ctx, Operation::MoveDoor, detail).await?;
    desk.turn(tx).await
}

/// Closes the closed part; guests may come back in. What was on the table is dealt with.
///
/// # Errors
/// `NotNow` unless the closed part sits.
pub async fn close_closed_part(ctx: &Ctx, command: MoveDoor) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = Desk::sit(&tx, ctx, &command.id, Operation::MoveDoor).await?;
    let state = desk.state.clone().close_closed_part()?;
    clear_table(&tx, ctx, &desk).await?;
    desk.save(&tx, &state, None).await?;
    desk.record(&tx, ctx, Operation::MoveDoor, "closed".to_owned())
        .await?;
    desk.turn(tx).await
}
