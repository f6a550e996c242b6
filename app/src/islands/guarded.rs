//! The personal-data guard beside a field, while one types. The server holds the same guard; this
//! one only saves the walk.

use chrono::NaiveDate;
use domain::guard::{Known, Scope, check};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlInputElement, HtmlTextAreaElement};
use serde::{Deserialize, Serialize};

use crate::ui::{Notice, Tone};
use crate::words;

/// What may be named, as a prop.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MayName {
    /// Names of organisations.
    pub names: Vec<String>,
    /// Numbers of contact points.
    pub numbers: Vec<String>,
    /// The day.
    pub today: NaiveDate,
}

/// Watches the field with this id and says at once what to write instead.
#[island]
pub fn GuardWatch(field: String, case: bool, may_name: MayName) -> impl IntoView {
    let (kind, set_kind) = signal(None);
    let known = Known {
        numbers: may_name.numbers,
        names: may_name.names,
        today: may_name.today,
    };
    let scope = if case {
        Scope::CaseItem
    } else {
        Scope::Ordinary
    };
    Effect::new(move || {
        let field = field.clone();
        let known = known.clone();
        let handle = window_event_listener(ev::input, move |event| {
            let Some(target) = event.target() else { return };
            let (id, text) = match target.dyn_into::<HtmlTextAreaElement>() {
                Ok(area) => (area.id(), area.value()),
                Err(other) => match other.dyn_into::<HtmlInputElement>() {
                    Ok(input) => (input.id(), input.value()),
                    Err(_) => return,
                },
            };
            if id == field {
                let hits = check(&text, scope, &known);
                let worst = hits
                    .iter()
                    .find(|hit| hit.kind.is_refused())
                    .or(hits.first());
                set_kind.set(worst.map(|hit| hit.kind));
            }
        });
        // What was sent is no longer in the field; a refusal says for itself what it is about.
        let sent = window_event_listener(ev::submit, move |_| set_kind.set(None));
        on_cleanup(move || {
            handle.remove();
            sent.remove();
        });
    });
    view! {
        <div aria-live="polite">
            {move || kind.get().map(|kind| {
                let tone = if kind.is_refused() { Tone::Attention } else { Tone::Info };
                view! { <Notice tone>{words::guard(kind).to_owned()}</Notice> }
            })}
        </div>
    }
}
