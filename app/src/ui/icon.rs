//! One symbol of the sprite, in the colour of the text beside it.

use leptos::prelude::*;

/// Shows `#i-<name>` of `/icons.svg`. Hidden from screen readers: the word beside it speaks.
#[component]
pub fn Icon(#[prop(into)] name: String, #[prop(optional)] big: bool) -> impl IntoView {
    let class = if big {
        "kt-icon kt-icon--big"
    } else {
        "kt-icon"
    };
    view! {
        <svg class=class aria-hidden="true" focusable="false">
            <use_ href=format!("/icons.svg#i-{name}")></use_>
        </svg>
    }
}
