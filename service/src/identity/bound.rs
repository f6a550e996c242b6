//! Signing in at a provider: who somebody is here, by (issuer, subject) and by nothing else.

use ::entity::{account, audit, identity, person, session, taken_statement};
use chrono::TimeDelta;
use domain::id::{AccountId, RegionId};
use domain::people::Role;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Set,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::my_sessions::Way;
use super::viewer::Viewer;
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
    /// Not here: what another region did about the account.
    Elsewhere,
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
            Self::Elsewhere => "elsewhere".to_owned(),
            Self::Setup => "setup".to_owned(),
            Self::Passkey => "passkey".to_owned(),
            Self::Codes => "totp".to_owned(),
            Self::Provider(key) => format!("oidc:{key}"),
        }
    }
}

/// Who somebody is at a provider. It is nobody here before a region agreed to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// The provider, by its address.
    pub issuer: String,
    /// The name of the person there.
    pub subject: String,
}

impl Bound {
    /// Who somebody is at this provider, by the name it has for them.
    pub fn new(issuer: impl Into<String>, subject: impl Into<String>) -> Self {
        Self {
            issuer: issuer.into(),
            subject: subject.into(),
        }
    }
}

/// Which regions of its account a session opens (`docs/domain.md#registered-people`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opens {
    /// All of them: on a demonstration, where nobody proves anything.
    All,
    /// Those that agreed to this identity.
    Agreed(Bound),
    /// One: what a guest proves was given by that region alone.
    Only(RegionId),
}

impl Opens {
    /// What a session opens, by what it keeps and the region it works in.
    pub fn of(bound: Option<Bound>, way: &Way, region: RegionId) -> Self {
        match (bound, way) {
            (Some(bound), _) => Self::Agreed(bound),
            (None, Way::Demo) => Self::All,
            (None, Way::Provider(_) | Way::Other(_)) => Self::Only(region),
        }
    }

    /// Those of these regions of an account that open. It looks over all regions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn among(
        &self,
        tx: &DatabaseTransaction,
        account: Uuid,
        regions: Vec<Uuid>,
    ) -> Result<Vec<Uuid>> {
        let bound = match self {
            Self::All => return Ok(regions),
            Self::Only(one) => return Ok(regions.into_iter().filter(|it| *it == one.0).collect()),
            Self::Agreed(bound) => bound,
        };
        let agreed = identity::Entity::find()
            .filter(identity::Column::Issuer.eq(bound.issuer.as_str()))
            .filter(identity::Column::Subject.eq(bound.subject.as_str()))
            .filter(identity::Column::AccountId.eq(account))
            .filter(identity::Column::RegionId.is_in(regions))
            .all(tx)
            .await?;
        Ok(agreed.into_iter().map(|row| row.region_id).collect())
    }
}

/// The account and the region of somebody whom a provider vouched for: the first that agreed to this
/// identity and where its account has a place. Nothing when there is none. Nobody is made by signing
/// in. Either way it is written down.
///
/// # Errors
/// When the database does not answer.
pub async fn sign_in_bound(
    site: &Site,
    bound: &Bound,
    origin: Origin<'_>,
) -> Result<Option<(AccountId, RegionId)>> {
    let tx = site.store.begin_write().await?;
    let agreed = identity::Entity::find()
        .filter(identity::Column::Issuer.eq(bound.issuer.as_str()))
        .filter(identity::Column::Subject.eq(bound.subject.as_str()))
        .all(&tx)
        .await?;
    let is_agreed = |row: &person::Model| {
        let place = (row.account_id, row.region_id);
        agreed
            .iter()
            .any(|it| (it.account_id, it.region_id) == place)
    };
    let active = account::Entity::find()
        .filter(account::Column::Id.is_in(agreed.iter().map(|row| row.account_id)))
        .filter(account::Column::Active.eq(true))
        .all(&tx)
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::AccountId.is_in(active.iter().map(|row| row.id)))
        .filter(person::Column::Active.eq(true))
        .order_by_asc(person::Column::CreatedAt)
        .all(&tx)
        .await?;
    let Some(person) = people.into_iter().find(is_agreed) else {
        return Ok(None);
    };
    let row = audit::Model {
        region_id: Some(person.region_id),
        account_id: Some(person.account_id),
        person_id: Some(person.id),
        organisation_id: Some(person.organisation_id),
        ..sign_in(site, origin, "done")
    };
    append(&tx, row).await?;
    tx.commit().await?;
    let account = AccountId(person.account_id);
    Ok(Some((account, RegionId(person.region_id))))
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

/// Writes down that somebody who is in showed again who they are.
///
/// # Errors
/// When the database does not answer.
pub async fn note_proof(ctx: &Ctx, origin: Origin<'_>) -> Result<()> {
    note(ctx, origin, ("done", "again=yes".to_owned())).await
}

/// Writes down that somebody who is in did not show again who they are, and the word why.
///
/// # Errors
/// When the database does not answer.
pub async fn refuse_proof(ctx: &Ctx, origin: Origin<'_>, why: &str) -> Result<()> {
    note(ctx, origin, ("refused", format!("again=yes why={why}"))).await
}

/// Writes down, in the region entered, that somebody came in from another region of the same account.
///
/// # Errors
/// When the database does not answer.
pub async fn note_entry(site: &Site, entered: &Viewer, way: &Way) -> Result<()> {
    let ctx = Ctx::new(site.clone(), entered.actor.clone());
    let origin = match way {
        Way::Demo => Origin::Demo,
        Way::Provider(key) => Origin::Provider(key),
        Way::Other(word) if word == "passkey" => Origin::Passkey,
        Way::Other(_) => Origin::Codes,
    };
    note(&ctx, origin, ("done", "from=region".to_owned())).await
}

/// A line about the own sign-in, in the region at work.
async fn note(ctx: &Ctx, origin: Origin<'_>, (result, detail): (&str, String)) -> Result<()> {
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
    // Not every session of the account: by another identity it may be at work in another region.
    let ends = |kept: &Kept| {
        let bound = kept.bound.as_ref().filter(|bound| bound.issuer == issuer);
        let whose = |bound: &Bound| subject.is_none_or(|subject| bound.subject == subject);
        bound.is_some_and(whose) && (sid.is_none() || kept.sid.as_deref() == sid)
    };
    let sessions = session::Entity::find()
        .filter(session::Column::AccountId.is_in(accounts))
        .all(&tx)
        .await?;
    let ended: Vec<_> = sessions
        .into_iter()
        .filter(|session| serde_json::from_str(&session.data).is_ok_and(|kept| ends(&kept)))
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

/// What a session keeps about the provider.
#[derive(Debug, Deserialize)]
struct Kept {
    bound: Option<Bound>,
    sid: Option<String>,
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
