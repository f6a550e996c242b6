//! Finds out who asks, once per request, and keeps strangers at the door.

use std::sync::Arc;

use app::bridge::{SignInCode, Visit};
use app::error::AppError;
use axum::Json;
use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{AccountId, PersonId, RegionId};
use domain::identity::{Device, Ended, LONGEST};
use domain::policy::{Facts, Operation, may};
use service::ctx::{Ctx, Site};
use service::identity::{
    ACCOUNT, BEGAN, DEVICE, ENDED, Here, Kept, REGION, Sessions, Viewer, arrive, behind, is_over,
};
use tower_sessions::session::{Id, Record};
use tower_sessions::{Session, SessionStore};

use crate::guest;
use crate::guise;
use crate::headers::{self, fault_page};
use crate::next::front_door;
use crate::proof;
use crate::router::State;
use crate::told;

/// The person as whom somebody looks, for as long as they do.
pub const LOOKS_AS: &str = "looks_as";
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
    let found = match find(&state, &session, request.headers()).await {
        Ok(found) => found,
        Err(error) => return fault_page(error).await,
    };
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let door = path == "/" && reads;
    match found {
        Ok((visit, _)) if door => {
            let next = state.pages.named(request.uri());
            Redirect::to(next.as_deref().unwrap_or_else(|| home(&visit.viewer))).into_response()
        }
        Ok((visit, _)) if visit.ctx.looks_as_another() => look(visit, (request, next)).await,
        Ok((visit, kept)) => {
            if kept.has(told::DONE) && told::opens_a_page(&request) {
                match told::just_done(&session).await {
                    Ok(Some(done)) => drop(request.extensions_mut().insert(done)),
                    Ok(None) => {}
                    Err(error) => return fault_page(error).await,
                }
            }
            request.extensions_mut().insert(visit);
            if kept.has(proof::WAITING) {
                let asked = (request.method(), request.uri());
                if let Some(form) = proof::waiting(&state, &session, asked).await {
                    request.extensions_mut().insert(form);
                }
            }
            next.run(request).await
        }
        Err(_) if door => {
            // A code that cannot be read now is shown the next time.
            if let Ok(Some(code)) = session.get::<String>(CODE).await {
                request.extensions_mut().insert(SignInCode(code));
            }
            next.run(request).await
        }
        Err(_) if is_open(path) || !reads => next.run(request).await,
        Err(_) if path.starts_with("/live/") => StatusCode::UNAUTHORIZED.into_response(),
        Err(ended) => {
            let asked = request.uri().path_and_query();
            let next = asked.and_then(|asked| state.pages.allowed(asked.as_str()));
            Redirect::to(&front_door(ended.map(Ended::word), next.as_deref())).into_response()
        }
    }
}

/// Shows a page as somebody else sees it. Whatever goes wrong keeps the way back to oneself.
async fn look(visit: Visit, (mut request, next): (Request, Next)) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let looks = (visit.clone(), request.uri().clone());
    let answer = if reads || may_do(request.uri().path()) {
        request.extensions_mut().insert(visit);
        next.run(request).await
    } else {
        only_looking(request.headers()).await
    };
    headers::with_way_back(answer, looks).await
}

/// What somebody can still do who looks as somebody else: go back, go elsewhere, and search. The ways out of
/// the site stand before this layer.
fn may_do(path: &str) -> bool {
    matches!(path, guise::BACK | "/regio" | app::pages::SEARCH)
}

/// Says that nothing was changed: as a page, or as an operation says it to the page that asked.
async fn only_looking(headers: &HeaderMap) -> Response {
    let accept = headers.get(header::ACCEPT);
    let accept = accept.and_then(|accept| accept.to_str().ok());
    if accept.is_some_and(|accept| accept.contains("text/html")) {
        return fault_page(AppError::OnlyLooking).await;
    }
    (StatusCode::CONFLICT, Json(AppError::OnlyLooking)).into_response()
}

