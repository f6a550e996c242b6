//! The officer advises on discussing cases, and the director answers conditions and objections.

use domain::calendar::long_date;
use domain::guard::Known;
use domain::meetings::Opinion;
use leptos::prelude::*;
use service::meetings::cases::{Cases, Given};
use service::meetings::series::Sheet;

use super::crumbs;
use crate::bridge;
use crate::bridge::Visit;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, hidden, minted, value, watch};
use crate::pages::meetings::{param, when};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{
    Button, ButtonKind, Choice, Fact, Facts, Head, LinkButton, Notice, RadioGroup, TextArea, Tone,
};
use crate::words::cases as words;

const ADVISE: &str = "/api/meetings/advise_series";
const ANSWER: &str = "/api/meetings/answer_advice";

/// What both pages start from, for who may do what they are for.
async fn found(
    visit: &Visit,
    id: &str,
    may: impl Fn(&Cases) -> bool,
) -> Result<(Sheet, Cases, Known), AppError> {
    let ctx = &visit.ctx;
    let sheet = service::meetings::series::sheet(ctx, id).await?;
    let cases = service::meetings::cases::cases(ctx, id).await?;
    let Some(cases) = cases.filter(may) else {
        return Err(service::error::Error::NotAllowed.into());
    };
    let known = service::meetings::item::known(ctx).await?;
    Ok((sheet, cases, known))
}

/// `/overleg/reeks/:id/advies`
pub fn advise() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let l = Locale::Nl;
        let (sheet, cases, known) = found(&visit, &id, |cases| cases.may_advise).await?;
        let refused = bridge::refused(ADVISE);
        let title = say!(l, cases.advise_title);
        let fresh = minted(refused.as_ref(), &visit.ctx.new_id().to_string());
        let replaces = cases.advice.as_ref().map(|given| {
            let text = say!(l, cases.advise_replaces, day = when::day(given.given_at));
            view! { <Notice tone=Tone::Info>{text}</Notice> }
        });
        let body = view! {
            {crumbs(&sheet, title)}
            <Problem refused=refused.clone()/>
            <Head title/>
            <p>{say!(l, cases.advise_lead)}</p>
            {about(&sheet)}
            {replaces}
            {give(refused.as_ref(), &sheet, fresh, &known)}
        };
        Ok(Page::new(title, body))
    })
}

/// What the advice is about.
fn about(sheet: &Sheet) -> AnyView {
    let l = Locale::Nl;
    let dpia = sheet
        .dpia_on
        .map_or_else(|| say!(l, series.dpia_none).to_owned(), long_date);
    let (purpose, ground) = (sheet.purpose.clone(), sheet.legal_basis.clone());
    view! {
        <Facts>
            <Fact label=say!(l, series.purpose)>{purpose}</Fact>
            <Fact label=say!(l, series.legal_basis)>{ground}</Fact>
            <Fact label=say!(l, series.dpia_on)>{dpia}</Fact>
        </Facts>
    }
    .into_any()
}

fn give(refused: Option<&Refused>, sheet: &Sheet, fresh: String, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let choices = Opinion::ALL.map(|opinion| Choice {
        value: opinion.word().to_owned(),
        word: words::opinion(opinion).to_owned(),
        explanation: words::follows(opinion).to_owned(),
    });
    let keys = hidden([
        ("id", fresh),
        ("series", sheet.id.to_string()),
        ("version", sheet.version.to_string()),
    ]);
    let back = format!("/overleg/reeks/{}", sheet.id);
    let fields = view! {
        <RadioGroup id="opinion" name=field_name("opinion") label=say!(l, cases.opinion_label)
            choices=choices.to_vec() value=value(refused, "opinion", "")
            error=error(refused, "opinion")/>
        <TextArea id="text" name=field_name("text") rows=6 label=say!(l, cases.text_label)
            hint=say!(l, cases.text_hint).to_owned() value=value(refused, "text", "")
            error=error(refused, "text") after=watch("text", false, known)/>
    };
    let refused = refused.cloned();
    view! {
        <Form action=ADVISE class="kt-form">
            {keys}
            {fields}
            <GuardReason refused/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, cases.advise_save)}</Button>
                <a class="utrecht-link" href=back>{say!(l, common.cancel)}</a>
            </div>
        </Form>
    }
    .into_any()
}

/// `/overleg/reeks/:id/advies/antwoord`
pub fn answer() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let l = Locale::Nl;
        let (sheet, cases, known) = found(&visit, &id, |cases| cases.may_decide).await?;
        let refused = bridge::refused(ANSWER);
        let title = say!(l, cases.answer_title);
        let waits = cases.advice.as_ref().filter(|given| given.state.waits());
        let main = match waits {
            Some(given) => reply(refused.as_ref(), &sheet, given, &known),
            None => nothing(&sheet),
        };
        let body = view! {
            {crumbs(&sheet, title)}
            <Problem refused/>
            <Head title/>
            {main}
        };
        Ok(Page::new(title, body))
    })
}

fn nothing(sheet: &Sheet) -> AnyView {
    let l = Locale::Nl;
    let back = format!("/overleg/reeks/{}", sheet.id);
    view! {
        <Notice tone=Tone::Info>{say!(l, cases.answer_none)}</Notice>
        <div class="kt-actions"><LinkButton href=back>{say!(l, common.back)}</LinkButton></div>
    }
    .into_any()
}

fn reply(refused: Option<&Refused>, sheet: &Sheet, given: &Given, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let by = say!(
        l,
        cases.advice_by,
        organisation = given.organisation,
        day = when::day(given.given_at)
    );
    let keys = hidden([
        ("id", given.id.to_string()),
        ("series", sheet.id.to_string()),
        ("version", sheet.version.to_string()),
    ]);
    let back = format!("/overleg/reeks/{}", sheet.id);
    let field = view! {
        <TextArea id="why" name=field_name("why") rows=4 label=say!(l, cases.answer_label)
            hint=say!(l, cases.answer_hint).to_owned() value=value(refused, "why", "")
            error=error(refused, "why") after=watch("why", false, known)/>
    };
    let refused = refused.cloned();
    view! {
        <p>{say!(l, cases.answer_lead)}</p>
        <blockquote class="kt-answer">
            <p><b>{words::opinion(given.opinion)}</b></p>
            <p class="kt-text">{given.text.clone()}</p>
            <footer>{by}</footer>
        </blockquote>
        <Form action=ANSWER class="kt-form">
            {keys}
            {field}
            <GuardReason refused/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, cases.answer_save)}</Button>
                <a class="utrecht-link" href=back>{say!(l, common.cancel)}</a>
            </div>
        </Form>
    }
    .into_any()
}
