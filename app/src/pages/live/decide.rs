//! The form of the decision list that makes one effective.

use domain::fault::Code;
use domain::meetings::Outcome;
use leptos::prelude::*;
use service::meetings::live::{DecisionList, DecisionView};

use super::super::form::{self, Form, GuardReason, Hidden};
use super::parts::PRIMARY;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Choice, Notice, RadioGroup, TextArea, Tone};
use crate::words;

const CONFIRM: &str = "/api/meetings/confirm";

/// Why an operation did not happen, when no field says so.
pub fn problem(refused: Option<&Refused>) -> Option<AnyView> {
    refused
        .filter(|refused| refused.error.faults().is_empty())
        .map(|refused| {
            let sentence = words::refusal(&refused.error);
            view! { <Notice tone=Tone::Attention><span role="alert">{sentence}</span></Notice> }
                .into_any()
        })
}

/// Reads out, then makes effective.
pub fn confirm(list: &DecisionList, one: &DecisionView, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let id = one.id.to_string();
    let refused = refused.filter(|refused| refused.is_for(CONFIRM, &id));
    let stale = refused.is_some_and(|refused| matches!(refused.error, AppError::Stale { .. }));
    let stands = stale.then(|| view! { <p class="kt-conflict__text">{one.text.clone()}</p> });
    let watch = list.known.as_ref().map(|known| {
        let field = format!("motivation-{id}");
        form::watch(&field, one.is_case, known)
    });
    let reason = refused.cloned();
    let fields = view! {
            <Hidden field="id" value=id.clone()/>
            <Hidden field="version" value=one.version.to_string()/>
            <TextArea id=format!("text-{id}") name=field_name("text") label=say!(l, live.text_label) rows=2
                value=form::value(refused, "text", &one.text) error=form::error(refused, "text")/>
            <RadioGroup id=format!("outcome-{id}") name=field_name("outcome") label=say!(l, live.outcome_label)
                choices=outcomes() value=form::value(refused, "outcome", "") error=fault(refused, "outcome")/>
            <TextArea id=format!("motivation-{id}") name=field_name("motivation") rows=2
                label=say!(l, live.motivation_label) hint=say!(l, live.motivation_hint).to_owned()
                value=form::value(refused, "motivation", "") error=fault(refused, "motivation")
                after=watch/>
            <GuardReason refused=reason/>
            <div class="kt-actions">
                <button class=PRIMARY type="submit">{say!(l, live.confirm, number = one.number)}</button>
            </div>
    };
    view! {
        {stands}
        <Form action=CONFIRM class="kt-stack">{fields}</Form>
    }
    .into_any()
}

/// What to fill in, said in the words of this form.
fn fault(refused: Option<&Refused>, field: &str) -> Option<String> {
    let l = Locale::Nl;
    let code = &refused?.error.fault(field)?.code;
    match (field, code) {
        ("outcome", Code::Empty) => Some(say!(l, live.outcome_needed).to_owned()),
        ("motivation", Code::ReasonNeeded) => Some(say!(l, live.motivation_needed).to_owned()),
        _ => form::error(refused, field),
    }
}

fn outcomes() -> Vec<Choice> {
    let l = Locale::Nl;
    Outcome::ALL
        .map(|outcome| Choice {
            value: outcome.word().to_owned(),
            word: words::live::outcome(outcome).0.to_owned(),
            explanation: match outcome {
                Outcome::Adopted => say!(l, live.adopted_hint),
                Outcome::Amended => say!(l, live.amended_hint),
                Outcome::Deferred => say!(l, live.deferred_hint),
                Outcome::NotAdopted => say!(l, live.not_adopted_hint),
            }
            .to_owned(),
        })
        .into()
}
