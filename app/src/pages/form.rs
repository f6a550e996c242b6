//! The parts every form has: where it goes, which page it stands on, and why it came back.

mod ticks;

use domain::fault::Code;
use domain::guard::{Kind, Known};
use leptos::prelude::*;

use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::islands::guarded::{GuardWatch, MayName};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{ErrorSummary, FieldError, Notice, TextArea, Tone};
use crate::words;

pub use ticks::{Tick, ticks};

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

/// Several hidden fields of a command.
pub fn hidden<const N: usize>(fields: [(&'static str, String); N]) -> AnyView {
    fields
        .map(|(field, value)| view! { <Hidden field value/> })
        .into_iter()
        .collect_view()
        .into_any()
}

/// What stands above a form that came back: each field by name, as a link to it, or one sentence.
/// `suffix` is what the ids of this form end with, on a page with many such forms.
#[component]
pub fn Problem(refused: Option<Refused>, #[prop(optional, into)] suffix: String) -> impl IntoView {
    refused.map(|refused| {
        let errors: Vec<FieldError> = refused
            .error
            .faults()
            .iter()
            .flat_map(|fault| {
                let field = (!fault.field.is_empty()).then(|| field_id(&fault.field, &suffix));
                let lines = words::entries(&refused.operation, fault, bridge::is_guest());
                lines.into_iter().map(move |sentence| FieldError {
                    field: field.clone(),
                    sentence,
                })
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

/// The id of a field on a page with many equal forms. The reason is asked in the one form that
/// came back, by the shared field of that name.
pub fn field_id(field: &str, suffix: &str) -> String {
    if suffix.is_empty() || field == "reason" {
        field.to_owned()
    } else {
        format!("{field}-{suffix}")
    }
}

/// What a field shows: what was typed before the refusal, else what stands now.
pub fn value(refused: Option<&Refused>, field: &str, now: &str) -> String {
    refused
        .and_then(|refused| refused.value(field))
        .unwrap_or(now)
        .to_owned()
}

/// The id a form makes something with: a refused form keeps its own, so that sending it again makes
/// one thing. An id that was used for something else gives way to a fresh one.
pub fn minted(refused: Option<&Refused>, fresh: &str) -> String {
    let kept = refused.filter(|refused| refused.error != AppError::Replayed);
    value(kept, "id", fresh)
}

/// The sentence under a field.
pub fn error(refused: Option<&Refused>, field: &str) -> Option<String> {
    refused
        .and_then(|refused| refused.error.fault(field))
        .map(|fault| words::fault(&fault.code, bridge::is_guest()))
}

/// Where the hints of the guard for a field appear while one types. The first on a page brings the
/// watcher along, which knows what may be named; the others cost a line.
pub fn watch(field: &str, case: bool, known: &Known) -> AnyView {
    let watcher = bridge::is_first_watch().then(|| {
        let may_name = MayName {
            names: known.names.clone(),
            numbers: known.numbers.clone(),
            today: known.today,
        };
        view! { <GuardWatch may_name plain=bridge::is_guest()/> }
    });
    let scope = if case { "case" } else { "ordinary" };
    view! {
        <div class="kt-guard" aria-live="polite" data-guard=field.to_owned() data-scope=scope></div>
        {watcher}
    }
    .into_any()
}

/// The field for the answer to what the guard asks; it appears once the guard asked.
#[component]
pub fn GuardReason(refused: Option<Refused>) -> impl IntoView {
    let asked = refused.as_ref().is_some_and(|refused| {
        let faults = refused.error.faults();
        let never = faults.iter().any(|fault| is_never_kept(&fault.code));
        (!never && faults.iter().any(|fault| asks(&fault.code)))
            || refused
                .value("reason")
                .is_some_and(|reason| !reason.is_empty())
    });
    let l = Locale::Nl;
    let expert = refused.as_ref().is_some_and(|refused| {
        let faults = refused.error.faults();
        faults.iter().any(|fault| asks_expert(&fault.code))
    });
    let (label, hint) = match (expert, bridge::is_guest()) {
        (true, false) => (say!(l, faults.expert_label), say!(l, faults.expert_hint)),
        (_, true) => (
            say!(l, faults.plain_reason_label),
            say!(l, faults.plain_reason_hint),
        ),
        (false, false) => (say!(l, faults.reason_label), say!(l, faults.reason_hint)),
    };
    asked.then(|| {
        view! {
            <TextArea id="reason" name=field_name("reason") label=label hint=hint.to_owned()
                value=value(refused.as_ref(), "reason", "") error=error(refused.as_ref(), "reason") rows=2/>
        }
    })
}

/// Whether the guard saw something that no reason helps with: that has to go first.
fn is_never_kept(code: &Code) -> bool {
    matches!(code, Code::Personal(kinds) if kinds.iter().any(|kind| kind.is_refused()))
}

/// Whether the guard asks which expert was consulted.
fn asks_expert(code: &Code) -> bool {
    matches!(code, Code::AskReason(kinds) if kinds.contains(&Kind::Approach))
}

/// Whether a reason would help with some of what the guard saw.
fn asks(code: &Code) -> bool {
    match code {
        Code::AskReason(_) => true,
        Code::Personal(kinds) => kinds.iter().any(|kind| !kind.is_refused()),
        _ => false,
    }
}
