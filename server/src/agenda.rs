//! The doors of calendars: one's own entry of a meeting, the address that a calendar asks by itself, and the
//! link with which somebody says whether they come. None of them says more than a day.

use app::bridge::Visit;
use app::error::AppError;
use app::pages::Door;
use axum::Extension;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::meetings::Answer;
use serde::Deserialize;
use service::calendar::{self, door};
use service::limits::{FEED, take_now};
use sha2::{Digest, Sha256};

use crate::doors::Doors;
use crate::guest::{answered, show};
use crate::headers::fault_page;
use crate::limits::Asker;
use crate::router::State;

const CALENDAR: &str = "text/calendar; charset=utf-8";
/// What a saved entry is called: the same for every meeting.
const NAMED: &str = "attachment; filename=\"overleg.ics\"";
/// Where links lead with which somebody says whether they come.
pub const ANSWER: &str = "/antwoord";
/// Where calendars ask.
pub const FEEDS: &str = "/agenda";

/// Those where somebody may be signed in.
pub fn inside() -> Doors {
    Doors::default()
        .get("/overleg/{id}/agenda.ics", entry)
        .get("/antwoord/{token}", ask)
        .post("/antwoord/{token}", answer)
}

/// Those where nobody is anybody.
pub fn outside() -> Doors {
    Doors::default().get("/agenda/{name}", feed)
}

/// One's own entry of a meeting, to take along.
async fn entry(
    Extract(state): Extract<State>,
    visit: Option<Extension<Visit>>,
    Path(id): Path<String>,
) -> Response {
    let made = async {
        let Extension(visit) = visit.ok_or(AppError::SignedOut)?;
        let origin = &state.settings.origin;
        Ok::<_, AppError>(calendar::of_meeting(&visit.ctx, origin, &id).await?)
    };
    match made.await {
        Ok(text) => {
            let headers = [
                (header::CONTENT_TYPE, CALENDAR),
                (header::CONTENT_DISPOSITION, NAMED),
            ];
            (headers, text).into_response()
        }
        Err(error) => fault_page(error).await,
    }
}

/// What a calendar finds at its address. Every address that is none is answered alike.
async fn feed(
    Extract(state): Extract<State>,
    Extension(Asker(address)): Extension<Asker>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    match found(&state, &address.to_string(), &name).await {
        Ok(Some(text)) => fresh(&headers, text),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(AppError::TooMany { after }) => {
            let wait = [(header::RETRY_AFTER, HeaderValue::from(after))];
            (StatusCode::TOO_MANY_REQUESTS, wait).into_response()
        }
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

async fn found(state: &State, address: &str, name: &str) -> Result<Option<String>, AppError> {
    take_now(&state.site, FEED, address).await?;
    let Some(secret) = name.strip_suffix(".ics") else {
        return Ok(None);
    };
    let origin = &state.settings.origin;
    Ok(calendar::read_feed(&state.site, origin, secret).await?)
}

/// The calendar, or word that it is the one that was taken along before.
fn fresh(asked: &HeaderMap, text: String) -> Response {
    let tag = format!("\"{}\"", STANDARD.encode(Sha256::digest(&text)));
    let known = asked.get(header::IF_NONE_MATCH);
    let known = known.and_then(|known| known.to_str().ok());
    let same = known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let tag = HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""));
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::ETAG, tag),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        ),
        (header::CONTENT_TYPE, HeaderValue::from_static(CALENDAR)),
    ];
    if same {
        (StatusCode::NOT_MODIFIED, headers).into_response()
    } else {
        (headers, text).into_response()
    }
}

/// The page of a link. Looking answers nothing, for whoever checks mail looks too.
async fn ask(Extract(state): Extract<State>, Path(token): Path<String>) -> Response {
    answered(shown(&state, &token, Some(false)).await).await
}

async fn shown(state: &State, token: &str, said: Option<bool>) -> Result<Response, AppError> {
    let Some(asked) = door::look(&state.site, token).await? else {
        return Ok(gone().await);
    };
    let status = if said.is_none() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok(page(token, (asked, said), status).await)
}

async fn page(
    token: &str,
    (asked, said): (door::Asked, Option<bool>),
    status: StatusCode,
) -> Response {
    let address = format!("{ANSWER}/{token}");
    let page = Door::Answer {
        address,
        asked,
        said,
    };
    show(page, status).await
}

async fn gone() -> Response {
    show(Door::AnswerGone, StatusCode::NOT_FOUND).await
}

/// What somebody answers.
#[derive(Debug, Default, Deserialize)]
struct Given {
    #[serde(default)]
    antwoord: String,
}

/// Answers by a link.
async fn answer(
    Extract(state): Extract<State>,
    Path(token): Path<String>,
    Form(given): Form<Given>,
) -> Response {
    let done = async {
        let Some(answer) = Answer::parse(&given.antwoord) else {
            return shown(&state, &token, None).await;
        };
        let Some(asked) = door::answer(&state.site, &token, answer).await? else {
            return Ok(gone().await);
        };
        Ok(page(&token, (asked, Some(true)), StatusCode::OK).await)
    };
    answered(done.await).await
}
