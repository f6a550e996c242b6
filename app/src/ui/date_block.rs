//! A date as a leaf of the calendar, with what happens beside it.

use leptos::prelude::*;

/// Weekday, day and month as words; `big` is for guests. The children stand beside the leaf.
#[component]
pub fn DateBlock(
    #[prop(into)] weekday: String,
    #[prop(into)] day: String,
    #[prop(into)] month: String,
    #[prop(optional)] big: bool,
    children: Children,
) -> impl IntoView {
    let class = if big {
        "kt-date kt-date--big"
    } else {
        "kt-date"
    };
    view! {
        <div class=class>
            <p class="kt-date__day">
                <span>{weekday}</span>
                " "
                <b>{day}</b>
                " "
                <span>{month}</span>
            </p>
            <div>{children()}</div>
        </div>
    }
}
