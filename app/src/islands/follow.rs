//! Keeps an open live page true: hears of every change, fetches the page's regions again and puts
//! them in place. Forms inside the page are sent the same way, so that nobody loses their place.
//!
//! Without this island the same page works with plain forms and a reload.

mod swap;
mod timer;
mod typing;

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use self::typing::Departed;
use crate::ui::{Notice, Tone};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, Event, EventSource, FormData, HtmlFormElement, SubmitEvent, UrlSearchParams,
    XmlHttpRequest, XmlHttpRequestResponseType,
};

/// How long to leave a server alone that could not answer.
const SOON: Duration = Duration::from_secs(2);

/// Where the page stands with fetching.
#[derive(Debug, Default)]
struct Pace {
    /// A fetch is under way.
    busy: Cell<bool>,
    /// Something changed since it began.
    again: Cell<bool>,
}

/// Follows one meeting and fetches its `regions`; says `lost` while the server cannot be reached.
#[island]
pub fn Follow(meeting: String, regions: String, lost: String) -> impl IntoView {
    let (is_lost, set_lost) = signal(false);
    Effect::new(move || {
        let (pace, regions) = (Rc::new(Pace::default()), regions.clone());
        let look: Rc<dyn Fn()> = Rc::new(move || refresh(&pace, &regions, set_lost));
        open(format!("/live/{meeting}"), Rc::clone(&look));
        send_in_place(set_lost);
        timer::adopt();
        let tick = move || {
            if timer::tick() {
                look();
            }
        };
        // Fails only where there is no window, and then there is nothing to show.
        drop(set_interval_with_handle(tick, Duration::from_secs(1)));
    });
    view! {
        <div role="alert">
            {move || {
                let text = lost.clone();
                is_lost.get().then(|| view! { <Notice tone=Tone::Attention>{text}</Notice> })
            }}
        </div>
    }
}

/// Looks again at every event, and when the line was lost and is back.
fn open(address: String, look: Rc<dyn Fn()>) {
    let Ok(source) = EventSource::new(&address) else {
        return;
    };
    let (told, opened) = (Rc::clone(&look), Rc::clone(&look));
    let told = Closure::<dyn Fn()>::new(move || told()).into_js_value();
    source.set_onmessage(Some(told.unchecked_ref()));
    let opened = Closure::<dyn Fn()>::new(move || {
        say_following(true);
        opened();
    });
    source.set_onopen(Some(opened.into_js_value().unchecked_ref()));
    let gone = source.clone();
    let failed = Closure::<dyn Fn()>::new(move || {
        say_following(false);
        // Whether the line is lost, or the reader has to leave, is in the answer to this.
        look();
        // The browser tries again by itself, unless somebody on the way answered with an error.
        if gone.ready_state() == EventSource::CLOSED {
            let (address, look) = (address.clone(), Rc::clone(&look));
            set_timeout(move || open(address, look), SOON);
        }
    });
    source.set_onerror(Some(failed.into_js_value().unchecked_ref()));
}

/// Shows which is true: the page follows by itself, or its reader has to look again.
fn say_following(follows: bool) {
    for (id, hidden) in [("live-follow", !follows), ("live-manual", follows)] {
        if let Some(sentence) = document().get_element_by_id(id) {
            // Fails for a name that is no attribute only.
            drop(sentence.toggle_attribute_with_force("hidden", hidden));
        }
    }
}

/// One fetch at a time; what changes meanwhile is fetched right after.
fn refresh(pace: &Rc<Pace>, address: &str, lost: WriteSignal<bool>) {
    if pace.busy.replace(true) {
        pace.again.set(true);
        return;
    }
    let (then, there) = (Rc::clone(pace), address.to_owned());
    let sent = request("GET", address, None, move |request| {
        then.busy.set(false);
        lost.set(!is_answered(request));
        if !is_answered(request) {
            // What stands on the page is still the last that was true.
            set_timeout(move || refresh(&then, &there, lost), SOON);
            return;
        }
        if !swap::take_over(request, None) {
            reload();
        }
        if then.again.replace(false) {
            refresh(&then, &there, lost);
        }
    });
    if sent.is_none() {
        pace.busy.set(false);
    }
}

/// Sends the forms of the live page without leaving it.
fn send_in_place(lost: WriteSignal<bool>) {
    let handle = window_event_listener_untyped("submit", move |event| {
        send(&event, lost);
    });
    on_cleanup(move || handle.remove());
}

fn send(event: &Event, lost: WriteSignal<bool>) -> Option<()> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    form.closest("#live").ok()??;
    event.prevent_default();
    if form.has_attribute("data-busy") {
        form.set_attribute("data-next", "").ok()?;
        return None;
    }
    let action = form.get_attribute("action")?;
    let body = body(&form, event)?;
    form.set_attribute("data-busy", "").ok()?;
    let region: Option<Element> = form.closest("[data-live]").ok().flatten();
    let left = region.map(|region| Departed::leave(&form, &region));
    request("POST", &action, Some(&body), move |request| {
        let answered = is_answered(request);
        lost.set(!answered);
        let left = left.as_ref().map(|left| (left, left.since()));
        let region = left
            .as_ref()
            .and_then(|(left, since)| left.region(since, request));
        if answered && !swap::take_over(request, region) {
            return reload();
        }
        // Still there when nothing was put in its place: what was typed can be sent again.
        form.remove_attribute("data-busy").unwrap_or_default();
        if answered && region.is_none() {
            return;
        }
        if let Some((left, since)) = left
            && left.give_back(since, !answered)
            && form.has_attribute("data-next")
        {
            left.send_next();
        }
    })
}

/// What the form says, with the button that was pressed.
fn body(form: &HtmlFormElement, event: &Event) -> Option<UrlSearchParams> {
    let data = FormData::new_with_form(form).ok()?;
    if let Some(button) = event
        .dyn_ref::<SubmitEvent>()
        .and_then(SubmitEvent::submitter)
    {
        let name = button.get_attribute("name").unwrap_or_default();
        let value = button.get_attribute("value").unwrap_or_default();
        if !name.is_empty() {
            data.append_with_str(&name, &value).ok()?;
        }
    }
    UrlSearchParams::new_with_str_sequence_sequence(&data).ok()
}

/// Asks the server for a page as a document.
fn request(
    method: &str,
    address: &str,
    body: Option<&UrlSearchParams>,
    done: impl FnOnce(&XmlHttpRequest) + 'static,
) -> Option<()> {
    let request = XmlHttpRequest::new().ok()?;
    request.open(method, address).ok()?;
    request.set_request_header("Accept", "text/html").ok()?;
    request.set_response_type(XmlHttpRequestResponseType::Document);
    let answered = request.clone();
    let done = Closure::once_into_js(move || done(&answered));
    request.set_onloadend(Some(done.unchecked_ref()));
    match body {
        Some(body) => request.send_with_opt_url_search_params(Some(body)).ok(),
        None => request.send().ok(),
    }
}

/// Whether the line held and the server could answer; if not, a reload would only lose the page.
fn is_answered(request: &XmlHttpRequest) -> bool {
    request
        .status()
        .is_ok_and(|status| (1..500).contains(&status))
}

/// The last resort: the server says on a whole page what is going on.
fn reload() {
    window().location().reload().unwrap_or_default();
}
