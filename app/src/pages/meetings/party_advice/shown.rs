//! What was asked and advised, as it stands on every page that tells of it.

use domain::calendar::weekday_day_month;
use domain::meetings::PartyAdviceState;
use leptos::prelude::*;
use service::meetings::PartyAdvice;
use service::meetings::item::{Content, ItemView};

use super::when;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{SectionHead, Status, Tone};
use crate::words;

/// Who asks whom what, how much time there is, and what was advised.
pub fn told(advice: &PartyAdvice) -> AnyView {
    let l = Locale::Nl;
    let who = say!(
        l,
        party_advice.by_for,
        asker = advice.asker,
        organisation = advice.organisation
    );
    let (tone, icon, word) = stands(advice);
    let given = match &advice.state {
        PartyAdviceState::Given { at, .. } => {
            let day = when::day(*at);
            let on = if advice.came_late {
                say!(l, party_advice.given_late, day = day)
            } else {
                say!(l, party_advice.given_on, day = day)
            };
            let text = advice.text.clone();
            Some(view! { <p class="kt-text">{text}</p><p class="kt-note">{on}</p> })
        }
        _ => None,
    };
    let question = advice.question.clone();
    view! {
        <p class="kt-note">{who}</p>
        <p class="kt-text"><b>{say!(l, party_advice.question)}":"</b>" "{question}</p>
        <p><Status tone icon word/></p>
        {given}
    }
    .into_any()
}

/// On the page of an item, for who reads it.
pub fn on_item(view: &ItemView, content: &Content) -> Option<AnyView> {
    let l = Locale::Nl;
    let rows = content
        .party_advices
        .iter()
        .map(|advice| view! { <li class="kt-correction">{told(advice)}</li> })
        .collect_view();
    let desk = format!("/overleg/{}/advies", view.head.id);
    let all = &content.party_advices;
    let mine = all.iter().any(|advice| advice.is_mine);
    let waits = |advice: &PartyAdvice| advice.is_mine && advice.state == PartyAdviceState::Asked;
    let link = if all.iter().any(waits) {
        Some(say!(l, party_advice.asked_link))
    } else if mine || view.rights.ask {
        Some(say!(l, party_advice.all))
    } else {
        None
    };
    let link = link.map(|word| {
        view! { <p class="kt-actions kt-noprint"><a class="utrecht-link" href=desk>{word}</a></p> }
    });
    (!content.party_advices.is_empty()).then(|| {
        view! {
            <section aria-labelledby="partijen">
                <SectionHead id="partijen" title=say!(l, party_advice.on_item)/>
                <ul class="kt-corrections">{rows}</ul>
                {link}
            </section>
        }
        .into_any()
    })
}

/// On the bench, a line each.
pub fn on_bench(advices: &[PartyAdvice]) -> Option<AnyView> {
    let lines = advices
        .iter()
        .map(|advice| {
            let (tone, icon, word) = bench_line(advice);
            view! { <Status tone icon word/> }
        })
        .collect_view();
    (!advices.is_empty()).then(|| view! { <p class="kt-item__meta">{lines}</p> }.into_any())
}

/// How much of the term is left, or by how much it is past.
fn term(advice: &PartyAdvice) -> String {
    let l = Locale::Nl;
    let day = weekday_day_month(advice.due);
    match (advice.days_late, advice.left) {
        (1, _) => say!(l, party_advice.late_day, day = day),
        (0, 0) => say!(l, party_advice.term_today).to_owned(),
        (0, 1) => say!(l, party_advice.term_day, day = day),
        (0, count) => say!(l, party_advice.term_days, count = count, day = day),
        (count, _) => say!(l, party_advice.late_days, count = count, day = day),
    }
}

/// The same with its tone and icon, or what was advised.
fn stands(advice: &PartyAdvice) -> (Tone, &'static str, String) {
    match advice.state {
        PartyAdviceState::Given { counsel: given, .. } => {
            let (tone, icon, word) = words::party_advice::counsel(given);
            (tone, icon, word.to_owned())
        }
        _ if advice.days_late > 0 => (Tone::Critical, "late", term(advice)),
        _ => (Tone::Attention, "wait", term(advice)),
    }
}

/// What is said of it in one line of the bench.
fn bench_line(advice: &PartyAdvice) -> (Tone, &'static str, String) {
    let l = Locale::Nl;
    let (tone, icon, word) = stands(advice);
    let organisation = &advice.organisation;
    let text = match advice.state {
        PartyAdviceState::Given { .. } => {
            let counsel = word.to_lowercase();
            say!(
                l,
                party_advice.bench_given,
                organisation = organisation,
                counsel = counsel
            )
        }
        _ => say!(
            l,
            party_advice.bench_asked,
            organisation = organisation,
            term = word
        ),
    };
    (tone, icon, text)
}
