//! The sessions of an account: to look at and to end by whose they are, and to end by who looks
//! after the region. Source: ASVS 5.0 V7.4.5 and V7.5.2.

use std::collections::HashMap;

use ::entity::{person, region, session};
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::PersonId;
use domain::identity::Device;
use domain::identity::command as form;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;
use uuid::Uuid;

use super::session::{BEGAN, DEVICE, PROVIDER, WAY};
use crate::audit::{Entry, record};
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// By which way somebody came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// As somebody of the demo.
    Demo,
    /// By the sign-in provider with this key.
    Provider(String),
    /// Another one, by its word; empty when the session does not say.
    Other(String),
}

impl Way {
    /// The way by what a session keeps.
    pub fn of(provider: Option<String>, way: Option<String>) -> Self {
        match (provider, way.as_deref()) {
            (Some(key), _) => Self::Provider(key),
            (None, Some("demo")) => Self::Demo,
            (None, _) => Self::Other(way.unwrap_or_default()),
        }
    }
}

/// The session that somebody comes by on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    /// What it is called outside its cookie ([`super::Sessions::name_of`]).
    pub name: String,
    /// When its person last showed who they are.
    pub proven: DateTime<Utc>,
    /// By which way they came in.
    pub way: Way,
    /// After how much silence it ends.
    pub silence: TimeDelta,
    /// How much longer it lasts at least, when nothing happens.
    pub lasts: TimeDelta,
}

/// One open session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MySession {
    /// What it is called outside its cookie.
    pub name: String,
    /// When it began.
    pub began: DateTime<Utc>,
    /// When it was last seen, to the minute.
    pub seen: DateTime<Utc>,
    /// The region it works in.
    pub region: String,
    /// By which way its person came in.
    pub way: Way,
    /// On what kind of machine.
    pub device: Device,
}

/// The open sessions of whoever asks, the latest seen first.
///
/// # Errors
/// When the database does not answer.
pub async fn my_sessions(ctx: &Ctx) -> Result<Vec<MySession>> {
    ctx.personal()?;
    let tx = ctx.read().await?;
    list(&tx, ctx, ctx.actor.account.0).await
}

/// The open sessions of somebody of this region, in whichever region they work.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`] for somebody who is not known here.
pub async fn sessions_of(ctx: &Ctx, person: PersonId) -> Result<Vec<MySession>> {
    ctx.authorise(Operation::EndSessions, Facts::default())?;
    let tx = ctx.read().await?;
    let person = known(&tx, ctx, person).await?;
    list(&tx, ctx, person.account_id).await
}

/// Ends one of the own sessions, also the one that asks.
///
/// # Errors
/// [`Error::NotFound`] for a session that is not there, or is somebody else's.
pub async fn end_session(ctx: &Ctx, command: form::EndSession) -> Result<()> {
    ctx.authorise(Operation::EndOwnSessions, Facts::default())?;
    let tx = ctx.write().await?;
    let ended = session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(ctx.actor.account.0))
        .filter(session::Column::Id.eq(command.id))
        .exec(&*tx)
        .await?;
    if ended.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    note(&tx, ctx, Operation::EndOwnSessions, ctx.actor.account.0, 1).await?;
    tx.commit().await
}

/// Ends all own sessions but the one called `here`; returns how many there were.
///
/// # Errors
/// When the database does not answer.
pub async fn end_other_sessions(ctx: &Ctx, here: &str) -> Result<u64> {
    ctx.authorise(Operation::EndOwnSessions, Facts::default())?;
    let tx = ctx.write().await?;
    let account = ctx.actor.account.0;
    let ended = session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(account))
        .filter(session::Column::Id.ne(here))
        .exec(&*tx)
        .await?;
    let ended = ended.rows_affected;
    note(&tx, ctx, Operation::EndOwnSessions, account, ended).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Ends every session of somebody of this region, in whichever region they work: a lost laptop
/// opens all of them. Returns how many there were. They can come in again at once, so this takes no
/// right away.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`] for somebody who is not known here.
pub async fn end_sessions_of(ctx: &Ctx, command: form::EndSessionsOf) -> Result<u64> {
    ctx.authorise(Operation::EndSessions, Facts::default())?;
    let tx = ctx.write().await?;
    let id: PersonId = command.id.parse().map_err(|_| Error::NotFound)?;
    let person = known(&tx, ctx, id).await?;
    let ended = session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(person.account_id))
        .exec(&*tx)
        .await?;
    let ended = ended.rows_affected;
    note(&tx, ctx, Operation::EndSessions, person.account_id, ended).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Ends the sessions of whoever came in by this provider, but for one; returns how many.
pub(crate) async fn end_by(tx: &DatabaseTransaction, key: &str, here: &str) -> Result<u64> {
    let rows = session::Entity::find()
        .filter(session::Column::Id.ne(here))
        .filter(session::Column::Data.contains(key))
        .all(tx)
        .await?;
    let mut came = Vec::new();
    for row in rows {
        let kept: HashMap<String, Value> = serde_json::from_str(&row.data)?;
        if kept.get(PROVIDER).and_then(Value::as_str) == Some(key) {
            came.push(row.id);
        }
    }
    let ended = session::Entity::delete_many()
        .filter(session::Column::Id.is_in(came))
        .exec(tx)
        .await?;
    Ok(ended.rows_affected)
}

async fn note(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    operation: Operation,
    account: Uuid,
    ended: u64,
) -> Result<()> {
    let entry = Entry {
        operation,
        object: "account",
        id: account,
        detail: format!("sessions={ended}"),
    };
    record(tx, ctx, entry).await
}

async fn known(tx: &DatabaseTransaction, ctx: &Ctx, id: PersonId) -> Result<person::Model> {
    person::Entity::find_by_id(id.0)
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)
}

pub(super) async fn list(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    account: Uuid,
) -> Result<Vec<MySession>> {
    let rows = session::Entity::find()
        .filter(session::Column::AccountId.eq(account))
        .filter(session::Column::ExpiresAt.gt(ctx.now()))
        .order_by_desc(session::Column::SeenAt)
        .all(tx)
        .await?;
    let regions: HashMap<Uuid, String> = region::Entity::find()
        .filter(region::Column::Id.is_in(rows.iter().filter_map(|row| row.region_id)))
        .all(tx)
        .await?
        .into_iter()
        .map(|region| (region.id, region.name))
        .collect();
    rows.into_iter()
        .map(|row| {
            let region = row.region_id.and_then(|id| regions.get(&id).cloned());
            line(row, region.unwrap_or_default())
        })
        .collect()
}

fn line(row: session::Model, region: String) -> Result<MySession> {
    let kept: HashMap<String, Value> = serde_json::from_str(&row.data)?;
    let text = |name: &str| kept.get(name).and_then(Value::as_str).map(str::to_owned);
    let began = kept.get(BEGAN).and_then(Value::as_i64);
    let device = text(DEVICE).and_then(|word| Device::parse(&word));
    Ok(MySession {
        name: row.id,
        // A session id is new in every region; when its person came in is kept beside it.
        began: began
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
            .unwrap_or(row.created_at),
        seen: row.seen_at,
        region,
        way: Way::of(text(PROVIDER), text(WAY)),
        device: device.unwrap_or(Device::Unknown),
    })
}
