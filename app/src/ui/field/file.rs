//! Where one chooses a file.

use leptos::prelude::*;

use super::{Field, Wiring};

/// One file. A browser never puts back what was chosen before.
#[component]
pub fn FileField(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into)] accept: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
) -> impl IntoView {
    let wiring = Wiring {
        id,
        label,
        hint,
        error,
        ..Wiring::default()
    };
    let input = view! {
        <input
            class="kt-file"
            type="file"
            id=wiring.id.clone()
            name=name
            accept=accept
            aria-invalid=wiring.invalid()
            aria-describedby=wiring.described_by()
        />
    };
    view! { <Field wiring=wiring>{input}</Field> }
}
