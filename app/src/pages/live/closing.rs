//! The end of the meeting: what closing does, what was not reached, and what is not finished yet.

use domain::meetings::Unreached;
use leptos::prelude::*;
use service::meetings::live::{DecisionList, LeftItem};

use super::super::form::{Form, Hidden};
use super::super::meetings::item_title;
use super::parts::{PRIMARY, SECONDARY};
use super::positions::missing;
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::ui::{Choice, Notice, SelectField, Tone};

/// For who may end the meeting.
pub fn closing(list: &DecisionList) -> Option<AnyView> {
    let l = Locale::Nl;
    list.may_close.then(|| {
        let warnings = warnings(list);
        let word = if warnings.is_empty() {
            say!(l, live.close)
        } else {
            say!(l, live.close_anyway)
        };
        let warnings: Vec<_> = warnings
            .into_iter()
            .map(|sentence| view! { <Notice tone=Tone::Attention>{sentence}</Notice> })
            .collect();
        let (id, waiting) = (list.meeting.to_string(), list.waiting.to_string());
        let apart = apart(list.apart);
        let (each, all) = (unreached(&list.unreached), all_back(&list.unreached));
        view! {
            <section class="kt-panel kt-panel--publish" aria-labelledby="sluiten">
                <h2 class="utrecht-heading-2" id="sluiten">{say!(l, live.closing)}</h2>
                <p>{say!(l, live.closing_text)}</p>
                {warnings}
                <Form action="/api/meetings/close" class="kt-stack">
                    <Hidden field="id" value=id/>
                    <Hidden field="unconfirmed" value=waiting/>
                    {each}
                    {apart}
                    <div class="kt-actions">
                        <button class=PRIMARY type="submit">{word}</button>
                        {all}
                    </div>
                </Form>
            </section>
        }
        .into_any()
    })
}

/// What is not finished. It keeps nobody from closing.
fn warnings(list: &DecisionList) -> Vec<String> {
    let l = Locale::Nl;
    let mut warnings = Vec::new();
    match list.waiting {
        0 => {}
        1 => warnings.push(say!(l, live.closing_waits_one).to_owned()),
        number => warnings.push(say!(l, live.closing_waits, number = number)),
    }
    for one in &list.decisions {
        let names = missing(one);
        if !names.is_empty() {
            let names = names.join(", ");
            warnings.push(say!(
                l,
                live.closing_silent,
                number = one.number,
                names = names
            ));
        }
    }
    warnings
}

/// That there is more, for who closes and is left out of it.
fn apart(number: usize) -> Option<AnyView> {
    let l = Locale::Nl;
    let text = match number {
        0 => return None,
        1 => say!(l, live.unreached_apart_one).to_owned(),
        number => say!(l, live.unreached_apart, number = number),
    };
    Some(view! { <p class="kt-note">{text}</p> }.into_any())
}

/// How many were not reached, and for each what becomes of it.
fn unreached(items: &[LeftItem]) -> AnyView {
    let l = Locale::Nl;
    let head = match items.len() {
        0 => return view! { <p class="kt-note">{say!(l, live.unreached_none)}</p> }.into_any(),
        1 => say!(l, live.unreached_one).to_owned(),
        number => say!(l, live.unreached, number = number),
    };
    let fields: Vec<_> = items
        .iter()
        .map(|item| {
            let choice = |how: Unreached, word: &str| Choice {
                value: format!("{} {}", item.id, how.word()),
                word: word.to_owned(),
                ..Choice::default()
            };
            let choices = vec![
                choice(Unreached::Hold, say!(l, live.unreached_hold)),
                choice(Unreached::Propose, say!(l, live.unreached_propose)),
            ];
            let held = format!("{} {}", item.id, Unreached::Hold.word());
            view! {
                <SelectField id=format!("niet-{}", item.id) name="command[unreached][]"
                    label=item_title(&item.title, item.kind) choices value=held/>
            }
        })
        .collect();
    view! {
        <fieldset class="utrecht-form-fieldset kt-fieldset">
            <legend class="utrecht-heading-3">{head}</legend>
            <p class="kt-note">{say!(l, live.unreached_note)}</p>
            <div class="kt-positions">{fields}</div>
        </fieldset>
    }
    .into_any()
}

/// All of them at once; worth a button from two on.
fn all_back(items: &[LeftItem]) -> Option<AnyView> {
    (items.len() > 1).then(|| {
        view! {
            <button class=SECONDARY type="submit" name=field_name("all") value=Unreached::Propose.word()>
                {say!(Locale::Nl, live.close_all_back)}
            </button>
        }
        .into_any()
    })
}
