//! The table tells a guest what was done with a contribution.

use domain::fault::Faults;
use domain::id::ContributionId;
use domain::meetings::ContributionState;
use domain::meetings::contribution_command::AnswerContribution;
use domain::policy::Operation;
use domain::text::{Body, Screen};

use super::find;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::{audit, screen, stored};

/// Answers a contribution, once; the guest reads it on the next visit.
///
/// # Errors
/// [`Refused`](crate::error::Error::Refused) on `text` or `reason`; [`NotNow`](crate::error::Error::NotNow) when it was answered already;
/// [`Stale`](crate::error::Error::Stale), [`NotFound`](crate::error::Error::NotFound).
pub async fn answer_contribution(ctx: &Ctx, command: AnswerContribution) -> Result<ContributionId> {
    let tx = ctx.write().await?;
    let row = find::to_answer(&tx, ctx, &command.id, command.version).await?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let Some(text) = faults.keep("text", Body::parse(&command.text, &screen)) else {
        return Err(faults.into());
    };
    screen::keep_answer(
        &tx,
        ctx,
        ("contribution", row.id),
        &screen,
        &[text.as_str()],
    )
    .await?;
    let state: ContributionState = stored::state(&row.state)?;
    let state = state.answer(ctx.now(), ctx.actor.person, text.into_string())?;
    find::write(&tx, &row, &state, row.item_id).await?;
    let entry = audit::Entry {
        operation: Operation::AnswerContribution,
        object: "contribution",
        id: row.id,
        detail: format!("version={}", row.version + 1),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await?;
    Ok(row.id.into())
}
