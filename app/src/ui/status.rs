//! Status: shape, word and colour, in that order.

use leptos::prelude::*;

use super::{Icon, Tone};

/// A status with its own icon and word; readable in black and white, on paper and aloud.
#[component]
pub fn Status(tone: Tone, #[prop(into)] icon: String, #[prop(into)] word: String) -> impl IntoView {
    view! {
        <span class=format!("kt-status kt-status--{}", tone.word())>
            <Icon name=icon />
            <span>{word}</span>
        </span>
    }
}
