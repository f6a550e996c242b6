//! What case discussion at this table stands on: what is there, what is missing, and who puts that right.

use domain::calendar::long_date;
use domain::covenants::{AnnexStanding, Shut};
use domain::meetings::AdviceState;
use leptos::prelude::*;
use service::meetings::cases::{Annex, Cases, Changes, Given};

use crate::i18n::Locale;
use crate::pages::meetings::when;
use crate::say;
use crate::ui::{
    ButtonKind, Fact, Facts, LinkButton, Notice, Row, Rows, SectionHead, Status, Tone,
};
use crate::words::cases as words;

/// The part of the page.
pub fn section(cases: &Cases) -> AnyView {
    let l = Locale::Nl;
    let verdict = if cases.missing.is_empty() {
        let note = view! { <p class="kt-note">{say!(l, cases.personal)}</p> };
        view! {
            <p><Status tone=Tone::Positive icon="done" word=say!(l, cases.open)/></p>
            {note}
        }
        .into_any()
    } else {
        view! {
            <p><Status tone=Tone::Attention icon="doorShut" word=say!(l, cases.shut)/></p>
            <p>{say!(l, cases.shut_text)}</p>
        }
        .into_any()
    };
    let rows = [dpia(cases), advice(cases), annex(cases)];
    let rows = rows.into_iter().collect_view();
    view! {
        <section aria-labelledby="casus">
            <SectionHead id="casus" title=say!(l, cases.title)/>
            {verdict}
            <Rows>{rows}</Rows>
        </section>
        {cases.advice.as_ref().map(|given| counsel(cases, given))}
        {in_annex(cases)}
    }
    .into_any()
}

