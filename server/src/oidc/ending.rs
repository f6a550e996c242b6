//! Whether a statement that sessions ended comes from the provider (Back-Channel Logout 1.0, 2.6).

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;

use super::provider::{Metadata, Provider};
use super::refusal::Refusal;
use super::token::{SKEW, Unread};

/// What the statement must be about.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// How long after it was made a statement is taken.
const FRESH: TimeDelta = TimeDelta::minutes(2);

const STRONG: [Algorithm; 8] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
];

/// What ended there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Whose sessions.
    pub subject: Option<String>,
    /// Which session.
    pub session: Option<String>,
    /// The number of the statement: it counts once.
    pub once: String,
}

#[derive(Debug, Deserialize)]
struct Claims {
    sub: Option<String>,
    sid: Option<String>,
    jti: String,
    iat: i64,
    exp: Option<i64>,
    nonce: Option<serde_json::Value>,
    events: BTreeMap<String, serde_json::Value>,
}

/// Reads a statement.
///
/// # Errors
/// [`Refusal::Untrusted`]; [`Unread::UnknownKey`] when it names a key that is not among those known.
pub fn read(
    provider: &Provider,
    metadata: &Metadata,
    statement: &str,
    now: DateTime<Utc>,
) -> Result<Ending, Unread> {
    let untrusted = || Unread::Refused(Refusal::Untrusted);
    let header = decode_header(statement).map_err(|_| untrusted())?;
    let typ = header.typ.as_deref().map(str::to_ascii_lowercase);
    if !matches!(typ.as_deref(), None | Some("jwt" | "logout+jwt")) || !STRONG.contains(&header.alg)
    {
        return Err(untrusted());
    }
    let key = key(metadata, header.kid.as_deref()).ok_or(Unread::UnknownKey)?;
    let key = DecodingKey::from_jwk(&key).map_err(|_| untrusted())?;
    let mut validation = Validation::new(header.alg);
    validation.set_issuer(&[&provider.settings.issuer]);
    validation.set_audience(&[&provider.settings.client_id]);
    validation.set_required_spec_claims(&["iss", "aud"]);
    // The clock is ours, below.
    validation.validate_exp = false;
    let claims = decode::<Claims>(statement, &key, &validation)
        .map_err(|_| untrusted())?
        .claims;
    let at = DateTime::from_timestamp(claims.iat, 0).ok_or_else(untrusted)?;
    let is_late = at < now - FRESH - SKEW || at > now + SKEW;
    let is_over = claims
        .exp
        .is_some_and(|exp| exp <= (now - SKEW).timestamp());
    // With a nonce it would be a token of somebody who signs in, used again.
    let is_other = claims.nonce.is_some() || !claims.events.contains_key(EVENT);
    let says_who = claims.sub.is_some() || claims.sid.is_some();
    if is_late || is_over || is_other || !says_who || claims.jti.is_empty() {
        return Err(untrusted());
    }
    Ok(Ending {
        subject: claims.sub,
        session: claims.sid,
        once: claims.jti,
    })
}

/// The one key of this name; without a name the only key there is.
fn key(metadata: &Metadata, name: Option<&str>) -> Option<Jwk> {
    let keys = metadata.jwks().keys().iter();
    let mut known = keys.filter_map(|key| {
        let key = serde_json::to_value(key).ok()?;
        serde_json::from_value::<Jwk>(key).ok()
    });
    match name {
        Some(name) => known.find(|key| key.common.key_id.as_deref() == Some(name)),
        None => match (known.next(), known.next()) {
            (only, None) => only,
            _ => None,
        },
    }
}
