//! Whether a token about who signed in is genuine, ours, fresh and strong enough.

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{CoreIdTokenVerifier, CoreJwsSigningAlgorithm};
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError, Nonce, SignatureVerificationError,
};
use service::identity::Bound;

use super::provider::{Metadata, Provider, Token};
use super::refusal::Refusal;

/// How far the clocks of two honest machines may differ.
pub const SKEW: TimeDelta = TimeDelta::seconds(60);
/// How old a token may be when it comes in: it is made on the way here.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// Signatures that somebody who only knows public things cannot make.
const STRONG: [CoreJwsSigningAlgorithm; 8] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
];

/// Who signed in, as the provider says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// The name of the person at this provider, and only there.
    pub subject: String,
    /// The session there.
    pub session: Option<String>,
    /// When the person showed there who they are.
    pub at: Option<DateTime<Utc>>,
}

impl Proven {
    /// Who that is at this provider.
    pub fn bound(&self, provider: &Provider) -> Bound {
        Bound::new(&provider.settings.issuer, &self.subject)
    }

    /// When the person last showed who they are, never later than now. A provider that does not say
    /// it proves nothing of late: then long ago.
    pub fn shown(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.at.unwrap_or_default().min(now)
    }
}

/// What went with the token.
#[derive(Debug, Clone, Copy)]
pub struct With<'a> {
    /// What we asked to be repeated.
    pub nonce: &'a Nonce,
    /// The token that came beside it.
    pub access: &'a AccessToken,
}

/// Reads a token.
///
/// # Errors
/// [`Refusal::Untrusted`], [`Refusal::TooWeak`] or [`Refusal::TooLongAgo`];
/// [`Unread::UnknownKey`] when it names a key that is not among those known.
pub fn read(
    provider: &Provider,
    metadata: &Metadata,
    token: &Token,
    with: With<'_>,
    now: DateTime<Utc>,
) -> Result<Proven, Unread> {
    let us = provider.us(metadata);
    let verifier = us
        .id_token_verifier()
        .set_allowed_algs(STRONG)
        .set_time_fn(move || now - SKEW)
        .set_issue_time_verifier_fn(move |at| issued(at, now));
    let claims = token.claims(&verifier, with.nonce).map_err(unread)?;
    let beside = claims.additional_claims();
    let early = |at: i64| at > (now + SKEW).timestamp();
    if beside.nbf.is_some_and(early) {
        return Err(Refusal::Untrusted.into());
    }
    let ours = &provider.settings.client_id;
    if claims
        .authorized_party()
        .is_some_and(|party| party.as_str() != ours)
    {
        return Err(Refusal::Untrusted.into());
    }
    if let Some(hash) = claims.access_token_hash()
        && !is_of(token, &verifier, hash, with.access)
    {
        return Err(Refusal::Untrusted.into());
    }
    let acr = claims.auth_context_ref().map(|acr| acr.as_str());
    let amr: Vec<&str> = claims
        .auth_method_refs()
        .map(|all| all.iter().map(|one| one.as_str()).collect())
        .unwrap_or_default();
    strong(provider, acr, &amr)?;
    recent(provider, claims.auth_time(), now)?;
    Ok(Proven {
        subject: claims.subject().as_str().to_owned(),
        session: beside.sid.clone(),
        at: claims.auth_time(),
    })
}

/// Why a token was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// Perhaps the provider has new keys.
    UnknownKey,
    /// It will not get better.
    Refused(Refusal),
}

impl From<Refusal> for Unread {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

fn unread(error: ClaimsVerificationError) -> Unread {
    match error {
        ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey,
        ) => Unread::UnknownKey,
        _ => Refusal::Untrusted.into(),
    }
}

fn issued(at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), String> {
    if at > now + SKEW || at < now - FRESH - SKEW {
        Err("issued at another time".to_owned())
    } else {
        Ok(())
    }
}

fn is_of(
    token: &Token,
    verifier: &CoreIdTokenVerifier<'_>,
    hash: &AccessTokenHash,
    access: &AccessToken,
) -> bool {
    let Ok(algorithm) = token.signing_alg() else {
        return false;
    };
    let Ok(key) = token.signing_key(verifier) else {
        return false;
    };
    AccessTokenHash::from_token(access, algorithm, key).is_ok_and(|found| found == *hash)
}

fn strong(provider: &Provider, acr: Option<&str>, amr: &[&str]) -> Result<(), Refusal> {
    let wanted = &provider.settings;
    let context =
        wanted.acr.is_empty() || acr.is_some_and(|acr| wanted.acr.iter().any(|one| one == acr));
    if context && wanted.amr.iter().all(|one| amr.contains(&one.as_str())) {
        Ok(())
    } else {
        Err(Refusal::TooWeak)
    }
}

fn recent(
    provider: &Provider,
    at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let Some(minutes) = provider.settings.max_age_minutes else {
        return Ok(());
    };
    let oldest = now - TimeDelta::minutes(i64::from(minutes)) - SKEW;
    match at {
        Some(at) if at >= oldest && at <= now + SKEW => Ok(()),
        _ => Err(Refusal::TooLongAgo),
    }
}
