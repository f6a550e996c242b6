//! The personal statement of confidentiality, for a series without a covenant and for who comes by
//! invitation: for every meeting of it, or for one.

use leptos::prelude::*;
use service::covenants::StatementView;

use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{self, Form, Hidden, Problem};
use crate::pages::meetings::when;
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, Notice, SectionHead, SelectField, Tone};

const SIGN: &str = "/api/covenants/sign_statement";

/// A part for each series that asks a statement of the reader.
pub fn statements(statements: &[StatementView]) -> impl IntoView + use<> {
    statements.iter().map(statement).collect_view()
}

fn statement(statement: &StatementView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let once = statement.meeting;
    let note = match once {
        Some((_, at)) => say!(
            l,
            covenants.statement_for_meeting,
            series = statement.name,
            day = when::day(at)
        ),
        None => say!(l, covenants.statement_for, series = statement.name),
    };
    let heading = match once {
        Some((meeting, _)) => format!("verklaring-{meeting}"),
        None => format!("verklaring-{}", statement.series),
    };
    let labelled_by = heading.clone();
    let body = if statement.signed {
        let text = if statement.by_invitation {
            say!(l, covenants.statement_signed_invited)
        } else if once.is_some() {
            say!(l, covenants.statement_signed_meeting)
        } else {
            say!(l, covenants.statement_signed)
        };
        view! { <Notice tone=Tone::Info>{text}</Notice> }.into_any()
    } else {
        let days = statement.signed_for.iter().map(|at| when::day(*at));
        let days = days.collect::<Vec<_>>().join(", ");
        let already = (!days.is_empty()).then(|| {
            let text = say!(l, covenants.statement_signed_for, days = days);
            view! { <Notice tone=Tone::Info>{text}</Notice> }
        });
        view! { {already}{ask(statement)} }.into_any()
    };
    view! {
        <section class="kt-panel" aria-labelledby=labelled_by>
            <SectionHead id=heading title=say!(l, covenants.statement) note=note/>
            {body}
        </section>
    }
}

fn ask(statement: &StatementView) -> AnyView {
    let l = Locale::Nl;
    let (id, invited) = (statement.series.to_string(), statement.by_invitation);
    // Who comes by invitation is not at the table: what the convenant says binds the parties only.
    let (text, agree) = if invited {
        (
            say!(l, covenants.statement_text_invited),
            say!(l, covenants.statement_agree_invited),
        )
    } else {
        (
            say!(l, covenants.statement_text),
            say!(l, covenants.statement_agree),
        )
    };
    let refused = bridge::refused(SIGN).filter(|refused| refused.is_for(SIGN, &id));
    let scope = scope(statement, refused.as_ref());
    let invalid = form::error(refused.as_ref(), "agreed").map(|_| "true");
    view! {
        <Problem refused/>
        <p>{text}</p>
        <Form action=SIGN class="kt-form">
            <Hidden field="id" value=id/>
            {scope}
            <label class="kt-choice" for="agreed">
                <input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id="agreed"
                    name=field_name("agreed") value="yes" aria-invalid=invalid/>
                <span>{agree}</span>
            </label>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary icon="signed">{say!(l, covenants.statement_do)}</Button>
            </div>
        </Form>
    }
    .into_any()
}

/// What is signed for: the one meeting that somebody attends; else all of them, or one that is chosen.
fn scope(statement: &StatementView, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    if let Some((meeting, _)) = statement.meeting {
        return view! { <Hidden field="meeting" value=meeting.to_string()/> }.into_any();
    }
    if statement.ahead.is_empty() {
        return ().into_any();
    }
    let choice = |value: String, word: String| Choice {
        value,
        word,
        explanation: String::new(),
    };
    let every = say!(l, covenants.statement_every).to_owned();
    let mut choices = vec![choice(String::new(), every)];
    choices.extend(statement.ahead.iter().map(|(meeting, at)| {
        let word = say!(l, covenants.statement_once, day = when::day(*at));
        choice(meeting.to_string(), word)
    }));
    // Every table asks on the same page, so the field is named after its table.
    let id = format!("meeting-{}", statement.series);
    view! {
        <SelectField id name=field_name("meeting") label=say!(l, covenants.statement_scope) choices
            value=form::value(refused, "meeting", "")/>
    }
    .into_any()
}
