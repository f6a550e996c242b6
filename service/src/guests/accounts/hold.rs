//! Holding a guest back, letting them come again, another term, and the end.

use domain::fault::Faults;
use domain::id::GuestId;
use domain::identity::Ended;
use domain::people::guest::{GuestStep, GuestTerm, GuestTold};
use domain::policy::Operation;
use domain::text::{Reason, Screen};
use sea_orm::DatabaseTransaction;

use super::row::{self, Held};
use super::{decide, seat};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::screen;

/// Holds a guest back. Sessions end and open live pages shut.
///
/// # Errors
/// [`Refused`](crate::error::Error::Refused) on `text` or `reason`;
/// [`NotNow`](crate::error::Error::NotNow), [`Stale`](crate::error::Error::Stale),
/// [`NotAllowed`](crate::error::Error::NotAllowed), [`NotFound`](crate::error::Error::NotFound).
pub async fn pause(ctx: &Ctx, command: GuestTold) -> Result<GuestId> {
    let mut tx = ctx.write().await?;
    let at = (command.id.as_str(), command.version);
    let mut held = row::to_change(&tx, ctx, at, Operation::PauseGuest).await?;
    let why = why(&tx, ctx, &held, &command).await?;
    held.state = held.state.pause(ctx.now(), ctx.actor.person, why)?;
    seat::shut(&mut tx, &held.row, (Ended::Paused, ctx.now())).await?;
    let id = row::done(&tx, ctx, &held, Operation::PauseGuest).await?;
    tx.commit().await?;
    Ok(id)
}

/// Lets a guest who was held back come again, by the same passkey or codes.
///
/// # Errors
/// As [`pause`], without what is refused; [`Error::FourEyes`] for who asked for this guest.
pub async fn resume(ctx: &Ctx, command: GuestStep) -> Result<GuestId> {
    let tx = ctx.write().await?;
    let at = (command.id.as_str(), command.version);
    let mut held = row::to_change(&tx, ctx, at, Operation::ResumeGuest).await?;
    somebody_else(ctx, &held)?;
    held.state = held.state.resume(ctx.now())?;
    seat::give(&tx, &held.row, ctx.now()).await?;
    let id = row::done(&tx, ctx, &held, Operation::ResumeGuest).await?;
    tx.commit().await?;
    Ok(id)
}

/// Gives a guest another term, from now.
///
/// # Errors
/// [`Refused`](crate::error::Error::Refused) on `months`, and on the whole when the same address comes
/// by another account meanwhile; for the rest as [`resume`].
pub async fn renew(ctx: &Ctx, command: GuestTerm) -> Result<GuestId> {
    let tx = ctx.write().await?;
    let at = (command.id.as_str(), command.version);
    let mut held = row::to_change(&tx, ctx, at, Operation::RenewGuest).await?;
    somebody_else(ctx, &held)?;
    let was_open = held.state.opens();
    // Who comes again does so for a term, and for every meeting of it.
    held.row.meeting_id = None;
    held.row.ends_at = Some(decide::term(&tx, ctx, &held, &command.months).await?);
    held.state = held.state.renew(ctx.now())?;
    if was_open {
        seat::widen(&tx, &held.row).await?;
    } else {
        seat::give(&tx, &held.row, ctx.now()).await?;
    }
    let id = row::done(&tx, ctx, &held, Operation::RenewGuest).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes the account away, at once and for good. What the guest brought in stays.
///
/// # Errors
/// As [`pause`].
pub async fn revoke(ctx: &Ctx, command: GuestTold) -> Result<GuestId> {
    let mut tx = ctx.write().await?;
    let at = (command.id.as_str(), command.version);
    let mut held = row::to_change(&tx, ctx, at, Operation::RevokeGuest).await?;
    let why = why(&tx, ctx, &held, &command).await?;
    held.state = held.state.revoke(ctx.now(), ctx.actor.person, why)?;
    seat::shut(&mut tx, &held.row, (Ended::Left, ctx.now())).await?;
    crate::identity::forget_factors(&tx, held.row.account_id).await?;
    let id = row::done(&tx, ctx, &held, Operation::RevokeGuest).await?;
    tx.commit().await?;
    Ok(id)
}

/// Refuses who vouches for the guest: somebody else lets them come, and come again.
fn somebody_else(ctx: &Ctx, held: &Held) -> Result<()> {
    if held.row.sponsor_person_id == ctx.actor.person.0 {
        Err(Error::FourEyes)
    } else {
        Ok(())
    }
}

/// Why something is done to an account, past the guard.
pub(super) async fn why(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    held: &Held,
    command: &GuestTold,
) -> Result<String> {
    let known = screen::known(tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let Some(why) = faults.keep("text", Reason::parse(&command.text, &screen)) else {
        return Err(faults.into());
    };
    let thing = ("guest_account", held.row.id);
    screen::keep_answer(tx, ctx, thing, &screen, &[why.as_str()]).await?;
    Ok(why.into_string())
}
