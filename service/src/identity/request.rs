//! Somebody whom a provider vouched for and nobody here knows yet: they get a code, and whoever
//! knows them says by that code who they are.

use ::entity::{audit, sign_in_request};
use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::bound::{Origin, sign_in};
use crate::audit::append;
use crate::chance;
use crate::ctx::Site;
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
