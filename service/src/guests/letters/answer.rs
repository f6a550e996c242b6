//! Finds out who asked for a letter, and has it leave, or not.

use ::entity::{audit, guest_account, link_request};
use chrono::TimeDelta;
use domain::people::guest::{LETTERS_AN_HOUR, Letter};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::Wish;
use crate::audit::append;
use crate::ctx::Site;
use crate::error::Result;
use crate::guests::accounts::{Held, update};
use crate::guests::door::{line, stranger};
use crate::outbox;

/// How many requests one round answers.
const ROUND: u64 = 20;

/// Answers what was asked for by address; how many there were. Requests are forgotten after an hour,
/// when they no longer count against the next.
///
/// # Errors
/// When the database does not answer.
pub async fn answer_due(site: &Site) -> Result<usize> {
    let now = site.clock.now();
    let waiting = link_request::Entity::find()
        .filter(link_request::Column::DoneAt.is_null())
        .order_by_asc(link_request::Column::At)
        .limit(ROUND)
        .all(site.store.reader())
        .await?;
    for row in &waiting {
        let tx = site.store.begin_write().await?;
        // Of two nodes one answers.
        let mine = link_request::Entity::update_many()
            .col_expr(link_request::Column::DoneAt, Expr::value(now))
            .filter(link_request::Column::Id.eq(row.id))
            .filter(link_request::Column::DoneAt.is_null())
            .exec(&tx)
            .await?;
        if mine.rows_affected == 1 {
            answer(site, &tx, row).await?;
        }
        tx.commit().await?;
    }
    Ok(waiting.len())
}

/// Forgets requests that no longer count.
///
/// # Errors
/// When the database does not answer.
pub async fn forget(site: &Site) -> Result<()> {
    link_request::Entity::delete_many()
        .filter(link_request::Column::DoneAt.is_not_null())
        .filter(link_request::Column::At.lt(site.clock.now() - TimeDelta::hours(1)))
        .exec(site.store.writer())
        .await?;
    Ok(())
}

async fn answer(site: &Site, tx: &DatabaseTransaction, asked: &link_request::Model) -> Result<()> {
    let action = action(asked);
    let refused = |why: &str| audit::Model {
        detail: format!("why={why}"),
        ..stranger(site, action)
    };
    let before = link_request::Entity::find()
        .filter(link_request::Column::EmailHash.eq(asked.email_hash.as_str()))
        .filter(link_request::Column::At.gt(asked.at - TimeDelta::hours(1)))
        .filter(link_request::Column::Id.ne(asked.id))
        .filter(link_request::Column::DoneAt.is_not_null())
        .count(tx)
        .await?;
    if before >= LETTERS_AN_HOUR {
        return append(tx, refused("too_many")).await;
    }
    // Somebody may be a guest in several regions, each with an account and a factor of its own.
    let found = guest_account::Entity::find()
        .filter(guest_account::Column::EmailHash.eq(asked.email_hash.as_str()))
        .filter(guest_account::Column::StateWord.eq("active"))
        .filter(guest_account::Column::EndsAt.gt(site.clock.now()))
        .order_by_asc(guest_account::Column::CreatedAt)
        .all(tx)
        .await?;
    if found.is_empty() {
        return append(tx, refused("unknown")).await;
    }
    for row in found {
        grant(site, tx, (Held::of(row)?, asked)).await?;
    }
    Ok(())
}

/// Has the letter leave that one guest asked for, or the question for a new way in.
async fn grant(
    site: &Site,
    tx: &DatabaseTransaction,
    (mut held, asked): (Held, &link_request::Model),
) -> Result<()> {
    if asked.purpose == Wish::SignIn.word() {
        let place = (held.row.region_id, site.clock.now());
        outbox::put_at(tx, place, Letter::SignIn, held.row.id).await?;
    } else if let Ok(asked) = held.recovery.clone().ask(site.clock.now()) {
        held.recovery = asked;
        update(tx, &held).await?;
    }
    append(tx, line(site, &held.row, action(asked), "done")).await
}

/// What somebody asked for, as the trail calls it.
fn action(asked: &link_request::Model) -> &'static str {
    if asked.purpose == Wish::SignIn.word() {
        "AskLink"
    } else {
        "AskRecovery"
    }
}
