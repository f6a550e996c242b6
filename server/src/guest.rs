//! The door of a guest: invitation, second factor, session. Nobody is signed in on these addresses;
//! what somebody proved so far stands in the session, and only until it has served.

mod enrol;
mod enter;
mod letter;

use app::error::AppError;
use app::pages::{Door, door_shell};
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{AccountId, GuestId, RegionId};
use serde::{Deserialize, Serialize};
use service::guests::door::{AtTheDoor, enter as let_in};
use service::identity::WAY;
use tower_sessions::Session;

use crate::agenda::ANSWER;
use crate::doors::Doors;
use crate::entrance;
use crate::headers::{fault_page, whole};
use crate::passkey;
use crate::router::State;

/// Where somebody stands who used a link, under this name in the session.
const UNDER_WAY: &str = "guest";
/// How long somebody may take over the second factor.
const PATIENCE: TimeDelta = TimeDelta::minutes(30);

/// How far somebody at the door is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Accepted an invitation, and has to choose a factor.
    Enrols,
    /// Used a link of a letter, and has to prove a factor.
    Proves,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct UnderWay {
    stage: Stage,
    guest: GuestId,
    account: AccountId,
    region: RegionId,
    accepted: Option<DateTime<Utc>>,
    since: DateTime<Utc>,
}

/// The addresses of the door.
pub fn doors() -> Doors {
    Doors::default()
        .get("/uitnodiging/{token}", letter::invitation)
        .post("/uitnodiging/{token}", letter::accept)
        .get("/toegang", enrol::choose)
        .get("/toegang/code", enrol::codes)
        .post("/toegang/code", enrol::prove_codes)
        .post("/toegang/sleutel/vraag", passkey::ask_enrol)
        .post("/toegang/sleutel", passkey::enrol)
        .get("/aanmelden-gast", enter::sign_in)
        .post("/aanmelden-gast/brief", enter::ask_letter)
        .get("/aanmelden-gast/brief/{token}", letter::link)
        .post("/aanmelden-gast/brief/{token}", letter::begin)
        .get("/aanmelden-gast/code", enter::second)
        .post("/aanmelden-gast/code", enter::prove)
        .post("/aanmelden-gast/sleutel/vraag", passkey::ask_prove)
        .post("/aanmelden-gast/sleutel", passkey::prove)
        .get("/aanmelden-gast/kwijt", enter::lost)
        .post("/aanmelden-gast/kwijt", enter::ask_anew)
        .get("/postvak", letter::post)
}

/// Whether an address is at the door, where nobody is signed in.
pub fn is_door(path: &str) -> bool {
    let beneath = |root: &str| {
        path.strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    [
        "/uitnodiging",
        "/toegang",
        "/aanmelden-gast",
        "/postvak",
        ANSWER,
    ]
    .iter()
    .any(|root| beneath(root))
}

/// Remembers how far somebody is, under a new id: who planted one before gets nothing by it.
async fn remember(
    state: &State,
    session: &Session,
    stage: Stage,
    at: AtTheDoor,
) -> Result<(), AppError> {
    let under_way = UnderWay {
        stage,
        guest: at.guest,
        account: at.account,
        region: at.region,
        accepted: at.accepted,
        since: state.site.clock.now(),
    };
    let kept = async {
        session.cycle_id().await?;
        session.insert(UNDER_WAY, under_way).await
    };
    kept.await.map_err(|_| AppError::Unavailable)
}

/// Who stands at the door, at this stage.
pub(crate) async fn standing(
    state: &State,
    session: &Session,
    stage: Stage,
) -> Result<Option<AtTheDoor>, AppError> {
    let found: Option<UnderWay> = session
        .get(UNDER_WAY)
        .await
        .map_err(|_| AppError::Unavailable)?;
    let now = state.site.clock.now();
    Ok(found
        .filter(|it| it.stage == stage && now - it.since <= PATIENCE)
        .map(|it| AtTheDoor {
            guest: it.guest,
            account: it.account,
            region: it.region,
            accepted: it.accepted,
        }))
}

/// The page a guest begins on.
const HOME: &str = "/gast";

/// Begins the session of a guest who proved a second factor; where they go, if they may come (still).
pub(crate) async fn admit(
    state: &State,
    session: &Session,
    account: AccountId,
    by: &str,
) -> Result<Option<String>, AppError> {
    let Some(region) = let_in(&state.site, account, by).await? else {
        return Ok(None);
    };
    let next = state.pages.kept(session).await;
    // What was proved so far has served.
    session.clear().await;
    entrance::begin(&state.site, session, account, region).await?;
    let way = session.insert(WAY, by).await;
    way.map_err(|_| AppError::Unavailable)?;
    Ok(Some(next.unwrap_or_else(|| HOME.to_owned())))
}

/// A page of the door.
pub(crate) async fn show(door: Door, status: StatusCode) -> Response {
    let page = move || door_shell(door.clone());
    let render = leptos_axum::render_app_async_with_context(|| {}, page);
    let mut page = whole(render(Request::new(Body::empty())).await).await;
    if page.status().is_success() {
        *page.status_mut() = status;
    }
    page
}

async fn gone() -> Response {
    show(Door::Gone, StatusCode::NOT_FOUND).await
}

fn see(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// The answer of a handler that can fail.
pub(crate) async fn answered(done: Result<Response, AppError>) -> Response {
    match done {
        Ok(answer) => answer,
        Err(error) => fault_page(error).await,
    }
}
