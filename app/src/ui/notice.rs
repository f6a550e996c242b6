//! Remarks in the flow of a page, and the line that reassures under a guarded field.

use leptos::prelude::*;

use super::{Icon, Tone};

/// A remark: [`Tone::Attention`] says the consequence, every other tone informs.
#[component]
pub fn Notice(tone: Tone, children: Children) -> impl IntoView {
    let (class, icon) = match tone {
        Tone::Attention | Tone::Critical => ("kt-inline-warn", "risk"),
        _ => ("kt-inline-warn kt-inline-warn--info", "info"),
    };
    view! {
        <p class=class>
            <Icon name=icon />
            <span>{children()}</span>
        </p>
    }
}

/// What the guard did with what was typed, in one short sentence.
#[component]
pub fn GuardHint(#[prop(into)] text: String) -> impl IntoView {
    view! {
        <p class="kt-guard">
            <Icon name="shield" />
            {text}
        </p>
    }
}
