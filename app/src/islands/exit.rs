//! Leaves the page at once: a button, or Shift three times. Without a script it is a form.

use leptos::ev;
use leptos::prelude::*;

use super::kept;
use crate::ui::Icon;

/// How many times Shift is pressed, and how soon after each other (milliseconds).
const PRESSES: u8 = 3;
const WITHIN: f64 = 1000.0;

/// Where the quick exit ends when a script runs: the same neutral page, in place of this one.
const AWAY: &str = "/weg";

/// The quick exit. The server ends the session, clears what the browser kept and answers with a
/// neutral page; the history entry of this page is replaced.
#[island]
pub fn QuickExit(label: String) -> impl IntoView {
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
            if count >= PRESSES {
                leave();
            }
        });
        on_cleanup(move || handle.remove());
    });
    let at_once = move |event: ev::SubmitEvent| {
        event.prevent_default();
        leave();
    };
    view! {
        <form class="kt-safety__form" action="/verlaten" method="post" on:submit=at_once>
            <button class="kt-exit" type="submit">
                <Icon name="exit" />
                <span>{label}</span>
                <span class="kt-exit__keys" aria-hidden="true">
                    <kbd>"Shift"</kbd>
                    <kbd>"Shift"</kbd>
                    <kbd>"Shift"</kbd>
                </span>
            </button>
        </form>
    }
}

/// Forgets what was typed, ends the session without waiting for the answer, and puts another page in place
/// of this one.
fn leave() {
    kept::wipe();
    let window = window();
    // Both fail only when the browser is closing, and then there is nothing to leave.
    window
        .navigator()
        .send_beacon("/verlaten")
        .unwrap_or_default();
    window.location().replace(AWAY).unwrap_or_default();
}
