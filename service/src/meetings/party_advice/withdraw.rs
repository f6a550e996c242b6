//! Asking no more.

use domain::id::MeetingId;
use domain::meetings::PartyAdviceState;
use domain::meetings::party_advice_command::WithdrawPartyAdvice;
use domain::policy::Operation;

use super::{found, keep, look_again, rows, sight};
use crate::audit;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// Takes an asking back, as long as no advice was given: by the organisation that asked, and by who
/// composes the agenda.
///
/// # Errors
/// `NotNow` once it was given or taken back; `Stale`; `NotAllowed` for who did not ask; `NotFound` for who
/// does not see it.
pub async fn withdraw_party_advice(ctx: &Ctx, command: WithdrawPartyAdvice) -> Result<MeetingId> {
    let mut tx = ctx.write().await?;
    let (row, item) = found(&tx, ctx, &command.id).await?;
    let operation = Operation::WithdrawPartyAdvice;
    ctx.authorise(operation, rows::facts(&item))?;
    if !sight::asked(ctx, &item, &row) {
        return Err(Error::NotAllowed);
    }
    let state: PartyAdviceState = stored::state(&row.state)?;
    let state = state.withdraw(ctx.now(), ctx.actor.person)?;
    super::rows::fresh(command.version, row.version)?;
    keep(&tx, ctx, &row, (&state, None)).await?;
    let detail = format!("advice={} organisation={}", row.id, row.organisation_id);
    audit::note(&tx, ctx, operation, ("item", item.id), detail).await?;
    let meeting = look_again(&mut tx, row.meeting_id);
    tx.commit().await?;
    Ok(meeting)
}
