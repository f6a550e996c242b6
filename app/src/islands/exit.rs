//! Leaves the page at once: a button, or Shift three times. Without a script it is a form.

use leptos::ev;
use leptos::prelude::*;

use crate::ui::Icon;

/// How many times Shift is pressed, and how soon after each other (milliseconds).
const PRESSES: u8 = 3;
const WITHIN: f64 = 1000.0;

/// The quick exit. The server ends the session, clears what the browser kept and answers with a
/// neutral page; the history entry of this page is replaced.
#[island]
pub fn QuickExit(label: String) -> impl IntoView {
    let form = NodeRef::<leptos::html::Form>::new();
    let presses = StoredValue::new((0_u8, 0.0_f64));
    Effect::new(move || {
        let handle = window_event_listener(ev::keydown, move |event| {
            if event.key() != "Shift" {
                presses.set_value((0, 0.0));
                return;
            }
            if event.repeat() {
                return;
            }
            let (count, last) = presses.get_value();
            let now = event.time_stamp();
            let count = if now - last <= WITHIN { count + 1 } else { 1 };
            presses.set_value((count, now));
            if count >= PRESSES
                && let Some(form) = form.get_untracked()
            {
                // Only fails when the form has left the page, and then there is nothing to leave.
                form.request_submit().unwrap_or_default();
            }
        });
        on_cleanup(move || handle.remove());
    });
    view! {
        <form class="kt-safety__form" action="/verlaten" method="post" node_ref=form>
            <button class="kt-exit" type="submit">
                <Icon name="exit"/>
                <span>{label}</span>
                <span class="kt-exit__keys" aria-hidden="true"><kbd>"Shift"</kbd><kbd>"Shift"</kbd><kbd>"Shift"</kbd></span>
            </button>
        </form>
    }
}
