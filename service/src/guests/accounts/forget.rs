//! Guests who left long ago: who they were is forgotten, what they brought in stays
//! (`docs/domain.md#guests`).

use std::sync::LazyLock;

use ::entity::{
    account, calendar_feed, demo_letter, guard_answer, guest_account, guest_link, identity, outbox,
    person,
};
use domain::identity::Ended;
use domain::people::guest::{REMEMBERED, Recovery};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Deserialize;
use uuid::Uuid;

use super::row::{self, Held};
use super::seat;
use crate::audit::append;
use crate::ctx::Site;
use crate::error::{Error, Result};
use crate::guests::door::{by_the_house, line};
use crate::identity::forget_factors;
use crate::lease;
use crate::mail::mailbox;

/// How many are forgotten in one transaction.
const BATCH: u64 = 50;
/// The lease, and how long one node may take.
const LEASE: &str = "forget_guests";
const LONGEST: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

#[derive(Debug, Deserialize)]
struct Texts {
    gone: String,
}

static TEXTS: LazyLock<Option<Texts>> =
    LazyLock::new(|| toml::from_str(include_str!("../../../texts/guests.toml")).ok());

/// Forgets every guest whose access ended twelve months ago; answers how many. Of several nodes one
/// does it. Nobody is forgotten who still comes by the same account.
///
/// # Errors
/// When the database does not answer; what was forgotten until then stays forgotten.
pub async fn forget_due(site: &Site) -> Result<usize> {
    let Some(due) = due(site) else {
        return Ok(0);
    };
    // On nearly all days there is nobody, and then nobody waits for the writer.
    let some = guest_account::Entity::find().filter(due.clone());
    if some.one(site.store.reader()).await?.is_none() {
        return Ok(0);
    }
    let Some(lease) = lease::take(site, LEASE, LONGEST).await? else {
        return Ok(0);
    };
    let done = every_batch(site, &due).await;
    lease::give_back(site, lease).await?;
    done
}

async fn every_batch(site: &Site, due: &Condition) -> Result<usize> {
    let mut forgotten = 0;
    loop {
        let tx = site.store.begin_write().await?;
        let rows = guest_account::Entity::find()
            .filter(due.clone())
            .order_by_asc(guest_account::Column::IdleSince)
            .limit(BATCH)
            .all(&tx)
            .await?;
        if rows.is_empty() {
            return Ok(forgotten);
        }
        forgotten += rows.len();
        for row in rows {
            forget(site, &tx, row).await?;
        }
        tx.commit().await?;
    }
}

/// Which accounts it is time for; nothing before the clock is a year old.
fn due(site: &Site) -> Option<Condition> {
    let limit = site.clock.now().checked_sub_months(REMEMBERED)?;
    let comes = Query::select()
        .column(person::Column::AccountId)
        .from(person::Entity)
        .and_where(person::Column::Active.eq(true))
        .take();
    let account = guest_account::Column::AccountId;
    let nobody = Condition::any()
        .add(account.is_null())
        .add(account.not_in_subquery(comes));
    Some(
        Condition::all()
            .add(guest_account::Column::IdleSince.lte(limit))
            .add(nobody),
    )
}

/// Forgets one guest. Ids stay: what somebody brought in, signed, did and read hangs on them.
async fn forget(site: &Site, tx: &DatabaseTransaction, row: guest_account::Model) -> Result<()> {
    let gone = &TEXTS
        .as_ref()
        .ok_or_else(|| Error::broken("no word for a guest who left"))?
        .gone;
    let mut held = Held::of(row)?;
    held.state = held.state.forget(site.clock.now())?;
    held.recovery = Recovery::None;
    gone.clone_into(&mut held.row.function);
    held.row.email.clear();
    held.row.email_hash.clear();
    held.row.purpose.clear();
    row::update(tx, &held).await?;
    seat::take(tx, &held.row, (Ended::Left, site.clock.now())).await?;
    letters(tx, held.row.id).await?;
    if let Some(id) = held.row.person_id {
        mailbox::forget(tx, id).await?;
        person::Entity::update_many()
            .col_expr(person::Column::Name, Expr::value(gone.as_str()))
            .col_expr(person::Column::Function, Expr::value(gone.as_str()))
            .filter(person::Column::Id.eq(id))
            .exec(tx)
            .await?;
    }
    if let Some(id) = held.row.account_id {
        ways_in(tx, id, gone).await?;
    }
    append(
        tx,
        by_the_house(line(site, &held.row, "ForgetGuest", "done")),
    )
    .await
}

/// What was written to a guest and about them.
async fn letters(tx: &DatabaseTransaction, guest: Uuid) -> Result<()> {
    guest_link::Entity::delete_many()
        .filter(guest_link::Column::GuestId.eq(guest))
        .exec(tx)
        .await?;
    outbox::Entity::delete_many()
        .filter(outbox::Column::ReceiverId.eq(guest))
        .exec(tx)
        .await?;
    demo_letter::Entity::delete_many()
        .filter(demo_letter::Column::ReceiverId.eq(guest))
        .exec(tx)
        .await?;
    guard_answer::Entity::delete_many()
        .filter(guard_answer::Column::Object.eq("guest_account"))
        .filter(guard_answer::Column::ObjectId.eq(guest))
        .exec(tx)
        .await?;
    Ok(())
}

/// What an account is known and comes in by.
async fn ways_in(tx: &DatabaseTransaction, account: Uuid, gone: &str) -> Result<()> {
    forget_factors(tx, Some(account)).await?;
    calendar_feed::Entity::delete_by_id(account)
        .exec(tx)
        .await?;
    identity::Entity::delete_many()
        .filter(identity::Column::AccountId.eq(account))
        .exec(tx)
        .await?;
    account::Entity::update_many()
        .col_expr(account::Column::Name, Expr::value(gone))
        .col_expr(account::Column::Active, Expr::value(false))
        .filter(account::Column::Id.eq(account))
        .exec(tx)
        .await?;
    Ok(())
}
