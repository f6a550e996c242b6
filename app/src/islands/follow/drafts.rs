//! Typed text that survives a lost line and a closed laptop: each field of a form with `data-keeps` is
//! written down on the device at every key, found again when the page opens, and forgotten once the
//! server acknowledged it.
//!
//! A form names what it is about (`data-keeps`) and the hidden field that says which version of it was
//! seen, or under which id it makes something (`data-mark`). Both go along: a text that comes back is
//! still about what was there, so that whoever wrote meanwhile loses nothing, and what did arrive is not
//! made twice.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, XmlHttpRequest,
};

use super::super::kept::{self, Waiting};
use super::swap::elements;

const KEEPS: &str = "data-keeps";
/// The mark of words that were typed while those before them were on their way.
const NEXT: &str = "next";
const TEXTS: &str = "textarea,input:not([type]),input[type=text]";

/// Whose texts are kept, and of which meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafts {
    account: String,
    meeting: String,
}

/// A text that was found again.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub waiting: Waiting,
    /// The field it was put back into; nothing when that is not on the page.
    field: Option<String>,
    /// What the mark of its form was before.
    before: Option<String>,
}

impl Found {
    /// Whether it stands in its field again.
    pub fn is_back(&self) -> bool {
        self.field.is_some()
    }

    /// When it was typed, by the clock on the wall.
    pub fn time(&self) -> String {
        let at = js_sys::Date::new(&self.waiting.at.into());
        format!("{:02}.{:02}", at.get_hours(), at.get_minutes())
    }

    /// Whether it still waits.
    fn waits(&self) -> bool {
        kept::waits(&self.waiting.key)
    }

    /// Throws it away, out of its field too.
    pub fn throw_away(&self) {
        kept::forget(&self.waiting.key);
        let field = self.field.as_deref();
        let field = field.and_then(|id| document().get_element_by_id(id));
        let Some(field) = field else { return };
        put(&field, &sent(&field).unwrap_or_default());
        if let (Some(form), Some(before)) = (form(&field), &self.before) {
            set_mark(&form, before);
        }
    }
}

impl Drafts {
    /// Of this person at this meeting; nothing for who does not write there.
    pub fn of(account: String, meeting: String) -> Option<Self> {
        (!account.is_empty()).then_some(Self { account, meeting })
    }

    /// Writes down what somebody types, at every key: a page that is closed does not wait.
    pub fn listen(&self) {
        let drafts = self.clone();
        let handle = window_event_listener_untyped("input", move |event| {
            drafts.note(&event);
        });
        on_cleanup(move || handle.remove());
    }

    fn note(&self, event: &Event) -> Option<()> {
        let field: Element = event.target()?.dyn_into().ok()?;
        if field.matches(TEXTS).ok()? {
            self.keep(&form(&field)?, &field);
        }
        Some(())
    }

    fn keep(&self, form: &Element, field: &Element) -> Option<()> {
        let key = self.key(form, field)?;
        let text = typed(field)?;
        if text.trim().is_empty() || Some(&text) == sent(field).as_ref() {
            kept::forget(&key);
        } else {
            kept::keep(&key, &text);
        }
        Some(())
    }

    fn key(&self, form: &Element, field: &Element) -> Option<String> {
        let about = form.get_attribute(KEEPS)?;
        let mark = if form.has_attribute("data-busy") {
            NEXT.to_owned()
        } else {
            mark(form)?.value()
        };
        let parts = [self.meeting.as_str(), &about, &field.id(), &mark];
        Some(kept::key(&self.account, &parts))
    }

    /// Puts back what waits for the forms on this page, where nobody typed anything else. Answers that, and
    /// what waits for another item.
    pub fn restore(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for waiting in kept::waiting(&self.account) {
            let parts = kept::parts(&self.account, &waiting.key).unwrap_or_default();
            let [meeting, about, field, mark] = parts[..] else {
                continue;
            };
            if meeting != self.meeting {
                continue;
            }
            let (about, field, mark) = (about.to_owned(), field.to_owned(), mark.to_owned());
            match place(&about, &field) {
                Some((_, field)) if typed(&field).as_deref() == Some(&waiting.text) => {
                    // It stands there as the server sent it, or was put back before.
                    if sent(&field).as_deref() == Some(&waiting.text) {
                        kept::forget(&waiting.key);
                    }
                }
                Some((form, input)) if typed(&input) == sent(&input) => {
                    let before = self::mark(&form).map(|mark| mark.value());
                    put(&input, &waiting.text);
                    if mark != NEXT {
                        set_mark(&form, &mark);
                    }
                    let field = Some(field);
                    found.push(Found {
                        waiting,
                        field,
                        before,
                    });
                }
                _ => found.push(Found {
                    waiting,
                    field: None,
                    before: None,
                }),
            }
        }
        found
    }

