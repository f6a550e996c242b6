//! What can be written at an item: its text, a correction, a rectification. Whatever is refused is kept.

use domain::guard::Known;
use leptos::prelude::*;
use service::meetings::{MinutesItem, MinutesView};

use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{self, Form, GuardReason, Hidden, Problem};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, Notice, TextArea, Tone};

const EDIT: &str = "/api/meetings/edit_minutes";
const PROPOSE: &str = "/api/meetings/propose_correction";
const RECTIFY: &str = "/api/meetings/rectify_minutes";

/// The forms of one item, folded.
pub fn forms(view: &MinutesView, item: &MinutesItem) -> AnyView {
    if item.destroyed {
        return ().into_any();
    }
    let known = view.known.clone().unwrap_or_default();
    let edit = view.rights.edit.then(|| edit(item, &known));
    // Who keeps the minutes writes the text itself.
    let propose = (view.rights.propose && !view.rights.edit).then(|| propose(item, &known));
    let rectify = view.rights.rectify.then(|| rectify(item, &known));
    view! { <div class="kt-noprint">{edit}{propose}{rectify}</div> }.into_any()
}

fn edit(item: &MinutesItem, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let id = item.id.to_string();
    let refused = bridge::refused(EDIT).filter(|refused| refused.is_for(EDIT, &id));
    let field = field("edit", &id);
    let named = view! {
        <Hidden field="id" value=id/>
        <Hidden field="version" value=item.version.to_string()/>
    };
    let text = area(
        item,
        refused.as_ref(),
        &field,
        known,
        (say!(l, minutes.edit_label), None),
    );
    let (open, clash) = (refused.is_some(), conflict(item, refused.as_ref()));
    let body = view! {
        {clash}
        <Form action=EDIT class="kt-form">
            {named}
            {text}
            <GuardReason refused/>
            <div class="kt-actions"><Button>{say!(l, minutes.edit_do)}</Button></div>
        </Form>
    };
    fold(say!(l, minutes.edit_open), open, body.into_any())
}

fn propose(item: &MinutesItem, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let id = item.id.to_string();
    let refused = of_item(PROPOSE, &id);
    let field = field("propose", &id);
    let minted = form::minted(refused.as_ref(), &item.fresh.to_string());
    let named = view! {
        <Hidden field="id" value=minted/>
        <Hidden field="item" value=id/>
        <Hidden field="version" value=item.version.to_string()/>
    };
    let words = (
        say!(l, minutes.propose_label),
        Some(say!(l, minutes.propose_hint).to_owned()),
    );
    let text = area(item, refused.as_ref(), &field, known, words);
    let (open, clash) = (refused.is_some(), conflict(item, refused.as_ref()));
    let body = view! {
        {clash}
        <Form action=PROPOSE class="kt-form">
            {named}
            {text}
            <GuardReason refused/>
            <div class="kt-actions"><Button>{say!(l, minutes.propose_do)}</Button></div>
        </Form>
    };
    fold(say!(l, minutes.propose_open), open, body.into_any())
}

fn rectify(item: &MinutesItem, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let id = item.id.to_string();
    let refused = of_item(RECTIFY, &id);
    let (field, why) = (field("text", &id), field("why", &id));
    let minted = form::minted(refused.as_ref(), &item.fresh.to_string());
    let named = view! {
        <Hidden field="id" value=minted/>
        <Hidden field="item" value=id.clone()/>
    };
    let watch = form::watch(&field, item.is_case, known);
    let values = ["text", "why"].map(|name| form::value(refused.as_ref(), name, ""));
    let errors = ["text", "why"].map(|name| form::error(refused.as_ref(), name));
    let ([text, reason], [text_error, why_error]) = (values, errors);
    let (open, problem) = (refused.is_some(), refused.clone());
    let body = view! {
        <Problem refused=problem suffix=id/>
        <Form action=RECTIFY class="kt-form">
            {named}
            <TextArea id=field name=field_name("text") label=say!(l, minutes.rectify_label)
                rows=4 value=text error=text_error after=watch/>
            <TextArea id=why name=field_name("why") label=say!(l, minutes.rectify_why)
                rows=2 value=reason error=why_error/>
            <GuardReason refused/>
            <div class="kt-actions"><Button>{say!(l, minutes.rectify_do)}</Button></div>
        </Form>
    };
    fold(say!(l, minutes.rectify_open), open, body.into_any())
}

