//! One key each for decision, action, bottleneck and parked. They work with the focus in the
//! capture bar but not in a field, or with Alt from anywhere, and can be switched off (WCAG 2.1.4).

use leptos::ev;
use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// The switch of the keys; while it is on, they choose a kind and lead to the text.
#[island]
pub fn CaptureKeys(label: String) -> impl IntoView {
    let (on, set_on) = signal(true);
    Effect::new(move || {
        let handle = window_event_listener(ev::keydown, move |event| {
            if on.get_untracked() && choose(&event).is_some() {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    });
    view! {
        <label class="kt-capture__keys">
            <input type="checkbox" prop:checked=on checked
                on:change=move |event| set_on.set(event_target_checked(&event))/>
            <span>{label}</span>
        </label>
    }
}

fn choose(event: &KeyboardEvent) -> Option<()> {
    // With Alt some keyboards type another letter; the code names the key itself.
    let code = event.code();
    let key = code
        .strip_prefix("Key")
        .filter(|key| matches!(*key, "B" | "A" | "K" | "P"))?;
    if event.ctrl_key() || event.meta_key() || !(event.alt_key() || is_in_bar(event)) {
        return None;
    }
    let page = document();
    let kind: HtmlInputElement = page
        .get_element_by_id(&format!("kind-{key}"))?
        .dyn_into()
        .ok()?;
    kind.set_checked(true);
    let text: HtmlElement = page.get_element_by_id("text")?.dyn_into().ok()?;
    text.focus().ok()
}

/// In the bar, and not where a letter is just a letter.
fn is_in_bar(event: &KeyboardEvent) -> bool {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let writes = "textarea,select,input:not([type=radio]):not([type=checkbox])";
    target.is_some_and(|target| {
        target.closest(".kt-capture").is_ok_and(|bar| bar.is_some())
            && !target.matches(writes).unwrap_or(true)
    })
}
