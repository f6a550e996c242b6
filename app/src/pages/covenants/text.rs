//! `/convenant/<id>/tekst`: the clauses while they are written; two at once lose nothing.

use domain::covenants::{ClauseFlag, CovenantState};
use domain::guard::Known;
use leptos::prelude::*;
use service::covenants::{ClauseView, CovenantView};

use super::one::clauses;
use super::{crumbs, id, load, status};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{self, Form, GuardReason, Hidden, Problem};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, Head, LinkButton, Notice, SectionHead, TextArea, Tone};

const EDIT: &str = "/api/covenants/edit_clause";

/// The text, to rewrite.
pub fn text() -> AnyView {
    let id = id();
    screen(Nav::Covenants, move |visit| async move {
        let covenant = load(&visit, &id).await?;
        let known = service::covenants::known(&visit.ctx).await?;
        let l = Locale::Nl;
        let title = say!(l, covenants.text_title);
        let forms = if covenant.may.edit {
            forms(&covenant, &known)
        } else {
            let text = say!(l, covenants.text_shut);
            view! { <Notice tone=Tone::Info>{text}</Notice> }.into_any()
        };
        let locked: Vec<ClauseView> = covenant
            .clauses
            .iter()
            .filter(|clause| !covenant.may.edit || clause.flag == ClauseFlag::Locked)
            .cloned()
            .collect();
        let body = view! {
            {crumbs(Some(&covenant), title)}
            <Head title=title meta=vec![status(&covenant).into_any()]/>
            <p>{say!(l, covenants.text_lead)}</p>
            {forms}
            {clauses(&locked)}
            <div class="kt-actions">
                <LinkButton href=format!("/convenant/{}", covenant.id)>{say!(l, covenants.back)}</LinkButton>
            </div>
        };
        Ok(Page::new(title, body))
    })
}

fn forms(covenant: &CovenantView, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let waits = matches!(
        covenant.state,
        CovenantState::Consultation { freeze: Some(_) }
    );
    let warning = waits.then(|| {
        let text = say!(l, covenants.text_freeze_warning);
        view! { <Notice tone=Tone::Attention>{text}</Notice> }
    });
    let free = covenant
        .clauses
        .iter()
        .filter(|clause| clause.flag != ClauseFlag::Locked)
        .map(|clause| clause_form(clause, known))
        .collect_view();
    view! { {warning}<div class="kt-stack">{free}</div> }.into_any()
}

fn clause_form(clause: &ClauseView, known: &Known) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let id = clause.id.to_string();
    let refused = bridge::refused(EDIT).filter(|refused| refused.is_for(EDIT, &id));
    let stale = refused
        .as_ref()
        .filter(|refused| matches!(refused.error, AppError::Stale { .. }));
    let conflict = stale.map(|refused| conflict(clause, refused));
    let field = format!("text-{}", clause.number);
    let heading = format!("artikel-{}", clause.number);
    let title = format!("{} {}", clause.number, clause.heading);
    let label = say!(l, covenants.text_field, number = clause.number);
    let save = say!(l, covenants.text_save, number = clause.number);
    let labelled_by = heading.clone();
    let watch = form::watch(&field, false, known);
    let version = clause.version.to_string();
    let problem = refused.clone().filter(|_| conflict.is_none());
    let (value, error) = (
        form::value(refused.as_ref(), "text", &clause.text),
        form::error(refused.as_ref(), "text"),
    );
    view! {
        <section aria-labelledby=labelled_by>
            <SectionHead id=heading title/>
            <Problem refused=problem suffix=clause.number.to_string()/>
            {conflict}
            <Form action=EDIT class="kt-form">
                <Hidden field="id" value=id/>
                <Hidden field="version" value=version/>
                <TextArea id=field name=field_name("text") label=label
                    hint=say!(l, covenants.text_hint).to_owned() rows=6 value error after=watch/>
                <GuardReason refused/>
                <div class="kt-actions">
                    <Button>{save}</Button>
                </div>
            </Form>
        </section>
    }
}

/// What stands now, beside what was typed. The form below keeps the latter.
fn conflict(clause: &ClauseView, refused: &Refused) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let lines = |text: &str| {
        text.lines()
            .map(|line| view! { <p>{line.to_owned()}</p> })
            .collect_view()
    };
    let (now, mine) = (
        lines(&clause.text),
        lines(refused.value("text").unwrap_or_default()),
    );
    view! {
        <div class="kt-conflict" role="alert">
            <p><b>{say!(l, covenants.conflict_title)}</b></p>
            <p>{say!(l, covenants.conflict_text)}</p>
            <div class="kt-conflict__pair">
                <div class="kt-conflict__side"><b>{say!(l, covenants.conflict_now)}</b>{now}</div>
                <div class="kt-conflict__side kt-conflict__side--mine">
                    <b>{say!(l, covenants.conflict_mine)}</b>{mine}
                </div>
            </div>
        </div>
    }
}
