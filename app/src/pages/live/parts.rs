//! What the parts of the live page share: small forms, times in words, and the regions.

use chrono::{DateTime, Utc};
use domain::calendar;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::clock::{local_date, local_minutes};
use service::meetings::live::{Live, Now};

use super::super::form;
use crate::i18n::Locale;
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Notice, Tone};
use crate::words;

/// A quiet button.
pub const SUBTLE: &str = "utrecht-button utrecht-button--subtle kt-compact";
/// A button beside the main one.
pub const SECONDARY: &str = "utrecht-button utrecht-button--secondary-action kt-compact";
/// The main button of its panel.
pub const PRIMARY: &str = "utrecht-button utrecht-button--primary-action";

/// The operations whose refusal stands beside their own fields.
const OWN_PLACE: [&str; 3] = [
    "/api/meetings/note",
    "/api/meetings/capture",
    "/api/meetings/open_door",
];

/// The meeting in the address.
pub fn meeting() -> String {
    use_params_map().read().get("id").unwrap_or_default()
}

/// The time of day of an instant, as a table would say it.
pub fn clock(at: DateTime<Utc>) -> String {
    let minutes = local_minutes(at);
    calendar::clock(minutes / 60, minutes % 60)
}

/// The day of an instant, without the year.
pub fn day(at: DateTime<Utc>) -> String {
    calendar::day_month(local_date(at))
}

/// Minutes and seconds, as a timer shows them.
pub fn span(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The address of the live page, for the forms on it: their fragment has another one.
pub fn page(live: &Live) -> String {
    format!("/overleg/{}/live", live.meeting)
}

/// What a region is about, so that words typed for one item never end up under another: the item
/// of the form that was refused, else the one on the table.
pub fn about(live: &Live, refused: Option<&Refused>) -> Option<String> {
    let Some(Now::Item(note)) = &live.now else {
        return None;
    };
    Some(form::value(refused, "item", &note.id.to_string()))
}

/// A form of hidden fields and whatever presses it.
pub fn act(
    live: &Live,
    operation: &str,
    fields: Vec<(&'static str, String)>,
    button: impl IntoView + 'static,
) -> AnyView {
    let hidden = fields
        .into_iter()
        .map(|(field, value)| view! { <input type="hidden" name=field_name(field) value=value/> })
        .collect_view();
    let action = format!("/api/meetings/{operation}");
    view! {
        <form method="post" action=action novalidate>
            <input type="hidden" name="page" value=page(live)/>
            {hidden}
            {button}
        </form>
    }
    .into_any()
}

/// Above the table: why an operation did not happen, when it has no fields to say it beside.
pub fn problem(refused: Option<&Refused>) -> AnyView {
    let sentence = refused
        .filter(|refused| !OWN_PLACE.contains(&refused.operation.as_str()))
        .map(|refused| words::refusal(&refused.error));
    view! {
        <div id="live-problem" data-live="">
            {sentence.map(|sentence| view! {
                <Notice tone=Tone::Attention><span role="alert">{sentence}</span></Notice>
            })}
        </div>
    }
    .into_any()
}

/// For browsers without scripts: nothing refreshes by itself there.
pub fn refresh(live: &Live) -> AnyView {
    let href = page(live);
    view! {
        <noscript><p class="kt-note"><a class="utrecht-link" href=href>{say!(Locale::Nl, live.refresh)}</a></p></noscript>
    }
    .into_any()
}
