//! Walks the items: puts one on the table, ends its turn, puts it off.

use ::entity::agenda_item;
use domain::fault::{Code, Faults, NotNow};
use domain::id::MeetingId;
use domain::meetings::live_command::{GiveTime, PhaseItem, WalkItem};
use domain::meetings::{BobPhase, ItemState, Part};
use domain::policy::Operation;
use uuid::Uuid;

use super::super::fields;
use super::desk::{self, Desk};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};

/// Puts an item on the table; whatever was there is dealt with. An item that was dealt with or
/// put off comes back. Calling the item that is on changes nothing.
///
/// # Errors
/// `DoorShut` for an item of the closed part while the open part sits; `NotNow` for an item of the
/// open part while the closed part sits, and when the table does not sit; `NotFound` for what is not
/// on the agenda.
pub async fn call(ctx: &Ctx, command: WalkItem) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = Desk::sit(&tx, ctx, &command.id, Operation::WalkItems).await?;
    let sitting = desk.part("call")?;
    let item = desk.any_item(&tx, ctx, &command.item).await?;
    match (desk::part(&item)?, sitting) {
        (Part::Closed, Part::Open) => return Err(Error::DoorShut),
        (Part::Open, Part::Closed) => return Err(not_while_closed("call")),
        _ => {}
    }
    let state = desk::state(&item)?;
    if matches!(state, ItemState::OnTable { .. }) {
        return Ok(desk.id());
    }
    clear_table(&tx, ctx, &desk).await?;
    let next = match state {
        ItemState::Dealt { .. } | ItemState::Deferred { .. } => state.reopen(ctx.now())?,
        other => other.call(ctx.now())?,
    };
    settle(tx, ctx, &desk, &item, &next, Some(item.id)).await
}

/// Ends the turn of the item on the table.
///
/// # Errors
/// `NotNow` unless it is on the table.
pub async fn deal(ctx: &Ctx, command: WalkItem) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = Desk::sit(&tx, ctx, &command.id, Operation::WalkItems).await?;
    desk.part("deal")?;
    let item = desk.any_item(&tx, ctx, &command.item).await?;
    let next = desk::state(&item)?.deal(ctx.now())?;
    settle(tx, ctx, &desk, &item, &next, None).await
}

/// Puts an item off to the next meeting, whether or not its turn had come.
///
/// # Errors
/// `NotNow` when it was dealt with; `NotFound` when it is not on the agenda.
pub async fn defer(ctx: &Ctx, command: WalkItem) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = Desk::sit(&tx, ctx, &command.id, Operation::WalkItems).await?;
    desk.part("defer")?;
    let item = desk.any_item(&tx, ctx, &command.item).await?;
    let next = desk::state(&item)?.defer(ctx.now())?;
    let current = desk.row.current_item_id.filter(|id| *id != item.id);
    settle(tx, ctx, &desk, &item, &next, current).await
}

/// Says how far the discussion of the item on the table is; the same again changes nothing. An item
/// that is called begins with the picture (`docs/domain.md#phases`).
///
/// # Errors
/// `NotNow` unless it is on the table; a fault in `phase` for another word.
pub async fn phase(ctx: &Ctx, command: PhaseItem) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = Desk::sit(&tx, ctx, &command.id, Operation::WalkItems).await?;
    desk.part("phase")?;
    let item = desk.any_item(&tx, ctx, &command.item).await?;
    let mut faults = Faults::default();
    let phase = BobPhase::parse(&command.phase).ok_or(Code::NotAChoice);
    let Some(phase) = faults.keep("phase", phase) else {
        return Err(faults.into());
    };
    if desk.row.current_item_id != Some(item.id) {
        let state = desk::state(&item)?.word();
        let operation = "phase";
        return Err(NotNow { state, operation }.into());
    }
    if desk.row.phase.as_deref() == Some(phase.word()) {
        return Ok(desk.id());
    }
    desk.save_phase(&tx, phase).await?;
    let detail = format!("item={} phase={}", item.id, phase.word());
    desk.record(&tx, ctx, Operation::WalkItems, detail).await?;
    desk.commit_item(tx, &item).await
}

/// The most minutes at once, and in all: three hours beside what the agenda gave is another meeting.
const AT_ONCE: i32 = 60;
const IN_ALL: i32 = 180;

/// Gives the item on the table more minutes than the agenda did, or with 0 takes back all that were
/// given; the agenda stays as it was published. What leaves the table leaves them behind
/// (`docs/domain.md#extra-time`). Pressing twice gives once.
///
/// # Errors
/// `NotNow` unless it is on the table; a fault in `minutes` outside 0 to 60, or past 180 in all;
/// [`Error::Stale`] when somebody else gave another number meanwhile.
pub async fn give_time(ctx: &Ctx, command: GiveTime) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = Desk::sit(&tx, ctx, &command.id, Operation::WalkItems).await?;
    desk.part("give_time")?;
    let item = desk.any_item(&tx, ctx, &command.item).await?;
    let mut faults = Faults::default();
    let minutes = faults.keep("minutes", fields::number(&command.minutes, 0, AT_ONCE));
    let given = faults.keep("given", fields::number(&command.given, 0, IN_ALL));
    let (Some(minutes), Some(given)) = (minutes, given) else {
        return Err(faults.into());
    };
    if desk.row.current_item_id != Some(item.id) {
        let state = desk::state(&item)?.word();
        let operation = "give_time";
        return Err(NotNow { state, operation }.into());
    }
    let now = desk.row.extra_minutes;
    let next = if minutes == 0 { 0 } else { given + minutes };
    if next == now {
        return Ok(desk.id());
    }
    if given != now {
        return Err(Error::Stale(desk.row.version));
    }
    if next > IN_ALL {
        let most = (IN_ALL - now).into();
        faults.add("minutes", Code::OutOfRange(0, most));
        return Err(faults.into());
    }
    desk.save_extra(&tx, next).await?;
    let detail = format!("item={} extra={next}", item.id);
    desk.record(&tx, ctx, Operation::WalkItems, detail).await?;
    desk.commit_item(tx, &item).await
}

/// Deals with whatever is on the table.
pub(super) async fn clear_table(tx: &Write, ctx: &Ctx, desk: &Desk) -> Result<()> {
    for item in desk.items(tx).await? {
        let state = desk::state(&item)?;
        if matches!(state, ItemState::OnTable { .. }) {
            desk::keep(tx, ctx, &item, &state.deal(ctx.now())?).await?;
        }
    }
    Ok(())
}

async fn settle(
    tx: Write,
    ctx: &Ctx,
    desk: &Desk,
    item: &agenda_item::Model,
    next: &ItemState,
    current: Option<Uuid>,
) -> Result<MeetingId> {
    desk::keep(&tx, ctx, item, next).await?;
    desk.save(&tx, &desk.state, current).await?;
    let detail = format!("item={} state={}", item.id, next.word());
    desk.record(&tx, ctx, Operation::WalkItems, detail).await?;
    desk.commit_item(tx, item).await
}

fn not_while_closed(operation: &'static str) -> Error {
    let state = "closed_part";
    NotNow { state, operation }.into()
}
