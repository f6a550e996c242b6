//! Takes a proposed correction over, or leaves the text as it is with the reason why.

use ::entity::{minutes_correction, minutes_item};
use domain::fault::Faults;
use domain::id::MeetingId;
use domain::meetings::minutes_command::{AcceptCorrection, DeclineCorrection};
use domain::meetings::{CorrectionState, Rewrite};
use domain::policy::Operation;
use domain::text::Reason;

use super::super::rows;
use super::book::Book;
use super::correct::{find, keep};
use crate::ctx::{Ctx, Write};
use crate::error::Result;
use crate::{screen, stored};

/// Takes a correction over: the text of its item becomes what is sent, which may differ from what was
/// proposed.
///
/// # Errors
/// `NotNow` unless it waits and the minutes wait for approval; `Stale` when the text changed since it was
/// seen; `Refused` by the guard; `NotAllowed`, `NotFound`.
pub async fn accept_correction(ctx: &Ctx, command: AcceptCorrection) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let operation = Operation::AcceptCorrection;
    let (book, stands, found) = take(&tx, ctx, &command.id, operation).await?;
    book.minutes.judge_correction("accept_correction")?;
    let state: CorrectionState = stored::state(&found.state)?;
    let state = state.accept(ctx.now(), ctx.actor.person)?;
    let said = (command.text.as_str(), command.reason.as_str());
    let text = book.judged(&tx, ctx, stands.item_id, said).await?;
    let to = (text, Rewrite::Corrected);
    book.write(&tx, ctx, (&stands, command.version), to).await?;
    keep(&tx, &found, &state).await?;
    let detail = format!(
        "correction={} item={} version={}",
        found.id,
        stands.item_id,
        stands.version + 1
    );
    book.record(&tx, ctx, operation, detail).await?;
    tx.commit().await?;
    Ok(book.id())
}

/// Leaves the text as it is; the organisation reads why.
///
/// # Errors
/// As [`accept_correction`]; `Refused` on `why`.
pub async fn decline_correction(ctx: &Ctx, command: DeclineCorrection) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let operation = Operation::DeclineCorrection;
    let (book, stands, found) = take(&tx, ctx, &command.id, operation).await?;
    book.minutes.judge_correction("decline_correction")?;
    let state: CorrectionState = stored::state(&found.state)?;
    // Refuses what was judged before it looks at the reason.
    state
        .clone()
        .decline(ctx.now(), ctx.actor.person, String::new())?;
    rows::fresh(command.version, stands.version)?;
    let known = screen::known(&tx, ctx).await?;
    let screen = book.screen(&known, stands.item_id, &command.reason);
    let mut faults = Faults::default();
    let Some(why) = faults.keep("why", Reason::parse(&command.why, &screen)) else {
        return Err(faults.into());
    };
    let item = ("item", stands.item_id);
    screen::keep_answer(&tx, ctx, item, &screen, &[why.as_str()]).await?;
    let state = state.decline(ctx.now(), ctx.actor.person, why.into_string())?;
    keep(&tx, &found, &state).await?;
    let detail = format!("correction={} item={}", found.id, stands.item_id);
    book.record(&tx, ctx, operation, detail).await?;
    tx.commit().await?;
    Ok(book.id())
}

async fn take(
    tx: &Write,
    ctx: &Ctx,
    id: &str,
    operation: Operation,
) -> Result<(Book, minutes_item::Model, minutes_correction::Model)> {
    let item = find(tx, ctx, id).await?.item_id.to_string();
    let (book, stands) = Book::take_item(tx, ctx, &item, operation).await?;
    // As it is now that nobody else changes it.
    let found = find(tx, ctx, id).await?;
    Ok((book, stands, found))
}
