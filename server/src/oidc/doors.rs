//! The two addresses of a sign-in elsewhere: going there, and coming back.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, Query, State as Extract};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow};
use openidconnect::reqwest::Url;
use openidconnect::{
    AuthenticationContextClass, AuthorizationCode, CsrfToken, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, Scope, TokenResponse,
};
use serde::{Deserialize, Serialize};
use service::identity::{
    BOUND, Opens, Origin, PROVEN, PROVIDER, SID, refuse_sign_in, request_sign_in, sign_in_bound,
    viewer_by,
};
use service::limits::{SIGN_IN, take_now};
use tower_sessions::Session;

use super::assertion::{KIND, Proof, statement};
use super::provider::{Answer, Metadata, Provider};
use super::token::{Proven, Unread, With};
use super::{HINT, Refusal, UNDER_WAY, again, token};
use crate::entrance::begin as begin_session;
use crate::headers::fault_page;
use crate::limits::Asker;
use crate::next::front_door;
use crate::router::State;
use crate::visit::{CODE, home};
use app::error::AppError;

/// How long somebody may take at the provider.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);

/// A sign-in on its way, kept in the session: what comes back has to fit it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct UnderWay {
    provider: String,
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    since: DateTime<Utc>,
    /// Where somebody goes afterwards who is in already and only shows again who they are.
    #[serde(default)]
    again: Option<String>,
    /// Where somebody wanted to go who comes in.
    #[serde(default)]
    next: Option<String>,
}

/// Where somebody wanted to go before they came here.
#[derive(Debug, Deserialize)]
pub struct Asked {
    next: Option<String>,
}

/// What a provider sends back by way of the browser.
#[derive(Debug, Default, Deserialize)]
pub struct Back {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    iss: Option<String>,
    error: Option<String>,
}

/// Sends the browser to a provider.
pub async fn begin(
    Extract(state): Extract<State>,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
    Extension(Asker(address)): Extension<Asker>,
    session: Session,
) -> Response {
    let next = asked.next.and_then(|next| state.pages.allowed(&next));
    let provider = match provider(&state, &key).await {
        Ok(provider) => provider,
        Err(error) => return fault_page(error).await,
    };
    let provider = &*provider;
    if let Err(error) = take_now(&state.site, SIGN_IN, &address.to_string()).await {
        return fault_page(error.into()).await;
    }
    let now = state.site.clock.now();
    let metadata = match provider.known(now).await {
        Ok(metadata) => metadata,
        Err(refusal) => return turn_away(&state, &key, (refusal, next)).await,
    };
    let (address, under_way) = ask(provider, &metadata, now, None);
    go(&session, (address, UnderWay { next, ..under_way })).await
}

/// The provider of this name, if people come in by it.
pub(super) async fn provider(state: &State, key: &str) -> Result<Arc<Provider>, AppError> {
    let found = state.settings.providers.get(&state.site, key).await?;
    found.ok_or(AppError::NotFound)
}

/// Keeps a sign-in on its way and sends the browser there.
pub(super) async fn go(session: &Session, (address, under_way): (Url, UnderWay)) -> Response {
    // A new id: who planted one before cannot come back with it.
    let kept = async {
        session.cycle_id().await?;
        session.insert(UNDER_WAY, under_way).await
    };
    if kept.await.is_err() {
        return fault_page(AppError::Unavailable).await;
    }
    see(address.as_str())
}

pub(super) fn ask(
    provider: &Provider,
    metadata: &Metadata,
    now: DateTime<Utc>,
    again: Option<String>,
) -> (Url, UnderWay) {
    let us = provider.us(metadata);
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let mut request = us
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            || CsrfToken::new(service::chance::token()),
            || Nonce::new(service::chance::token()),
        )
        .add_scope(Scope::new("openid".to_owned()))
        .set_pkce_challenge(challenge);
    for acr in &provider.settings.acr {
        request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
    }
    if again.is_some() {
        request = request
            .add_prompt(CoreAuthPrompt::Login)
            .set_max_age(std::time::Duration::ZERO);
    } else if let Some(minutes) = provider.settings.max_age_minutes {
        request = request.set_max_age(std::time::Duration::from_secs(u64::from(minutes) * 60));
    }
    let (address, state, nonce) = request.url();
    let under_way = UnderWay {
        provider: provider.settings.key.clone(),
        state,
        nonce,
        verifier,
        since: now,
        again,
        next: None,
    };
    (address, under_way)
}

