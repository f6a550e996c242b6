//! The door of a guest: an invitation becomes a second factor, and the second factor a session.
//!
//! Nobody here is signed in. What is refused is written in the trail with the word why, and the
//! person at the door hears no more than that the link does not work.

use ::entity::{account, audit, guest_account, guest_link, person, series};
use chrono::{DateTime, Utc};
use domain::id::{AccountId, GuestId, RegionId};
use domain::people::guest::Letter;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::accounts::{Held, by_id, give_place, update};
use super::letters::token_hash;
use crate::audit::append;
use crate::clock::mint;
use crate::ctx::Site;
use crate::error::{Error, Result};
use crate::identity::{self, Factor};

/// Somebody whose link was used: known, and not yet in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtTheDoor {
    /// The guest account.
    pub guest: GuestId,
    /// The account that will be signed in.
    pub account: AccountId,
    /// The region.
    pub region: RegionId,
    /// When the invitation was accepted that leads here: a later one puts an earlier visitor out.
    pub accepted: Option<DateTime<Utc>>,
}

/// What an invitation says before it is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The overleg.
    pub series: String,
    /// Until when the guest is welcome.
    pub ends_at: Option<DateTime<Utc>>,
}

/// Looks at an invitation without using it: whoever checks links in mail must not burn it. Nothing
/// when the link does not work (any more).
///
/// # Errors
/// When the database does not answer.
pub async fn look(site: &Site, token: &str) -> Result<Option<Invitation>> {
    let tx = site.store.begin_read().await?;
    let Some(link) = usable(site, &tx, token, Letter::Invitation).await? else {
        return Ok(None);
    };
    let Some(held) = by_id(&tx, link.guest_id).await? else {
        return Ok(None);
    };
    if held.state.clone().activate(site.clock.now()).is_err() {
        return Ok(None);
    }
    let series = series::Entity::find_by_id(held.row.series_id)
        .one(&tx)
        .await?;
    Ok(series.map(|series| Invitation {
        series: series.name,
        ends_at: held.row.ends_at,
    }))
}

/// The overleg that a link to sign in with leads to, without using it: who is a guest at two of them
/// has two letters. Nothing when the link does not work (any more).
///
/// # Errors
/// When the database does not answer.
pub async fn leads_to(site: &Site, token: &str) -> Result<Option<String>> {
    let tx = site.store.begin_read().await?;
    let Some(link) = usable(site, &tx, token, Letter::SignIn).await? else {
        return Ok(None);
    };
    let Some(held) = by_id(&tx, link.guest_id).await? else {
        return Ok(None);
    };
    let series = series::Entity::find_by_id(held.row.series_id);
    Ok(series.one(&tx).await?.map(|series| series.name))
}

/// Uses an invitation, once, by somebody who accepted the house rules; nothing when it does not
/// work. The guest still needs a second factor.
///
/// # Errors
/// When the database does not answer.
pub async fn accept(site: &Site, token: &str) -> Result<Option<AtTheDoor>> {
    let now = site.clock.now();
    let tx = site.store.begin_write().await?;
    let held = match burn(site, &tx, token, Letter::Invitation).await? {
        Ok(held) => held,
        Err(why) => return refuse(site, tx, "AcceptInvitation", why).await,
    };
    let mut held = held;
    let is_over = held.row.ends_at.is_some_and(|ends| ends <= now);
    let Ok(state) = held.state.clone().activate(now) else {
        return refuse(site, tx, "AcceptInvitation", held.state.word()).await;
    };
    if is_over {
        return refuse(site, tx, "AcceptInvitation", "over").await;
    }
    held.state = state;
    held.row.accepted_at = Some(now);
    let account = *held.row.account_id.get_or_insert_with(|| mint(now));
    update(&tx, &held).await?;
    append(&tx, line(site, &held.row, "AcceptInvitation", "done")).await?;
    tx.commit().await?;
    Ok(Some(AtTheDoor {
        guest: held.row.id.into(),
        account: AccountId(account),
        region: RegionId(held.row.region_id),
        accepted: held.row.accepted_at,
    }))
}

