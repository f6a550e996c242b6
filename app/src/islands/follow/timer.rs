//! Lets the timer of the item on the table run, and knows when what the page says stops being true.
//! The server says how long it has been, or will be; from there the browser counts, so that two
//! clocks need not agree.

use leptos::prelude::*;
use web_sys::Element;

const BEGUN: &str = "data-begun";
const ENDS: &str = "data-ends";

/// Notes when a timer that the server sent began, and when a sentence ends, by the clock of the
/// browser.
pub fn adopt() {
    if let Some(sentence) = sentence("data-lasts")
        && let Some(lasts) = number(&sentence, "data-lasts")
        && !sentence.has_attribute(ENDS)
    {
        let ends = (now() + lasts).to_string();
        sentence.set_attribute(ENDS, &ends).unwrap_or_default();
    }
    let Some(timer) = find() else { return };
    if let Some(spent) = number(&timer, "data-spent")
        && !timer.has_attribute(BEGUN)
    {
        let begun = now() - spent;
        timer
            .set_attribute(BEGUN, &begun.to_string())
            .unwrap_or_default();
    }
}

/// Shows the time of this second. Answers whether a sentence ended, so that it is time to look again.
pub fn tick() -> bool {
    show();
    let ended = sentence(ENDS).filter(|it| number(it, ENDS).is_some_and(|ends| ends <= now()));
    ended.is_some_and(|it| it.remove_attribute(ENDS).is_ok())
}

fn sentence(mark: &str) -> Option<Element> {
    document().query_selector(&format!("[{mark}]")).ok()?
}

fn show() -> Option<()> {
    let timer = find()?;
    let spent = now() - number(&timer, BEGUN)?;
    let past = spent - number(&timer, "data-planned")?;
    let over = timer.query_selector(".kt-timer__over").ok()??;
    write(&timer.query_selector(".kt-timer__n").ok()??, spent);
    if past > 0.0 {
        timer.class_list().add_1("kt-timer--over").ok()?;
        over.remove_attribute("hidden").ok()?;
        write(&over.query_selector("span").ok()??, past);
    }
    Some(())
}

fn find() -> Option<Element> {
    document().query_selector(".kt-timer[data-spent]").ok()?
}

fn number(element: &Element, attribute: &str) -> Option<f64> {
    element.get_attribute(attribute)?.parse().ok()
}

/// Whole seconds of the clock of the browser.
fn now() -> f64 {
    (js_sys::Date::now() / 1000.0).floor()
}

fn write(element: &Element, seconds: f64) {
    let (minutes, rest) = ((seconds / 60.0).floor(), seconds % 60.0);
    element.set_text_content(Some(&format!("{minutes}:{rest:02.0}")));
}
