//! The mark of the house, and the coat of arms of a theme.

use leptos::prelude::*;

/// Six seats round the table; the chair has its own colour.
const SEATS: [&str; 6] = [
    "M29.1 7.45A15.5 15.5 0 0 1 34.26 13.92",
    "M35.48 19.29A15.5 15.5 0 0 1 33.64 27.35",
    "M30.21 31.67A15.5 15.5 0 0 1 22.76 35.25",
    "M17.24 35.25A15.5 15.5 0 0 1 9.79 31.67",
    "M6.36 27.35A15.5 15.5 0 0 1 4.52 19.29",
    "M5.74 13.92A15.5 15.5 0 0 1 10.9 7.45",
];
const CHAIR: &str = "M15.87 5.06A15.5 15.5 0 0 1 24.13 5.06";

/// The mark, without a word: the name beside it speaks.
#[component]
pub fn Mark(#[prop(optional)] small: bool) -> impl IntoView {
    let class = if small {
        "kt-mark kt-mark--small"
    } else {
        "kt-mark"
    };
    let seats = SEATS.map(|d| view! { <path class="kt-mark__seat" d=d></path> });
    view! {
        <svg class=class viewBox="0 0 40 40" aria-hidden="true" focusable="false">
            <circle class="kt-mark__chain" cx="20" cy="20" r="15.5"></circle>
            <path class="kt-mark__chair" d=CHAIR></path>
            {seats}
            <circle class="kt-mark__table" cx="20" cy="20" r="8"></circle>
        </svg>
    }
}

/// The arms of `theme`: `#arms-<theme>` of `/icons.svg`.
#[component]
pub fn Arms(#[prop(into)] theme: String) -> impl IntoView {
    view! {
        <svg class="kt-who__arms" viewBox="0 0 20 24" aria-hidden="true" focusable="false">
            <use_ href=format!("/icons.svg#arms-{theme}")></use_>
        </svg>
    }
}