/// A row of the list: what it is, how it stands, and what can be done about it.
fn row(
    cases: &Cases,
    reason: Shut,
    (title, meta): (&'static str, String),
    action: Option<(String, &'static str)>,
) -> AnyView {
    let l = Locale::Nl;
    let lacks = cases.missing.contains(&reason);
    let (tone, icon, word) = if lacks {
        (Tone::Attention, "risk", say!(l, cases.lacks))
    } else {
        (Tone::Positive, "done", say!(l, cases.there))
    };
    // Where something is missing, the way to it is what the page asks for.
    let kind = if lacks {
        ButtonKind::Primary
    } else {
        ButtonKind::Secondary
    };
    let action =
        action.map(|(href, word)| view! { <LinkButton href kind>{word}</LinkButton> }.into_any());
    let when = word.to_owned();
    match action {
        Some(action) => view! { <Row tone icon title meta when>{action}</Row> }.into_any(),
        None => view! { <Row tone icon title meta when/> }.into_any(),
    }
}

fn dpia(cases: &Cases) -> AnyView {
    let l = Locale::Nl;
    let meta = match cases.dpia_on {
        Some(day) => say!(l, cases.dpia_on, day = long_date(day)),
        None if cases.may_decide => say!(l, cases.dpia_lacks).to_owned(),
        None => [say!(l, cases.dpia_lacks), say!(l, cases.dpia_who)].join(" "),
    };
    let asks = cases.may_decide && cases.dpia_on.is_none();
    let action = asks.then(|| {
        let href = format!("/overleg/reeks/{}/wijzigen", cases.series);
        (href, say!(l, cases.dpia_do))
    });
    row(cases, Shut::NoDpia, (say!(l, cases.dpia), meta), action)
}

fn advice(cases: &Cases) -> AnyView {
    let l = Locale::Nl;
    let meta = match &cases.advice {
        None => say!(l, cases.advice_lacks, organisation = cases.directs),
        Some(given) => how(cases, given),
    };
    let here = format!("/overleg/reeks/{}/advies", cases.series);
    let waits = cases.advice.as_ref().is_some_and(|it| it.state.waits());
    let action = if cases.may_decide && waits {
        Some((format!("{here}/antwoord"), say!(l, cases.answer_do)))
    } else if cases.may_advise && cases.advice.is_some() {
        Some((here, say!(l, cases.advise_again)))
    } else {
        cases.may_advise.then(|| (here, say!(l, cases.advise_do)))
    };
    row(cases, Shut::NoAdvice, (say!(l, cases.advice), meta), action)
}

/// How the advice stands, in a line.
fn how(cases: &Cases, given: &Given) -> String {
    let l = Locale::Nl;
    let (opinion, day) = (words::opinion(given.opinion), when::day(given.given_at));
    let answered = given.answer.as_ref().map(|(_, at)| when::day(*at));
    match (given.state, answered) {
        (AdviceState::Answered { .. }, Some(answered)) => say!(
            l,
            cases.advice_answered,
            opinion = opinion,
            day = day,
            answered = answered
        ),
        (state, _) if state.waits() => {
            let waits = say!(l, cases.advice_waits, opinion = opinion, day = day);
            if cases.may_decide {
                waits
            } else {
                [waits.as_str(), say!(l, cases.advice_waits_who)].join(" ")
            }
        }
        _ => say!(l, cases.advice_given, opinion = opinion, day = day),
    }
}

fn annex(cases: &Cases) -> AnyView {
    let l = Locale::Nl;
    let here = format!("/overleg/reeks/{}/bijlage", cases.series);
    let on = |standing| cases.annexes.iter().find(move |it| it.standing == standing);
    let counts = on(AnnexStanding::InForce);
    let (meta, action) = match (&cases.covenant, counts) {
        (None, _) => {
            let href = "/convenant/nieuw".to_owned();
            let meta = say!(l, cases.annex_no_covenant).to_owned();
            (meta, (href, say!(l, cases.annex_no_covenant_do)))
        }
        (Some(_), Some(annex)) => (counting(annex), (here, say!(l, cases.annex_again))),
        (Some((_, covenant)), None) => {
            let lacks = match on(AnnexStanding::Ahead) {
                Some(next) => {
                    let day = long_date(next.from);
                    say!(l, cases.annex_ahead, covenant = covenant, day = day)
                }
                None => say!(l, cases.annex_lacks, covenant = covenant),
            };
            let lacks = if cases.may_decide {
                lacks
            } else {
                [lacks.as_str(), say!(l, cases.annex_who)].join(" ")
            };
            (lacks, (here, say!(l, cases.annex_do)))
        }
    };
    let action = cases.may_decide.then_some(action);
    row(cases, Shut::NoAnnex, (say!(l, cases.annex), meta), action)
}

fn counting(annex: &Annex) -> String {
    let l = Locale::Nl;
    let (from, count) = (long_date(annex.from), annex.partners.len());
    match annex.to {
        Some(to) => say!(
            l,
            cases.annex_counts_to,
            from = from,
            to = long_date(to),
            count = count
        ),
        None => say!(l, cases.annex_counts, from = from, count = count),
    }
}

/// The advice that stands, its answer, what changed since, and what was advised before.
fn counsel(cases: &Cases, given: &Given) -> AnyView {
    let l = Locale::Nl;
    let changed = given.changes.any().then(|| {
        let what = changes(given.changes);
        let at = cases.changed_at.filter(|at| *at > given.given_at);
        let text = match at {
            Some(at) => say!(l, cases.changed, what = what, day = when::day(at)),
            None => say!(l, cases.changed_undated, what = what),
        };
        view! { <Notice tone=Tone::Attention>{text}</Notice> }
    });
    let earlier = (!cases.earlier.is_empty()).then(|| {
        let count = cases.earlier.len();
        let all = cases.earlier.iter().map(told).collect_view();
        view! {
            <details class="kt-details">
                <summary>{say!(l, cases.earlier, count = count)}</summary>
                {all}
            </details>
        }
    });
    view! {
        <section aria-labelledby="wat-de-fg-adviseert">
            <SectionHead id="wat-de-fg-adviseert" title=say!(l, cases.advice_head)/>
            {changed}
            {told(given)}
            {earlier}
        </section>
    }
    .into_any()
}

/// An advice and the answer to it, word for word.
fn told(given: &Given) -> AnyView {
    let l = Locale::Nl;
    let by = say!(
        l,
        cases.advice_by,
        organisation = given.organisation,
        day = when::day(given.given_at)
    );
    let answer = given.answer.as_ref().map(|(text, at)| {
        let on = say!(l, cases.answer_on, day = when::day(*at));
        view! {
            <h3 class="utrecht-heading-3">{say!(l, cases.answer_head)}</h3>
            <p class="kt-text">{text.clone()}</p>
            <p class="kt-note">{on}</p>
        }
    });
    view! {
        <div class="kt-stack">
            <blockquote class="kt-answer">
                <p><b>{words::opinion(given.opinion)}</b></p>
                <p class="kt-text">{given.text.clone()}</p>
                <footer>{by}</footer>
            </blockquote>
            <div>{answer}</div>
        </div>
    }
    .into_any()
}

/// What changed about a series: "het doel en de grondslag".
fn changes(changes: Changes) -> String {
    let l = Locale::Nl;
    let all = [
        (changes.purpose, say!(l, cases.changed_purpose)),
        (changes.legal_basis, say!(l, cases.changed_ground)),
        (changes.dpia, say!(l, cases.changed_dpia)),
    ];
    let changed: Vec<_> = all
        .into_iter()
        .filter_map(|(is, word)| is.then_some(word))
        .collect();
    match changed.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, first)) => [first.join(", ").as_str(), *last].join(say!(l, cases.and)),
        None => String::new(),
    }
}

