//! Somebody whom a provider vouched for and nobody here knows yet: they get a code, and whoever
//! knows them says by that code who they are.

use ::entity::{audit, identity, sign_in_request};
use chrono::TimeDelta;
use domain::fault::NotNow;
use domain::policy::{Facts, Operation};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

use super::bound::{Origin, sign_in};
use crate::audit::{Entry, append, record};
use crate::chance;
use crate::ctx::{Ctx, Site};
use crate::error::Result;

/// How long a code is good for.
pub const REQUEST_LASTS: TimeDelta = TimeDelta::days(7);

/// Signs that are not mistaken for one another over the telephone.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Keeps that somebody unknown showed themselves, and answers the code by which they are recognised;
/// who comes back within its time gets the same one. Nobody is let in by it.
///
/// # Errors
/// When the database does not answer.
pub async fn request_sign_in(
    site: &Site,
    issuer: &str,
    subject: &str,
    key: &str,
) -> Result<String> {
    let now = site.clock.now();
    let tx = site.store.begin_write().await?;
    sign_in_request::Entity::delete_many()
        .filter(sign_in_request::Column::At.lte(now - REQUEST_LASTS))
        .exec(&tx)
        .await?;
    let there = sign_in_request::Entity::find()
        .filter(sign_in_request::Column::Issuer.eq(issuer))
        .filter(sign_in_request::Column::Subject.eq(subject))
        .one(&tx)
        .await?;
    if let Some(there) = there {
        return Ok(there.code);
    }
    let code = code();
    let row = sign_in_request::Model {
        id: crate::clock::mint(now),
        provider: key.to_owned(),
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
        code: code.clone(),
        at: now,
    };
    let trail = audit::Model {
        action: "RequestSignIn".to_owned(),
        object: "sign_in_request".to_owned(),
        object_id: Some(row.id),
        ..sign_in(site, Origin::Provider(key), "done")
    };
    row.into_active_model().insert(&tx).await?;
    append(&tx, trail).await?;
    tx.commit().await?;
    Ok(code)
}

/// Keeps that somebody who is in wants to be known in another region as well; they read the code out
/// there. Nobody is let in by it (`docs/domain.md#registered-people`).
///
/// # Errors
/// `NotNow` for who does not come in by a provider.
pub async fn ask_code(ctx: &Ctx) -> Result<()> {
    ctx.authorise(Operation::AskCode, Facts::default())?;
    let tx = ctx.write().await?;
    let Some(mine) = mine(&tx, ctx).await? else {
        let (state, operation) = ("unbound", "ask_code");
        return Err(NotNow { state, operation }.into());
    };
    let there = of(&tx, &mine).await?;
    if there.is_none_or(|there| there.at <= ctx.now() - REQUEST_LASTS) {
        sign_in_request::Entity::delete_many()
            .filter(sign_in_request::Column::Issuer.eq(mine.issuer.as_str()))
            .filter(sign_in_request::Column::Subject.eq(mine.subject.as_str()))
            .exec(&*tx)
            .await?;
        let row = sign_in_request::Model {
            id: ctx.new_id(),
            provider: "own".to_owned(),
            issuer: mine.issuer,
            subject: mine.subject,
            code: code(),
            at: ctx.now(),
        };
        row.into_active_model().insert(&*tx).await?;
    }
    let entry = Entry {
        operation: Operation::AskCode,
        object: "account",
        id: ctx.actor.account.0,
        detail: String::new(),
    };
    record(&tx, ctx, entry).await?;
    tx.commit().await
}

/// Whether the actor can ask for a code, and the one that is good now.
///
/// # Errors
/// When the database does not answer.
pub async fn own_code(ctx: &Ctx) -> Result<(bool, Option<String>)> {
    ctx.personal()?;
    let tx = ctx.read().await?;
    let Some(mine) = mine(&tx, ctx).await? else {
        return Ok((false, None));
    };
    let there = of(&tx, &mine).await?;
    let good = there.filter(|there| there.at > ctx.now() - REQUEST_LASTS);
    Ok((true, good.map(|there| there.code)))
}

/// As whom this region knows the actor at a provider, the first one if at several: what another
/// region agreed to is handed on there.
async fn mine(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Option<identity::Model>> {
    Ok(identity::Entity::find()
        .filter(identity::Column::AccountId.eq(ctx.actor.account.0))
        .filter(identity::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(identity::Column::BoundAt)
        .one(tx)
        .await?)
}

async fn of(
    tx: &DatabaseTransaction,
    mine: &identity::Model,
) -> Result<Option<sign_in_request::Model>> {
    Ok(sign_in_request::Entity::find()
        .filter(sign_in_request::Column::Issuer.eq(mine.issuer.as_str()))
        .filter(sign_in_request::Column::Subject.eq(mine.subject.as_str()))
        .one(tx)
        .await?)
}

/// A code as people type it: any case, with or without the dash.
pub fn tidy_code(raw: &str) -> String {
    raw.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|sign| sign.to_ascii_uppercase())
        .collect()
}

/// Eight signs: enough for a week in which only administrators can try them.
fn code() -> String {
    let bytes = [chance::four_bytes(), chance::four_bytes()].concat();
    bytes
        .into_iter()
        .map(|byte| char::from(SIGNS[usize::from(byte) % SIGNS.len()]))
        .collect()
}
