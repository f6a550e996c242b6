//! Where one types: a line or more.

use leptos::prelude::*;

use super::{Field, Wiring};

/// The text as it must stand inside `<textarea>` when the server writes it.
///
/// Leptos writes the children of a textarea as they are, so a text could close the element and go on
/// as markup. In the browser the text becomes a node, and nothing may be escaped. A first line break
/// is doubled, because a browser drops it.
fn inside_textarea(text: String) -> String {
    if cfg!(target_arch = "wasm32") {
        return text;
    }
    let first = if text.starts_with('\n') { "\n" } else { "" };
    first.to_owned() + &text.replace('&', "&amp;").replace('<', "&lt;")
}

/// One line of text. `kind` is the type of the input: `text`, `date`, `time`, `email`, `number`.
#[component]
pub fn TextField(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] about: String,
    #[prop(optional, into)] value: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] short: bool,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional_no_strip, into)] inputmode: Option<&'static str>,
    #[prop(optional_no_strip, into)] maxlength: Option<u32>,
    #[prop(optional_no_strip, into)] after: Option<AnyView>,
) -> impl IntoView {
    let wiring = Wiring {
        id,
        label,
        about,
        hint,
        error,
    };
    let short = if short { " kt-input--short" } else { "" };
    let class = wiring.class("utrecht-textbox") + " utrecht-textbox--html-input" + short;
    let input = view! {
        <input
            class=class
            type=kind
            id=wiring.id.clone()
            name=name
            value=value
            required=required
            autocomplete=autocomplete
            inputmode=inputmode
            maxlength=maxlength
            aria-invalid=wiring.invalid()
            aria-describedby=wiring.described_by()
        />
    };
    view! { <Field wiring=wiring after=after>{input}</Field> }
}

/// More lines of text.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(default = 4)] rows: u32,
    #[prop(optional_no_strip, into)] maxlength: Option<u32>,
    #[prop(optional_no_strip, into)] after: Option<AnyView>,
) -> impl IntoView {
    let wiring = Wiring {
        id,
        label,
        hint,
        error,
        ..Wiring::default()
    };
    let class = wiring.class("utrecht-textarea") + " utrecht-textarea--html-textarea";
    let input = view! {
        <textarea
            class=class
            id=wiring.id.clone()
            name=name
            rows=rows
            required=required
            maxlength=maxlength
            aria-invalid=wiring.invalid()
            aria-describedby=wiring.described_by()
        >
            {inside_textarea(value)}
        </textarea>
    };
    view! { <Field wiring=wiring after=after>{input}</Field> }
}
