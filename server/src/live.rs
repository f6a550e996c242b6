//! One stream of events per open live page: "look again", and nothing else; and what there is to
//! see then.

use std::convert::Infallible;
use std::time::Duration;

use app::bridge::Visit;
use axum::Extension;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use chrono::TimeDelta;
use domain::id::{MeetingId, RegionId, SeriesId};
use domain::policy::{Facts, Operation};
use futures_util::StreamExt;
use futures_util::future::ready;
use futures_util::stream::select;
use service::ctx::{Ctx, Site};
use service::identity::Sessions;
use service::live::Event as Heard;
use service::meetings::live::is_for;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};
use tokio_stream::wrappers::{BroadcastStream, IntervalStream};
use tower_sessions::Session;
use tower_sessions::session::Id;

use crate::router::State;
use crate::visit;

/// How long a node waits before it tries again to hear the others.
const AGAIN: Duration = Duration::from_secs(2);

/// Streams the events of one meeting to somebody who may follow it, for as long as they may: who it
/// is, is looked up anew before each event is told, as it is for every request.
pub async fn stream(
    Extract(state): Extract<State>,
    Extension(visit): Extension<Visit>,
    session: Session,
    Path(meeting): Path<String>,
) -> Response {
    let Ok(meeting) = meeting.parse::<MeetingId>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(series) = service::meetings::may_follow(&visit.ctx, meeting).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(session) = session.id() else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let line = Line {
        region: visit.ctx.region(),
        meeting,
        series,
        session,
    };
    let silence = state.settings.edges.silence;
    let heard = BroadcastStream::new(state.site.live.listen())
        // What is of another meeting costs nothing. Who fell behind looks again, which mends it.
        .map(Result::ok)
        .filter(move |heard| ready(line.concerns(*heard)))
        .map(Turn::Heard);
    let gaps = BroadcastStream::new(state.site.live.listen_for_gaps()).map(|_| Turn::Heard(None));
    let beats = IntervalStream::new(interval(state.settings.edges.beat)).map(|_| Turn::Beat);
    let events = select(select(heard, gaps), beats)
        .scan(state.site.clone(), move |site, turn| {
            let site = site.clone();
            async move {
                match turn {
                    Turn::Heard(event) => line.tells(&site, event).await,
                    Turn::Beat => line.stays(&site, silence).await,
                }
            }
        })
        .filter_map(|tell| {
            ready(tell.then(|| Ok::<_, Infallible>(Event::default().data("again"))))
        });
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}

/// Hears what happens on other nodes, until the other end of `serving` is dropped; tries again when the
/// database does not answer.
pub async fn hear_others(site: Site, mut serving: watch::Receiver<()>) {
    let mut tries = interval(AGAIN);
    tries.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let hear = async {
        loop {
            tries.tick().await;
            if let Err(error) = service::live::wire::hear(&site).await {
                tracing::warn!(%error, "nothing is heard of other nodes for the moment");
            }
        }
    };
    tokio::select! {
        () = hear => {}
        // Nothing is ever sent: the only news is that there is no sender any more.
        _ = serving.changed() => {}
    }
}

/// Why a stream looks up.
#[derive(Debug, Clone, Copy)]
enum Turn {
    /// Something happened; nothing when it was missed.
    Heard(Option<Heard>),
    /// Some time went by.
    Beat,
}

/// What an open stream is about, and whose it is.
#[derive(Debug, Clone, Copy)]
struct Line {
    region: RegionId,
    meeting: MeetingId,
    series: SeriesId,
    session: Id,
}

impl Line {
    /// Whether an event is of this meeting; one that was missed may have been.
    fn concerns(self, heard: Option<Heard>) -> bool {
        heard.is_none_or(|event| event.region == self.region && event.meeting == self.meeting)
    }

    /// Whether to tell; nothing when the reader may not follow any more, which ends the stream. So
    /// does a database that does not answer: the page opens another stream when it can.
    async fn tells(self, site: &Site, event: Option<Heard>) -> Option<bool> {
        let ctx = self.follower(site).await?;
        Some(match event {
            Some(event) => is_for(&ctx, event).await,
            None => true,
        })
    }

    /// Says for whoever follows that they are still there: somebody who listens touches nothing for
    /// half an hour. There is nothing to tell.
    async fn stays(self, site: &Site, silence: TimeDelta) -> Option<bool> {
        self.follower(site).await?;
        let sessions = Sessions::new(site.store.clone(), site.clock.clone());
        let stays = sessions.ending_after(silence).prolong(self.session).await;
        stays.ok()?.then_some(false)
    }

    async fn follower(self, site: &Site) -> Option<Ctx> {
        let ctx = visit::again(site, self.session).await.ok().flatten()?;
        let follows = ctx.region() == self.region
            && ctx.may(
                Operation::FollowMeeting,
                Facts::of_meeting(self.series, self.meeting),
            );
        follows.then_some(ctx)
    }
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
