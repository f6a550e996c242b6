//! `/beheer/vernietiging/:id`: a list with the step that is next, or its certificate.

use domain::guard::Known;
use domain::meetings::Opinion;
use domain::retention::{MOST, TERM};
use leptos::prelude::*;
use service::retention::Destruction;

use super::{HOME, certificate, rows};
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::covenants::reading::tick;
use crate::pages::form::{Form, GuardReason, Problem, error, hidden, value, watch};
use crate::pages::meetings::{param, when};
use crate::pages::rights::crumbs;
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::field_name;
use crate::say;
use crate::ui::{
    Button, ButtonKind, Choice, Fact, Facts, Head, Notice, RadioGroup, SectionHead, TextArea, Tone,
};
use crate::words::destruction as words;

const ADVISE: &str = "/api/retention/advise";
const DECIDE: &str = "/api/retention/decide";
const CONFIRM: &str = "/api/retention/confirm";

/// The page.
pub fn list() -> AnyView {
    let id = param("id");
    screen(Nav::Manage, move |visit| async move {
        bridge::no_store();
        let l = Locale::Nl;
        let view = service::retention::destruction(&visit.ctx, &id).await?;
        if let Some((certificate, mark, whole)) = &view.certificate {
            return Ok(certificate::page(&visit, certificate, (mark, *whole)));
        }
        let known = service::meetings::item::known(&visit.ctx).await?;
        let title = say!(l, destruction.list_title);
        let refused = bridge::refused(ADVISE)
            .or_else(|| bridge::refused(DECIDE))
            .or_else(|| bridge::refused(CONFIRM));
        let body = view! {
            {crumbs(Some((say!(l, destruction.title), HOME)), title)}
            <Problem refused/>
            <Head title meta=vec![words::state(&view.state).into_any(), view.series.clone().into_any()]/>
            <p>{say!(l, destruction.list_lead)}</p>
            {notices(&view)}
            {about(&view)}
            {items(&view)}
            {advice(&view)}
            {view.rights.advise.then(|| advise(&view, &known))}
            {view.rights.decide.then(|| decide(&view, &known))}
            {view.rights.confirm.then(|| confirm(&view, &known))}
        };
        Ok(Page::new(title, body))
    })
}

fn notices(view: &Destruction) -> AnyView {
    let l = Locale::Nl;
    let same = view.same_hand.then(|| {
        view! { <Notice tone=Tone::Info>{say!(l, destruction.same_hand)}</Notice> }
    });
    let returned = view.returned_why.as_ref().map(|why| {
        let text = say!(l, destruction.returned, why = why);
        view! { <Notice tone=Tone::Attention>{text}</Notice> }
    });
    view! { {same}{returned} }.into_any()
}

fn about(view: &Destruction) -> AnyView {
    let l = Locale::Nl;
    let term = say!(l, destruction.term_text, term = TERM, most = MOST);
    let (series, day) = (view.series.clone(), when::day(view.proposed_at));
    view! {
        <Facts>
            <Fact label=say!(l, destruction.table_label)>{series}</Fact>
            <Fact label=say!(l, destruction.proposed_label)>{day}</Fact>
            <Fact label=say!(l, destruction.term_label)>{term}</Fact>
        </Facts>
    }
    .into_any()
}

fn items(view: &Destruction) -> AnyView {
    let l = Locale::Nl;
    let off = match view.taken_off {
        0 => None,
        1 => Some(say!(l, destruction.taken_off_one).to_owned()),
        count => Some(say!(l, destruction.taken_off_many, count = count)),
    };
    let off = off.map(|text| view! { <p class="kt-note">{text}</p> });
    let all: Vec<_> = view.items.iter().collect();
    view! {
        <section aria-labelledby="punten">
            <SectionHead id="punten" title=say!(l, destruction.list_items)/>
            {off}
            {rows(&all)}
        </section>
    }
    .into_any()
}

fn advice(view: &Destruction) -> AnyView {
    let l = Locale::Nl;
    let told = match &view.advice {
        None => view! { <p class="kt-note">{say!(l, destruction.advice_none)}</p> }.into_any(),
        Some((opinion, text, at)) => {
            let on = say!(l, destruction.advice_on, day = when::day(*at));
            view! {
                <blockquote class="kt-answer">
                    <p><b>{words::opinion(*opinion).0}</b></p>
                    <p class="kt-text">{text.clone()}</p>
                    <footer>{on}</footer>
                </blockquote>
            }
            .into_any()
        }
    };
    let answer = view.answer.clone().map(|text| {
        view! {
            <h3 class="utrecht-heading-3">{say!(l, destruction.answer_title)}</h3>
            <p class="kt-text">{text}</p>
        }
    });
    view! {
        <section aria-labelledby="advies">
            <SectionHead id="advies" title=say!(l, destruction.advice_title)/>
            {told}
            {answer}
        </section>
    }
    .into_any()
}

