//! The minutes of a meeting: read, written, corrected, approved; each item for who may read the item.

mod corrections;
mod forms;
mod items;
mod stage;
mod versions;

use domain::meetings::Minutes;
use domain::people::Class;
use leptos::prelude::*;
use service::meetings::MinutesView;

use super::{crumbs, param, status, when};
use crate::bridge::{self, Visit};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::screen::{Nav, Page, screen};
use crate::pages::{destruction, paper};
use crate::say;
use crate::ui::{Empty, Head, LinkButton};
use crate::words;

pub use versions::versions;

/// `/overleg/:id/verslag`
pub fn minutes() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let view = service::meetings::read_minutes(&visit.ctx, &id).await?;
        bridge::no_store();
        let guest = visit.viewer.actor.is_guest();
        let gone = destruction::of_meeting(&visit, view.head.id).await?;
        let page = Page::new(say!(Locale::Nl, minutes.title), body(&visit, &view, gone));
        Ok::<_, AppError>(if guest { page.comfort() } else { page })
    })
}

fn body(visit: &Visit, view: &MinutesView, gone: Option<AnyView>) -> AnyView {
    let l = Locale::Nl;
    let head = &view.head;
    let title = say!(l, minutes.title_of, day = when::day(head.starts_at));
    let shown = words::minutes::state(&view.minutes);
    let copy = say!(
        l,
        minutes.copy_of,
        day = when::day(head.starts_at),
        state = shown.2.to_lowercase()
    );
    let meta = vec![
        status(shown),
        head.series_name.clone().into_any(),
        when::length(head.starts_at, head.length).into_any(),
        head.room.clone().into_any(),
    ];
    let strictest = view.items.iter().map(|item| item.class).max();
    view! {
        {paper::mark(strictest.filter(|class| *class >= Class::K2))}
        {crumbs(head, Some(say!(l, minutes.title)))}
        {forms::lost(view)}
        <Head title meta aside=actions(view)/>
        <div class="kt-columns kt-columns--wide">
            <div class="kt-stack">{content(visit, view)}{gone}</div>
            {stage::side(view)}
        </div>
        {paper::foot(visit, copy)}
    }
    .into_any()
}

fn actions(view: &MinutesView) -> AnyView {
    let l = Locale::Nl;
    let id = view.head.id;
    let versions = view.rights.versions.then(|| {
        view! { <LinkButton href=format!("/overleg/{id}/verslag/versies") icon="file">{say!(l, minutes.versions_link)}</LinkButton> }
    });
    view! {
        <div class="kt-actions kt-noprint">
            <LinkButton href=format!("/overleg/{id}/besluiten") icon="decide">{say!(l, minutes.decisions_link)}</LinkButton>
            {versions}
        </div>
    }
    .into_any()
}

/// The items, or why there are none.
fn content(visit: &Visit, view: &MinutesView) -> AnyView {
    let l = Locale::Nl;
    if !view.items.is_empty() {
        return items::items(view);
    }
    let above = !visit
        .ctx
        .may(domain::policy::Operation::ReadMinutes, view.head.facts());
    let (title, text) = match &view.minutes {
        Minutes::Missing if view.rights.draft => (
            say!(l, minutes.missing_title),
            say!(l, minutes.missing_keeps),
        ),
        Minutes::Missing => (
            say!(l, minutes.missing_title),
            say!(l, minutes.missing_text),
        ),
        Minutes::Draft { .. } if !above => {
            (say!(l, minutes.wait_title), say!(l, minutes.wait_text))
        }
        Minutes::Draft { .. } | Minutes::ForApproval { .. } if above => {
            (say!(l, minutes.wait_title), say!(l, minutes.wait_above))
        }
        _ => (
            say!(l, minutes.nothing_title),
            say!(l, minutes.nothing_text),
        ),
    };
    view! { <Empty id="leeg" icon="file" title text/> }.into_any()
}
