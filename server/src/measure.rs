//! The bare handler beside the agenda page, for the bench: same visit, same queries, no page.
//! It exists only when statements are counted.

use app::bridge::Visit;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Reads an agenda as its page does and answers with a line.
pub async fn agenda(Extension(visit): Extension<Visit>, Path(meeting): Path<String>) -> Response {
    match service::meetings::read(&visit.ctx, &meeting).await {
        Ok(_) => "ok".into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
