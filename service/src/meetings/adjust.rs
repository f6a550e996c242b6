//! Making an agenda fit before the meeting: another length, off the agenda, or held over to the next
//! meeting. Each has its way back.

use ::entity::{agenda_item, meeting};
use domain::fault::Faults;
use domain::id::MeetingId;
use domain::meetings::command::{AllotMinutes, HoldOverItem, TakeOffItem};
use domain::meetings::{ItemState, may_leave};
use domain::policy::Operation;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::draft::MINUTES;
use super::{arrange, fields, fill, publish, return_item, rows};
use crate::audit::{self, Entry};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::stored;

/// Gives an item on the agenda another length, also one whose content who composes may not read.
/// Answers which meeting (`docs/domain.md#items`).
///
/// # Errors
/// `Refused` for no number of minutes; `NotNow` when it is not on an agenda that can change;
/// `Stale`, `NotAllowed`, `NotFound`.
pub async fn allot(ctx: &Ctx, command: AllotMinutes) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let spot = spot(&tx, ctx, &command.id, Operation::ArrangeAgenda).await?;
    let state = spot.state.clone().allot()?;
    rows::fresh(command.version, spot.row.version)?;
    let mut faults = Faults::default();
    let read = fields::number(&command.minutes, MINUTES.0, MINUTES.1);
    let Some(minutes) = faults.keep("minutes", read) else {
        return Err(faults.into());
    };
    rows::move_item(&tx, ctx, &spot.row, &state, None).await?;
    agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::Minutes, Expr::value(minutes))
        .filter(agenda_item::Column::Id.eq(spot.row.id))
        .exec(&*tx)
        .await?;
    let detail = format!("minutes={minutes}");
    finish(tx, ctx, &spot, Operation::ArrangeAgenda, detail).await
}

/// Takes an item off the agenda, back among the proposals; with the reason once everybody has read
/// that it was on it. Answers which meeting (`docs/domain.md#items`).
///
/// # Errors
/// `Refused` without a reason where one is needed; `NotNow` for a standing item, and when it is not
/// on an agenda that can change; `Stale`, `NotAllowed`, `NotFound`.
pub async fn take_off(ctx: &Ctx, command: TakeOffItem) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let spot = spot(&tx, ctx, &command.id, Operation::TakeOffItem).await?;
    may_leave(is_standing(&spot.row), "take_off")?;
    // A state that cannot be taken off says so before the reason is judged.
    spot.state.clone().take_off(None)?;
    rows::fresh(command.version, spot.row.version)?;
    let lines = publish::last_lines(&tx, &spot.meeting).await?;
    let was_read = lines.iter().any(|line| line.item_id == spot.row.id);
    let why = if was_read {
        let said = (command.why.as_str(), command.reason.as_str());
        Some(return_item::why(&tx, ctx, &spot.row, said).await?)
    } else {
        None
    };
    let state = spot.state.clone().take_off(why)?;
    rows::move_item(&tx, ctx, &spot.row, &state, None).await?;
    finish(tx, ctx, &spot, Operation::TakeOffItem, String::new()).await
}

/// Holds an item over to the next meeting; it comes along when this one has ended. Answers which
/// meeting it was on (`docs/domain.md#items`).
///
/// # Errors
/// `NotNow` for a standing item, and when it is not on an agenda that can change; `Stale`,
/// `NotAllowed`, `NotFound`.
pub async fn hold_over(ctx: &Ctx, command: HoldOverItem) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let spot = spot(&tx, ctx, &command.id, Operation::HoldOverItem).await?;
    may_leave(is_standing(&spot.row), "hold_over")?;
    let state = spot.state.clone().defer(ctx.now())?;
    rows::fresh(command.version, spot.row.version)?;
    rows::move_item(&tx, ctx, &spot.row, &state, None).await?;
    let detail = "held".to_owned();
    finish(tx, ctx, &spot, Operation::HoldOverItem, detail).await
}

/// Puts an item that was held over back on the agenda, where the standing order wants it. Answers
/// which meeting (`docs/domain.md#items`).
///
/// # Errors
/// `NotNow` when it was not held over or the agenda cannot change; `Stale`, `NotAllowed`, `NotFound`.
pub async fn put_back(ctx: &Ctx, command: HoldOverItem) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let spot = spot(&tx, ctx, &command.id, Operation::HoldOverItem).await?;
    let state = spot.state.clone().put_back()?;
    rows::fresh(command.version, spot.row.version)?;
    rows::move_item(&tx, ctx, &spot.row, &state, Some(i32::MAX)).await?;
    arrange::settle(&tx, ctx, spot.meeting.id, spot.row.id).await?;
    let detail = "back".to_owned();
    finish(tx, ctx, &spot, Operation::HoldOverItem, detail).await
}

/// Whether an item is there by itself, at every meeting.
pub(crate) fn is_standing(row: &agenda_item::Model) -> bool {
    row.origin == fill::STANDING
}

/// An item with its state, on an agenda that can change.
struct Spot {
    row: agenda_item::Model,
    state: ItemState,
    meeting: meeting::Model,
}

async fn spot(tx: &Write, ctx: &Ctx, id: &str, operation: Operation) -> Result<Spot> {
    let row = rows::item(tx, ctx, id).await?;
    ctx.authorise(operation, rows::facts(&row))?;
    let meeting = MeetingId(row.meeting_id.ok_or(Error::NotFound)?);
    let meeting = rows::meeting(tx, ctx, &meeting.to_string()).await?;
    rows::changeable(&stored::state(&meeting.state)?)?;
    Ok(Spot {
        state: stored::state(&row.state)?,
        row,
        meeting,
    })
}

/// The agenda changed: who publishes must have seen it, and it is written down.
async fn finish(
    mut tx: Write,
    ctx: &Ctx,
    spot: &Spot,
    operation: Operation,
    detail: String,
) -> Result<MeetingId> {
    let meeting = MeetingId(spot.meeting.id);
    arrange::touch_agenda(&tx, meeting.0).await?;
    audit::record(
        &tx,
        ctx,
        Entry {
            operation,
            object: "item",
            id: spot.row.id,
            detail,
        },
    )
    .await?;
    tx.touch(meeting);
    tx.commit().await?;
    Ok(meeting)
}
