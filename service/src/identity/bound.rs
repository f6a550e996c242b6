//! Signing in at a provider: who somebody is here, by (issuer, subject) and by nothing else.

use std::collections::HashMap;

use ::entity::{account, audit, identity, person, session, taken_statement};
use chrono::TimeDelta;
use domain::id::{AccountId, RegionId};
use domain::people::Role;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Set,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::session::SID;
use crate::audit::append;
use crate::ctx::{Ctx, Site};
use crate::error::{Result, is_duplicate};

/// How somebody came in, for the trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin<'a> {
    /// As somebody of the demo.
    Demo,
    /// By the sign-in provider with this key.
    Provider(&'a str),
    /// With the key that is printed at the first start.
    Setup,
    /// With a passkey of their own.
    Passkey,
    /// With a code of their own app.
    Codes,
}

impl Origin<'_> {
    pub(super) fn word(self) -> String {
        match self {
            Self::Demo => "demo".to_owned(),
            Self::Setup => "setup".to_owned(),
            Self::Passkey => "passkey".to_owned(),
            Self::Codes => "totp".to_owned(),
            Self::Provider(key) => format!("oidc:{key}"),
        }
    }
}

/// The account and the region of somebody whom a provider vouched for; nothing when nobody here has
/// that identity, or no place any more. Nobody is made by signing in. Either way it is written down.
///
/// # Errors
/// When the database does not answer.
pub async fn sign_in_bound(
    site: &Site,
    issuer: &str,
    subject: &str,
    origin: Origin<'_>,
) -> Result<Option<(AccountId, RegionId)>> {
    let tx = site.store.begin_write().await?;
    let key = (issuer.to_owned(), subject.to_owned());
    let found = identity::Entity::find_by_id(key).one(&tx).await?;
    let Some(found) = found else {
        return Ok(None);
    };
    let account = account::Entity::find_by_id(found.account_id)
        .filter(account::Column::Active.eq(true))
        .one(&tx)
        .await?;
    let person = person::Entity::find()
        .filter(person::Column::AccountId.eq(found.account_id))
        .filter(person::Column::Active.eq(true))
        .order_by_asc(person::Column::CreatedAt)
        .one(&tx)
        .await?;
    let (Some(account), Some(person)) = (account, person) else {
        return Ok(None);
    };
    let row = audit::Model {
        region_id: Some(person.region_id),
        account_id: Some(account.id),
        person_id: Some(person.id),
        organisation_id: Some(person.organisation_id),
        ..sign_in(site, origin, "done")
    };
    append(&tx, row).await?;
    tx.commit().await?;
    Ok(Some((AccountId(account.id), RegionId(person.region_id))))
}

/// Writes down that a sign-in was refused, and the word why.
///
/// # Errors
/// When the database does not answer.
pub async fn refuse_sign_in(site: &Site, origin: Origin<'_>, why: &str) -> Result<()> {
    let tx = site.store.begin_write().await?;
    let row = audit::Model {
        detail: format!("why={why}"),
        ..sign_in(site, origin, "refused")
    };
    append(&tx, row).await?;
    Ok(tx.commit().await?)
}

/// Whose identity that is here; nobody is signed in by asking.
///
/// # Errors
/// When the database does not answer.
pub async fn account_of(site: &Site, issuer: &str, subject: &str) -> Result<Option<AccountId>> {
    let key = (issuer.to_owned(), subject.to_owned());
    let reader = site.store.reader();
    let found = identity::Entity::find_by_id(key).one(reader).await?;
    Ok(found.map(|found| AccountId(found.account_id)))
}

/// Writes down that somebody who is in showed again who they are.
///
/// # Errors
/// When the database does not answer.
pub async fn note_proof(ctx: &Ctx, origin: Origin<'_>) -> Result<()> {
    shown_again(ctx, origin, ("done", "again=yes".to_owned())).await
}