/// Uses a link to sign in with, once: the first half. Nothing when it does not work.
///
/// # Errors
/// When the database does not answer.
pub async fn begin(site: &Site, token: &str) -> Result<Option<AtTheDoor>> {
    let tx = site.store.begin_write().await?;
    let held = match burn(site, &tx, token, Letter::SignIn).await? {
        Ok(held) => held,
        Err(why) => return refuse(site, tx, "UseLink", why).await,
    };
    let Some(at) = admitted(site, &held) else {
        return refuse(site, tx, "UseLink", held.state.word()).await;
    };
    identity::forgive(&tx, at.account.0).await?;
    append(&tx, line(site, &held.row, "UseLink", "done")).await?;
    tx.commit().await?;
    Ok(Some(at))
}

/// Keeps the second factor of a guest who accepted an invitation, and opens the door.
///
/// # Errors
/// [`Error::NotNow`] when the account was turned away meanwhile; [`Error::NotAllowed`] for a passkey
/// that somebody else has; [`Error::NotFound`].
pub async fn enrol(site: &Site, at: AtTheDoor, factor: Factor) -> Result<()> {
    let now = site.clock.now();
    let tx = site.store.begin_write().await?;
    let mut held = by_id(&tx, at.guest.0).await?.ok_or(Error::NotFound)?;
    let accepted = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp_micros());
    if held.row.account_id != Some(at.account.0)
        || accepted(held.row.accepted_at) != accepted(at.accepted)
    {
        // Somebody used an invitation that was replaced since.
        return Err(Error::NotFound);
    }
    held.state = held.state.clone().enrol(now)?;
    let word = factor.word();
    identity::keep(&tx, at.account.0, factor, now).await?;
    if held.row.person_id.is_none() {
        held.row.person_id = Some(settle(&tx, &held.row, at.account.0, now).await?);
    }
    give_place(&tx, &held.row, now).await?;
    update(&tx, &held).await?;
    let mut entry = line(site, &held.row, "EnrolFactor", "done");
    entry.detail = format!("factor={word}");
    append(&tx, entry).await?;
    tx.commit().await?;
    site.live.changed();
    Ok(())
}

/// Lets in who proved a second factor: the region to work in; nothing when the guest may not come
/// (any more).
///
/// # Errors
/// When the database does not answer.
pub async fn enter(site: &Site, account: AccountId, by: &str) -> Result<Option<RegionId>> {
    let tx = site.store.begin_write().await?;
    let found = guest_account::Entity::find()
        .filter(guest_account::Column::AccountId.eq(account.0))
        .one(&tx)
        .await?;
    let held = found.map(Held::of).transpose()?;
    let Some(held) = held else {
        refuse::<()>(site, tx, "SignIn", "unknown").await?;
        return Ok(None);
    };
    let admitted = admitted(site, &held);
    let mut entry = match admitted {
        Some(_) => line(site, &held.row, "SignIn", "done"),
        None => line(site, &held.row, "SignIn", "refused"),
    };
    by.clone_into(&mut entry.origin);
    if admitted.is_none() {
        entry.detail = format!("why={}", held.state.word());
    }
    append(&tx, entry).await?;
    tx.commit().await?;
    Ok(admitted.map(|at| at.region))
}

/// Writes down that somebody at the door did not prove what they said.
///
/// # Errors
/// When the database does not answer.
pub async fn refuse_factor(site: &Site, guest: Option<GuestId>, why: &str) -> Result<()> {
    let tx = site.store.begin_write().await?;
    let held = match guest {
        Some(guest) => by_id(&tx, guest.0).await?,
        None => None,
    };
    let mut entry = match held {
        Some(held) => line(site, &held.row, "SignIn", "refused"),
        None => stranger(site, "SignIn"),
    };
    entry.detail = format!("why={why}");
    append(&tx, entry).await?;
    Ok(tx.commit().await?)
}

/// The guest behind an account that is open now.
fn admitted(site: &Site, held: &Held) -> Option<AtTheDoor> {
    let lasts = held.row.ends_at.is_none_or(|ends| ends > site.clock.now());
    let account = held
        .row
        .account_id
        .filter(|_| held.state.opens() && lasts)?;
    Some(AtTheDoor {
        guest: held.row.id.into(),
        account: AccountId(account),
        region: RegionId(held.row.region_id),
        accepted: held.row.accepted_at,
    })
}

