//! Opening a planned meeting, so that partners can propose items.

use domain::id::SeriesId;
use domain::meetings::MeetingState;
use domain::meetings::command::OpenMeeting;
use domain::people::mail::Notice;
use domain::policy::Operation;

use super::fill::carry_deferred;
use super::{publish, rows};
use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// Opens a planned meeting for proposals (`docs/domain.md#meeting`).
///
/// # Errors
/// [`crate::error::Error::NotNow`] unless it is planned; `Stale`, `NotAllowed`, `NotFound`.
pub async fn open(ctx: &Ctx, command: OpenMeeting) -> Result<()> {
    let tx = ctx.write().await?;
    let row = rows::meeting(&tx, ctx, &command.id).await?;
    let series = SeriesId(row.series_id);
    ctx.authorise(Operation::OpenProposals, rows::meeting_facts(&row))?;
    let state: MeetingState = stored::state(&row.state)?;
    let state = state.open_for_proposals()?;
    rows::fresh(command.version, row.version)?;
    rows::move_meeting(&tx, &row, &state).await?;
    carry_deferred(&tx, ctx, series).await?;
    audit::record(
        &tx,
        ctx,
        Entry {
            operation: Operation::OpenProposals,
            object: "meeting",
            id: row.id,
            detail: String::new(),
        },
    )
    .await?;
    publish::tell(&tx, ctx, &row, Notice::MeetingOpen).await?;
    tx.commit().await
}