/// The page somebody starts on.
pub fn home(viewer: &Viewer) -> &'static str {
    let actor = &viewer.actor;
    if actor.is_guest() {
        "/gast"
    } else if may(actor, Operation::ReadCockpit, Facts::default()) {
        "/regie"
    } else if may(actor, Operation::ReadInvitations, Facts::default()) {
        "/adviezen"
    } else if may(actor, Operation::ReadActions, Facts::default()) {
        "/acties"
    } else if may(actor, Operation::ReadPeople, Facts::default()) {
        "/beheer"
    } else if may(actor, Operation::ReadMeetings, Facts::default()) {
        "/overleg"
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
    let came = arrive(site, id).await.map_err(|error| unread(&error))?;
    let Some(came) = came else { return Ok(None) };
    let ctx = Ctx::new(site.clone(), came.viewer.actor.clone()).opening(came.opens);
    let ctx = ctx.proven_at(came.proven);
    if !came.kept.has(LOOKS_AS) {
        return Ok(Some(ctx));
    }
    let Some(face) = came.kept.get(LOOKS_AS) else {
        return Ok(None);
    };
    let shown = behind(site, &came.viewer, face).await?;
    Ok(shown.map(|shown| ctx.looking_as(shown.actor)))
}

/// Until when a session lasts if nothing happens, and until when it can be prolonged; nothing when it
/// is over. It does not prolong it.
///
/// # Errors
/// When the database does not answer.
pub async fn until(
    site: &Site,
    id: Id,
) -> Result<Option<(DateTime<Utc>, DateTime<Utc>)>, AppError> {
    let Some(record) = standing(site, id).await? else {
        return Ok(None);
    };
    let silent = DateTime::from_timestamp(record.expiry_date.unix_timestamp(), 0);
    let last = kept(&record, BEGAN).map(|began| began + LONGEST);
    Ok(silent
        .zip(last)
        .map(|(silent, last)| (silent.min(last), last)))
}

/// A session that is not over, of somebody who came in.
async fn standing(site: &Site, id: Id) -> Result<Option<Record>, AppError> {
    let sessions = Sessions::new(site.store.clone(), site.clock.clone());
    let record = sessions.load(&id).await.map_err(|error| unread(&error))?;
    let lasts = |record: &Record| kept(record, BEGAN).is_some_and(|began| !is_over(site, began));
    Ok(record.filter(lasts))
}

fn kept(record: &Record, name: &str) -> Option<DateTime<Utc>> {
    let seconds = record.data.get(name)?.as_i64()?;
    DateTime::from_timestamp(seconds, 0)
}

fn unread(error: &dyn std::fmt::Display) -> AppError {
    service::log_session(error);
    AppError::Unavailable
}

/// Who comes by and what their session keeps; for nobody, why the session is over that this browser
/// had.
async fn find(
    state: &State,
    session: &Session,
    headers: &HeaderMap,
) -> Result<Result<(Visit, Kept), Option<Ended>>, AppError> {
    let Some(id) = session.id() else {
        return Ok(Err(None));
    };
    // Whatever keeps a session from being read, its person can come back later.
    let came = arrive(&state.site, id).await;
    let Some(came) = came.map_err(|error| unread(&error))? else {
        return Ok(Err(shut(state, session).await?));
    };
    let minute = state.site.clock.now().timestamp() / 60;
    if came.kept.get(SEEN) != Some(minute) {
        let unwritten = |error| unread(&error);
        session.insert(SEEN, minute).await.map_err(unwritten)?;
        recognise(session, headers).await?;
    }
    let here = Here {
        name: Sessions::name_of(id),
        proven: came.proven,
        way: came.way,
        silence: state.settings.edges.silence,
        lasts: lasts(state, came.began),
    };
    let ctx = Ctx::new(state.site.clone(), came.viewer.actor.clone());
    let ctx = ctx.proven_at(here.proven).opening(came.opens);
    let ctx = ctx.proven_within(state.settings.edges.proof);
    let (ctx, viewer) = if came.kept.has(LOOKS_AS) {
        face(&state.site, session, ctx, came.viewer).await?
    } else {
        (ctx, came.viewer)
    };
    let visit = Visit {
        ctx,
        viewer: Arc::new(viewer),
        here: Arc::new(here),
        watched: Arc::default(),
    };
    Ok(Ok((visit, came.kept)))
}

