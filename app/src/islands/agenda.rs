//! Ordering an agenda by dragging and by keyboard. It fills in and sends the same form as the
//! buttons beside each item, so the server decides in one way only.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, EventTarget, HtmlFormElement, HtmlInputElement};

/// The attribute of an item that says in a sentence where it stands.
const SAID: &str = "data-said";

/// The id of the form that the page has for this.
pub const FORM: &str = "agenda-move";
/// The id of its field for the item.
pub const ITEM: &str = "agenda-move-item";
/// The id of its field for the place.
pub const TO: &str = "agenda-move-to";

/// Wakes the list: items can be dragged, and Alt with an arrow moves the item in focus. Says where
/// the item stands that was moved just now; the browser has put the focus on it.
#[island]
pub fn AgendaOrder(hint: String) -> impl IntoView {
    let (awake, set_awake) = signal(false);
    let (said, set_said) = signal(String::new());
    let dragged = StoredValue::new(None::<String>);
    Effect::new(move || {
        mark_draggable();
        set_awake.set(true);
        set_said.set(moved().unwrap_or_default());
        let start = window_event_listener(ev::dragstart, move |event| {
            let item = event
                .target()
                .and_then(row)
                .and_then(|row| row.get_attribute("data-item"));
            dragged.set_value(item);
        });
        let over = window_event_listener(ev::dragover, move |event| {
            if dragged.with_value(Option::is_some) && event.target().and_then(row).is_some() {
                event.prevent_default();
            }
        });
        let drop = window_event_listener(ev::drop, move |event| {
            let place = event
                .target()
                .and_then(row)
                .and_then(|row| row.get_attribute("data-place"));
            if let (Some(item), Some(place)) = (dragged.get_value(), place) {
                event.prevent_default();
                dragged.set_value(None);
                send(&item, &place);
            }
        });
        let key = window_event_listener(ev::keydown, move |event| {
            let to = match event.key().as_str() {
                "ArrowUp" => "up",
                "ArrowDown" => "down",
                _ => return,
            };
            let item = event
                .target()
                .and_then(row)
                .and_then(|row| row.get_attribute("data-item"));
            if let (true, Some(item)) = (event.alt_key(), item) {
                event.prevent_default();
                send(&item, to);
            }
        });
        on_cleanup(move || {
            start.remove();
            over.remove();
            drop.remove();
            key.remove();
        });
    });
    view! {
        <p class="kt-note kt-keyhint">{move || awake.get().then(|| hint.clone())}</p>
        <p class="kt-vh" role="status">{said}</p>
    }
}

/// The item that an event happened in.
fn row(target: EventTarget) -> Option<Element> {
    target
        .dyn_into::<Element>()
        .ok()?
        .closest("[data-item]")
        .ok()?
}

/// Where the item stands that the address points at.
fn moved() -> Option<String> {
    let hash = window().location().hash().ok()?;
    let row = document().get_element_by_id(hash.strip_prefix('#')?)?;
    row.get_attribute(SAID)
}

fn mark_draggable() {
    let rows = document().get_elements_by_class_name("kt-item");
    for at in 0..rows.length() {
        if let Some(row) = rows.item(at).filter(|row| row.has_attribute("data-item")) {
            // Without it the buttons still move the item.
            row.set_attribute("draggable", "true").unwrap_or_default();
        }
    }
}

fn send(item: &str, to: &str) {
    let field = |id| {
        document()
            .get_element_by_id(id)
            .and_then(|found| found.dyn_into::<HtmlInputElement>().ok())
    };
    let form = document()
        .get_element_by_id(FORM)
        .and_then(|found| found.dyn_into::<HtmlFormElement>().ok());
    if let (Some(form), Some(item_field), Some(to_field)) = (form, field(ITEM), field(TO)) {
        item_field.set_value(item);
        to_field.set_value(to);
        form.request_submit().unwrap_or_default();
    }
}
