//! A lost factor: the sponsor confirms that it is the guest who asks, the director lets them begin
//! anew. Asking is in [`crate::guests::letters`], for who asks is not signed in.

use domain::id::GuestId;
use domain::identity::Ended;
use domain::people::guest::{GuestStep, Letter};
use domain::policy::Operation;

use super::{row, seat};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::outbox;

/// Confirms, for the sponsor, that it is the guest who asks.
///
/// # Errors
/// [`Error::NotNow`], [`Error::Stale`], [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn confirm(ctx: &Ctx, command: GuestStep) -> Result<GuestId> {
    let tx = ctx.write().await?;
    let at = (command.id.as_str(), command.version);
    let mut held = row::to_change(&tx, ctx, at, Operation::ConfirmGuest).await?;
    held.recovery = held.recovery.confirm(ctx.now(), ctx.actor.person)?;
    let id = row::done(&tx, ctx, &held, Operation::ConfirmGuest).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes away what the guest signed in with, ends their sessions, and sends a new invitation. The
/// guest is told, in a letter of its own, that this happened.
///
/// # Errors
/// [`Error::FourEyes`] for who confirmed it; for the rest as [`confirm`].
pub async fn readmit(ctx: &Ctx, command: GuestStep) -> Result<GuestId> {
    let mut tx = ctx.write().await?;
    let at = (command.id.as_str(), command.version);
    let mut held = row::to_change(&tx, ctx, at, Operation::ReadmitGuest).await?;
    if held.recovery.confirmed_by() == Some(ctx.actor.person) {
        return Err(Error::FourEyes);
    }
    held.recovery = held.recovery.grant()?;
    held.state = held.state.readmit(ctx.now(), ctx.actor.person)?;
    seat::shut(&mut tx, &held.row, (Ended::Left, ctx.now())).await?;
    crate::identity::forget_factors(&tx, held.row.account_id).await?;
    outbox::put(&tx, ctx, Letter::FactorChanged, held.row.id).await?;
    outbox::put(&tx, ctx, Letter::Invitation, held.row.id).await?;
    let id = row::done(&tx, ctx, &held, Operation::ReadmitGuest).await?;
    tx.commit().await?;
    Ok(id)
}

/// Leaves everything as it was: nobody could say that it is the guest.
///
/// # Errors
/// As [`confirm`].
pub async fn drop_recovery(ctx: &Ctx, command: GuestStep) -> Result<GuestId> {
    let tx = ctx.write().await?;
    let at = (command.id.as_str(), command.version);
    let mut held = row::to_change(&tx, ctx, at, Operation::ReadmitGuest).await?;
    held.recovery = held.recovery.drop()?;
    let id = row::done(&tx, ctx, &held, Operation::ReadmitGuest).await?;
    tx.commit().await?;
    Ok(id)
}