/// Why nobody comes by on a session that a browser had. One of somebody who may not come in any more
/// is forgotten.
async fn shut(state: &State, session: &Session) -> Result<Option<Ended>, AppError> {
    let read = |error| unread(&error);
    let account: Option<AccountId> = session.get(ACCOUNT).await.map_err(read)?;
    let region: Option<RegionId> = session.get(REGION).await.map_err(read)?;
    if account.and(region).is_none() {
        return ended(session, true).await;
    }
    let began: Option<i64> = session.get(BEGAN).await.map_err(read)?;
    let began = began.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    session.flush().await.map_err(read)?;
    let long = began.is_none_or(|began| is_over(&state.site, began));
    Ok(Some(if long { Ended::Long } else { Ended::Shut }))
}

/// Why a session is over, as far as its cookie may know: what was left in its place, or that it is
/// there no more.
///
/// # Errors
/// When the database does not answer.
pub async fn ended(session: &Session, came: bool) -> Result<Option<Ended>, AppError> {
    let left: Option<String> = session.get(ENDED).await.map_err(|error| unread(&error))?;
    let gone = came && session.id().is_none();
    Ok(left
        .and_then(|word| Ended::parse(&word))
        .or_else(|| gone.then_some(Ended::Gone)))
}

/// The same request as somebody else sees it, for who looks as them. Once they may do that no more,
/// or the other may not come in, they are themselves again.
async fn face(
    site: &Site,
    session: &Session,
    ctx: Ctx,
    viewer: Viewer,
) -> Result<(Ctx, Viewer), AppError> {
    let read = |error| unread(&error);
    let Some(face) = session.get::<PersonId>(LOOKS_AS).await.map_err(read)? else {
        return Ok((ctx, viewer));
    };
    if let Some(shown) = behind(site, &viewer, face).await? {
        return Ok((ctx.looking_as(shown.actor.clone()), shown));
    }
    guise::put_off(session, &ctx).await?;
    Ok((ctx, viewer))
}

/// How much longer a session lasts at least: that it was seen is written down once a minute.
fn lasts(state: &State, began: DateTime<Utc>) -> TimeDelta {
    let silent = state.settings.edges.silence - TimeDelta::minutes(1);
    silent.min(began + LONGEST - state.site.clock.now())
}

/// Keeps on what kind of machine a session was begun. One that turns up on another kind may have
/// been taken; that is told to the log, because browsers also change what they call themselves.
async fn recognise(session: &Session, headers: &HeaderMap) -> Result<(), AppError> {
    let agent = headers.get(header::USER_AGENT);
    let agent = agent.and_then(|agent| agent.to_str().ok());
    let now = Device::of(agent.unwrap_or_default());
    let read = |error| unread(&error);
    match session.get::<Device>(DEVICE).await.map_err(read)? {
        Some(before) if before == now => {}
        Some(before) => {
            let (before, now) = (before.word(), now.word());
            tracing::warn!(before, now, "a session came by on another kind of machine");
        }
        None => session.insert(DEVICE, now).await.map_err(read)?,
    }
    Ok(())
}

/// Pages that everybody may read: what the law wants said to anybody.
fn is_open(path: &str) -> bool {
    matches!(path, "/toegankelijkheid" | "/privacy" | "/beveiliging")
}

/// Files that everybody may have. Anything else is behind the door, whatever its address looks like.
fn is_asset(path: &str) -> bool {
    path.starts_with("/pkg/")
        || path.starts_with("/fonts/")
        || matches!(
            path,
            "/favicon.svg" | "/icons.svg" | "/away.js" | "/passkey.js" | "/stay.js"
        )
}

fn is_entrance(path: &str) -> bool {
    path.starts_with("/aanmelden/")
        || matches!(
            path,
            "/inrichten" | "/aanmelden" | "/afmelden" | "/verlaten" | "/weg" | "/sessie"
        )
}