async fn usable(
    site: &Site,
    tx: &DatabaseTransaction,
    token: &str,
    purpose: Letter,
) -> Result<Option<guest_link::Model>> {
    Ok(guest_link::Entity::find_by_id(token_hash(token))
        .filter(guest_link::Column::Purpose.eq(purpose.word()))
        .filter(guest_link::Column::UsedAt.is_null())
        .filter(guest_link::Column::ExpiresAt.gte(site.clock.now()))
        .one(tx)
        .await?)
}

/// Uses a link. Of any number who try at once one succeeds: the row changes once.
async fn burn(
    site: &Site,
    tx: &DatabaseTransaction,
    token: &str,
    purpose: Letter,
) -> Result<std::result::Result<Held, &'static str>> {
    let now = site.clock.now();
    let id = token_hash(token);
    let burnt = guest_link::Entity::update_many()
        .col_expr(guest_link::Column::UsedAt, Expr::value(now))
        .filter(guest_link::Column::Id.eq(id.as_str()))
        .filter(guest_link::Column::Purpose.eq(purpose.word()))
        .filter(guest_link::Column::UsedAt.is_null())
        .filter(guest_link::Column::ExpiresAt.gte(now))
        .exec(tx)
        .await?;
    let link = guest_link::Entity::find_by_id(id).one(tx).await?;
    Ok(match link {
        None => Err("unknown"),
        Some(link) if burnt.rows_affected == 1 => by_id(tx, link.guest_id).await?.ok_or("unknown"),
        Some(link) if link.used_at.is_some() => Err("used"),
        Some(_) => Err("late"),
    })
}

/// Makes the account and the person of a guest who comes in for the first time.
async fn settle(
    tx: &DatabaseTransaction,
    row: &guest_account::Model,
    account: Uuid,
    at: DateTime<Utc>,
) -> Result<Uuid> {
    account::ActiveModel {
        id: Set(account),
        name: Set(row.function.clone()),
        active: Set(true),
        created_at: Set(at),
    }
    .insert(tx)
    .await?;
    let id = mint(at);
    person::ActiveModel {
        id: Set(id),
        region_id: Set(row.region_id),
        account_id: Set(account),
        organisation_id: Set(row.organisation_id),
        name: Set(row.function.clone()),
        function: Set(row.function.clone()),
        active: Set(true),
        version: Set(1),
        created_at: Set(at),
    }
    .insert(tx)
    .await?;
    Ok(id)
}

async fn refuse<T>(
    site: &Site,
    tx: DatabaseTransaction,
    action: &str,
    why: &str,
) -> Result<Option<T>> {
    let entry = audit::Model {
        detail: format!("why={why}"),
        ..stranger(site, action)
    };
    append(&tx, entry).await?;
    tx.commit().await?;
    Ok(None)
}

/// A line of the trail about a guest at the door.
pub(super) fn line(
    site: &Site,
    row: &guest_account::Model,
    action: &str,
    result: &str,
) -> audit::Model {
    audit::Model {
        region_id: Some(row.region_id),
        account_id: row.account_id,
        person_id: row.person_id,
        organisation_id: Some(row.organisation_id),
        object_id: Some(row.id),
        result: result.to_owned(),
        ..stranger(site, action)
    }
}

/// The same, done by the program and not by the guest it is about.
pub(super) fn by_the_house(line: audit::Model) -> audit::Model {
    audit::Model {
        account_id: None,
        person_id: None,
        organisation_id: None,
        origin: "house".to_owned(),
        ..line
    }
}

/// A refused line of the trail about somebody nobody knows.
pub(super) fn stranger(site: &Site, action: &str) -> audit::Model {
    audit::Model {
        id: mint(site.clock.now()),
        region_id: None,
        at: site.clock.now(),
        account_id: None,
        person_id: None,
        organisation_id: None,
        role: "none".to_owned(),
        action: action.to_owned(),
        object: "guest_account".to_owned(),
        object_id: None,
        result: "refused".to_owned(),
        origin: "guest_door".to_owned(),
        purpose: "ketenoverleg".to_owned(),
        detail: String::new(),
    }
}
