//! Letters that have to leave. A row says for what and to whom, and nothing of what is in the letter;
//! it is written in the transaction of the operation, so that there is no letter without it and it
//! is not without its letter. Who sends it writes the text and mints the link.

use ::entity::outbox;
use chrono::{DateTime, TimeDelta, Utc};
use domain::people::guest::Letter;
use domain::people::mail::Notice;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Set, UpdateMany,
};
use uuid::Uuid;

use crate::clock::mint;
use crate::ctx::{Ctx, Site};
use crate::error::Result;
use crate::mail::smtp::Stopped;

/// How many letters a node looks at to find one that no other node has.
const AT_HAND: u64 = 20;
/// How long a node may take over a letter before another one tries: longer than a server of mail may
/// take ([`crate::mail::smtp::PATIENCE`]).
const LEASE: TimeDelta = TimeDelta::minutes(3);
/// How long it is kept that a letter left.
const KEPT: TimeDelta = TimeDelta::days(30);

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
        meeting_id: Set(None),
        object_id: Set(None),
        at: Set(at),
        due_at: Set(at),
        leased_until: Set(None),
        attempts: Set(0),
        done_at: Set(None),
        failed_at: Set(None),
        trouble: Set(None),
        reply: Set(None),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Takes the letter that may leave longest; nothing when none may, or other nodes have them. What
/// another node took is left to that node, until its time is over.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn lease(site: &Site) -> Result<Option<outbox::Model>> {
    let now = site.clock.now();
    let free = || {
        Condition::all()
            .add(outbox::Column::DoneAt.is_null())
            .add(outbox::Column::FailedAt.is_null())
            .add(outbox::Column::DueAt.lte(now))
            .add(
                Condition::any()
                    .add(outbox::Column::LeasedUntil.is_null())
                    .add(outbox::Column::LeasedUntil.lt(now)),
            )
    };
    let waiting = outbox::Entity::find()
        .filter(free())
        .order_by_asc(outbox::Column::DueAt)
        .order_by_asc(outbox::Column::Id)
        .limit(AT_HAND)
        .all(site.store.reader())
        .await?;
    for row in waiting {
        let tries = row.attempts + 1;
        let taken = outbox::Entity::update_many()
            .col_expr(outbox::Column::LeasedUntil, Expr::value(now + LEASE))
            .col_expr(outbox::Column::Attempts, Expr::value(tries))
            .filter(outbox::Column::Id.eq(row.id))
            .filter(outbox::Column::Attempts.eq(row.attempts))
            .filter(free())
            .exec(site.store.writer())
            .await?;
        if taken.rows_affected == 1 {
            return Ok(Some(outbox::Model {
                attempts: tries,
                ..row
            }));
        }
    }
    Ok(None)
}

/// Marks a letter as sent, or as not needed any more. Whether it was still this node's to mark.
pub(crate) async fn finish(
    tx: &DatabaseTransaction,
    row: &outbox::Model,
    at: DateTime<Utc>,
) -> Result<bool> {
    let done = ours(row).col_expr(outbox::Column::DoneAt, Expr::value(at));
    Ok(done.exec(tx).await?.rows_affected == 1)
}

/// Puts a letter off that did not leave, or gives it up where there is nothing to wait for. Whether it
/// was still this node's to mark.
pub(crate) async fn put_off(
    tx: &DatabaseTransaction,
    row: &outbox::Model,
    (at, wait): (DateTime<Utc>, Option<TimeDelta>),
    stopped: Stopped,
) -> Result<bool> {
    let marked = ours(row)
        .col_expr(outbox::Column::LeasedUntil, nothing())
        .col_expr(outbox::Column::Trouble, Expr::value(stopped.trouble.word()))
        .col_expr(
            outbox::Column::Reply,
            Expr::value(stopped.reply.map(i32::from)),
        );
    let marked = match wait {
        Some(wait) => marked.col_expr(outbox::Column::DueAt, Expr::value(at + wait)),
        None => marked.col_expr(outbox::Column::FailedAt, Expr::value(at)),
    };
    Ok(marked.exec(tx).await?.rows_affected == 1)
}

/// The letters about the work that wait for the same receiver and go with this one: about the same meeting
/// or of the same moment, and for who wants one letter a day all of them.
pub(crate) async fn beside(
    tx: &DatabaseTransaction,
    row: &outbox::Model,
    daily: bool,
) -> Result<Vec<outbox::Model>> {
    let meeting = match row.meeting_id {
        Some(meeting) => outbox::Column::MeetingId.eq(meeting),
        None => outbox::Column::MeetingId.is_null(),
    };
    let together = Condition::any()
        .add(meeting)
        .add(outbox::Column::At.eq(row.at));
    let waiting = outbox::Entity::find()
        .filter(outbox::Column::RegionId.eq(row.region_id))
        .filter(outbox::Column::ReceiverId.eq(row.receiver_id))
        .filter(outbox::Column::Id.ne(row.id))
        .filter(outbox::Column::Purpose.is_in(Notice::ALL.map(Notice::word)))
        .filter(outbox::Column::DoneAt.is_null())
        .filter(outbox::Column::FailedAt.is_null())
        .filter(outbox::Column::Attempts.eq(0));
    let waiting = if daily {
        waiting
    } else {
        waiting.filter(together)
    };
    Ok(waiting.order_by_asc(outbox::Column::At).all(tx).await?)
}

/// Marks letters as told in another one. One that a node took meanwhile is that node's.
pub(crate) async fn fold(
    tx: &DatabaseTransaction,
    rows: &[outbox::Model],
    at: DateTime<Utc>,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    outbox::Entity::update_many()
        .col_expr(outbox::Column::DoneAt, Expr::value(at))
        .filter(outbox::Column::Id.is_in(rows.iter().map(|row| row.id)))
        .filter(outbox::Column::Attempts.eq(0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Keeps what a letter says of several things, so that it says the same when it is tried again.
pub(crate) async fn say(
    tx: &DatabaseTransaction,
    row: &outbox::Model,
    (purpose, meeting, object): (&str, Option<Uuid>, Option<Uuid>),
) -> Result<()> {
    ours(row)
        .col_expr(outbox::Column::Purpose, Expr::value(purpose))
        .col_expr(outbox::Column::MeetingId, Expr::value(meeting))
        .col_expr(outbox::Column::ObjectId, Expr::value(object))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets letters that left long ago, and those that were not needed.
///
/// # Errors
/// When the database does not answer.
pub async fn forget(site: &Site) -> Result<u64> {
    let done = outbox::Entity::delete_many()
        .filter(outbox::Column::DoneAt.lt(site.clock.now() - KEPT))
        .exec(site.store.writer())
        .await?;
    Ok(done.rows_affected)
}

/// The row of a letter, as long as no other node took it since.
fn ours(row: &outbox::Model) -> UpdateMany<outbox::Entity> {
    outbox::Entity::update_many()
        .filter(outbox::Column::Id.eq(row.id))
        .filter(outbox::Column::Attempts.eq(row.attempts))
        .filter(outbox::Column::DoneAt.is_null())
}

fn nothing() -> sea_orm::sea_query::SimpleExpr {
    Expr::value(None::<DateTime<Utc>>)
}
