//! What the parts of the live page share: small forms, times in words, and the regions.

use chrono::{DateTime, Utc};
use domain::calendar;
use domain::meetings::MeetingState;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::clock::{local_date, local_minutes};
use service::meetings::live::{Live, Now};

use super::super::form;
use crate::i18n::Locale;
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Icon, Notice, Tone};
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

/// How this page is kept true: by hand, until the island `Follow` says that its stream is open. It
/// hides one line and shows the other. They stand outside the regions, so no swap takes that back.
pub fn following(live: &Live) -> Option<AnyView> {
    let l = Locale::Nl;
    let href = page(live);
    (!matches!(live.state, MeetingState::Closed { .. })).then(|| {
        view! {
            <div class="kt-following">
                <p id="live-follow" hidden data-follows="">
                    <Icon name="check"/>{say!(l, live.follows_itself)}
                </p>
                <p id="live-manual">
                    <a class="utrecht-link" href=href>{say!(l, live.refresh)}</a>" "{say!(l, live.refresh_why)}
                </p>
            </div>
        }
        .into_any()
    })
}