/// The annex that counts, or else the next one, word for word; the others below.
fn in_annex(cases: &Cases) -> Option<AnyView> {
    let l = Locale::Nl;
    let on = |standing| cases.annexes.iter().position(|it| it.standing == standing);
    let shown = on(AnnexStanding::InForce).or_else(|| on(AnnexStanding::Ahead));
    let others = cases.annexes.iter().enumerate();
    let others = others.filter(|(at, _)| Some(*at) != shown);
    let others: Vec<_> = others.map(|(_, annex)| other(cases, annex)).collect();
    if cases.annexes.is_empty() {
        return None;
    }
    let count = others.len();
    let (title, body) = match shown.and_then(|at| cases.annexes.get(at)) {
        // What counts no longer is all there is.
        None => (say!(l, cases.annex_before), others.into_any()),
        Some(annex) => {
            let others = (count > 0).then(|| {
                view! {
                    <details class="kt-details">
                        <summary>{say!(l, cases.annex_others, count = count)}</summary>
                        {others}
                    </details>
                }
            });
            let body = view! { {whole(cases, annex)}{others} };
            (say!(l, cases.annex_head), body.into_any())
        }
    };
    Some(
        view! {
            <section aria-labelledby="bijlage">
                <SectionHead id="bijlage" title/>
                {body}
            </section>
        }
        .into_any(),
    )
}

fn whole(cases: &Cases, annex: &Annex) -> AnyView {
    let l = Locale::Nl;
    let partners = annex.partners.join(", ");
    // One that was ended says above when that was.
    let to = (annex.standing != AnnexStanding::Ended).then(|| {
        let to = annex
            .to
            .map_or_else(|| say!(l, cases.annex_open).to_owned(), long_date);
        view! { <Fact label=say!(l, cases.annex_to)>{to}</Fact> }
    });
    let (purpose, information) = (annex.purpose.clone(), annex.information.clone());
    let from = long_date(annex.from);
    let end = (cases.may_decide && annex.standing.end().is_ok()).then(|| {
        let href = format!("/overleg/reeks/{}/bijlage/{}/einde", cases.series, annex.id);
        view! {
            <p class="kt-note"><a class="utrecht-link" href=href>{say!(l, cases.annex_end)}</a></p>
        }
    });
    view! {
        <Facts>
            <Fact label=say!(l, cases.annex_partners)>{partners}</Fact>
            <Fact label=say!(l, cases.annex_purpose)>{purpose}</Fact>
            <Fact label=say!(l, cases.annex_information)>{information}</Fact>
            <Fact label=say!(l, cases.annex_from)>{from}</Fact>
            {to}
        </Facts>
        {end}
    }
    .into_any()
}

/// An annex that does not count today, and since when or from when.
fn other(cases: &Cases, annex: &Annex) -> AnyView {
    let l = Locale::Nl;
    let line = match (&annex.ended, annex.to) {
        (Some((at, why)), _) if why.is_empty() => {
            say!(l, cases.annex_gave_way, day = when::day(*at))
        }
        (Some((at, why)), _) => say!(l, cases.annex_is_ended, day = when::day(*at), why = why),
        (None, Some(to)) if annex.standing == AnnexStanding::Over => {
            say!(l, cases.annex_is_over, day = long_date(to))
        }
        _ => say!(l, cases.annex_is_ahead, day = long_date(annex.from)),
    };
    view! {
        <h3 class="utrecht-heading-3">{line}</h3>
        {whole(cases, annex)}
    }
    .into_any()
}
