//! What the chair wants to remember at an item: for who runs the table, and for nobody else.

use ::entity::{agenda_item, stage_note};
use domain::fault::{Code, Faults, NotNow};
use domain::id::{ItemId, MeetingId};
use domain::meetings::MeetingState;
use domain::meetings::live_command::WriteStageNote;
use domain::policy::Operation;
use domain::text::{Screen, StageNote};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set, TryInsertResult};

use super::desk::{self, Desk};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::screen;

/// Keeps a note of the chair at an item, at most 1000 characters. An empty one takes it away; one equal
/// to what stands is kept as it is, whatever version was seen (`docs/domain.md#script`).
///
/// # Errors
/// [`Error::Stale`] with the version that stands, when somebody else wrote first; `NotFound` for who may
/// not read the item; `NotAllowed` for who does not run the table; `Refused` by the guard; `NotNow` once
/// the meeting is over or called off.
pub async fn write_stage_note(ctx: &Ctx, command: WriteStageNote) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let id: ItemId = command.id.parse().map_err(|_| Error::NotFound)?;
    let meeting = agenda_item::Entity::find_by_id(id.0)
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .and_then(|item| item.meeting_id)
        .ok_or(Error::NotFound)?;
    let desk = Desk::find(&tx, ctx, meeting).await?;
    let item = desk.item(&tx, ctx, &command.id).await?;
    desk.authorise(ctx, Operation::WriteStageNote)?;
    if is_over(&desk.state) {
        let state = desk.state.word();
        let operation = "write_stage_note";
        return Err(NotNow { state, operation }.into());
    }
    let known = screen::known(&tx, ctx).await?;
    let mut screen = Screen::ordinary(&known);
    screen.reason = &command.reason;
    let screen = if desk::is_case(&item) {
        screen.for_case()
    } else {
        screen
    };
    let mut faults = Faults::default();
    let text = match StageNote::parse(&command.text, &screen) {
        Err(Code::Empty) => Ok(String::new()),
        read => read.map(StageNote::into_string),
    };
    let Some(text) = faults.keep("text", text) else {
        return Err(faults.into());
    };
    let stands = of_item(&tx, item.id).await?;
    if text == stands.as_ref().map_or("", |row| row.text.as_str()) {
        return Ok(desk.id());
    }
    screen::keep_answer(&tx, ctx, ("item", item.id), &screen, &[text.as_str()]).await?;
    let version = stands.map_or(0, |row| row.version);
    let seen = command.version.parse().unwrap_or(-1);
    if seen != version || !keep(&tx, ctx, &item, (text, version)).await? {
        return Err(Error::Stale(version));
    }
    let detail = format!("item={} version={}", item.id, version + 1);
    desk.record(&tx, ctx, Operation::WriteStageNote, detail)
        .await?;
    // Nobody who follows is told: it is on no page but that of who runs the table.
    tx.commit().await?;
    Ok(desk.id())
}

/// Whether nothing can be directed any more.
pub(super) fn is_over(state: &MeetingState) -> bool {
    matches!(
        state,
        MeetingState::Closed { .. } | MeetingState::Cancelled { .. }
    )
}

async fn of_item(tx: &Write, item: uuid::Uuid) -> Result<Option<stage_note::Model>> {
    Ok(stage_note::Entity::find_by_id(item).one(&**tx).await?)
}

/// Writes the next version; answers whether nobody else did so first.
async fn keep(
    tx: &Write,
    ctx: &Ctx,
    item: &agenda_item::Model,
    (text, version): (String, i32),
) -> Result<bool> {
    if version == 0 {
        let row = stage_note::ActiveModel {
            item_id: Set(item.id),
            region_id: Set(item.region_id),
            text: Set(text),
            version: Set(1),
            at: Set(ctx.now()),
            by: Set(ctx.actor.person.0),
        };
        let done = stage_note::Entity::insert(row)
            .on_conflict_do_nothing()
            .exec_without_returning(&**tx)
            .await?;
        return Ok(matches!(done, TryInsertResult::Inserted(1)));
    }
    let done = stage_note::Entity::update_many()
        .col_expr(stage_note::Column::Text, Expr::value(text))
        .col_expr(stage_note::Column::Version, Expr::value(version + 1))
        .col_expr(stage_note::Column::At, Expr::value(ctx.now()))
        .col_expr(stage_note::Column::By, Expr::value(ctx.actor.person.0))
        .filter(stage_note::Column::ItemId.eq(item.id))
        .filter(stage_note::Column::Version.eq(version))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected == 1)
}
