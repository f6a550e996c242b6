//! Letters that have to leave. A row says for what and to whom, and nothing of what is in the letter;
//! it is written in the transaction of the operation, so that there is no letter without it and it
//! is not without its letter. Who sends it writes the text and mints the link.

use ::entity::outbox;
use chrono::{DateTime, TimeDelta, Utc};
use domain::people::guest::Letter;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use crate::clock::mint;
use crate::ctx::{Ctx, Site};
use crate::error::Result;

/// How many letters one round sends.
const ROUND: u64 = 20;
/// How long a node may take over a letter before another one tries.
const LEASE: TimeDelta = TimeDelta::minutes(1);

/// Has a letter leave once this transaction is done.
pub async fn put(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    letter: Letter,
    receiver: Uuid,
) -> Result<()> {
    put_at(tx, (ctx.region().0, ctx.now()), letter, receiver).await
}

/// The same, for what nobody who is signed in asked for.
pub(crate) async fn put_at(
    tx: &DatabaseTransaction,
    (region, at): (Uuid, DateTime<Utc>),
    letter: Letter,
    receiver: Uuid,
) -> Result<()> {
    outbox::ActiveModel {
        id: Set(mint(at)),
        region_id: Set(region),
        purpose: Set(letter.word().to_owned()),
        receiver_id: Set(receiver),
        at: Set(at),
        leased_until: Set(None),
        attempts: Set(0),
        done_at: Set(None),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Takes letters to send, oldest first. What another node took meanwhile is left to that node, until
/// its time is over.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn lease(site: &Site) -> Result<Vec<outbox::Model>> {
    let now = site.clock.now();
    let free = || {
        Condition::all().add(outbox::Column::DoneAt.is_null()).add(
            Condition::any()
                .add(outbox::Column::LeasedUntil.is_null())
                .add(outbox::Column::LeasedUntil.lt(now)),
        )
    };
    let waiting = outbox::Entity::find()
        .filter(free())
        .order_by_asc(outbox::Column::At)
        .limit(ROUND)
        .all(site.store.reader())
        .await?;
    let mut mine = Vec::new();
    for row in waiting {
        let taken = outbox::Entity::update_many()
            .col_expr(outbox::Column::LeasedUntil, Expr::value(now + LEASE))
            .col_expr(outbox::Column::Attempts, Expr::value(row.attempts + 1))
            .filter(outbox::Column::Id.eq(row.id))
            .filter(free())
            .exec(site.store.writer())
            .await?;
        if taken.rows_affected == 1 {
            mine.push(row);
        }
    }
    Ok(mine)
}

/// Marks a letter as sent, or as not needed any more. Whether this node was the one to do so.
pub(crate) async fn finish(tx: &DatabaseTransaction, id: Uuid, at: DateTime<Utc>) -> Result<bool> {
    let done = outbox::Entity::update_many()
        .col_expr(outbox::Column::DoneAt, Expr::value(at))
        .filter(outbox::Column::Id.eq(id))
        .filter(outbox::Column::DoneAt.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}
