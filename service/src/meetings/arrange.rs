//! The order of an agenda: one step or one place at a time, the closed part always whole.

use ::entity::{agenda_item, meeting};
use domain::fault::Code;
use domain::fault::Faults;
use domain::id::{ItemId, MeetingId};
use domain::meetings::command::ArrangeAgenda;
use domain::meetings::{Move, Place, arrange as gather, compose, move_item};
use domain::policy::Operation;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::rows;
use crate::audit::{self, Entry};
use crate::ctx::{Ctx, Write};
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::stored;

/// Moves one item (`docs/domain.md#parts`). A step off the end changes nothing.
///
/// # Errors
/// `NotNow` once the meeting has started; `Stale`, `Refused`, `NotAllowed`, `NotFound`.
pub async fn arrange(ctx: &Ctx, command: ArrangeAgenda) -> Result<()> {
    let mut tx = ctx.write().await?;
    let meeting = rows::meeting(&tx, ctx, &command.id).await?;
    let facts = rows::meeting_facts(&meeting);
    ctx.authorise(Operation::ArrangeAgenda, facts)?;
    let item: ItemId = command.item.parse().map_err(|_| Error::NotFound)?;
    let how = how(&command.to)?;
    rows::changeable(&stored::state(&meeting.state)?)?;
    rows::fresh(command.version, meeting.version)?;
    let items = rows::on_agenda(&tx, ctx, meeting.id).await?;
    let at = rows::meeting_place(&meeting);
    let left_out = Reader::load(&tx, ctx, at, [item.0]).await?.excludes(item.0);
    if left_out || items.iter().all(|row| row.id != item.0) {
        return Err(Error::NotFound);
    }
    rows::bump(&tx, &meeting).await?;
    write_order(&tx, &items, &move_item(&places(&items)?, item, how)).await?;
    audit::record(
        &tx,
        ctx,
        Entry {
            operation: Operation::ArrangeAgenda,
            object: "meeting",
            id: meeting.id,
            detail: format!("item={item}"),
        },
    )
    .await?;
    tx.touch(MeetingId(meeting.id));
    tx.commit().await
}

fn how(to: &str) -> Result<Move> {
    match to {
        "up" => Ok(Move::Up),
        "down" => Ok(Move::Down),
        place => place.parse().map(Move::To).map_err(|_| {
            let mut faults = Faults::default();
            faults.add("to", Code::NotAChoice);
            faults.into()
        }),
    }
}

/// Puts the items of an agenda in the standing order (`docs/domain.md#items`).
pub(crate) async fn restore_order(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: Uuid,
) -> Result<()> {
    let items = rows::on_agenda(tx, ctx, meeting).await?;
    write_order(tx, &items, &compose(places(&items)?)).await
}

/// Gathers the closed part after a class changed; the rest keeps its order.
pub(crate) async fn gather_closed(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: Uuid,
) -> Result<()> {
    let items = rows::on_agenda(tx, ctx, meeting).await?;
    write_order(tx, &items, &gather(&places(&items)?)).await
}

/// Gives a new item the place that the standing order wants, and leaves the others in theirs.
pub(crate) async fn settle(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: Uuid,
    item: Uuid,
) -> Result<()> {
    let items = rows::on_agenda(tx, ctx, meeting).await?;
    let mut order = places(&items)?;
    let Some(from) = order.iter().position(|place| place.id.0 == item) else {
        return Ok(());
    };
    let new = order.remove(from);
    let at = order
        .iter()
        .position(|other| comes_before(new, *other))
        .unwrap_or(order.len());
    order.insert(at, new);
    write_order(tx, &items, &gather(&order)).await
}

/// Whether the standing order puts `new` before `other`, also when it is added after it.
fn comes_before(new: Place, other: Place) -> bool {
    compose(vec![other, new])
        .first()
        .is_some_and(|first| first.id == new.id)
}

/// Raises the version of a meeting because its agenda changed, whatever version it had: who
/// publishes must have seen the change.
pub(crate) async fn touch_agenda(tx: &Write, meeting: Uuid) -> Result<()> {
    meeting::Entity::update_many()
        .col_expr(
            meeting::Column::Version,
            Expr::col(meeting::Column::Version).add(1),
        )
        .filter(meeting::Column::Id.eq(meeting))
        .exec(&**tx)
        .await?;
    Ok(())
}

fn places(items: &[agenda_item::Model]) -> Result<Vec<Place>> {
    items.iter().map(rows::place).collect()
}

/// Writes the positions that differ.
async fn write_order(
    tx: &DatabaseTransaction,
    items: &[agenda_item::Model],
    order: &[Place],
) -> Result<()> {
    for (at, place) in order.iter().enumerate() {
        let position = i32::try_from(at).unwrap_or(i32::MAX);
        let moved = items
            .iter()
            .any(|item| item.id == place.id.0 && item.position != position);
        if moved {
            agenda_item::Entity::update_many()
                .col_expr(agenda_item::Column::Position, Expr::value(position))
                .filter(agenda_item::Column::Id.eq(place.id.0))
                .exec(tx)
                .await?;
        }
    }
    Ok(())
}
