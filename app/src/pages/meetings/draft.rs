//! The fields of an item, the same for proposing and for changing it.

use domain::covenants::Shut;
use domain::guard::Known;
use domain::meetings::{ItemKind, Wanted};
use domain::people::Class;
use leptos::prelude::*;
use service::meetings::naming::Nameable;

use super::lines;
use crate::i18n::Locale;
use crate::pages::form::{GuardReason, Tick, error, ticks, value, watch};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Choice, RadioGroup, SelectField, Status, TextArea, TextField, Tone};
use crate::words;

/// What stands in the fields when nothing was refused.
#[derive(Debug, Clone, Default)]
pub struct Now {
    pub title: String,
    pub class: String,
    pub minutes: String,
    pub wanted: String,
    pub body: String,
    pub question: String,
    pub named: Vec<String>,
    pub guest_shared: bool,
}

/// What the fields are about.
pub struct About<'a> {
    pub kind: ItemKind,
    /// The strictest class this person can bring in.
    pub ceiling: Class,
    pub known: &'a Known,
    /// Who can be named on a case.
    pub table: &'a [Nameable],
}

/// All fields, in the order of the form.
pub fn fields(refused: Option<&Refused>, now: &Now, about: &About<'_>) -> AnyView {
    let l = Locale::Nl;
    let is_case = about.kind == ItemKind::Case;
    let title = (!is_case).then(|| {
        view! {
            <TextField id="title" name=field_name("title") label=say!(l, meetings.title_label)
                value=value(refused, "title", &now.title) error=error(refused, "title")
                maxlength=120_u32 after=watch("title", false, about.known)/>
        }
    });
    let question = is_case.then(|| {
        view! {
            <TextArea id="question" name=field_name("question") label=say!(l, meetings.question_label)
                hint=say!(l, meetings.question_hint).to_owned() value=value(refused, "question", &now.question)
                error=error(refused, "question") rows=3 maxlength=1000_u32
                after=watch("question", true, about.known)/>
        }
    });
    let wanted = value(refused, "wanted", &now.wanted);
    view! {
        {title}
        <RadioGroup id="wanted" name=field_name("wanted") label=say!(l, meetings.wanted_label)
            choices=wanted_choices() value=wanted error=error(refused, "wanted")/>
        {question}
        {is_case.then(|| named(refused, now, about.table))}
        <TextArea id="body" name=field_name("body") label=say!(l, meetings.body_label)
            hint=say!(l, meetings.body_hint).to_owned() value=value(refused, "body", &now.body)
            error=error(refused, "body") rows=5 after=watch("body", is_case, about.known)/>
        <GuardReason refused=refused.cloned()/>
        <TextField id="minutes" name=field_name("minutes") label=say!(l, meetings.minutes_label)
            value=value(refused, "minutes", &now.minutes) error=error(refused, "minutes")
            inputmode="numeric" short=true/>
        {class(refused, now, about)}
    }
    .into_any()
}

fn wanted_choices() -> Vec<Choice> {
    Wanted::ALL
        .into_iter()
        .map(|wanted| Choice {
            value: wanted.word().to_owned(),
            word: words::meetings::wanted(wanted).to_owned(),
            explanation: words::meetings::wanted_meaning(wanted).to_owned(),
        })
        .collect()
}

/// Who may read it, and whether guests take part.
fn class(refused: Option<&Refused>, now: &Now, about: &About<'_>) -> AnyView {
    let l = Locale::Nl;
    if about.kind == ItemKind::Case {
        let badge = lines::class_badge(Class::K3);
        return view! { <p class="kt-classline">{badge}<span>{say!(l, meetings.case_class)}</span></p> }
            .into_any();
    }
    let choices = [
        (Class::K0, say!(l, meetings.class_k0)),
        (Class::K1, say!(l, meetings.class_k1)),
        (Class::K2, say!(l, meetings.class_k2)),
    ]
    .into_iter()
    .filter(|(class, _)| *class <= about.ceiling)
    .map(|(class, word)| Choice {
        value: class.word().to_owned(),
        word: word.to_owned(),
        ..Choice::default()
    })
    .collect();
    let shared = match refused {
        Some(refused) => refused.value("guest_shared").is_some(),
        None => now.guest_shared,
    };
    view! {
        <SelectField id="class" name=field_name("class") label=say!(l, meetings.class_label) choices
            value=value(refused, "class", &now.class) error=error(refused, "class")/>
        <label class="kt-choice" for="guest_shared">
            <input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id="guest_shared"
                name=field_name("guest_shared") value="yes" checked=shared/>
            <span><b>{say!(l, meetings.shared_label)}</b>" "{say!(l, meetings.shared_meaning)}</span>
        </label>
    }
    .into_any()
}

/// The organisations that take part in a case, as boxes to tick.
fn named(refused: Option<&Refused>, now: &Now, table: &[Nameable]) -> AnyView {
    let l = Locale::Nl;
    let all = table.iter().map(|one| {
        let (value, name) = (
            one.organisation.id.to_string(),
            one.organisation.name.clone(),
        );
        Tick {
            ticked: now.named.contains(&value),
            value,
            label: view! { {name}{shut(&one.shut)} }.into_any(),
        }
    });
    let words = (say!(l, meetings.named_label), say!(l, meetings.named_hint));
    ticks(refused, "named", words, all)
}

/// That the closed part is shut for an organisation, and why.
fn shut(why: &[Shut]) -> Option<AnyView> {
    (!why.is_empty()).then(|| {
        let reasons = words::live::reasons(why);
        let word = say!(Locale::Nl, meetings.named_shut, why = reasons);
        view! { " "<Status tone=Tone::Closed icon="doorShut" word/> }.into_any()
    })
}

/// How to write safely, beside the form.
pub fn help() -> AnyView {
    let l = Locale::Nl;
    let rows = [
        (say!(l, meetings.not_name), say!(l, meetings.but_name)),
        (say!(l, meetings.not_number), say!(l, meetings.but_number)),
        (say!(l, meetings.not_birth), say!(l, meetings.but_birth)),
        (say!(l, meetings.not_address), say!(l, meetings.but_address)),
    ]
    .into_iter()
    .map(|(not, but)| view! { <tr><td>{not}</td><td>{but}</td></tr> })
    .collect_view();
    view! {
        <aside class="kt-panel kt-formhelp" aria-label=say!(l, meetings.help)>
            <h2 class="utrecht-heading-3">{say!(l, meetings.help_title)}</h2>
            <table class="kt-tiny kt-tiny--text">
                <thead><tr><th scope="col">{say!(l, meetings.help_not)}</th><th scope="col">{say!(l, meetings.help_but)}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </aside>
    }
    .into_any()
}