/// Writes down that somebody who is in did not show again who they are, and the word why.
///
/// # Errors
/// When the database does not answer.
pub async fn refuse_proof(ctx: &Ctx, origin: Origin<'_>, why: &str) -> Result<()> {
    shown_again(ctx, origin, ("refused", format!("again=yes why={why}"))).await
}

async fn shown_again(
    ctx: &Ctx,
    origin: Origin<'_>,
    (result, detail): (&str, String),
) -> Result<()> {
    let tx = ctx.write().await?;
    let actor = &ctx.actor;
    let row = audit::Model {
        region_id: Some(actor.region.0),
        account_id: Some(actor.account.0),
        person_id: Some(actor.person.0),
        organisation_id: Some(actor.organisation.0),
        role: actor.leading_role().map_or("none", Role::word).to_owned(),
        detail,
        ..sign_in(ctx.site(), origin, result)
    };
    append(&tx, row).await?;
    tx.commit().await
}

/// Ends the sessions that a provider ended: of one session there, or all of a subject. A statement
/// counts once; whether this was the first time.
///
/// # Errors
/// When the database does not answer.
pub async fn end_at(
    site: &Site,
    (issuer, subject): (&str, Option<&str>),
    sid: Option<&str>,
    once: &str,
) -> Result<bool> {
    let tx = site.store.begin_write().await?;
    let taken = taken_statement::ActiveModel {
        id: Set(crate::hex(&Sha256::digest(format!("{issuer}\n{once}")))),
        at: Set(site.clock.now()),
    };
    match taken.insert(&tx).await {
        Ok(_) => {}
        Err(error) if is_duplicate(&error) => return Ok(false),
        Err(error) => return Err(error.into()),
    }
    let accounts = of_issuer(&tx, issuer, subject).await?;
    let sessions = session::Entity::find()
        .filter(session::Column::AccountId.is_in(accounts))
        .all(&tx)
        .await?;
    let ended: Vec<_> = sessions
        .into_iter()
        .filter(|session| sid.is_none_or(|sid| is_of(session, sid)))
        .collect();
    for session in &ended {
        let row = audit::Model {
            region_id: session.region_id,
            account_id: session.account_id,
            action: "EndSession".to_owned(),
            ..sign_in(site, Origin::Provider("ended"), "done")
        };
        append(&tx, row).await?;
    }
    session::Entity::delete_many()
        .filter(session::Column::Id.is_in(ended.into_iter().map(|session| session.id)))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// Forgets statements that are too old to be taken again anyway.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_statements(site: &Site) -> Result<()> {
    taken_statement::Entity::delete_many()
        .filter(taken_statement::Column::At.lt(site.clock.now() - TimeDelta::days(1)))
        .exec(site.store.writer())
        .await?;
    Ok(())
}

async fn of_issuer(
    tx: &DatabaseTransaction,
    issuer: &str,
    subject: Option<&str>,
) -> Result<Vec<Uuid>> {
    let mut found = identity::Entity::find().filter(identity::Column::Issuer.eq(issuer));
    if let Some(subject) = subject {
        found = found.filter(identity::Column::Subject.eq(subject));
    }
    let found = found.all(tx).await?;
    Ok(found.into_iter().map(|row| row.account_id).collect())
}

fn is_of(session: &session::Model, sid: &str) -> bool {
    serde_json::from_str::<HashMap<String, serde_json::Value>>(&session.data)
        .is_ok_and(|data| data.get(SID).and_then(|it| it.as_str()) == Some(sid))
}

/// A line of the trail about coming in, with nobody in it yet.
pub(super) fn sign_in(site: &Site, origin: Origin<'_>, result: &str) -> audit::Model {
    audit::Model {
        id: crate::clock::mint(site.clock.now()),
        region_id: None,
        at: site.clock.now(),
        account_id: None,
        person_id: None,
        organisation_id: None,
        role: "none".to_owned(),
        action: "SignIn".to_owned(),
        object: "session".to_owned(),
        object_id: None,
        result: result.to_owned(),
        origin: origin.word(),
        purpose: "ketenoverleg".to_owned(),
        detail: String::new(),
    }
}
