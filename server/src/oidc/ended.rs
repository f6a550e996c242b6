//! The address by which a provider tells that sessions ended there.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use service::error::Error;
use service::identity::{Origin, end_at, refuse_sign_in};
use service::limits::{ENDED, take_now};

use super::Refusal;
use super::ending::read;
use super::token::Unread;
use crate::limits::Asker;
use crate::router::State;

/// The form by which a provider ends sessions (OpenID Connect Back-Channel Logout 1.0).
#[derive(Debug, Deserialize)]
pub struct Ended {
    logout_token: String,
}

/// Ends the sessions that a provider ended. The statement is verified like any other; nothing else
/// in the request counts, so no cookie and no origin is asked for.
pub async fn end_elsewhere(
    Extract(state): Extract<State>,
    Path(key): Path<String>,
    Extension(Asker(address)): Extension<Asker>,
    Form(ended): Form<Ended>,
) -> Response {
    let provider = match state.settings.providers.get(&state.site, &key).await {
        Ok(Some(provider)) => provider,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(_) => return unstored(StatusCode::SERVICE_UNAVAILABLE),
    };
    match take_now(&state.site, ENDED, &address.to_string()).await {
        Ok(()) => {}
        Err(Error::TooMany(_)) => return unstored(StatusCode::TOO_MANY_REQUESTS),
        Err(_) => return unstored(StatusCode::SERVICE_UNAVAILABLE),
    }
    let now = state.site.clock.now();
    let outcome = async {
        let metadata = provider.known(now).await?;
        match read(&provider, &metadata, &ended.logout_token, now) {
            Ok(ending) => Ok(ending),
            Err(Unread::Refused(refusal)) => Err(refusal),
            Err(Unread::UnknownKey) => {
                let metadata = provider.once_more(now).await?;
                read(&provider, &metadata, &ended.logout_token, now).map_err(|_| Refusal::Untrusted)
            }
        }
    };
    let ending = match outcome.await {
        Ok(ending) => ending,
        Err(refusal) => {
            let origin = Origin::Provider(&key);
            return match refuse_sign_in(&state.site, origin, refusal.word()).await {
                Ok(()) => unstored(StatusCode::BAD_REQUEST),
                Err(_) => unstored(StatusCode::SERVICE_UNAVAILABLE),
            };
        }
    };
    let whose = (provider.settings.issuer.as_str(), ending.subject.as_deref());
    match end_at(&state.site, whose, ending.session.as_deref(), &ending.once).await {
        Ok(true) => unstored(StatusCode::OK),
        Ok(false) => unstored(StatusCode::BAD_REQUEST),
        Err(_) => unstored(StatusCode::SERVICE_UNAVAILABLE),
    }
}

fn unstored(status: StatusCode) -> Response {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = status;
    answer
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
