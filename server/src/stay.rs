//! How long a session still lasts, for a page that stands open, and a way to stay longer (WCAG 2.2.1).
//! Asking does not count as a sign of life; only a press does.

use app::error::AppError;
use axum::extract::State as Extract;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use chrono::{DateTime, TimeDelta, Utc};
use domain::identity::WARNING;
use service::identity::Sessions;
use tower_sessions::Session;

use crate::headers::fault_page;
use crate::router::State;
use crate::visit;

/// How many seconds are left.
const LEFT: HeaderName = HeaderName::from_static("x-left");
/// Why the session is over.
const WHY: HeaderName = HeaderName::from_static("x-why");
/// How much too early a page may ask and still be shown the warning.
const EARLY: TimeDelta = TimeDelta::seconds(5);

/// Says how long the session lasts, with the warning to show when that is nearly over.
pub async fn ask(Extract(state): Extract<State>, session: Session) -> Response {
    let came = session.id().is_some();
    match left(&state, &session).await {
        Ok(Some(ends)) if ends.left > WARNING + EARLY => ends.on(StatusCode::NO_CONTENT),
        Ok(Some(ends)) => {
            let last = ends.until == ends.last;
            ends.on(Html(app::pages::idle_warning(ends.until, last)))
        }
        Ok(None) => over(&session, came).await,
        Err(error) => fault_page(error).await,
    }
}

/// Says that there is no session, with the word for what happened to the one that was there.
async fn over(session: &Session, came: bool) -> Response {
    let mut answer = StatusCode::UNAUTHORIZED.into_response();
    match visit::ended(session, came).await {
        Ok(Some(ended)) => {
            let word = HeaderValue::from_static(ended.word());
            answer.headers_mut().insert(WHY, word);
        }
        Ok(None) => {}
        Err(error) => service::log_session(&format!("{error:?}")),
    }
    answer
}

/// Stays: the silence begins anew.
pub async fn stay(Extract(state): Extract<State>, session: Session) -> Response {
    let prolonged = async {
        let Some(id) = session.id() else {
            return Ok(None);
        };
        // Not what is over already: a session does not last for ever, however often one presses.
        if left(&state, &session).await?.is_none() {
            return Ok(None);
        }
        let site = &state.site;
        let sessions = Sessions::new(site.store.clone(), site.clock.clone());
        let silence = state.settings.edges.silence;
        sessions.ending_after(silence).prolong(id).await?;
        left(&state, &session).await
    };
    match prolonged.await {
        Ok(Some(ends)) => ends.on(StatusCode::NO_CONTENT),
        Ok(None) => StatusCode::UNAUTHORIZED.into_response(),
        Err(error) => fault_page(error).await,
    }
}

/// When a session ends.
struct Ends {
    left: TimeDelta,
    until: DateTime<Utc>,
    last: DateTime<Utc>,
}

impl Ends {
    fn on(&self, answer: impl IntoResponse) -> Response {
        let mut answer = answer.into_response();
        let left = HeaderValue::from(self.left.num_seconds());
        answer.headers_mut().insert(LEFT, left);
        answer
    }
}

async fn left(state: &State, session: &Session) -> Result<Option<Ends>, AppError> {
    let Some(id) = session.id() else {
        return Ok(None);
    };
    let until = visit::until(&state.site, id).await?;
    Ok(until.map(|(until, last)| Ends {
        left: until - state.site.clock.now(),
        until,
        last,
    }))
}
