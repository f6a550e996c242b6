//! Meetings: the list, planning, each reader's agenda, the bench of the director, and items.

mod advices;
mod agenda;
mod cancel;
mod compose;
mod draft;
mod exclude;
mod item;
pub(super) mod lines;
mod list;
mod minutes;
mod outline;
mod party_advice;
mod plan;
mod propose;
mod readers;
mod reschedule;
mod revise;
mod script;
mod series;
mod urgent;
pub(in crate::pages) mod when;
mod with_reason;

pub use advices::advices;
pub use agenda::agenda;
pub use cancel::cancel;
pub use compose::compose;
pub(in crate::pages) use exclude::attempt;
pub use exclude::exclusions;
pub use item::item;
pub use lines::title as item_title;
pub use list::list;
pub use minutes::{minutes, versions};
pub use party_advice::{ask as ask_advice, desk as party_advices};
pub use plan::plan;
pub use propose::propose;
pub use readers::readers;
pub use reschedule::reschedule;
pub use revise::revise;
pub use script::script;
pub use series::{advise, ahead, answer_advice, change, end_annex, put_annex, sheet};
pub use urgent::urgent;
pub(super) use when::{day, length, long, time};
pub use with_reason::{send_back, take_off};

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use service::meetings::read::Head;

use super::form::Hidden;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Breadcrumbs, Crumb, Status, Tone};
use crate::words::meetings::Shown;

/// A value of the address; empty when it is not there.
pub(in crate::pages) fn param(name: &str) -> String {
    use_params_map()
        .with_untracked(|map| map.get(name))
        .unwrap_or_default()
}

/// A value after the question mark.
pub(in crate::pages) fn query(name: &str) -> Option<String> {
    use_query_map().with_untracked(|map| map.get(name))
}

/// A status as the look shows it.
fn status((tone, icon, word): Shown) -> AnyView {
    view! { <Status tone icon word/> }.into_any()
}

/// Marks a meeting that could not wait for the ordinary terms.
fn urgent_tag() -> AnyView {
    let word = say!(Locale::Nl, meetings.urgent_tag).to_owned();
    view! { <Status tone=Tone::Attention icon="alert" word/> }.into_any()
}

/// The two hidden fields that name a thing and the version of it that was seen.
fn keys(id: impl std::fmt::Display, version: i32) -> AnyView {
    view! {
        <Hidden field="id" value=id.to_string()/>
        <Hidden field="version" value=version.to_string()/>
    }
    .into_any()
}

/// The way back from a page about a meeting; `here` is the page itself, unless it is the agenda.
fn crumbs(head: &Head, here: Option<&str>) -> AnyView {
    let day = when::day(head.starts_at);
    let mut trail = vec![Crumb {
        word: head.series_name.clone(),
        href: Some(format!("/overleg?serie={}", head.series)),
    }];
    trail.push(Crumb {
        word: day,
        href: here.map(|_| format!("/overleg/{}", head.id)),
    });
    if let Some(here) = here {
        trail.push(Crumb {
            word: here.to_owned(),
            href: None,
        });
    }
    view! { <Breadcrumbs label=say!(Locale::Nl, meetings.crumbs) trail/> }.into_any()
}
