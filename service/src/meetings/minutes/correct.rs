//! What an organisation wants the minutes to say: proposed within the term, and taken back.

use ::entity::minutes_correction;
use domain::id::{MeetingId, OrganisationId};
use domain::meetings::CorrectionState;
use domain::meetings::minutes_command::{ProposeCorrection, WithdrawCorrection};
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::super::rows;
use super::book::Book;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::{replay, stored};

/// Proposes another text for one item of the minutes, for the own organisation. Sent twice it is proposed
/// once.
///
/// # Errors
/// `NotNow` unless they were offered and the term runs; `Stale` when the text changed since it was seen;
/// `Refused` by the guard; `NotAllowed` without a seat; `NotFound` for who may not read the item;
/// `Replayed` for another text under an id that was used.
pub async fn propose_correction(ctx: &Ctx, command: ProposeCorrection) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let operation = Operation::ProposeCorrection;
    let id = Uuid::try_parse(&command.id).map_err(|_| Error::NotFound)?;
    let (book, stands) = Book::take_item(&tx, ctx, &command.item, operation).await?;
    let known = minutes_correction::Entity::find_by_id(id).one(&*tx).await?;
    if let Some(known) = &known
        && (known.meeting_id != book.id().0 || known.person_id != ctx.actor.person.0)
    {
        return Err(Error::NotFound);
    }
    book.minutes.take_correction(ctx.today())?;
    let said = (command.text.as_str(), command.reason.as_str());
    let text = book.judged(&tx, ctx, stands.item_id, said).await?;
    if let Some(known) = known {
        let kept = (known.item_id, known.text.as_str());
        replay::same(kept, (stands.item_id, text.as_str()))?;
        return Ok(book.id());
    }
    rows::fresh(command.version, stands.version)?;
    let state = CorrectionState::Proposed;
    minutes_correction::ActiveModel {
        id: Set(id),
        region_id: Set(ctx.region().0),
        meeting_id: Set(stands.meeting_id),
        item_id: Set(stands.item_id),
        organisation_id: Set(ctx.actor.organisation.0),
        person_id: Set(ctx.actor.person.0),
        text: Set(text),
        seen_version: Set(stands.version),
        state_word: Set(state.word().to_owned()),
        state: Set(stored::json(&state)?),
        version: Set(1),
        created_at: Set(ctx.now()),
    }
    .insert(&*tx)
    .await?;
    let detail = format!("correction={id} item={}", stands.item_id);
    book.record(&tx, ctx, operation, detail).await?;
    tx.commit().await?;
    Ok(book.id())
}

/// Takes a correction of the own organisation back, until it was judged.
///
/// # Errors
/// `NotNow` once it was judged or taken back; `Stale`; `NotAllowed` for one of another organisation; `NotFound`
/// for who may not read its item.
pub async fn withdraw_correction(ctx: &Ctx, command: WithdrawCorrection) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let operation = Operation::WithdrawCorrection;
    let found = find(&tx, ctx, &command.id).await?;
    let item = found.item_id.to_string();
    let (book, _) = Book::take_item(&tx, ctx, &item, Operation::ReadMinutes).await?;
    let found = find(&tx, ctx, &command.id).await?;
    ctx.authorise(operation, owned(&book, &found))?;
    if found.organisation_id != ctx.actor.organisation.0 {
        return Err(Error::NotAllowed);
    }
    let state: CorrectionState = stored::state(&found.state)?;
    let state = state.withdraw(ctx.now(), ctx.actor.person)?;
    rows::fresh(command.version, found.version)?;
    keep(&tx, &found, &state).await?;
    let detail = format!("correction={}", found.id);
    book.record(&tx, ctx, operation, detail).await?;
    tx.commit().await?;
    Ok(book.id())
}

/// What the policy needs to know of a correction.
pub(super) fn owned(book: &Book, row: &minutes_correction::Model) -> Facts {
    Facts {
        owner: Some(OrganisationId(row.organisation_id)),
        ..rows::meeting_facts(&book.scene.desk.row)
    }
}

/// A correction of this region.
pub(super) async fn find(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
) -> Result<minutes_correction::Model> {
    let id = Uuid::try_parse(id).map_err(|_| Error::NotFound)?;
    minutes_correction::Entity::find_by_id(id)
        .filter(minutes_correction::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)
}

/// Keeps what became of a correction; two at once cannot both win.
pub(super) async fn keep(
    tx: &Write,
    row: &minutes_correction::Model,
    state: &CorrectionState,
) -> Result<()> {
    use minutes_correction::Column;
    let done = minutes_correction::Entity::update_many()
        .col_expr(Column::State, Expr::value(stored::json(state)?))
        .col_expr(Column::StateWord, Expr::value(state.word()))
        .col_expr(Column::Version, Expr::value(row.version + 1))
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
