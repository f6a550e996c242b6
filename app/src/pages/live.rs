//! The meeting while it happens: one address for who runs the table, who follows it, and who is
//! shown out while the closed part sits.
//!
//! The page is made of regions. The island `Follow` fetches them again when something changed and
//! puts them in place, except those in which somebody is typing.

mod attendance;
mod capture;
mod closing;
mod decide;
mod decisions;
mod gate;
mod head;
mod log;
mod note;
mod now;
mod outcomes;
mod parts;
mod positions;
mod rail;

use std::sync::Arc;

use domain::meetings::MeetingState;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::ctx::Ctx;
use service::meetings::live::{self, Live, Place};

use super::form;
use super::screen::{Nav, Page, screen};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::islands::capture::CaptureKeys;
use crate::islands::follow::{Follow, Sentences};
use crate::refused::Refused;
use crate::say;

pub use decisions::decisions;

/// The live page.
pub fn table() -> AnyView {
    let id = parts::meeting();
    screen(Nav::Meetings, move |visit| async move {
        let live = live::read(&visit.ctx, &id).await?;
        let comfort = visit.viewer.actor.is_guest();
        // Who runs the table writes on it: its forms are made for one person.
        let regions = match live.place {
            Place::Chair => format!("/overleg/{}/live/deel", live.meeting),
            Place::Follower | Place::Out { .. } => format!("/live/{}/deel", live.meeting),
        };
        let writes = live.place == Place::Chair;
        let account = visit.ctx.doer().account.to_string();
        let account = if writes { account } else { String::new() };
        let sentences = sentences();
        let body = view! {
            <Follow meeting=live.meeting.to_string() regions account sentences/>
            {parts::following(&live)}
            {region(&live)}
        };
        let page = Page::new(say!(Locale::Nl, live.title), body).wide();
        Ok(if comfort { page.comfort() } else { page })
    })
}

fn sentences() -> Sentences {
    let l = Locale::Nl;
    // The island fills in the time.
    let time = "%";
    Sentences {
        lost: say!(l, live.lost).to_owned(),
        back: say!(l, live.kept_back, time = time),
        elsewhere: say!(l, live.kept_elsewhere, time = time),
        throw: [
            say!(l, live.kept_throw).to_owned(),
            say!(l, live.kept_throw_label, time = time),
        ],
    }
}

/// The regions alone, for who runs the table and has the page already.
pub fn fragment() -> AnyView {
    let id = use_params_map().read().get("id").unwrap_or_default();
    Suspend::new(async move {
        match fetch(&id).await {
            Ok(live) => region(&live),
            // The island finds no regions in this and loads the page anew, which says why.
            Err(_) => ().into_any(),
        }
    })
    .into_any()
}

async fn fetch(id: &str) -> Result<Live, AppError> {
    Ok(live::read(&bridge::ctx()?, id).await?)
}

/// The regions alone, for whoever only follows and has the page already; readers with equal
/// rights share one rendering per change.
///
/// # Errors
/// The same as the page itself; [`AppError::NotFound`] for who runs the table, whose forms are
/// not to be shared.
pub async fn regions(ctx: &Ctx, id: &str) -> Result<Arc<str>, AppError> {
    let shared = &ctx.site().live;
    // Counted before anything is read: what is read later is at least as new.
    let changes = shared.changes();
    let regions = regions_since(ctx, id, changes).await?;
    let now = shared.changes();
    if now == changes {
        return Ok(regions);
    }
    // What changed meanwhile may be half in it. Once more is enough, however busy the node is:
    // who follows is told of the next change anyway.
    regions_since(ctx, id, now).await
}

async fn regions_since(ctx: &Ctx, id: &str, changes: u64) -> Result<Arc<str>, AppError> {
    let sight = live::look(ctx, id).await?;
    live::witness(ctx, &sight).await?;
    let equal = sight.equal(ctx).ok_or(AppError::NotFound)?;
    let make = async || Ok::<_, AppError>(rendered(&live::read_out(ctx, &sight).await?));
    let (now, since) = (ctx.now(), sight.since());
    let regions = ctx.site().live.regions();
    regions.get(equal, changes, now, since, make).await
}

fn rendered(live: &Live) -> Arc<str> {
    // A root of its own: nothing of the request that happens to render it may end up in it.
    Owner::new_root(None).with(|| region(live).to_html()).into()
}

/// Everything that can change, in a frame that says how the reader stands.
fn region(live: &Live) -> AnyView {
    let refused = use_context::<Refused>();
    let body = match (&live.place, &live.state) {
        (Place::Out { back_at, why }, _) => head::out(live, *back_at, why),
        (Place::Chair, MeetingState::InProgress { .. }) => chair(live, refused.as_ref()),
        (Place::Follower, MeetingState::InProgress { .. }) => follower(live),
        (place, MeetingState::Closed { .. }) => head::over(live, *place == Place::Chair),
        (place, _) => head::before(live, *place == Place::Chair, refused.as_ref()),
    };
    view! { <div class="kt-livepage" id="live" data-stand=stand(live)>{body}</div> }.into_any()
}

fn stand(live: &Live) -> String {
    let place = match live.place {
        Place::Chair => "chair",
        Place::Follower => "follower",
        Place::Out { .. } => "out",
    };
    format!("{place}-{}", live.state.word())
}

fn chair(live: &Live, refused: Option<&Refused>) -> AnyView {
    let watch = live.known.as_ref().map(|known| {
        let note = form::watch("note", false, known);
        (note, form::watch("text", false, known))
    });
    let (watch_note, watch_text) = watch.unzip();
    view! {
        {head::running(live)}
        {parts::problem(refused)}
        <div class="kt-live">
            <div class="kt-live__mid">
                {now::now(live)}
                {capture::capture(live, refused)}
                {watch_text}
                <CaptureKeys label=say!(Locale::Nl, live.keys_on).to_owned()/>
                {note::note(live, refused)}
                {watch_note}
                {log::log(live)}
            </div>
            {rail::rail(live)}
            <div class="kt-live__side">{gate::gate(live, refused)}{attendance::attendance(live)}</div>
        </div>
    }
    .into_any()
}

fn follower(live: &Live) -> AnyView {
    view! {
        {head::running(live)}
        <div class="kt-live">
            <div class="kt-live__mid">{now::now(live)}</div>
            {rail::rail(live)}
            <div class="kt-live__side">{log::log(live)}</div>
        </div>
    }
    .into_any()
}
