//! Showing again who one is, for what is restricted, and coming back to what one was doing.
//!
//! A form that has to wait for the proof waits in the session: the way out to a sign-in provider and
//! back leaves no other place for it. It waits ten minutes, comes back once, filled in and not yet
//! sent, and what the guard refuses does not wait with it.

mod device;

use app::bridge::Visit;
use app::error::AppError;
use app::refused::Refused;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Form, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use domain::guard::{self, Known, Scope};
use leptos::prelude::provide_context;
use serde::{Deserialize, Serialize};
use service::ctx::Ctx;
use service::identity::{Origin, PROVEN, Way, note_proof};
use tower_sessions::Session;

use crate::headers::fault_page;
use crate::knock;
use crate::refused::is_ours;
use crate::router::State;

pub use device::{ask_key, prove_code, prove_key};

/// The name under which a session keeps the form that waits.
pub const WAITING: &str = "waiting";
/// How long it waits.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);
/// The most that waits, in bytes.
const ROOM: usize = 16 * 1024;

/// A form that was not sent yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    /// The path of its operation.
    pub operation: String,
    /// The page it stands on.
    pub page: String,
    /// What was typed.
    pub fields: Vec<(String, String)>,
}

/// Shows what asks for the proof, in place of a form that has to wait for it.
pub async fn ask(state: &State, mut parts: Parts, form: Kept) -> Response {
    if let Some(session) = parts.extensions.get::<Session>().cloned() {
        let form = Kept {
            fields: form.fields.into_iter().filter(may_wait).collect(),
            ..form
        };
        let size: usize = form
            .fields
            .iter()
            .map(|(name, text)| name.len() + text.len())
            .sum();
        let since = state.site.clock.now().timestamp();
        if size <= ROOM && session.insert(WAITING, (since, form)).await.is_err() {
            return fault_page(AppError::Unavailable).await;
        }
    }
    parts.method = Method::GET;
    parts.uri = Uri::from_static("/bevestigen");
    let (site, entrances) = (state.site.clone(), state.entrances());
    let desk = state.settings.desk.clone();
    let context = move || {
        provide_context(site.clone());
        provide_context(entrances.clone());
        provide_context(desk.clone());
    };
    let request = Request::from_parts(parts, Body::empty());
    let mut answer =
        leptos_axum::render_app_async_with_context(context, app::pages::shell)(request).await;
    *answer.status_mut() = StatusCode::FORBIDDEN;
    answer.extensions_mut().insert(knock::Asked);
    answer
}

/// Whether a field may be kept for a while: not what the guard would refuse to keep at all.
fn may_wait((_, text): &(String, String)) -> bool {
    let hits = guard::check(text, Scope::Ordinary, &Known::default());
    hits.iter().all(|hit| !hit.kind.is_refused())
}

/// The form that waited for a proof, when this is a request for its page. It comes back once.
pub async fn waiting(
    state: &State,
    session: &Session,
    (method, page): (&Method, &Uri),
) -> Option<Refused> {
    if method != Method::GET {
        return None;
    }
    let (since, form): (i64, Kept) = session.get(WAITING).await.ok()??;
    if page.to_string() != form.page {
        return None;
    }
    session.remove::<(i64, Kept)>(WAITING).await.ok()?;
    let waited = state.site.clock.now().timestamp() - since;
    (waited <= PATIENCE.num_seconds()).then_some(Refused {
        operation: form.operation,
        error: AppError::Unproven,
        fields: form.fields,
    })
}

/// Where somebody goes who showed who they are: to the page of the form that waits, else to the page
/// that asked, else to the own account.
pub async fn destination(session: &Session, asked: Option<String>) -> String {
    let waits: Option<(i64, Kept)> = session.get(WAITING).await.ok().flatten();
    let page = waits.map(|(_, form)| form.page).or(asked);
    page.filter(|page| is_ours(page) && !page.starts_with("/bevestigen"))
        .unwrap_or_else(|| "/account".to_owned())
}

/// Keeps that somebody showed who they are. The session goes on under a new id.
///
/// # Errors
/// When the database does not answer.
pub async fn proven(ctx: &Ctx, session: &Session, origin: Origin<'_>) -> Result<(), AppError> {
    note_proof(ctx, origin).await?;
    let unwritten = |_| AppError::Unavailable;
    session.cycle_id().await.map_err(unwritten)?;
    let now = ctx.now().timestamp();
    session.insert(PROVEN, now).await.map_err(unwritten)
}

/// The form of the demo's proof.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sure {
    page: Option<String>,
}

/// Shows in the demo who one is: by saying so, as when coming in.
pub async fn demo(
    visit: Option<Extension<Visit>>,
    session: Session,
    Form(sure): Form<Sure>,
) -> Response {
    let Some(Extension(visit)) = visit else {
        return Redirect::to("/").into_response();
    };
    if visit.here.way != Way::Demo {
        return fault_page(AppError::NotFound).await;
    }
    match proven(&visit.ctx, &session, Origin::Demo).await {
        Ok(()) => Redirect::to(&destination(&session, sure.page).await).into_response(),
        Err(error) => fault_page(error).await,
    }
}
