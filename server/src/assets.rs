//! The files of the site. A release carries them inside; a development build reads them from
//! disk, so that a new style needs no new binary.

use app::bridge::WrongWay;
use axum::body::Body;
use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::router::State;

#[derive(RustEmbed)]
#[folder = "../site"]
#[allow_missing = true]
struct Site;

/// Serves a file, or the page that says there is none.
pub async fn serve(Extract(state): Extract<State>, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/').to_owned();
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    if let Some(answer) = file(&path, request.headers()) {
        return answer;
    }
    no_such_page(state, request, StatusCode::NOT_FOUND).await
}

/// An address that is there, asked in a way it does not answer: after a refused form the browser
/// stands at the address of an operation, and somebody may open that again.
pub async fn wrong_way(Extract(state): Extract<State>, mut request: Request) -> Response {
    let status = StatusCode::METHOD_NOT_ALLOWED;
    if request.method() == Method::GET || request.method() == Method::HEAD {
        request.extensions_mut().insert(WrongWay);
        no_such_page(state, request, status).await
    } else {
        status.into_response()
    }
}

async fn no_such_page(state: State, request: Request, status: StatusCode) -> Response {
    let site = state.site.clone();
    let render = leptos_axum::render_app_async_with_context(
        move || provide_context(site.clone()),
        app::pages::shell,
    );
    let mut answer = render(request).await;
    *answer.status_mut() = status;
    answer
}

fn file(path: &str, asked: &HeaderMap) -> Option<Response> {
    let accepts = |coding: &str| {
        asked
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.split(',').any(|one| one.trim().starts_with(coding)))
    };
    let small = accepts("br")
        .then(|| Site::get(&format!("{path}.br")))
        .flatten();
    let packed = small.is_some();
    let found = small.or_else(|| Site::get(path))?;
    let tag = tag(&found);
    let fresh = asked
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known == tag.as_bytes());
    let body = if fresh {
        Body::empty()
    } else {
        Body::from(found.data.into_owned())
    };
    let mut answer = Response::new(body);
    if fresh {
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(path)));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    // Names do not change with their content, so a browser asks again, and mostly hears "same".
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=0, must-revalidate"),
    );
    if packed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    Some(answer)
}

fn tag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let half = hash
        .iter()
        .take(12)
        .fold(0_u128, |sum, byte| (sum << 8) | u128::from(*byte));
    format!("\"{half:024x}\"")
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
