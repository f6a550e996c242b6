//! One stream of events per open live page: "look again", and nothing else; and what there is to
//! see then.

use std::convert::Infallible;

use app::bridge::Visit;
use axum::Extension;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use domain::id::MeetingId;
use futures_util::StreamExt;
use service::meetings::live::is_for;
use tokio_stream::wrappers::BroadcastStream;

use crate::router::State;

/// Streams the events of one meeting to somebody who may follow it.
pub async fn stream(
    Extract(state): Extract<State>,
    Extension(visit): Extension<Visit>,
    Path(meeting): Path<String>,
) -> Response {
    let Ok(meeting) = meeting.parse::<MeetingId>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if service::meetings::may_follow(&visit.ctx, meeting)
        .await
        .is_err()
    {
        return StatusCode::NOT_FOUND.into_response();
    }
    let region = visit.ctx.region();
    let events = BroadcastStream::new(state.site.live.listen()).filter_map(move |heard| {
        let ctx = visit.ctx.clone();
        async move {
            let again = match heard {
                Ok(event) if event.region == region && event.meeting == meeting => {
                    is_for(&ctx, event).await
                }
                Ok(_) => false,
                // Fell behind: whatever was missed, looking again mends it.
                Err(_) => true,
            };
            again.then(|| Ok::<_, Infallible>(Event::default().data("again")))
        }
    });
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}

/// The regions of the live page, for whoever has the page already. Without them the island loads
/// the page anew, which says why.
pub async fn regions(Extension(visit): Extension<Visit>, Path(meeting): Path<String>) -> Response {
    match app::pages::live_regions(&visit.ctx, &meeting).await {
        Ok(regions) => Html(regions.to_string()).into_response(),
        Err(error) => StatusCode::from_u16(error.status())
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            .into_response(),
    }
}
