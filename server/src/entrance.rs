//! Coming in, leaving, and changing region. Leaving in danger is the fastest way out.

use app::bridge::Visit;
use app::error::AppError;
use app::pages::signed_out_shell;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Form, Request, State as Extract};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::id::{AccountId, PersonId, RegionId};
use serde::Deserialize;
use service::ctx::Site;
use service::identity::{ACCOUNT, BEGAN, REGION, WAY, note_entry, sign_in_demo, viewer, viewer_by};
use tower_sessions::Session;

use crate::guise;
use crate::headers::{fault_page, whole};
use crate::oidc;
use crate::router::State;
use crate::visit::{self, home};

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// Where the quick exit ends: a page that says nothing, with the history entry replaced.
const AWAY: &str = include_str!("entrance/away.html");

/// The form of the demo's way in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickPerson {
    person: String,
    #[serde(default)]
    next: String,
}

/// The form of the region switcher.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickRegion {
    region: String,
}

/// Signs in as a demo person. Answers like an unknown page when the demo is not open.
pub async fn sign_in(
    Extract(state): Extract<State>,
    session: Session,
    Form(form): Form<PickPerson>,
) -> Response {
    match try_sign_in(&state, &session, &form).await {
        Ok(page) => Redirect::to(&page).into_response(),
        Err(error) => fault_page(error).await,
    }
}

async fn try_sign_in(
    state: &State,
    session: &Session,
    form: &PickPerson,
) -> Result<String, AppError> {
    if !state.settings.demo {
        return Err(AppError::NotFound);
    }
    let person: PersonId = form.person.parse().map_err(|_| AppError::NotFound)?;
    let (account, region) = sign_in_demo(&state.site, person).await?;
    let viewer = viewer(&state.site, account, region)
        .await?
        .ok_or(AppError::NotFound)?;
    begin(&state.site, session, account, region).await?;
    let way = session.insert(WAY, "demo").await;
    way.map_err(|_| AppError::Unavailable)?;
    let next = state.pages.allowed(&form.next);
    Ok(next.unwrap_or_else(|| home(&viewer).to_owned()))
}

/// Goes to another region of the same account.
pub async fn switch_region(
    Extract(state): Extract<State>,
    session: Session,
    visit: Option<Extension<Visit>>,
    Form(form): Form<PickRegion>,
) -> Response {
    match try_switch(&state, &session, visit, &form).await {
        Ok(home) => Redirect::to(home).into_response(),
        Err(error) => fault_page(error).await,
    }
}

async fn try_switch(
    state: &State,
    session: &Session,
    visit: Option<Extension<Visit>>,
    form: &PickRegion,
) -> Result<&'static str, AppError> {
    let Extension(visit) = visit.ok_or(AppError::SignedOut)?;
    let account = visit.ctx.doer().account;
    let region: RegionId = form.region.parse().map_err(|_| AppError::NotFound)?;
    let viewer = viewer_by(&state.site, account, region, visit.ctx.opens())
        .await?
        .ok_or(AppError::NotFound)?;
    guise::put_off(session, &visit.ctx).await?;
    note_entry(&state.site, &viewer, &visit.here.way).await?;
    enter(session, account, region).await?;
    Ok(home(&viewer))
}

/// Ends the session and goes to the front door; who came in by a provider can sign out there too.
pub async fn sign_out(Extract(state): Extract<State>, session: Session) -> Response {
    let there = oidc::way_out(&state, &session).await;
    put_off(&state, &session).await;
    // Whether or not the row could be removed, the browser forgets.
    let ended = session.flush().await;
    if let Err(error) = ended {
        service::log_session(&error);
    }
    let mut answer = match there {
        Some(there) => signed_out(there).await,
        None => Redirect::to("/").into_response(),
    };
    clear(&mut answer);
    answer
}

async fn signed_out((organisation, address): (String, String)) -> Response {
    let page = move || signed_out_shell(organisation.clone(), address.clone());
    let render = leptos_axum::render_app_async_with_context(|| {}, page);
    whole(render(Request::new(Body::empty())).await).await
}

/// The quick exit: ends the session, clears the browser and shows a page about nothing.
pub async fn leave(Extract(state): Extract<State>, session: Session) -> Response {
    put_off(&state, &session).await;
    let ended = session.flush().await;
    if let Err(error) = ended {
        service::log_session(&error);
    }
    away().await
}

/// The page about nothing.
pub async fn away() -> Response {
    let mut answer = Html(AWAY).into_response();
    clear(&mut answer);
    answer.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    );
    answer
}

/// Begins the session of somebody who came in.
pub async fn begin(
    site: &Site,
    session: &Session,
    account: AccountId,
    region: RegionId,
) -> Result<(), AppError> {
    let now = site.clock.now().timestamp();
    // What another person or sign-in left behind says nothing about this one.
    session.clear().await;
    session
        .insert(BEGAN, now)
        .await
        .map_err(|_| AppError::Unavailable)?;
    enter(session, account, region).await
}

async fn enter(session: &Session, account: AccountId, region: RegionId) -> Result<(), AppError> {
    let store = |_| AppError::Unavailable;
    // A new id at every change of rights, so that an id planted before is worth nothing.
    session.cycle_id().await.map_err(store)?;
    session.insert(ACCOUNT, account).await.map_err(store)?;
    session.insert(REGION, region).await.map_err(store)
}

/// Writes down that somebody looks as themselves again, when they go. It never keeps anybody from
/// going.
async fn put_off(state: &State, session: &Session) {
    let Some(id) = session.id() else { return };
    let ctx = match visit::again(&state.site, id).await {
        Ok(Some(ctx)) => ctx,
        Ok(None) => return,
        Err(error) => return service::log_session(&format!("{error:?}")),
    };
    if let Err(error) = guise::put_off(session, &ctx).await {
        service::log_session(&format!("{error:?}"));
    }
}

fn clear(answer: &mut Response) {
    let headers = answer.headers_mut();
    headers.insert(
        CLEAR_SITE_DATA,
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}
