//! The director looks at a request, and has the letter leave.

use ::entity::meeting;
use chrono::{DateTime, TimeDelta, Utc};
use domain::fault::{Code, Faults};
use domain::id::GuestId;
use domain::people::guest::{GuestStep, GuestTerm, GuestTold, Letter, MONTHS_AT_MOST, term_ends};
use domain::policy::Operation;
use sea_orm::{DatabaseTransaction, EntityTrait};
use uuid::Uuid;

use super::hold;
use super::row::{self, Held};
use super::twin;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::outbox;

/// Lets a guest come for a term, and sends the invitation.
///
/// # Errors
/// [`Error::Refused`] on `months`, and on the whole when somebody with this address comes already;
/// [`Error::FourEyes`] for who asked for this guest;
/// [`Error::NotNow`], [`Error::Stale`], [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn screen(ctx: &Ctx, command: GuestTerm) -> Result<GuestId> {
    let tx = ctx.write().await?;
    let at = (command.id.as_str(), command.version);
    let mut held = row::to_change(&tx, ctx, at, Operation::ScreenGuest).await?;
    if held.row.sponsor_person_id == ctx.actor.person.0 {
        return Err(Error::FourEyes);
    }
    if twin::let_in(&tx, &held.row).await?.is_some() {
        return Err(twin::refusal(""));
    }
    held.row.ends_at = Some(term(&tx, ctx, &held, &command.months).await?);
    held.state = held.state.screen(ctx.now(), ctx.actor.person)?;
    outbox::put(&tx, ctx, Letter::Invitation, held.row.id).await?;
    let id = row::done(&tx, ctx, &held, Operation::ScreenGuest).await?;
    tx.commit().await?;
    Ok(id)
}

/// Says no to a request, with the reason that the sponsor reads.
///
/// # Errors
/// [`Error::Refused`] on `text` or `reason`; [`Error::NotNow`], [`Error::Stale`],
/// [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn turn_down(ctx: &Ctx, command: GuestTold) -> Result<GuestId> {
    let tx = ctx.write().await?;
    let at = (command.id.as_str(), command.version);
    let mut held = row::to_change(&tx, ctx, at, Operation::ScreenGuest).await?;
    let why = hold::why(&tx, ctx, &held, &command).await?;
    held.state = held.state.turn_down(ctx.now(), ctx.actor.person, why)?;
    let id = row::done(&tx, ctx, &held, Operation::ScreenGuest).await?;
    tx.commit().await?;
    Ok(id)
}

/// Sends another invitation: the first did not arrive, came too late or was used halfway.
///
/// # Errors
/// [`Error::NotNow`], [`Error::Stale`], [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn invite_again(ctx: &Ctx, command: GuestStep) -> Result<GuestId> {
    let tx = ctx.write().await?;
    let at = (command.id.as_str(), command.version);
    let mut held = row::to_change(&tx, ctx, at, Operation::InviteGuest).await?;
    held.state = held.state.invite_again(ctx.now(), ctx.actor.person)?;
    outbox::put(&tx, ctx, Letter::Invitation, held.row.id).await?;
    let id = row::done(&tx, ctx, &held, Operation::InviteGuest).await?;
    tx.commit().await?;
    Ok(id)
}

/// When the term ends that was chosen: in months, and at the end of the one meeting.
pub(super) async fn term(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    held: &Held,
    months: &str,
) -> Result<DateTime<Utc>> {
    let months = months.trim().parse::<u32>().map_err(|_| Code::NotANumber);
    let months = months.and_then(|months| {
        if (1..=MONTHS_AT_MOST).contains(&months) {
            Ok(months)
        } else {
            Err(Code::OutOfRange(1, i64::from(MONTHS_AT_MOST)))
        }
    });
    let meeting_ends = match held.row.meeting_id {
        Some(meeting) => meeting_ends(tx, meeting).await?,
        None => None,
    };
    let mut faults = Faults::default();
    let ends = faults
        .keep("months", months)
        .map(|months| term_ends(ctx.now(), months, meeting_ends));
    match ends {
        Some(ends) if ends > ctx.now() => Ok(ends),
        Some(_) => {
            faults.add("months", Code::InThePast);
            Err(faults.into())
        }
        None => Err(faults.into()),
    }
}

async fn meeting_ends(tx: &DatabaseTransaction, meeting: Uuid) -> Result<Option<DateTime<Utc>>> {
    let row = meeting::Entity::find_by_id(meeting).one(tx).await?;
    Ok(row.map(|row| row.starts_at + TimeDelta::minutes(i64::from(row.length_minutes))))
}
