//! Calling a meeting off, with the reason for everybody at the table.

use domain::fault::Faults;
use domain::id::{MeetingId, PersonId, SeriesId};
use domain::meetings::MeetingState;
use domain::meetings::command::CancelMeeting;
use domain::policy::{Facts, Operation};
use domain::text::{Reason, Screen};

use super::{fill, rows};
use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::{screen, stored};

/// Calls a meeting off that has not started (`docs/domain.md#meeting`).
///
/// # Errors
/// [`crate::error::Error::NotNow`] once it has started; `Stale`, `Refused`, `NotAllowed`,
/// `NotFound`.
pub async fn cancel(ctx: &Ctx, command: CancelMeeting) -> Result<()> {
    let mut tx = ctx.write().await?;
    let row = rows::meeting(&tx, ctx, &command.id).await?;
    let facts = Facts::of_series(SeriesId(row.series_id));
    ctx.authorise(Operation::CancelMeeting, facts)?;
    let state: MeetingState = stored::state(&row.state)?;
    // A meeting that cannot be called off says so before the reason is judged.
    let by = PersonId(ctx.actor.person.0);
    state.clone().cancel(ctx.now(), by, String::new())?;
    rows::fresh(command.version, row.version)?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let Some(why) = faults.keep("why", Reason::parse(&command.why, &screen)) else {
        return Err(faults.into());
    };
    screen::keep_answer(&tx, ctx, ("meeting", row.id), &screen, &[why.as_str()]).await?;
    let state = state.cancel(ctx.now(), by, why.into_string())?;
    rows::move_meeting(&tx, &row, &state).await?;
    fill::carry_deferred(&tx, ctx, SeriesId(row.series_id)).await?;
    audit::record(
        &tx,
        ctx,
        Entry {
            operation: Operation::CancelMeeting,
            object: "meeting",
            id: row.id,
            detail: String::new(),
        },
    )
    .await?;
    tx.touch(MeetingId(row.id));
    tx.commit().await
}
