//! Calling a meeting off, with the reason for everybody at the table.

use ::entity::{agenda_item, meeting};
use domain::fault::Faults;
use domain::id::{MeetingId, PersonId, SeriesId};
use domain::meetings::command::CancelMeeting;
use domain::meetings::{ItemState, MeetingState};
use domain::people::mail::Notice;
use domain::policy::Operation;
use domain::text::{Reason, Screen};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{adjust, answers, fill, publish, rows};
use crate::audit::{self, Entry};
use crate::ctx::{Ctx, Write};
use crate::error::Result;
use crate::{screen, stored};

/// Calls a meeting off that has not started (`docs/domain.md#meeting`). What it was to talk about
/// goes on to the next one (`docs/domain.md#items`).
///
/// # Errors
/// [`crate::error::Error::NotNow`] once it has started; `Stale`, `Refused`, `NotAllowed`,
/// `NotFound`.
pub async fn cancel(ctx: &Ctx, command: CancelMeeting) -> Result<()> {
    let mut tx = ctx.write().await?;
    let row = rows::meeting(&tx, ctx, &command.id).await?;
    let facts = rows::meeting_facts(&row);
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
    // Who never heard of it need not hear that it is off.
    let heard = row.state_word != MeetingState::Planned.word() || row.sequence > 0;
    rows::move_meeting(&tx, &row, &state).await?;
    count_change(&tx, &row).await?;
    answers::clear(&tx, &row, false).await?;
    hand_on(&tx, ctx, &row).await?;
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
    if heard {
        publish::tell(&tx, ctx, &row, Notice::MeetingOff).await?;
    }
    tx.touch(MeetingId(row.id));
    tx.commit().await
}

/// Calendars take what changed last by this number (RFC 5546, section 2.1.4).
async fn count_change(tx: &Write, row: &meeting::Model) -> Result<()> {
    let next = row.sequence.saturating_add(1);
    meeting::Entity::update_many()
        .col_expr(meeting::Column::Sequence, Expr::value(next))
        .filter(meeting::Column::Id.eq(row.id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// What stood on the agenda is held over, and what was proposed is proposed once more. The next
/// agenda has the standing items by itself.
async fn hand_on(tx: &Write, ctx: &Ctx, meeting: &meeting::Model) -> Result<()> {
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_item::Column::MeetingId.eq(meeting.id))
        .all(&**tx)
        .await?;
    for item in items.iter().filter(|item| !adjust::is_standing(item)) {
        let state = match stored::state::<ItemState>(&item.state)? {
            state @ ItemState::Included => state.defer(ctx.now())?,
            state @ ItemState::Proposed { .. } => state.defer_as_proposal(ctx.now())?,
            _ => continue,
        };
        rows::move_item(tx, ctx, item, &state, None).await?;
    }
    Ok(())
}