/// The refusal of the form for one item, of an operation that names the item beside its own id.
fn of_item(operation: &str, item: &str) -> Option<Refused> {
    bridge::refused(operation).filter(|refused| refused.value("item") == Some(item))
}

fn field(name: &str, item: &str) -> String {
    // As the summary of what has to be mended links to it.
    let name = if name == "why" { "why" } else { "text" };
    form::field_id(name, item)
}

/// The text of an item to write in: as it was typed, else as it stands.
pub fn area(
    item: &MinutesItem,
    refused: Option<&Refused>,
    field: &str,
    known: &Known,
    (label, hint): (&'static str, Option<String>),
) -> AnyView {
    let watch = form::watch(field, item.is_case, known);
    let value = form::value(refused, "text", &item.text);
    let rows = u32::try_from(value.lines().count()).unwrap_or_default();
    let rows = rows.saturating_add(2).clamp(5, 20);
    let error = form::error(refused, "text");
    view! {
        <TextArea id=field.to_owned() name=field_name("text") label hint rows value error after=watch/>
    }
    .into_any()
}

pub fn fold(word: &'static str, open: bool, body: AnyView) -> AnyView {
    view! {
        <details class="kt-details" open=open>
            <summary>{word}</summary>
            {body}
        </details>
    }
    .into_any()
}

/// What stands now beside what was typed when somebody else was first; else what was wrong.
pub fn conflict(item: &MinutesItem, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let Some(refused) = refused else {
        return ().into_any();
    };
    if !matches!(refused.error, AppError::Stale { .. }) {
        let suffix = item.id.to_string();
        return view! { <Problem refused=Some(refused.clone()) suffix/> }.into_any();
    }
    let theirs = item.text.clone();
    let mine = refused.value("text").unwrap_or_default().to_owned();
    view! {
        <div class="kt-conflict" role="alert">
            <h3 class="utrecht-heading-3">{say!(l, minutes.conflict_title)}</h3>
            <p>{say!(l, minutes.conflict_text)}</p>
            <div class="kt-conflict__pair">
                <section class="kt-conflict__side">
                    <h4 class="kt-h4">{say!(l, minutes.conflict_theirs)}</h4>
                    <p class="kt-conflict__text">{theirs}</p>
                </section>
                <section class="kt-conflict__side kt-conflict__side--mine">
                    <h4 class="kt-h4">{say!(l, minutes.conflict_mine)}</h4>
                    <p class="kt-conflict__text">{mine}</p>
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// What was typed into a form that is no longer on the page, because the minutes went on meanwhile.
pub fn lost(view: &MinutesView) -> AnyView {
    let l = Locale::Nl;
    let rights = view.rights;
    let gone = [
        (EDIT, rights.edit),
        (PROPOSE, rights.propose),
        (RECTIFY, rights.rectify),
        (super::corrections::ACCEPT, super::corrections::judges(view)),
        (
            super::corrections::DECLINE,
            super::corrections::judges(view),
        ),
    ];
    let mut gone = gone.into_iter().filter(|(_, there)| !there);
    let Some(refused) = gone.find_map(|(operation, _)| bridge::refused(operation)) else {
        return ().into_any();
    };
    let typed: Vec<String> = ["text", "why"]
        .iter()
        .filter_map(|field| refused.value(field))
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .collect();
    let typed = typed.join("\n\n");
    let kept = (!typed.is_empty()).then(|| {
        view! { <TextArea id="geschreven" name="" label=say!(l, minutes.lost_label) value=typed rows=6/> }
    });
    view! {
        <Notice tone=Tone::Attention>
            <p role="alert"><b>{say!(l, minutes.lost_title)}</b>" "{say!(l, minutes.lost_text)}</p>
            {kept}
        </Notice>
    }
    .into_any()
}
