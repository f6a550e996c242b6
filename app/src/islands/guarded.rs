//! The personal-data guard beside the fields of a page, while one types. The server holds the same
//! guard; this one only saves the walk.
//!
//! One watcher serves all fields: what may be named travels once, and a field brings only the empty
//! place for its hints (`pages::form::watch`).

use std::cell::RefCell;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::guard::{Kind, Known, Scope, check};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement};
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

/// What the watcher of this document knows.
struct Watch {
    known: Known,
    plain: bool,
}

thread_local! {
    /// Outlives the island: a part of a page that is put in anew brings the same watcher again.
    static WATCH: RefCell<Option<Watch>> = const { RefCell::new(None) };
}

/// Watches every field that has a place for hints, and says at once what to write instead.
#[island]
pub fn GuardWatch(may_name: MayName, plain: bool) -> impl IntoView {
    let known = Known {
        numbers: may_name.numbers,
        names: may_name.names,
        today: may_name.today,
    };
    let watch = StoredValue::new(Some(Watch { known, plain }));
    Effect::new(move || {
        let mut first = false;
        watch.update_value(|watch| {
            if let Some(watch) = watch.take() {
                first = WATCH.with_borrow_mut(|held| held.replace(watch).is_none());
            }
        });
        if first {
            window_event_listener(ev::input, |event| {
                look(&event);
            });
            // What was sent is no longer in the field; a refusal says for itself what it is about.
            window_event_listener(ev::submit, |_| {
                clear();
            });
        }
    });
    view! {
        <div hidden data-guard-kit="">
            <Notice tone=Tone::Attention>""</Notice>
            <Notice tone=Tone::Info>""</Notice>
        </div>
    }
}

/// Judges the field that was typed in, when it has a place for hints.
fn look(event: &Event) -> Option<()> {
    let field: Element = event.target()?.dyn_into().ok()?;
    let place = format!("[data-guard=\"{}\"]", field.id());
    let place = document().query_selector(&place).ok()??;
    let scope = match place.get_attribute("data-scope").as_deref() {
        Some("case") => Scope::CaseItem,
        _ => Scope::Ordinary,
    };
    let text = typed(&field)?;
    let (kinds, plain) = WATCH.with_borrow(|watch| {
        let watch = watch.as_ref()?;
        let hits = check(&text, scope, &watch.known);
        let kinds: BTreeSet<Kind> = hits.iter().map(|hit| hit.kind).collect();
        Some((kinds, watch.plain))
    })?;
    let kinds: Vec<Kind> = kinds.into_iter().collect();
    // Saying the same again would read it aloud again.
    let said: Vec<_> = kinds.iter().map(|kind| kind.word()).collect();
    let said = said.join(" ");
    if place.get_attribute("data-said").unwrap_or_default() == said {
        return Some(());
    }
    place.set_attribute("data-said", &said).ok()?;
    place.set_text_content(None);
    let (refused, asked): (Vec<Kind>, Vec<Kind>) =
        kinds.into_iter().partition(|kind| kind.is_refused());
    hint(
        &place,
        ".kt-inline-warn:not(.kt-inline-warn--info)",
        &refused,
        plain,
    )?;
    hint(&place, ".kt-inline-warn--info", &asked, plain)
}

/// Puts one remark in its place, made after the one in the kit.
fn hint(place: &Element, like: &str, kinds: &[Kind], plain: bool) -> Option<()> {
    if kinds.is_empty() {
        return Some(());
    }
    let model = document().query_selector(&format!("[data-guard-kit] {like}"));
    let remark = model.ok()??.clone_node_with_deep(true).ok()?;
    let remark: Element = remark.dyn_into().ok()?;
    say(
        &remark.query_selector("div").ok()??,
        &words::guards(kinds, plain),
    )?;
    place.append_child(&remark).ok()?;
    Some(())
}

/// One sentence as it is; more of them as a list, like `ui::Lines` on a page that came back.
fn say(words: &Element, sentences: &[&str]) -> Option<()> {
    if let [sentence] = sentences {
        words.set_text_content(Some(sentence));
        return Some(());
    }
    let list = document().create_element("ul").ok()?;
    list.set_class_name("kt-lines");
    for sentence in sentences {
        let line = document().create_element("li").ok()?;
        line.set_text_content(Some(sentence));
        list.append_child(&line).ok()?;
    }
    words.append_child(&list).ok()?;
    Some(())
}

fn typed(field: &Element) -> Option<String> {
    match field.dyn_ref::<HtmlTextAreaElement>() {
        Some(area) => Some(area.value()),
        None => field
            .dyn_ref::<HtmlInputElement>()
            .map(HtmlInputElement::value),
    }
}

fn clear() -> Option<()> {
    let places = document().query_selector_all("[data-said]").ok()?;
    for at in 0..places.length() {
        let place: Element = places.item(at)?.dyn_into().ok()?;
        place.remove_attribute("data-said").ok()?;
        place.set_text_content(None);
    }
    Some(())
}
