//! Finds out who asks, once per request, and keeps strangers at the door.

use std::sync::Arc;

use app::bridge::{SignInCode, Visit};
use app::error::AppError;
use axum::extract::{Request, State as Extract};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::{AccountId, RegionId};
use domain::policy::{Facts, Operation, may};
use service::ctx::{Ctx, Site};
use service::identity::{Sessions, Viewer, viewer};
use tower_sessions::session::Id;
use tower_sessions::{Session, SessionStore};

use crate::guest;
use crate::headers::fault_page;
use crate::router::State;

/// The name under which a session keeps its account.
pub const ACCOUNT: &str = "account";
/// The name under which a session keeps its region.
pub const REGION: &str = "region";
/// When somebody came in, in seconds: a session does not last for ever, however busy it is.
pub const BEGAN: &str = "began";
/// How long a session lasts at most, in seconds (ASVS 7.3.2; ten hours is a working day).
const LONGEST: i64 = 10 * 60 * 60;
/// The code by which somebody unknown is recognised, kept until they are let in.
pub const CODE: &str = "code";
/// The minute of the last visit, so that a session is written at most once a minute.
const SEEN: &str = "seen";

/// Puts a [`Visit`] into the request of somebody who is signed in.
pub async fn layer(
    Extract(state): Extract<State>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if is_asset(path) || is_entrance(path) || guest::is_door(path) {
        return next.run(request).await;
    }
    let visit = match find(&state, &session).await {
        Ok(visit) => visit,
        Err(error) => return fault_page(&state, error).await,
    };
    let door = path == "/";
    match visit {
        Some(visit) if door => Redirect::to(home(&visit.viewer)).into_response(),
        Some(visit) => {
            request.extensions_mut().insert(visit);
            next.run(request).await
        }
        None if door => {
            // A code that cannot be read now is shown the next time.
            if let Ok(Some(code)) = session.get::<String>(CODE).await {
                request.extensions_mut().insert(SignInCode(code));
            }
            next.run(request).await
        }
        None if request.method() != Method::GET => next.run(request).await,
        None if path.starts_with("/live/") => StatusCode::UNAUTHORIZED.into_response(),
        None => Redirect::to("/").into_response(),
    }
}

/// The page somebody starts on.
pub fn home(viewer: &Viewer) -> &'static str {
    let actor = &viewer.actor;
    if actor.is_guest() {
        "/gast"
    } else if may(actor, Operation::ReadCockpit, Facts::default()) {
        "/regie"
    } else if may(actor, Operation::ReadActions, Facts::default()) {
        "/acties"
    } else if may(actor, Operation::ReadPeople, Facts::default()) {
        "/beheer"
    } else {
        "/convenant"
    }
}

/// Who comes by on a session as it stands now, for what goes on after its request: nobody once they
/// have signed out, went to another region or lost their place. It does not prolong the session.
///
/// # Errors
/// When the database does not answer.
pub async fn again(site: &Site, id: Id) -> Result<Option<Ctx>, AppError> {
    let sessions = Sessions::new(site.store.clone(), site.clock.clone());
    let record = sessions.load(&id).await.map_err(|error| {
        service::log_session(&error);
        AppError::Unavailable
    })?;
    let Some(record) = record else {
        return Ok(None);
    };
    let part = |name: &str| record.data.get(name)?.as_str();
    let account = part(ACCOUNT).and_then(|id| id.parse().ok());
    let region = part(REGION).and_then(|id| id.parse().ok());
    let (Some(account), Some(region)) = (account, region) else {
        return Ok(None);
    };
    let began = record.data.get(BEGAN).and_then(serde_json::Value::as_i64);
    if is_over(site, began) {
        return Ok(None);
    }
    let viewer = viewer(site, account, region).await?;
    Ok(viewer.map(|viewer| Ctx::new(site.clone(), viewer.actor)))
}

async fn find(state: &State, session: &Session) -> Result<Option<Visit>, AppError> {
    let read = |error| {
        service::log_session(&error);
        AppError::Unavailable
    };
    let account: Option<AccountId> = session.get(ACCOUNT).await.map_err(read)?;
    let region: Option<RegionId> = session.get(REGION).await.map_err(read)?;
    let (Some(account), Some(region)) = (account, region) else {
        return Ok(None);
    };
    let began: Option<i64> = session.get(BEGAN).await.map_err(read)?;
    let viewer = if is_over(&state.site, began) {
        None
    } else {
        viewer(&state.site, account, region).await?
    };
    let Some(viewer) = viewer else {
        session.flush().await.map_err(read)?;
        return Ok(None);
    };
    let minute = state.site.clock.now().timestamp() / 60;
    if session.get::<i64>(SEEN).await.map_err(read)? != Some(minute) {
        session.insert(SEEN, minute).await.map_err(read)?;
    }
    let ctx = Ctx::new(state.site.clone(), viewer.actor.clone());
    Ok(Some(Visit {
        ctx,
        viewer: Arc::new(viewer),
        watched: Arc::default(),
    }))
}

/// Whether a session that began then has lasted long enough.
fn is_over(site: &Site, began: Option<i64>) -> bool {
    let now = site.clock.now().timestamp();
    began.is_none_or(|began| now - began >= LONGEST)
}

/// Files that everybody may have. Anything else is behind the door, whatever its address looks like.
fn is_asset(path: &str) -> bool {
    path.starts_with("/pkg/")
        || path.starts_with("/fonts/")
        || matches!(
            path,
            "/favicon.svg" | "/icons.svg" | "/away.js" | "/passkey.js"
        )
}

fn is_entrance(path: &str) -> bool {
    path.starts_with("/aanmelden/")
        || matches!(
            path,
            "/inrichten" | "/aanmelden" | "/afmelden" | "/verlaten" | "/weg"
        )
}
