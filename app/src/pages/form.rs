//! The parts every form has: where it goes, which page it stands on, and why it came back.

use domain::fault::Code;
use domain::guard::Known;
use leptos::prelude::*;

use crate::bridge;
use crate::i18n::Locale;
use crate::islands::guarded::{GuardWatch, MayName};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{ErrorSummary, FieldError, Notice, TextArea, Tone};
use crate::words;

/// A form that posts to an operation and can come back with everything that was typed.
#[component]
pub fn Form(
    #[prop(into)] action: String,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <form method="post" action=action class=class novalidate>
            <input type="hidden" name="page" value=bridge::here()/>
            {children()}
        </form>
    }
}

/// A hidden field of the command.
#[component]
pub fn Hidden(field: &'static str, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=field_name(field) value=value/> }
}

/// What stands above a form that came back: links to the fields, or one sentence.
#[component]
pub fn Problem(refused: Option<Refused>) -> impl IntoView {
    refused.map(|refused| {
        let errors: Vec<FieldError> = refused
            .error
            .faults()
            .iter()
            .map(|fault| FieldError {
                field: fault.field.clone(),
                sentence: words::fault(&fault.code),
            })
            .collect();
        let lead = words::refusal(&refused.error);
        if errors.is_empty() {
            view! { <Notice tone=Tone::Attention><span role="alert">{lead}</span></Notice> }
                .into_any()
        } else {
            let title = say!(Locale::Nl, faults.summary_title);
            view! { <ErrorSummary title lead errors/> }.into_any()
        }
    })
}

/// What a field shows: what was typed before the refusal, else what stands now.
pub fn value(refused: Option<&Refused>, field: &str, now: &str) -> String {
    refused
        .and_then(|refused| refused.value(field))
        .unwrap_or(now)
        .to_owned()
}

/// The sentence under a field.
pub fn error(refused: Option<&Refused>, field: &str) -> Option<String> {
    refused
        .and_then(|refused| refused.error.fault(field))
        .map(|fault| words::fault(&fault.code))
}

/// The guard beside a field: hints while one types.
pub fn watch(field: &str, case: bool, known: &Known) -> AnyView {
    let may_name = MayName {
        names: known.names.clone(),
        numbers: known.numbers.clone(),
        today: known.today,
    };
    view! { <GuardWatch field=field.to_owned() case may_name/> }.into_any()
}

/// The field for the answer to what the guard asks; it appears once the guard asked.
#[component]
pub fn GuardReason(refused: Option<Refused>) -> impl IntoView {
    let asked = refused.as_ref().is_some_and(|refused| {
        refused
            .error
            .faults()
            .iter()
            .any(|fault| matches!(fault.code, Code::AskReason(_)))
            || refused
                .value("reason")
                .is_some_and(|reason| !reason.is_empty())
    });
    let l = Locale::Nl;
    asked.then(|| {
        view! {
            <TextArea id="reason" name=field_name("reason") label=say!(l, faults.reason_label)
                hint=say!(l, faults.reason_hint).to_owned()
                value=value(refused.as_ref(), "reason", "") error=error(refused.as_ref(), "reason") rows=2/>
        }
    })
}
