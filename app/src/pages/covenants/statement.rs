//! The personal statement of confidentiality, for a series without a covenant and for who comes by
//! invitation.

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
    let invited = statement.by_invitation;
    let body = if statement.signed {
        let text = if invited {
            say!(l, covenants.statement_signed_invited)
        } else {
            say!(l, covenants.statement_signed)
        };
        view! { <Notice tone=Tone::Info>{text}</Notice> }.into_any()
    } else {
        ask(id, invited)
    };
    view! {
        <section class="kt-panel" aria-labelledby=labelled_by>
            <SectionHead id=heading title=say!(l, covenants.statement) note=note/>
            {body}
        </section>
    }
}

fn ask(id: String, invited: bool) -> AnyView {
    let l = Locale::Nl;
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
    let invalid = form::error(refused.as_ref(), "agreed").map(|_| "true");
    view! {
        <Problem refused/>
        <p>{text}</p>
        <Form action=SIGN class="kt-form">
            <Hidden field="id" value=id/>
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
