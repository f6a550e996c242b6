//! The lists of what is to be destroyed: made, held while somebody decides, and kept to what is due.

use ::entity::{destruction, destruction_line, series};
use chrono::{DateTime, Utc};
use domain::id::DestructionId;
use domain::retention::DestructionState;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::clocks::{Tracked, tracked};
use super::table;
use crate::clock::{local_date, mint};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::stored;

/// The lines that wait on any list, by item.
pub(super) async fn waiting(
    tx: &DatabaseTransaction,
    region: Uuid,
) -> Result<Vec<destruction_line::Model>> {
    Ok(destruction_line::Entity::find()
        .filter(destruction_line::Column::RegionId.eq(region))
        .filter(destruction_line::Column::TakenOffAt.is_null())
        .filter(destruction_line::Column::DestroyedAt.is_null())
        .all(tx)
        .await?)
}

/// Puts what is due at a table and waits on no list on a new one; how many items. Nothing when there is
/// nothing. Of several who try at once one does it.
pub(super) async fn put(
    tx: &DatabaseTransaction,
    (region, series): (Uuid, Uuid),
    (at, by): (DateTime<Utc>, Option<Uuid>),
) -> Result<Option<(Uuid, usize)>> {
    series::Entity::find_by_id(series)
        .lock_exclusive()
        .one(tx)
        .await?;
    let today = local_date(at);
    let waits = waiting(tx, region).await?;
    let due: Vec<Tracked> = tracked(tx, region)
        .await?
        .into_iter()
        .filter(|one| one.series == series && one.is_due(today))
        .filter(|one| waits.iter().all(|line| line.item_id != one.item))
        .collect();
    if due.is_empty() {
        return Ok(None);
    }
    let id = mint(at);
    let state = DestructionState::Proposed;
    let list = destruction::Model {
        id,
        region_id: region,
        series_id: series,
        state_word: state.word().to_owned(),
        state: stored::json(&state)?,
        proposed_at: at,
        proposed_by: by,
        opinion: None,
        advice: None,
        advised_at: None,
        answer: None,
        returned_why: None,
        certificate: None,
        mark: None,
        version: 1,
    };
    list.into_active_model().reset_all().insert(tx).await?;
    let count = due.len();
    let lines = due.into_iter().map(|one| {
        destruction_line::Model {
            destruction_id: id,
            item_id: one.item,
            region_id: region,
            meeting_id: one.meeting,
            place: one.place,
            last_on: one.clock.last,
            due_on: one.clock.due_on(),
            taken_off_at: None,
            destroyed_at: None,
        }
        .into_active_model()
        .reset_all()
    });
    destruction_line::Entity::insert_many(lines)
        .exec_without_returning(tx)
        .await?;
    Ok(Some((id, count)))
}

/// The list and its table, held until this is done, for who sees to it.
///
/// # Errors
/// [`Error::NotFound`] for unknown, foreign and hidden alike.
pub(super) async fn take(
    tx: &Write,
    ctx: &Ctx,
    id: &str,
) -> Result<(destruction::Model, series::Model)> {
    let id: DestructionId = id.parse().map_err(|_| Error::NotFound)?;
    let row = destruction::Entity::find_by_id(id.0)
        .filter(destruction::Column::RegionId.eq(ctx.region().0))
        .lock_exclusive()
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound)?;
    let table = table(tx, ctx, row.series_id).await?;
    Ok((row, table))
}

/// The lines of a list that were not taken off it.
pub(super) async fn lines(
    tx: &DatabaseTransaction,
    list: Uuid,
) -> Result<Vec<destruction_line::Model>> {
    Ok(destruction_line::Entity::find()
        .filter(destruction_line::Column::DestructionId.eq(list))
        .filter(destruction_line::Column::TakenOffAt.is_null())
        .order_by_asc(destruction_line::Column::DueOn)
        .order_by_asc(destruction_line::Column::ItemId)
        .all(tx)
        .await?)
}

/// Takes off a list what is not due any more: discussed again, put off, held, or gone already. Answers
/// what is left with its clocks.
pub(super) async fn settle(
    tx: &DatabaseTransaction,
    list: &destruction::Model,
    at: DateTime<Utc>,
) -> Result<Vec<(destruction_line::Model, Tracked)>> {
    let all = tracked(tx, list.region_id).await?;
    let today = local_date(at);
    let mut left = Vec::new();
    for line in lines(tx, list.id).await? {
        let now = all.iter().find(|one| one.item == line.item_id);
        match now.filter(|one| one.is_due(today)) {
            Some(one) => left.push((line, one.clone())),
            None => take_off(tx, line.destruction_id, &[line.item_id], at).await?,
        }
    }
    Ok(left)
}

/// Takes items off the lists that they wait on, because they are not due any more. A list with nothing
/// left on it lapses.
pub(super) async fn withdraw(
    tx: &DatabaseTransaction,
    region: Uuid,
    items: &[Uuid],
    at: DateTime<Utc>,
) -> Result<()> {
    let waits = waiting(tx, region).await?;
    let mut lists: Vec<Uuid> = waits
        .iter()
        .filter(|line| items.contains(&line.item_id))
        .map(|line| line.destruction_id)
        .collect();
    lists.sort();
    lists.dedup();
    for id in lists {
        let row = destruction::Entity::find_by_id(id)
            .lock_exclusive()
            .one(tx)
            .await?;
        let Some(row) = row else { continue };
        let state: DestructionState = stored::state(&row.state)?;
        if !state.is_open() {
            continue;
        }
        take_off(tx, id, items, at).await?;
        let state = if lines(tx, id).await?.is_empty() {
            state.lapse(at)?
        } else {
            state
        };
        move_to(tx, &row, &state).await?;
    }
    Ok(())
}

async fn take_off(
    tx: &DatabaseTransaction,
    list: Uuid,
    items: &[Uuid],
    at: DateTime<Utc>,
) -> Result<()> {
    destruction_line::Entity::update_many()
        .col_expr(destruction_line::Column::TakenOffAt, Expr::value(at))
        .filter(destruction_line::Column::DestructionId.eq(list))
        .filter(destruction_line::Column::ItemId.is_in(items.iter().copied()))
        .filter(destruction_line::Column::TakenOffAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Writes the new state of a list and raises its version.
///
/// # Errors
/// [`Error::Stale`] when somebody else was first.
pub(super) async fn move_to(
    tx: &DatabaseTransaction,
    row: &destruction::Model,
    state: &DestructionState,
) -> Result<()> {
    use destruction::Column;
    let done = destruction::Entity::update_many()
        .col_expr(Column::StateWord, Expr::value(state.word()))
        .col_expr(Column::State, Expr::value(stored::json(state)?))
        .col_expr(Column::Version, Expr::value(row.version + 1))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version))
        .exec(tx)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Stale(row.version + 1))
    }
}
