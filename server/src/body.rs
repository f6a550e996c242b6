//! How much a request may bring. One address takes a file; all others take forms, which are small.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::Limited;

use crate::papers::body_limit;
use crate::router::BODY_LIMIT;

/// Refuses a body that says it is larger, and cuts off one that turns out to be.
pub async fn layer(request: Request, next: Next) -> Response {
    let limit = body_limit(&request, BODY_LIMIT);
    let said = request.headers().get(header::CONTENT_LENGTH);
    let said: Option<u64> = said.and_then(|said| said.to_str().ok()?.parse().ok());
    if said.is_some_and(|said| said > limit as u64) {
        // A page for who looks at it is put in its place further out.
        return (StatusCode::PAYLOAD_TOO_LARGE, "too large").into_response();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, limit))))
        .await
}
