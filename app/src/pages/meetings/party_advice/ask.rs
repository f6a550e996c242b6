//! `/punt/:id/advies`: asking an organisation at the table for advice on an item.

use leptos::prelude::*;
use service::meetings::Asking;

use super::{crumbs, lines, param, shown};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, hidden, minted, value, watch};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{
    Button, ButtonKind, Choice, Empty, Head, SectionHead, SelectField, TextArea, TextField,
};

const ASK: &str = "/api/meetings/ask_party_advice";

/// The page.
pub fn ask() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let asking = service::meetings::asking(&visit.ctx, &id).await?;
        bridge::no_store();
        let title = say!(Locale::Nl, party_advice.ask_title);
        Ok::<_, AppError>(Page::new(title, body(&asking)))
    })
}

fn body(asking: &Asking) -> AnyView {
    let l = Locale::Nl;
    let title = say!(l, party_advice.ask_title);
    let view = &asking.view;
    let subject = lines::title(&view.title, view.kind);
    let href = format!("/punt/{}", view.id);
    let meta = vec![
        view! { <a class="utrecht-link" href=href>{subject}</a> }.into_any(),
        lines::class_badge(view.class),
    ];
    let refused = bridge::refused(ASK);
    let form = if asking.choices.is_empty() && refused.is_none() {
        let title = say!(l, party_advice.ask_nobody_title);
        let text = say!(l, party_advice.ask_nobody_text);
        view! { <Empty id="niemand" icon="ask" title text/> }.into_any()
    } else {
        form(asking, refused.as_ref())
    };
    view! {
        {crumbs(&view.head, Some(title))}
        <Problem refused/>
        <Head title meta/>
        <p>{say!(l, party_advice.ask_lead)}</p>
        <div class="kt-stack">{form}{before(asking)}</div>
    }
    .into_any()
}

fn form(asking: &Asking, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let mut choices = vec![Choice {
        word: say!(l, party_advice.ask_choose).to_owned(),
        ..Choice::default()
    }];
    choices.extend(asking.choices.iter().map(|(id, name)| Choice {
        value: id.to_string(),
        word: name.clone(),
        ..Choice::default()
    }));
    let keys = hidden([
        ("id", minted(refused, &asking.fresh.to_string())),
        ("item", asking.view.id.to_string()),
    ]);
    let days = asking.days.to_string();
    let back = format!("/punt/{}", asking.view.id);
    let watch = watch("question", asking.is_case, &asking.known);
    let fields = view! {
        <SelectField id="organisation" name=field_name("organisation")
            label=say!(l, party_advice.ask_organisation) choices
            hint=say!(l, party_advice.ask_hint).to_owned()
            value=value(refused, "organisation", "") error=error(refused, "organisation")/>
        <TextArea id="question" name=field_name("question") rows=4
            label=say!(l, party_advice.ask_question)
            hint=say!(l, party_advice.ask_question_hint).to_owned()
            value=value(refused, "question", "") error=error(refused, "question") after=watch/>
        <TextField id="days" name=field_name("days") label=say!(l, party_advice.ask_days) short=true
            kind="number" hint=say!(l, party_advice.ask_days_hint).to_owned()
            value=value(refused, "days", &days) error=error(refused, "days")/>
    }
    .into_any();
    let refused = refused.cloned();
    view! {
        <Form action=ASK class="kt-form">
            {keys}
            {fields}
            <GuardReason refused/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, party_advice.ask_do)}</Button>
                <a class="utrecht-link" href=back>{say!(l, common.cancel)}</a>
            </div>
        </Form>
    }
    .into_any()
}

/// What was asked on this item before.
fn before(asking: &Asking) -> Option<AnyView> {
    let content = asking.view.content.as_ref()?;
    let rows = content
        .party_advices
        .iter()
        .map(|advice| view! { <li class="kt-correction">{shown::told(advice)}</li> })
        .collect_view();
    let title = say!(Locale::Nl, party_advice.asked_before);
    (!content.party_advices.is_empty()).then(|| {
        view! {
            <section aria-labelledby="eerder">
                <SectionHead id="eerder" title/>
                <ul class="kt-corrections">{rows}</ul>
            </section>
        }
        .into_any()
    })
}