fn keys(view: &Destruction) -> AnyView {
    hidden([
        ("id", view.id.to_string()),
        ("version", view.version.to_string()),
    ])
}

fn advise(view: &Destruction, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let keys = keys(view);
    let refused = bridge::refused(ADVISE);
    let choices = Opinion::ALL.map(|opinion| {
        let (word, means) = words::opinion(opinion);
        Choice {
            value: opinion.word().to_owned(),
            word: word.to_owned(),
            explanation: means.to_owned(),
        }
    });
    let fields = view! {
        <RadioGroup id="opinion" name=field_name("opinion") label=say!(l, destruction.opinion_label)
            choices=choices.to_vec() value=value(refused.as_ref(), "opinion", "")
            error=error(refused.as_ref(), "opinion")/>
        <TextArea id="text" name=field_name("text") rows=4 label=say!(l, destruction.text_label)
            hint=say!(l, destruction.text_hint).to_owned() value=value(refused.as_ref(), "text", "")
            error=error(refused.as_ref(), "text") after=watch("text", true, known)/>
    };
    view! {
        <section class="kt-noprint" aria-labelledby="uw-advies">
            <SectionHead id="uw-advies" title=say!(l, destruction.advise_title)/>
            <Form action=ADVISE class="kt-form">
                {keys}
                {fields}
                <GuardReason refused/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, destruction.advise_do)}</Button>
                </div>
            </Form>
        </section>
    }
    .into_any()
}

fn decide(view: &Destruction, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let keys = keys(view);
    let refused = bridge::refused(DECIDE);
    let sure = tick(
        "sure",
        say!(l, destruction.sure_label).to_owned(),
        refused.as_ref(),
    );
    let fields = view! {
        <TextArea id="answer" name=field_name("answer") rows=4 label=say!(l, destruction.answer_label)
            hint=say!(l, destruction.answer_hint).to_owned() value=value(refused.as_ref(), "answer", "")
            error=error(refused.as_ref(), "answer") after=watch("answer", true, known)/>
        {sure}
    };
    view! {
        <section class="kt-noprint" aria-labelledby="uw-besluit">
            <SectionHead id="uw-besluit" title=say!(l, destruction.decide_title)/>
            <p>{say!(l, destruction.decide_text)}</p>
            <Form action=DECIDE class="kt-form">
                {keys}
                {fields}
                <GuardReason refused/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, destruction.decide_do)}</Button>
                </div>
            </Form>
        </section>
    }
    .into_any()
}

fn confirm(view: &Destruction, known: &Known) -> AnyView {
    let l = Locale::Nl;
    let keys = keys(view);
    let refused = bridge::refused(CONFIRM);
    let choice = |value: &str, word: &str, explanation: &str| Choice {
        value: value.to_owned(),
        word: word.to_owned(),
        explanation: explanation.to_owned(),
    };
    let choices = vec![
        choice(
            "confirm",
            say!(l, destruction.confirm_word),
            say!(l, destruction.confirm_means),
        ),
        choice(
            "return",
            say!(l, destruction.return_word),
            say!(l, destruction.return_means),
        ),
    ];
    let fields = view! {
        <RadioGroup id="choice" name=field_name("choice") label=say!(l, destruction.choice_label) choices
            value=value(refused.as_ref(), "choice", "") error=error(refused.as_ref(), "choice")/>
        <TextArea id="why" name=field_name("why") rows=3 label=say!(l, destruction.why_return)
            value=value(refused.as_ref(), "why", "") error=error(refused.as_ref(), "why")
            after=watch("why", true, known)/>
    };
    view! {
        <section class="kt-noprint" aria-labelledby="uw-bevestiging">
            <SectionHead id="uw-bevestiging" title=say!(l, destruction.confirm_title)/>
            <p>{say!(l, destruction.confirm_text)}</p>
            <Form action=CONFIRM class="kt-form">
                {keys}
                {fields}
                <GuardReason refused/>
                <div class="kt-actions">
                    <Button kind=ButtonKind::Primary>{say!(l, destruction.confirm_do)}</Button>
                </div>
            </Form>
        </section>
    }
    .into_any()
}
