//! Sending an item back to who brought it in. Never without saying why.

use ::entity::agenda_item;
use domain::fault::Faults;
use domain::id::{MeetingId, PersonId};
use domain::meetings::ItemState;
use domain::meetings::command::ReturnItem;
use domain::people::mail::Notice;
use domain::policy::Operation;
use domain::text::{Reason, Screen};

use super::{arrange, propose, rows};
use crate::audit::{self, Entry};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::mail::notice::{About, put};
use crate::{screen, stored};

/// Sends an item back with the reason; the submitter may change it and propose it again. Answers which
/// meeting (`docs/domain.md#items`).
///
/// # Errors
/// `Refused` without a reason; `NotNow` when it is no longer a proposal or on an agenda that can
/// change; `Stale`, `NotAllowed`, `NotFound`.
pub async fn return_item(ctx: &Ctx, command: ReturnItem) -> Result<MeetingId> {
    let mut tx = ctx.write().await?;
    let row = rows::item(&tx, ctx, &command.id).await?;
    ctx.authorise(Operation::ReturnItem, rows::facts(&row))?;
    let state: ItemState = stored::state(&row.state)?;
    let by = PersonId(ctx.actor.person.0);
    // A state that cannot be returned says so before the reason is judged.
    state
        .clone()
        .return_with_reason(ctx.now(), by, String::new())?;
    let meeting = MeetingId(row.meeting_id.ok_or(Error::NotFound)?);
    let at = rows::meeting(&tx, ctx, &meeting.to_string()).await?;
    propose::takes_proposals(&stored::state(&at.state)?)?;
    rows::fresh(command.version, row.version)?;
    let why = why(&tx, ctx, &row, (&command.why, &command.reason)).await?;
    let state = state.return_with_reason(ctx.now(), by, why)?;
    rows::move_item(&tx, ctx, &row, &state, None).await?;
    arrange::touch_agenda(&tx, meeting.0).await?;
    audit::record(
        &tx,
        ctx,
        Entry {
            operation: Operation::ReturnItem,
            object: "item",
            id: row.id,
            detail: String::new(),
        },
    )
    .await?;
    let about = About {
        meeting: Some(meeting.0),
        object: Some(row.id),
    };
    let to = [row.person_id].into();
    put(&tx, ctx, (Notice::ProposalReturned, about), to).await?;
    tx.touch(meeting);
    tx.commit().await?;
    Ok(meeting)
}

/// Reads the reason that the submitter gets to read, guarded as the item is; `said` is the reason
/// and the answer to what the guard asked.
pub(super) async fn why(
    tx: &Write,
    ctx: &Ctx,
    row: &agenda_item::Model,
    said: (&str, &str),
) -> Result<String> {
    let known = screen::known(tx, ctx).await?;
    let mut screen = Screen {
        reason: said.1,
        ..Screen::ordinary(&known)
    };
    if row.case_ref.is_some() {
        screen = screen.for_case();
    }
    let mut faults = Faults::default();
    let Some(why) = faults.keep("why", Reason::parse(said.0, &screen)) else {
        return Err(faults.into());
    };
    screen::keep_answer(tx, ctx, ("item", row.id), &screen, &[why.as_str()]).await?;
    Ok(why.into_string())
}
