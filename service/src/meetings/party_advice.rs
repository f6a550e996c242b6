//! Advice that one organisation at the table asks another for, on one item: asked with a term, given by
//! the organisation, read by everybody who reads the item (`docs/domain.md#party-advice`).

mod ask;
mod carry;
mod desk;
mod give;
mod people;
mod sight;
mod withdraw;

use ::entity::{agenda_item, meeting, party_advice};
use domain::id::{ItemId, MeetingId};
use domain::meetings::{ItemState, MeetingState, PartyAdviceState, may_leave, takes_advice};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{adjust, rows};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::stored;

pub use ask::{Asking, ask_party_advice, asking};
pub(crate) use carry::carry;
pub use desk::{AdviceDesk, AdviceLine, advice_desk};
pub use give::give_party_advice;
pub use sight::PartyAdvice;
pub(crate) use sight::{Askings, given, is_asked, of_item, to_answer, waits_for};
pub use withdraw::withdraw_party_advice;

/// An asking of this region.
async fn find(tx: &DatabaseTransaction, ctx: &Ctx, id: &str) -> Result<party_advice::Model> {
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    party_advice::Entity::find_by_id(id)
        .filter(party_advice::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)
}

/// The meeting of an item, with what it is in the middle of.
async fn meeting_of(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: &agenda_item::Model,
) -> Result<(meeting::Model, MeetingState)> {
    let id = item.meeting_id.ok_or(Error::NotFound)?;
    let row = meeting::Entity::find_by_id(id)
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let state = stored::state(&row.state)?;
    Ok((row, state))
}

/// Refuses unless advice can be asked and given on an item now: not on what every agenda has by itself.
fn open_for_advice(
    item: &agenda_item::Model,
    meeting: &MeetingState,
    operation: &'static str,
) -> Result<()> {
    let state: ItemState = stored::state(&item.state)?;
    takes_advice(meeting, &state, operation)?;
    Ok(may_leave(adjust::is_standing(item), operation)?)
}

/// Keeps what became of an asking; two at once cannot both win.
async fn keep(
    tx: &Write,
    ctx: &Ctx,
    row: &party_advice::Model,
    (state, text): (&PartyAdviceState, Option<String>),
) -> Result<()> {
    use party_advice::Column;
    let done = party_advice::Entity::update_many()
        .col_expr(Column::State, Expr::value(stored::json(state)?))
        .col_expr(Column::StateWord, Expr::value(state.word()))
        .col_expr(Column::Text, Expr::value(text))
        .col_expr(Column::Version, Expr::value(row.version + 1))
        .col_expr(Column::UpdatedAt, Expr::value(ctx.now()))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version))
        .exec(&**tx)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Stale(row.version + 1))
    }
}

/// The asking with its item, for who sees that it is there.
async fn found(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
) -> Result<(party_advice::Model, agenda_item::Model)> {
    let row = find(tx, ctx, id).await?;
    let item = ItemId(row.item_id).to_string();
    let (item, readable) = rows::item_read(tx, ctx, &item).await?;
    if !sight::shows(ctx, &item, &row) {
        return Err(Error::NotFound);
    }
    if !readable {
        return Err(Error::DoorShut);
    }
    Ok((row, item))
}

/// Has who follows the meeting look again.
fn look_again(tx: &mut Write, meeting: Uuid) -> MeetingId {
    let meeting = MeetingId(meeting);
    tx.turn(meeting);
    meeting
}
