//! What is asked of a guest, each with the answer where it is read.

use chrono::NaiveDate;
use domain::actions::ActionState;
use domain::calendar::day_month;
use domain::guard::Known;
use leptos::prelude::*;
use service::guests::{Ask, GuestHome};

use super::super::form::{Form, GuardReason, Hidden, Problem, watch};
use super::super::roadmaps::{Fold, Many};
use crate::i18n::Locale;
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, Status, TextArea, Tone};

/// A form with one text.
#[derive(Clone, Copy)]
struct Telling {
    action: &'static str,
    summary: &'static str,
    label: &'static str,
}

const L: Locale = Locale::Nl;

const ACCEPT: &str = "/api/actions/accept";
const UNBLOCK: &str = "/api/actions/unblock";

const DECLINE: Telling = Telling {
    action: "/api/actions/decline",
    summary: say!(L, guests.ask_no),
    label: say!(L, guests.ask_why_not),
};

const DONE: Telling = Telling {
    action: "/api/actions/report_done",
    summary: say!(L, guests.ask_done),
    label: say!(L, guests.ask_what),
};

const UPDATE: Telling = Telling {
    action: "/api/actions/update",
    summary: say!(L, guests.ask_busy),
    label: say!(L, guests.ask_how),
};

/// The card with everything that is asked.
pub fn card(home: &GuestHome, today: NaiveDate) -> impl IntoView + use<> {
    let list = if home.asks.is_empty() {
        view! {
            <h3 class="utrecht-heading-3">{say!(L, guests.asks_none_title)}</h3>
            <p>{say!(L, guests.asks_none_text)}</p>
        }
        .into_any()
    } else {
        let asks = home.asks.iter().map(|ask| one(ask, &home.known, today));
        view! { <ul class="kt-asks">{asks.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="kt-guestcard" aria-labelledby="vragen">
            <h2 class="utrecht-heading-2" id="vragen">{say!(L, guests.asks)}</h2>
            {lost(&home.asks)}
            {list}
        </section>
    }
}

fn one(ask: &Ask, known: &Known, today: NaiveDate) -> impl IntoView + use<> {
    let (tone, icon, word) = if ask.due < today {
        let word = say!(L, guests.late, date = day_month(ask.due));
        (Tone::Attention, "late", word)
    } else {
        let word = say!(L, guests.before, date = day_month(ask.due));
        (Tone::Neutral, "calendar", word)
    };
    view! {
        <li>
            <h3 class="utrecht-heading-3">{ask.title.clone()}</h3>
            {(!ask.detail.is_empty()).then(|| view! { <p>{ask.detail.clone()}</p> })}
            <p><Status tone icon word/></p>
            <div class="kt-actions">{answers(ask, known)}</div>
        </li>
    }
}

/// What can be answered now.
fn answers(ask: &Ask, known: &Known) -> Vec<AnyView> {
    match ask.state {
        ActionState::Assigned { .. } => vec![
            press(ask, ACCEPT, say!(L, guests.ask_yes)),
            tell(ask, DECLINE, known),
        ],
        ActionState::Blocked { .. } => vec![press(ask, UNBLOCK, say!(L, guests.ask_again))],
        _ => vec![tell(ask, DONE, known), tell(ask, UPDATE, known)],
    }
}

/// Whether an operation is among the answers.
fn offers(ask: &Ask, operation: &str) -> bool {
    match ask.state {
        ActionState::Assigned { .. } => [ACCEPT, DECLINE.action].contains(&operation),
        ActionState::Blocked { .. } => operation == UNBLOCK,
        _ => [DONE.action, UPDATE.action].contains(&operation),
    }
}

fn press(ask: &Ask, action: &'static str, word: &'static str) -> AnyView {
    let id = ask.id.to_string();
    let form = Many::new(action, &id, id.clone());
    let problem = form.open().then(|| form.problem());
    let version = ask.version.to_string();
    view! {
        <Form action>
            {problem}
            <Hidden field="id" value=id/>
            <Hidden field="version" value=version/>
            <Button kind=ButtonKind::Primary icon="check">{word}</Button>
        </Form>
    }
    .into_any()
}

fn tell(ask: &Ask, telling: Telling, known: &Known) -> AnyView {
    let id = ask.id.to_string();
    let verb = telling.action.rsplit('/').next().unwrap_or_default();
    let form = Many::new(telling.action, &id, format!("{verb}-{id}"));
    let field = form.id("text");
    let watch = watch(&field, false, known);
    let version = ask.version.to_string();
    view! {
        <Fold label=telling.summary open=form.open()>
            <Form action=telling.action class="kt-inlineform">
                {form.problem()}
                <Hidden field="id" value=id/>
                <Hidden field="version" value=version/>
                <TextArea id=field name=field_name("text") label=telling.label
                    hint=say!(L, guests.ask_hint).to_owned() value=form.value("text", "")
                    error=form.error("text") rows=3 after=watch/>
                <GuardReason refused=form.refused.clone()/>
                <div><Button kind=ButtonKind::Primary>{say!(L, guests.send)}</Button></div>
            </Form>
        </Fold>
    }
    .into_any()
}

/// An answer to what is no longer asked: said, with what was typed.
fn lost(asks: &[Ask]) -> Option<AnyView> {
    let refused = use_context::<Refused>()?;
    let ours = refused.operation.starts_with("/api/actions/");
    let asked = |ask: &Ask| {
        refused.is_for(&refused.operation, &ask.id.to_string()) && offers(ask, &refused.operation)
    };
    if !ours || asks.iter().any(asked) {
        return None;
    }
    let typed = refused.value("text").filter(|text| !text.is_empty());
    let typed = typed.map(|text| {
        view! {
            <div class="kt-conflict">
                <p>{say!(L, guests.ask_typed)}</p>
                <p class="kt-conflict__text">{text.to_owned()}</p>
            </div>
        }
    });
    Some(view! { <Problem refused=Some(refused.clone())/>{typed} }.into_any())
}
