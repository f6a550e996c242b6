//! Keeps an open live page true: hears of every change, fetches the page's regions again and puts
//! them in place. Forms inside the page are sent the same way, so that nobody loses their place.
//!
//! Without this island the same page works with plain forms and a reload.

mod drafts;
mod swap;
mod timer;
mod typing;

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use self::drafts::{Drafts, Found};
use self::typing::Departed;
use crate::ui::{Notice, Tone};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
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

/// The sentences of the island. A `%` stands for the time at which something was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentences {
    /// The server cannot be reached.
    pub lost: String,
    /// A text was put back.
    pub back: String,
    /// A text waits that belongs to another item.
    pub elsewhere: String,
    /// Throws it away, as on the button and as said aloud.
    pub throw: [String; 2],
}

/// Follows one meeting and fetches its `regions`; says so while the server cannot be reached. What `account`
/// types there is kept on the device until the server has it; nothing where nobody writes.
#[island]
pub fn Follow(
    meeting: String,
    regions: String,
    account: String,
    sentences: Sentences,
) -> impl IntoView {
    let (is_lost, set_lost) = signal(false);
    let (found, set_found) = signal(Vec::new());
    let lost = sentences.lost.clone();
    Effect::new(move || {
        let drafts = Drafts::of(account.clone(), meeting.clone());
        if let Some(drafts) = &drafts {
            drafts.listen();
            set_found.set(drafts.restore());
        }
        let (pace, regions) = (Rc::new(Pace::default()), regions.clone());
        let look: Rc<dyn Fn()> = Rc::new(move || refresh(&pace, &regions, set_lost));
        open(format!("/live/{meeting}"), Rc::clone(&look));
        send_in_place(set_lost, drafts.clone());
        timer::adopt();
        let item = Cell::new(on_table());
        let tick = move || {
            if timer::tick() {
                look();
            }
            let now = on_table();
            let moved = item.replace(now.clone()) != now;
            let again = drafts.as_ref();
            let again = again.and_then(|it| found.with_untracked(|found| it.again(found, moved)));
            if let Some(again) = again {
                set_found.set(again);
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
        <div class="kt-kept" role="status">
            {move || {
                let found = found.get().into_iter();
                found.map(|it| kept(it, &sentences, set_found)).collect_view()
            }}
        </div>
    }
}

/// Says that a text was found again, and how to be rid of it.
fn kept(it: Found, sentences: &Sentences, set_found: WriteSignal<Vec<Found>>) -> AnyView {
    let at = |sentence: &str| sentence.replace('%', &it.time());
    let sentence = if it.is_back() {
        at(&sentences.back)
    } else {
        at(&sentences.elsewhere)
    };
    let text = it.waiting.text.clone();
    let [word, label] = &sentences.throw;
    let (word, label) = (word.clone(), at(label));
    let throw = move |_| {
        it.throw_away();
        set_found.update(|all| all.retain(|one| one.waiting.key != it.waiting.key));
    };
    view! {
        <Notice tone=Tone::Info>
            <p>{sentence}</p>
            <p class="kt-conflict__text">{text}</p>
            <button class="utrecht-button utrecht-button--subtle kt-compact" type="button"
                aria-label=label on:click=throw>{word}</button>
        </Notice>
    }
    .into_any()
}

/// The item that the capture bar is about.
fn on_table() -> Option<String> {
    let bar = document().get_element_by_id("live-capture")?;
    bar.get_attribute("data-about")
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
fn send_in_place(lost: WriteSignal<bool>, drafts: Option<Drafts>) {
    let handle = window_event_listener_untyped("submit", move |event| {
        send(&event, lost, drafts.clone());
    });
    on_cleanup(move || handle.remove());
}

fn send(event: &Event, lost: WriteSignal<bool>, drafts: Option<Drafts>) -> Option<()> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    form.closest("#live").ok()??;
    event.prevent_default();
    if form.has_attribute("data-busy") {
        form.set_attribute("data-next", "").ok()?;
        return None;
    }
    let action = form.get_attribute("action")?;
    let body = body(&form, event)?;
    let region: Option<Element> = form.closest("[data-live]").ok().flatten();
    let drafts = drafts.filter(|_| form.has_attribute("data-keeps"));
    let drafts = drafts.map(|it| (it.leave(&form), it));
    let settle = region.as_ref().map(Element::id).zip(drafts);
    let settle = move |request: &XmlHttpRequest, arrived| {
        if let Some((region, (keys, drafts))) = &settle {
            drafts.settle(keys, region, request, arrived);
        }
    };
    form.set_attribute("data-busy", "").ok()?;
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
            return settle(request, true);
        }
        let next = left.map(|(left, since)| (left, left.give_back(since, !answered)));
        settle(request, answered);
        if let Some((left, true)) = next
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
