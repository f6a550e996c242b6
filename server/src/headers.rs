//! What every answer carries, what no request may lack, and pages for when things fail.

use std::any::Any;
use std::sync::atomic::Ordering;

use app::bridge::Visit;
use app::error::AppError;
use app::pages::fault_shell;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State as Extract};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::router::State;

const FIXED: [(HeaderName, &str); 9] = [
    // Where the content security policy reports to, under the name it uses.
    (
        HeaderName::from_static("reporting-endpoints"),
        "csp=\"/csp\"",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
];

/// The end of a page, and the most that one without a menu holds, in bytes.
const END: &[u8] = b"</html>";
const LARGEST: usize = 1 << 20;

const SHUT: &str =
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Adds the headers of SECURITY 1.7 to every answer, and keeps private answers out of caches.
pub async fn add(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    let before = state
        .settings
        .statements
        .as_ref()
        .map(|count| count.load(Ordering::Relaxed));
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(SHUT));
    // A file that is there says itself how long it may be kept.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if state.settings.origin.starts_with("https://") {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    if let (Some(before), Some(count)) = (before, &state.settings.statements) {
        let taken = count.load(Ordering::Relaxed).saturating_sub(before);
        headers.insert(
            HeaderName::from_static("x-sql-statements"),
            HeaderValue::from(taken),
        );
    }
    answer
}

/// Refuses a change that another site may have sent: the browser must say that it comes from
/// here, and saying nothing is not enough.
pub async fn refuse_forged(
    Extract(state): Extract<State>,
    request: Request,
    next: Next,
) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if safe || comes_from_here(&request, &state.settings.origin) {
        return next.run(request).await;
    }
    tracing::warn!(
        path = tellable(request.uri().path()),
        "a change from another site was refused"
    );
    fault_page(AppError::NotAllowed).await
}

fn comes_from_here(request: &Request, origin: &str) -> bool {
    let text = |name: HeaderName| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let site = text(HeaderName::from_static("sec-fetch-site"));
    match (site, text(header::ORIGIN)) {
        (Some(site), claimed) => {
            site == "same-origin"
                && claimed.is_none_or(|claimed| claimed == origin || claimed == "null")
        }
        (None, Some(claimed)) => claimed == origin,
        (None, None) => false,
    }
}

/// A whole page for a failure outside any page.
pub async fn fault_page(error: AppError) -> Response {
    fault_page_for(error, None).await
}

/// The same with the way back to oneself, when a failure was answered to who looks as somebody else.
pub async fn with_way_back(mut answer: Response, looks: (Visit, Uri)) -> Response {
    if let Some(Failed(error)) = answer.extensions_mut().remove() {
        answer = fault_page_for(error, Some(looks.clone())).await;
    }
    answer.extensions_mut().insert(Looks(looks.0, looks.1));
    answer
}

/// Marks the page of a failure.
#[derive(Debug, Clone)]
struct Failed(AppError);

/// Who looked as somebody else, and where, for the layers around.
#[derive(Debug, Clone)]
struct Looks(Visit, Uri);

async fn fault_page_for(error: AppError, looks: Option<(Visit, Uri)>) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let wait = match error {
        AppError::TooMany { after } => Some(after),
        AppError::Unavailable => Some(30),
        _ => None,
    };
    let failed = Failed(error.clone());
    let render =
        leptos_axum::render_app_async_with_context(|| {}, move || fault_shell(error.clone()));
    let mut request = Request::new(Body::empty());
    if let Some((visit, place)) = looks {
        *request.uri_mut() = place;
        request.extensions_mut().insert(visit);
    }
    let mut answer = whole(render(request).await).await;
    *answer.status_mut() = status;
    if let Some(wait) = wait {
        let wait = HeaderValue::from(wait);
        answer.headers_mut().insert(header::RETRY_AFTER, wait);
    }
    answer.extensions_mut().insert(failed);
    answer
}

/// A page without islands, up to its end. What the framework writes after it is for islands; it would
/// make each answer differ, and the policy of such a page refuses it anyway.
pub async fn whole(page: Response) -> Response {
    let (mut parts, body) = page.into_parts();
    let Ok(page) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let end = page.windows(END.len()).position(|window| window == END);
    let end = end.map_or(page.len(), |at| at + END.len());
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(page.slice(..end)))
}

/// Puts a whole page in place of a bare refusal, for somebody who looks at it.
pub async fn be_friendly(request: Request, next: Next) -> Response {
    let accept = request.headers().get(header::ACCEPT);
    let reads = accept.and_then(|accept| accept.to_str().ok());
    let reads = reads.is_some_and(|accept| accept.contains("text/html"));
    let answer = next.run(request).await;
    let kind = answer.headers().get(header::CONTENT_TYPE);
    let bare = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let error = match answer.status() {
        StatusCode::METHOD_NOT_ALLOWED => AppError::WrongWay,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        StatusCode::INTERNAL_SERVER_ERROR => AppError::Broken,
        _ => return answer,
    };
    if !(reads && bare) {
        return answer;
    }
    let looks = answer.extensions().get::<Looks>().cloned();
    let looks = looks.map(|Looks(visit, place)| (visit, place));
    let mut page = fault_page_for(error, looks).await;
    for (name, value) in answer.headers() {
        // Such as what an address does take.
        if *name == header::ALLOW {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

/// Whether this node can serve: the database answers.
pub async fn ready(Extract(state): Extract<State>) -> Response {
    if state.site.store.is_ready().await {
        "ok".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "database").into_response()
    }
}

/// How the trail stood when it was last verified, for who watches the machine: 503 when it is not
/// whole, or was not verified for two days.
pub async fn trail(Extract(state): Extract<State>) -> Response {
    let now = state.site.clock.now();
    let fault = |word: String| (StatusCode::SERVICE_UNAVAILABLE, word).into_response();
    match service::audit::check::last(&state.site).await {
        Err(_) => fault("database".to_owned()),
        Ok(None) => "not verified yet".into_response(),
        Ok(Some(last)) if !last.whole() => fault(format!("broken {}", last.at.to_rfc3339())),
        Ok(Some(last)) if last.is_late(now) => fault(format!("late {}", last.at.to_rfc3339())),
        Ok(Some(last)) => format!("whole {}", last.at.to_rfc3339()).into_response(),
    }
}

/// An address as far as a log may hold it: what lies beneath these opens something for whoever has it.
fn tellable(path: &str) -> &str {
    let secret = [
        "/agenda",
        "/antwoord",
        "/uitnodiging",
        "/aanmelden-gast/brief",
    ];
    let beneath = |root: &&str| {
        path.strip_prefix(root)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    secret.into_iter().find(beneath).unwrap_or(path)
}

/// Tells the log about answers of 500 and up; the cause was logged where it happened.
pub async fn log_failures(request: Request, next: Next) -> Response {
    let path = tellable(request.uri().path()).to_owned();
    let answer = next.run(request).await;
    if answer.status().is_server_error() {
        tracing::error!(status = answer.status().as_u16(), %path, "answered with a failure");
    }
    answer
}

/// The last resort: a panic becomes an answer, and the process lives on.
pub fn panicked(_cause: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        "Er ging iets mis bij ons. Probeer het opnieuw.",
    )
        .into_response()
}