/// Where a provider sends the browser back to: signs in, or says on the front door why not.
pub async fn come_back(
    Extract(state): Extract<State>,
    Path(key): Path<String>,
    Query(back): Query<Back>,
    session: Session,
) -> Response {
    let provider = match provider(&state, &key).await {
        Ok(provider) => provider,
        Err(error) => return fault_page(error).await,
    };
    let provider = &*provider;
    // Whatever comes of it, the same answer is not taken twice.
    let Ok(under_way) = session.remove::<UnderWay>(UNDER_WAY).await else {
        return fault_page(AppError::Unavailable).await;
    };
    if session.save().await.is_err() {
        return fault_page(AppError::Unavailable).await;
    }
    let once_more = under_way.as_ref();
    let once_more = once_more.and_then(|it| Some((it.again.clone()?, it.since)));
    let next = under_way.as_ref().and_then(|it| it.next.clone());
    let proven = prove(&state, provider, under_way, back).await;
    if let Some(asked) = once_more {
        return match proven {
            Ok(proven) => again::come_again(&state, provider, &session, proven, asked).await,
            Err(refusal) => again::not_proven(&state, &key, refusal).await,
        };
    }
    let (proven, hint) = match proven {
        Ok(proven) => proven,
        Err(refusal) => return turn_away(&state, &key, (refusal, next)).await,
    };
    match admit(&state, provider, &session, &proven, hint).await {
        Ok(Some(home)) => see(next.as_deref().unwrap_or(home)),
        Ok(None) => introduce(&state, provider, &session, &proven.subject).await,
        Err(error) => fault_page(error).await,
    }
}

async fn prove(
    state: &State,
    provider: &Provider,
    under_way: Option<UnderWay>,
    back: Back,
) -> Result<(Proven, String), Refusal> {
    let now = state.site.clock.now();
    let under_way = under_way.ok_or(Refusal::NotUnderWay)?;
    if now - under_way.since > PATIENCE {
        return Err(Refusal::NotUnderWay);
    }
    // The comparison of these takes as long for a good guess as for a bad one.
    if under_way.provider != provider.settings.key || under_way.state != CsrfToken::new(back.state)
    {
        return Err(Refusal::NotOurs);
    }
    let metadata = provider.known(now).await?;
    let named = back.iss.as_deref();
    let names_itself = metadata
        .additional_metadata()
        .authorization_response_iss_parameter_supported;
    match named {
        Some(issuer) if issuer != provider.settings.issuer => return Err(Refusal::NotOurs),
        None if names_itself => return Err(Refusal::NotOurs),
        _ => {}
    }
    if back.error.is_some() || back.code.is_empty() {
        return Err(Refusal::Declined);
    }
    let answer = redeem(provider, &metadata, back.code, under_way.verifier, now).await?;
    let with = With {
        nonce: &under_way.nonce,
        access: answer.access_token(),
    };
    let id_token = answer.id_token().ok_or(Refusal::Untrusted)?;
    let proven = match token::read(provider, &metadata, id_token, with, now) {
        Ok(proven) => proven,
        Err(Unread::Refused(refusal)) => return Err(refusal),
        // Keys change; the new ones are asked for once.
        Err(Unread::UnknownKey) => {
            let metadata = provider.once_more(now).await?;
            token::read(provider, &metadata, id_token, with, now).map_err(
                |unread| match unread {
                    Unread::Refused(refusal) => refusal,
                    Unread::UnknownKey => Refusal::Untrusted,
                },
            )?
        }
    };
    Ok((proven, id_token.to_string()))
}

