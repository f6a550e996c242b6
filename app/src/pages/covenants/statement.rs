//! The personal statement of confidentiality, for a series without a covenant.

use leptos::prelude::*;
use service::covenants::StatementView;

use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{self, Form, Hidden, Problem};
use crate::refused::field_name;
use crate::say;
use crate::ui::{Button, ButtonKind, Notice, SectionHead, Tone};

const SIGN: &str = "/api/covenants/sign_statement";

/// A part for each series that asks a statement of the reader.
pub fn statements(statements: &[StatementView]) -> impl IntoView + use<> {
    statements.iter().map(statement).collect_view()
}

fn statement(statement: &StatementView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let id = statement.series.to_string();
    let note = say!(l, covenants.statement_for, series = statement.name);
    let heading = format!("verklaring-{id}");
    let labelled_by = heading.clone();
    let body = if statement.signed {
        let text = say!(l, covenants.statement_signed);
        view! { <Notice tone=Tone::Info>{text}</Notice> }.into_any()
    } else {
        ask(id)
    };
    view! {
        <section class="kt-panel" aria-labelledby=labelled_by>
            <SectionHead id=heading title=say!(l, covenants.statement) note=note/>
            {body}
        </section>
    }
}

fn ask(id: String) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(SIGN).filter(|refused| refused.is_for(SIGN, &id));
    let invalid = form::error(refused.as_ref(), "agreed").map(|_| "true");
    view! {
        <Problem refused/>
        <p>{say!(l, covenants.statement_text)}</p>
        <Form action=SIGN class="kt-form">
            <Hidden field="id" value=id/>
            <label class="kt-choice" for="agreed">
                <input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id="agreed"
                    name=field_name("agreed") value="yes" aria-invalid=invalid/>
                <span>{say!(l, covenants.statement_agree)}</span>
            </label>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary icon="signed">{say!(l, covenants.statement_do)}</Button>
            </div>
        </Form>
    }
    .into_any()
}
