//! A list to act on: what, why, by when, and the one thing to do about it.

use leptos::prelude::*;

use super::{Icon, Tone};

/// The list around the rows.
#[component]
pub fn Rows(children: Children) -> impl IntoView {
    view! { <ul class="kt-rows">{children()}</ul> }
}

/// One row. The children are the thing to do: one button or link.
#[component]
pub fn Row(
    tone: Tone,
    #[prop(into)] icon: String,
    #[prop(into)] title: String,
    #[prop(optional_no_strip, into)] meta: Option<String>,
    #[prop(optional_no_strip, into)] when: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="kt-row">
            <span class=format!("kt-row__icon kt-tone--{}", tone.word())>
                <Icon name=icon />
            </span>
            <div class="kt-row__body">
                <h3 class="kt-row__title">{title}</h3>
                {meta.map(|meta| view! { <p class="kt-row__meta">{meta}</p> })}
            </div>
            {when.map(|when| view! { <p class="kt-row__when">{when}</p> })}
            {children.map(|children| view! { <div class="kt-row__do">{children()}</div> })}
        </li>
    }
}
