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
    BEGAN, BOUND, DEVICE, ENDED, Here, Opens, PROVEN, PROVIDER, Sessions, Viewer, WAY, Way, behind,
    viewer_by,
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

/// The name under which a session keeps its account.
pub const ACCOUNT: &str = "account";
/// The name under which a session keeps its region.
pub const REGION: &str = "region";
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
        Err(error) => return fault_page(&state, error).await,
    };
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let door = path == "/" && reads;
    match found {
        Ok(visit) if door => {
            let next = state.pages.named(request.uri());
            Redirect::to(next.as_deref().unwrap_or_else(|| home(&visit.viewer))).into_response()
        }
        Ok(visit) if visit.ctx.looks_as_another() => look(&state, visit, (request, next)).await,
        Ok(visit) => {
            if told::opens_a_page(&request) {
                match told::just_done(&session).await {
                    Ok(Some(done)) => drop(request.extensions_mut().insert(done)),
                    Ok(None) => {}
                    Err(error) => return fault_page(&state, error).await,
                }
            }
            request.extensions_mut().insert(visit);
            let asked = (request.method(), request.uri());
            if let Some(form) = proof::waiting(&state, &session, asked).await {
                request.extensions_mut().insert(form);
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
async fn look(state: &State, visit: Visit, (mut request, next): (Request, Next)) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let looks = (visit.clone(), request.uri().clone());
    let answer = if reads || may_do(request.uri().path()) {
        request.extensions_mut().insert(visit);
        next.run(request).await
    } else {
        only_looking(state, request.headers()).await
    };
    headers::with_way_back(answer, looks).await
}

/// What somebody can still do who looks as somebody else: go back, and go elsewhere. The ways out of
/// the site stand before this layer.
fn may_do(path: &str) -> bool {
    matches!(path, guise::BACK | "/regio")
}

/// Says that nothing was changed: as a page, or as an operation says it to the page that asked.
async fn only_looking(state: &State, headers: &HeaderMap) -> Response {
    let accept = headers.get(header::ACCEPT);
    let accept = accept.and_then(|accept| accept.to_str().ok());
    if accept.is_some_and(|accept| accept.contains("text/html")) {
        return fault_page(state, AppError::OnlyLooking).await;
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
    let Some(record) = standing(site, id).await? else {
        return Ok(None);
    };
    let part = |name: &str| record.data.get(name)?.as_str();
    let account = part(ACCOUNT).and_then(|id| id.parse().ok());
    let region = part(REGION).and_then(|id| id.parse().ok());
    let (Some(account), Some(region)) = (account, region) else {
        return Ok(None);
    };
    let word = |name: &str| part(name).map(str::to_owned);
    let bound = record.data.get(BOUND).cloned();
    let bound = bound.map(serde_json::from_value).transpose();
    let bound = bound.map_err(|error| unread(&error))?;
    let opens = Opens::of(bound, &Way::of(word(PROVIDER), word(WAY)), region);
    let Some(viewer) = viewer_by(site, account, region, &opens).await? else {
        return Ok(None);
    };
    let proven = kept(&record, PROVEN).or_else(|| kept(&record, BEGAN));
    let ctx = Ctx::new(site.clone(), viewer.actor.clone()).opening(opens);
    let ctx = ctx.proven_at(proven.unwrap_or_default());
    let Some(face) = record.data.get(LOOKS_AS) else {
        return Ok(Some(ctx));
    };
    let face: Option<PersonId> = face.as_str().and_then(|id| id.parse().ok());
    let Some(face) = face else { return Ok(None) };
    let shown = behind(site, &viewer, face).await?;
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
    Ok(record.filter(|record| !is_over(site, kept(record, BEGAN))))
}

fn kept(record: &Record, name: &str) -> Option<DateTime<Utc>> {
    let seconds = record.data.get(name)?.as_i64()?;
    DateTime::from_timestamp(seconds, 0)
}

fn unread(error: &dyn std::fmt::Display) -> AppError {
    service::log_session(error);
    AppError::Unavailable
}

/// Who comes by; for nobody, why the session is over that this browser had.
async fn find(
    state: &State,
    session: &Session,
    headers: &HeaderMap,
) -> Result<Result<Visit, Option<Ended>>, AppError> {
    let read = |error| unread(&error);
    let came = session.id().is_some();
    let account: Option<AccountId> = session.get(ACCOUNT).await.map_err(read)?;
    let region: Option<RegionId> = session.get(REGION).await.map_err(read)?;
    let (Some(account), Some(region)) = (account, region) else {
        return Ok(Err(ended(session, came).await?));
    };
    let instant = async |name: &str| -> Result<Option<DateTime<Utc>>, AppError> {
        let seconds: Option<i64> = session.get(name).await.map_err(read)?;
        Ok(seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
    };
    let began = instant(BEGAN).await?;
    let way = way(session).await?;
    let opens = opens(session, &way, region).await?;
    let over = is_over(&state.site, began);
    let viewer = if over {
        None
    } else {
        viewer_by(&state.site, account, region, &opens).await?
    };
    let (Some(viewer), Some(began)) = (viewer, began) else {
        session.flush().await.map_err(read)?;
        return Ok(Err(Some(if over { Ended::Long } else { Ended::Shut })));
    };
    let minute = state.site.clock.now().timestamp() / 60;
    if session.get::<i64>(SEEN).await.map_err(read)? != Some(minute) {
        session.insert(SEEN, minute).await.map_err(read)?;
        recognise(session, headers).await?;
    }
    let here = Here {
        name: session.id().map(Sessions::name_of).unwrap_or_default(),
        proven: instant(PROVEN).await?.unwrap_or(began),
        way,
        silence: state.settings.edges.silence,
        lasts: lasts(state, began),
    };
    let ctx = Ctx::new(state.site.clone(), viewer.actor.clone());
    let ctx = ctx.proven_at(here.proven).opening(opens);
    let ctx = ctx.proven_within(state.settings.edges.proof);
    let (ctx, viewer) = face(&state.site, session, ctx, viewer).await?;
    Ok(Ok(Visit {
        ctx,
        viewer: Arc::new(viewer),
        here: Arc::new(here),
        watched: Arc::default(),
    }))
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

/// By which way the person of a session came in.
///
/// # Errors
/// When the database does not answer.
pub async fn way(session: &Session) -> Result<Way, AppError> {
    let read = |error| unread(&error);
    let provider = session.get(PROVIDER).await.map_err(read)?;
    let way = session.get(WAY).await.map_err(read)?;
    Ok(Way::of(provider, way))
}

/// Which regions of its account a session opens, at work in this one.
///
/// # Errors
/// When the database does not answer.
pub async fn opens(session: &Session, way: &Way, here: RegionId) -> Result<Opens, AppError> {
    let bound = session.get(BOUND).await.map_err(|error| unread(&error))?;
    Ok(Opens::of(bound, way, here))
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

/// Whether a session that began then has lasted long enough.
fn is_over(site: &Site, began: Option<DateTime<Utc>>) -> bool {
    let age = began.map(|began| site.clock.now() - began);
    age.is_none_or(|age: TimeDelta| age >= LONGEST)
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
