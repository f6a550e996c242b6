//! Nobody waits for the server before typing on. What changed in a region while its form was on its
//! way is carried over to the form that comes back, and goes with the text that was refused.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
    XmlHttpRequest,
};

use super::swap::elements;

/// Names what a region is about.
const ABOUT: &str = "data-about";

/// How a field stands.
#[derive(Clone, PartialEq)]
enum Stand {
    Text(String),
    Chosen(bool),
}

/// A field and how it stands.
type Field = (String, Stand);

/// What a region looked like when its form left.
pub struct Departed {
    region: String,
    /// What the region is about: an item of the agenda.
    about: Option<String>,
    /// Words that left a form which is filled in time after time; the field is empty meanwhile.
    taken: Vec<(String, String)>,
    stood: Vec<Field>,
    action: String,
}

/// What was done in the region since.
pub struct Since {
    changed: Vec<Field>,
    caret: Option<(String, u32, u32)>,
}

impl Departed {
    /// Notes how the region of `form` stands, after its words were taken along.
    pub fn leave(form: &HtmlFormElement, region: &Element) -> Self {
        let texts = "[data-clears] :is(textarea,input:not([type]),input[type=text])";
        let taken = fields(form, texts)
            .into_iter()
            .filter_map(|field| match stand(&field)? {
                Stand::Text(words) => {
                    put(&field, &Stand::Text(String::new()));
                    Some((field.id(), words))
                }
                Stand::Chosen(_) => None,
            })
            .collect();
        Self {
            region: region.id(),
            about: region.get_attribute(ABOUT),
            taken,
            stood: stands(region),
            action: form.get_attribute("action").unwrap_or_default(),
        }
    }

    /// The region that may be replaced, by its id. Not when the table has moved on and somebody is
    /// still writing about what was there: those words would end up under something else.
    pub fn region(&self, since: &Since, request: &XmlHttpRequest) -> Option<&str> {
        let fresh = request.response_xml().ok().flatten();
        let region = fresh.and_then(|fresh| fresh.get_element_by_id(&self.region));
        let moved = region.is_some_and(|region| region.get_attribute(ABOUT) != self.about);
        (since.changed.is_empty() || !moved).then_some(self.region.as_str())
    }

    /// What was changed since it left; to be asked before the answer takes its place.
    pub fn since(&self) -> Since {
        let now = (document().get_element_by_id(&self.region)).map(|region| stands(&region));
        let changed = (now.unwrap_or_default().into_iter())
            .filter(|field| !self.stood.contains(field))
            .collect();
        Since {
            changed,
            caret: caret(),
        }
    }

    /// Puts back what was changed since. Was the form refused, or lost on the way, then what was
    /// taken along comes before it. Answers whether the next words can be sent.
    pub fn give_back(&self, since: Since, lost: bool) -> bool {
        let Some(region) = document().get_element_by_id(&self.region) else {
            return false;
        };
        let back = lost || region.has_attribute("data-kept");
        // A form that is not emptied is sent again when something changed in it since.
        let mut next = self.taken.is_empty() && !back && !since.changed.is_empty();
        for (id, stand) in &since.changed {
            let taken = self.taken.iter().find(|(field, _)| field == id);
            let stand = match (stand, taken) {
                (Stand::Text(typed), Some((_, words))) if back => Stand::Text(join(words, typed)),
                (Stand::Text(typed), Some(_)) => {
                    next = !typed.trim().is_empty();
                    Stand::Text(typed.clone())
                }
                (stand, _) => stand.clone(),
            };
            put_by_id(id, &stand);
        }
        let untouched = |id: &str| !since.changed.iter().any(|(field, _)| field == id);
        for (id, words) in self.taken.iter().filter(|(id, _)| lost && untouched(id)) {
            put_by_id(id, &Stand::Text(words.clone()));
        }
        if let Some((id, from, to)) = since.caret.filter(|_| !back) {
            place_caret(&id, from, to);
        }
        next
    }

    /// Sends the form that took the place of the one that left.
    pub fn send_next(&self) {
        let region = document().get_element_by_id(&self.region);
        let forms = region
            .map(|region| fields(&region, "form"))
            .unwrap_or_default();
        let same = forms
            .into_iter()
            .find(|form| form.get_attribute("action").as_deref() == Some(&self.action));
        if let Some(form) = same.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
            form.request_submit().unwrap_or_default();
        }
    }
}

fn join(words: &str, typed: &str) -> String {
    [words.trim(), typed.trim()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn fields(root: &Element, selector: &str) -> Vec<Element> {
    let found = root.query_selector_all(selector);
    found.map(|found| elements(&found)).unwrap_or_default()
}

/// Every field of a region that has a name of its own on the page.
fn stands(region: &Element) -> Vec<Field> {
    let all = fields(region, "input:not([type=hidden]),textarea,select");
    all.iter()
        .filter(|field| !field.id().is_empty())
        .filter_map(|field| Some((field.id(), stand(field)?)))
        .collect()
}

fn stand(field: &Element) -> Option<Stand> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        let chosen = matches!(input.type_().as_str(), "radio" | "checkbox");
        return Some(if chosen {
            Stand::Chosen(input.checked())
        } else {
            Stand::Text(input.value())
        });
    }
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        return Some(Stand::Text(area.value()));
    }
    let select = field.dyn_ref::<HtmlSelectElement>()?;
    Some(Stand::Text(select.value()))
}

fn put(field: &Element, stand: &Stand) {
    match stand {
        Stand::Chosen(chosen) => {
            if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                input.set_checked(*chosen);
            }
        }
        Stand::Text(text) => {
            if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                input.set_value(text);
            } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
                area.set_value(text);
            } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
                select.set_value(text);
            }
        }
    }
}

fn put_by_id(id: &str, stand: &Stand) {
    if let Some(field) = document().get_element_by_id(id) {
        put(&field, stand);
    }
}

/// Where somebody is typing; setting a value would move them to its end.
fn caret() -> Option<(String, u32, u32)> {
    let held = document().active_element()?;
    let (from, to) = if let Some(input) = held.dyn_ref::<HtmlInputElement>() {
        (input.selection_start(), input.selection_end())
    } else {
        let area = held.dyn_ref::<HtmlTextAreaElement>()?;
        (area.selection_start(), area.selection_end())
    };
    Some((held.id(), from.ok()??, to.ok()??))
}

fn place_caret(id: &str, from: u32, to: u32) {
    let Some(field) = document().get_element_by_id(id) else {
        return;
    };
    // A field that has no caret (a date) keeps none.
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.set_selection_range(from, to).unwrap_or_default();
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_selection_range(from, to).unwrap_or_default();
    }
}
