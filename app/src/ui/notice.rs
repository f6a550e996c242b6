//! Remarks in the flow of a page.

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
