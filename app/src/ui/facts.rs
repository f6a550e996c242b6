//! Short label, short value.

use leptos::prelude::*;

/// The list around the facts.
#[component]
pub fn Facts(children: Children) -> impl IntoView {
    view! { <dl class="kt-facts">{children()}</dl> }
}

/// One fact.
#[component]
pub fn Fact(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{children()}</dd>
        </div>
    }
}
