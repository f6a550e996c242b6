//! Keeps that a door did not open for somebody who is in (BIO2 8.15, ASVS 5.0 V16.3.2).

use app::bridge::Visit;
use axum::extract::{MatchedPath, Request};
use axum::http::{StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;
use service::audit::turned_away;
use uuid::Uuid;

/// Marks an answer that asks who one is, for what one may do: nobody was turned away.
#[derive(Debug, Clone, Copy)]
pub struct Asked;

/// Writes a line in the trail, and one without anything about the person or the thing in the log.
/// An address that leads nowhere at all is not a door.
pub async fn layer(request: Request, next: Next) -> Response {
    let door = request.extensions().get::<MatchedPath>().cloned();
    let visit = request.extensions().get::<Visit>().cloned();
    let thing = thing(request.uri());
    let answer = next.run(request).await;
    let status = answer.status();
    let asked = answer.extensions().get::<Asked>().is_some();
    if !asked
        && let (Some(door), Some(visit)) = (door, visit)
        && matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
    {
        let door = door.as_str();
        tracing::info!(door, status = status.as_u16(), "a door did not open");
        if let Err(error) = turned_away(&visit.ctx, door, thing, status.as_u16()).await {
            tracing::warn!(%error, "a door that did not open could not be written down");
        }
    }
    answer
}

/// The last id in an address.
fn thing(uri: &Uri) -> Option<Uuid> {
    let mut parts = uri.path().rsplit('/');
    parts.find_map(|part| Uuid::try_parse(part).ok())
}
