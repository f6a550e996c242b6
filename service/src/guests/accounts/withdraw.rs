//! Whoever asked for a guest takes the request back.

use domain::id::GuestId;
use domain::people::guest::GuestStep;
use domain::policy::Operation;

use super::row;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Takes the own request back, as long as nobody decided. What a colleague asked for is theirs to take
/// back (`docs/domain.md#guests`).
///
/// # Errors
/// [`Error::NotAllowed`] also for the request of somebody else; [`Error::NotNow`] once it was decided;
/// [`Error::Stale`], [`Error::NotFound`].
pub async fn withdraw_request(ctx: &Ctx, command: GuestStep) -> Result<GuestId> {
    let tx = ctx.write().await?;
    let at = (command.id.as_str(), command.version);
    let mut held = row::to_change(&tx, ctx, at, Operation::WithdrawGuestRequest).await?;
    if held.row.sponsor_person_id != ctx.actor.person.0 {
        return Err(Error::NotAllowed);
    }
    held.state = held.state.withdraw(ctx.now(), ctx.actor.person)?;
    let id = row::done(&tx, ctx, &held, Operation::WithdrawGuestRequest).await?;
    tx.commit().await?;
    Ok(id)
}
