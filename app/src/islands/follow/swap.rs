//! Puts fetched regions in place of those on the page, except where somebody is typing.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlSelectElement,
    HtmlTextAreaElement, NodeList, XmlHttpRequest,
};

use super::timer;

/// Takes over what the server answered. `sent` is the region whose form was sent: that one is
/// always replaced, for the server keeps what was typed there when it refuses.
///
/// Answers `false` when the answer is no live page.
pub fn take_over(request: &XmlHttpRequest, sent: Option<&str>) -> bool {
    let fresh = request.response_xml().ok().flatten();
    fresh.is_some_and(|fresh| place(&fresh, sent).is_some())
}

fn place(fresh: &Document, sent: Option<&str>) -> Option<()> {
    let page = document();
    let old = page.get_element_by_id("live")?;
    let new = fresh.get_element_by_id("live")?;
    let focus = page.active_element().map(|element| element.id());
    let open = ids(&old, "details[open]");
    let typing = |region: &Element| Some(region.id().as_str()) != sent && is_typed_in(region);
    let same = old.get_attribute("data-stand") == new.get_attribute("data-stand");
    if same || regions(&old).iter().any(typing) {
        for region in regions(&old).iter().filter(|region| !typing(region)) {
            if let Some(next) = fresh.get_element_by_id(&region.id()) {
                renew(region, &next)?;
            }
        }
    } else {
        renew(&old, &new)?;
        wake(&old);
    }
    for id in open {
        if let Some(details) = page.get_element_by_id(&id) {
            details.set_attribute("open", "").ok()?;
        }
    }
    timer::adopt();
    give_focus(&page, sent, focus);
    Some(())
}

fn regions(root: &Element) -> Vec<Element> {
    root.query_selector_all("[data-live]")
        .map(|found| elements(&found))
        .unwrap_or_default()
}

/// The elements of a list of nodes.
pub fn elements(list: &NodeList) -> Vec<Element> {
    (0..list.length())
        .filter_map(|at| list.item(at)?.dyn_into().ok())
        .collect()
}

fn ids(root: &Element, selector: &str) -> Vec<String> {
    let found = root
        .query_selector_all(selector)
        .map(|found| elements(&found));
    let ids = found
        .unwrap_or_default()
        .into_iter()
        .map(|element| element.id());
    ids.filter(|id| !id.is_empty()).collect()
}

/// The inside of an element and the marks that say how it stands.
fn renew(old: &Element, new: &Element) -> Option<()> {
    old.set_inner_html(&new.inner_html());
    for mark in [
        "class",
        "data-about",
        "data-kept",
        "data-stand",
        "aria-label",
    ] {
        match new.get_attribute(mark) {
            Some(value) => old.set_attribute(mark, &value).ok()?,
            None => old.remove_attribute(mark).ok()?,
        }
    }
    Some(())
}

/// Whether something would be lost: a field that is not as the server sent it, a form that came
/// back refused with what was typed, or one that is on its way.
fn is_typed_in(region: &Element) -> bool {
    let fields = region.query_selector_all("input,textarea,select");
    let sending = region.query_selector("form[data-busy]");
    region.has_attribute("data-kept")
        || sending.is_ok_and(|form| form.is_some())
        || fields.is_ok_and(|fields| elements(&fields).iter().any(is_changed))
}

fn is_changed(field: &Element) -> bool {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return input.checked() != input.default_checked()
            || input.value() != input.default_value();
    }
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        return area.value() != area.default_value().unwrap_or_default();
    }
    let Some(select) = field.dyn_ref::<HtmlSelectElement>() else {
        return false;
    };
    let options = select
        .query_selector_all("option")
        .map(|found| elements(&found));
    let options = options.unwrap_or_default();
    let sent = options
        .iter()
        .position(|option| option.has_attribute("selected"))
        .unwrap_or(0);
    options
        .iter()
        .position(|option| {
            option
                .dyn_ref::<HtmlOptionElement>()
                .is_some_and(HtmlOptionElement::selected)
        })
        .is_some_and(|chosen| chosen != sent)
}

/// To the first refused field of the form that was sent, else where the focus was.
fn give_focus(page: &Document, sent: Option<&str>, focus: Option<String>) {
    let refused = sent
        .and_then(|id| page.get_element_by_id(id))
        .and_then(|region| region.query_selector("[aria-invalid=true]").ok().flatten());
    let before = focus
        .filter(|id| !id.is_empty())
        .and_then(|id| page.get_element_by_id(&id));
    // A button that is gone leaves the reader at the region that took its place.
    let target = refused.or(before).or_else(|| {
        let region = page.get_element_by_id(sent?)?;
        region.set_attribute("tabindex", "-1").ok()?;
        Some(region)
    });
    let held = page.active_element();
    if let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok())
        && held.as_ref() != Some(target.as_ref())
    {
        target.focus().unwrap_or_default();
    }
}

/// Wakes the islands of what was put in place.
fn wake(root: &Element) {
    let wake = js_sys::Reflect::get(&window(), &JsValue::from_str("ketentafelWake"));
    if let Some(wake) = wake
        .ok()
        .and_then(|wake| wake.dyn_into::<js_sys::Function>().ok())
    {
        drop(wake.call1(&JsValue::UNDEFINED, root));
    }
}