async fn redeem(
    provider: &Provider,
    metadata: &Metadata,
    code: String,
    verifier: PkceCodeVerifier,
    now: DateTime<Utc>,
) -> Result<Answer, Refusal> {
    let us = provider.us(metadata);
    let Ok(request) = us.exchange_code(AuthorizationCode::new(code)) else {
        return Err(Refusal::Unreachable);
    };
    let mut request = request.set_pkce_verifier(verifier);
    if let Proof::Key(key, id) = &provider.proof {
        let audience = metadata.token_endpoint().map(|url| url.as_str());
        let names = (
            provider.settings.client_id.as_str(),
            audience.unwrap_or_default(),
        );
        let signed = statement(key, id.as_deref(), names, now).map_err(|error| {
            tracing::error!(%error, "the key for a sign-in provider cannot sign");
            Refusal::Unreachable
        })?;
        request = request
            .add_extra_param("client_assertion_type", KIND)
            .add_extra_param("client_assertion", signed);
    }
    request
        .request_async(&provider.line)
        .await
        .map_err(|error| {
            use openidconnect::RequestTokenError::{Other, Parse, Request, ServerResponse};
            match error {
                // The provider knows this code no longer, or never did.
                ServerResponse(_) => Refusal::Declined,
                Parse(..) => Refusal::Untrusted,
                Request(_) | Other(_) => Refusal::Unreachable,
            }
        })
}

async fn admit(
    state: &State,
    provider: &Provider,
    session: &Session,
    proven: &Proven,
    hint: String,
) -> Result<Option<&'static str>, AppError> {
    let site = &state.site;
    let bound = proven.bound(provider);
    let origin = Origin::Provider(&provider.settings.key);
    let Some((account, region)) = sign_in_bound(site, &bound, origin).await? else {
        return Ok(None);
    };
    let opens = Opens::Agreed(bound.clone());
    let viewer = viewer_by(site, account, region, &opens)
        .await?
        .ok_or(AppError::NotFound)?;
    let store = |_| AppError::Unavailable;
    begin_session(site, session, account, region).await?;
    let key = provider.settings.key.as_str();
    session.insert(PROVIDER, key).await.map_err(store)?;
    session.insert(BOUND, bound).await.map_err(store)?;
    let shown = proven.shown(site.clock.now()).timestamp();
    session.insert(PROVEN, shown).await.map_err(store)?;
    session.insert(SID, &proven.session).await.map_err(store)?;
    session.insert(HINT, hint).await.map_err(store)?;
    Ok(Some(home(&viewer)))
}

/// Where somebody can sign out at the provider they came in by: its name, and the address.
pub async fn way_out(state: &State, session: &Session) -> Option<(String, String)> {
    let key: String = session.get(PROVIDER).await.ok()??;
    let hint: String = session.get(HINT).await.ok()??;
    let provider = state
        .settings
        .providers
        .get(&state.site, &key)
        .await
        .ok()??;
    if !provider.settings.end_session {
        return None;
    }
    let metadata = provider.known(state.site.clock.now()).await.ok()?;
    let end = metadata
        .additional_metadata()
        .end_session_endpoint
        .as_deref()?;
    let mut address = Url::parse(end).ok()?;
    address
        .query_pairs_mut()
        .append_pair("id_token_hint", &hint)
        .append_pair("client_id", &provider.settings.client_id)
        .append_pair(
            "post_logout_redirect_uri",
            &format!("{}/", state.settings.origin),
        );
    Some((provider.settings.name.clone(), address.into()))
}

/// Turns away somebody whom the provider knows and nobody here does, with a code to be recognised by.
async fn introduce(
    state: &State,
    provider: &Provider,
    session: &Session,
    subject: &str,
) -> Response {
    let settings = &provider.settings;
    let code = request_sign_in(&state.site, &settings.issuer, subject, &settings.key).await;
    let code = match code {
        Ok(code) => code,
        Err(error) => return fault_page(error.into()).await,
    };
    if session.insert(CODE, code).await.is_err() {
        return fault_page(AppError::Unavailable).await;
    }
    turn_away(state, &settings.key, (Refusal::Unknown, None)).await
}

/// Writes down that somebody was not let in, and says why on the front door.
async fn turn_away(
    state: &State,
    key: &str,
    (refusal, next): (Refusal, Option<String>),
) -> Response {
    let word = refusal.word();
    match refuse_sign_in(&state.site, Origin::Provider(key), word).await {
        Ok(()) => see(&front_door(Some(word), next.as_deref())),
        Err(error) => fault_page(error.into()).await,
    }
}

pub(super) fn see(address: &str) -> Response {
    Redirect::to(address).into_response()
}