    /// The same again, when the table moved on: with what was put back before and still waits. Nothing when
    /// all is as it was.
    pub fn again(&self, found: &[Found], moved: bool) -> Option<Vec<Found>> {
        let stands: Vec<Found> = found.iter().filter(|it| it.waits()).cloned().collect();
        if !moved {
            return (stands.len() < found.len()).then_some(stands);
        }
        let back = stands.into_iter().filter(Found::is_back);
        Some(back.chain(self.restore()).collect())
    }

    /// What of a form is on its way, to be asked before it is marked as busy.
    pub fn leave(&self, form: &HtmlFormElement) -> Vec<String> {
        let texts = form.query_selector_all(TEXTS).map(|found| elements(&found));
        let texts = texts.unwrap_or_default();
        let key = |field: &Element| self.key(form, field);
        texts.iter().filter_map(key).collect()
    }

    /// Forgets what the server acknowledged: not what it refused, nor what never arrived. What was typed
    /// since is kept as belonging to the form that stands there now.
    pub fn settle(&self, left: &[String], region: &str, request: &XmlHttpRequest, arrived: bool) {
        let fresh = request.response_xml().ok().flatten();
        let fresh = fresh.and_then(|fresh| fresh.get_element_by_id(region));
        let refused = fresh.is_some_and(|region| region.has_attribute("data-kept"));
        if arrived && !refused {
            for key in left {
                kept::forget(key);
            }
        }
        let region = document().get_element_by_id(region);
        let forms = region.and_then(|region| region.query_selector_all("[data-keeps]").ok());
        for form in forms.map(|forms| elements(&forms)).unwrap_or_default() {
            let texts = form.query_selector_all(TEXTS).map(|found| elements(&found));
            for field in texts.unwrap_or_default() {
                self.adopt(&form, &field);
            }
        }
    }

    /// Names what was typed meanwhile as what belongs to this form.
    fn adopt(&self, form: &Element, field: &Element) -> Option<()> {
        let about = form.get_attribute(KEEPS)?;
        let parts = [self.meeting.as_str(), &about, &field.id(), NEXT];
        kept::forget(&kept::key(&self.account, &parts));
        let text = typed(field)?;
        if !text.trim().is_empty() && Some(&text) != sent(field).as_ref() {
            kept::keep(&self.key(form, field)?, &text);
        }
        Some(())
    }
}

/// The form about something on this page, with one of its fields.
fn place(about: &str, field: &str) -> Option<(Element, Element)> {
    let forms = document().query_selector_all("[data-keeps]").ok()?;
    let mut forms = elements(&forms).into_iter();
    forms.find_map(|form| {
        let is = form.get_attribute(KEEPS).as_deref() == Some(about);
        let field = document().get_element_by_id(field).filter(|_| is)?;
        (self::form(&field).as_ref() == Some(&form)).then_some((form, field))
    })
}

fn form(field: &Element) -> Option<Element> {
    field.closest("[data-keeps]").ok().flatten()
}

/// The hidden field that says which version was seen, or under which id something is made.
fn mark(form: &Element) -> Option<HtmlInputElement> {
    let name = form.get_attribute("data-mark")?;
    let hidden = format!("input[type=hidden][name=\"command[{name}]\"]");
    form.query_selector(&hidden).ok()??.dyn_into().ok()
}

fn set_mark(form: &Element, value: &str) {
    if let Some(mark) = mark(form) {
        mark.set_value(value);
    }
}

fn typed(field: &Element) -> Option<String> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return Some(input.value());
    }
    Some(field.dyn_ref::<HtmlTextAreaElement>()?.value())
}

/// What stood in a field when it came from the server.
fn sent(field: &Element) -> Option<String> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return Some(input.default_value());
    }
    field.dyn_ref::<HtmlTextAreaElement>()?.default_value().ok()
}

fn put(field: &Element, text: &str) {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    }
}
