//! `/besluiten`: what was decided, at all tables of the reader, adopted or not.

use std::str::FromStr;

use chrono::Datelike;
use domain::id::SeriesId;
use domain::meetings::{Outcome, Position};
use domain::people::Class;
use leptos::prelude::*;
use service::meetings::register::{Ask, Ended};
use service::meetings::{DecisionRegister, RegisterLine, decision_register};

use super::{Register, chips};
use crate::bridge::{self, Visit};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::meetings::{item_title, long, query};
use crate::pages::{Nav, Page, paper, screen};
use crate::say;
use crate::ui::{Button, Choice, ClassBadge, Empty, Fact, Facts, Head, SelectField, Status};
use crate::words;

/// The words of the address.
const ENDED: [(Ended, &str); 4] = [
    (Ended::Any, ""),
    (Ended::Adopted, "overgenomen"),
    (Ended::NotAdopted, "niet"),
    (Ended::Deferred, "aangehouden"),
];

/// The page.
pub fn decisions() -> AnyView {
    let ask = asked();
    screen(Nav::Meetings, move |visit| async move {
        let found = decision_register(&visit.ctx, ask).await?;
        if found.lines.iter().any(|line| line.class >= Class::K2) {
            bridge::no_store();
        }
        let guest = visit.viewer.actor.is_guest();
        let page = Page::new(
            say!(Locale::Nl, registers.decisions),
            body(&visit, ask, &found),
        );
        Ok::<_, AppError>(if guest { page.comfort() } else { page })
    })
}

fn asked() -> Ask {
    let ended = query("uitkomst").unwrap_or_default();
    let ended = ENDED.iter().find(|(_, word)| *word == ended);
    let page = query("blad").and_then(|page| page.parse::<u32>().ok());
    Ask {
        series: query("overleg").and_then(|id| SeriesId::from_str(&id).ok()),
        ended: ended.map(|(ended, _)| *ended).unwrap_or_default(),
        year: query("jaar").and_then(|year| year.parse().ok()),
        page: page.unwrap_or(1).saturating_sub(1).min(100_000),
    }
}

/// The address of a page of the register.
fn href(ask: Ask) -> String {
    let mut parts = Vec::new();
    parts.extend(ask.series.map(|id| format!("overleg={id}")));
    let word = ENDED.iter().find(|(ended, _)| *ended == ask.ended);
    let word = word.map_or("", |(_, word)| *word);
    parts.extend((!word.is_empty()).then(|| format!("uitkomst={word}")));
    parts.extend(ask.year.map(|year| format!("jaar={year}")));
    parts.extend((ask.page > 0).then(|| format!("blad={}", ask.page + 1)));
    let glue = if parts.is_empty() { "" } else { "?" };
    format!("/besluiten{glue}{}", parts.join("&"))
}

fn body(visit: &Visit, ask: Ask, found: &DecisionRegister) -> AnyView {
    let l = Locale::Nl;
    let strictest = found.lines.iter().map(|line| line.class).max();
    let groups = found
        .lines
        .chunk_by(|one, next| one.meeting == next.meeting)
        .map(meeting)
        .collect_view();
    let foot = paper::foot(visit, say!(l, registers.decisions_foot).to_owned());
    view! {
        {paper::mark(strictest)}
        <Head title=say!(l, registers.decisions)/>
        {chips(visit, Some(Register::Decisions))}
        <p>{say!(l, registers.decisions_lead)}</p>
        {filter(visit, ask, found)}
        {found.lines.is_empty().then(|| empty(ask))}
        {groups}
        {pages(ask, found.more)}
        {foot}
    }
    .into_any()
}

fn empty(ask: Ask) -> AnyView {
    let l = Locale::Nl;
    let all = ask == Ask::default();
    let (title, text) = if all {
        (
            say!(l, registers.decisions_none),
            say!(l, registers.decisions_none_text),
        )
    } else {
        (
            say!(l, registers.decisions_no_match),
            say!(l, registers.decisions_no_match_text),
        )
    };
    let back = (!all).then(|| {
        view! { <a class="utrecht-link" href="/besluiten">{say!(l, registers.decisions_all)}</a> }
    });
    view! { <Empty id="leeg" icon="decide" title text>{back}</Empty> }.into_any()
}

/// Narrows the register: a plain form that asks, so that it works without a script.
fn filter(visit: &Visit, ask: Ask, found: &DecisionRegister) -> AnyView {
    let l = Locale::Nl;
    let all = |word: &'static str| Choice {
        word: word.to_owned(),
        ..Choice::default()
    };
    let mut tables = vec![all(say!(l, registers.all_tables))];
    tables.extend(found.tables.iter().map(|(id, name)| Choice {
        value: id.to_string(),
        word: name.clone(),
        ..Choice::default()
    }));
    let ended = ENDED.map(|(ended, word)| Choice {
        value: word.to_owned(),
        word: ended_word(ended).to_owned(),
        ..Choice::default()
    });
    let this = visit.ctx.today().year();
    let first = found.since.unwrap_or(this).min(this);
    let mut years = vec![all(say!(l, registers.all_years))];
    years.extend((first..=this).rev().map(|year| Choice {
        value: year.to_string(),
        word: year.to_string(),
        ..Choice::default()
    }));
    let series = ask.series.map(|id| id.to_string()).unwrap_or_default();
    let word = ENDED.iter().find(|(ended, _)| *ended == ask.ended);
    let word = word.map(|(_, word)| *word).unwrap_or_default().to_owned();
    let year = ask.year.map(|year| year.to_string()).unwrap_or_default();
    let many = (found.tables.len() > 1).then(|| {
        view! { <SelectField id="overleg" name="overleg" label=say!(l, registers.table) choices=tables value=series/> }
    });
    view! {
        <form method="get" action="/besluiten" class="kt-filter kt-noprint">
            {many}
            <SelectField id="uitkomst" name="uitkomst" label=say!(l, registers.ended)
                choices=Vec::from(ended) value=word/>
            <SelectField id="jaar" name="jaar" label=say!(l, registers.year) choices=years value=year/>
            <Button>{say!(l, registers.filter)}</Button>
        </form>
    }
    .into_any()
}

fn ended_word(ended: Ended) -> &'static str {
    let l = Locale::Nl;
    match ended {
        Ended::Any => say!(l, registers.ended_any),
        Ended::Adopted => say!(l, registers.ended_adopted),
        Ended::NotAdopted => say!(l, registers.ended_not),
        Ended::Deferred => say!(l, registers.ended_deferred),
    }
}

/// What one meeting decided.
fn meeting(lines: &[RegisterLine]) -> Option<AnyView> {
    let l = Locale::Nl;
    let first = lines.first()?;
    let id = format!("van-{}", first.meeting);
    let labelled_by = id.clone();
    let list = format!("/overleg/{}/besluiten", first.meeting);
    let rows = lines.iter().map(line).collect_view();
    let day = long(first.starts_at);
    Some(
        view! {
            <section class="kt-decided" aria-labelledby=labelled_by>
                <div class="kt-sechead">
                    <h2 class="utrecht-heading-2" id=id>
                        <a class="utrecht-link" href=list>{day}</a>
                    </h2>
                    <p>{say!(l, registers.of_table, table = first.series)}</p>
                </div>
                <ul class="kt-decided__list">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn line(line: &RegisterLine) -> AnyView {
    let l = Locale::Nl;
    let (word, icon, tone) = words::live::outcome(line.outcome);
    let code = line.class.word().to_uppercase();
    let title = item_title(&line.title, line.kind);
    let item = format!("/punt/{}", line.item);
    let why = (!line.motivation.is_empty()).then(|| {
        view! {
            <p class="kt-decided__why"><b>{because(line.outcome)}</b>" "{line.motivation.clone()}</p>
        }
    });
    view! {
        <li class="kt-decided__item" id=format!("besluit-{}", line.id)>
            <div class="kt-decided__head">
                <h3 class="kt-decided__number">{say!(l, live.decision_number, number = line.number)}</h3>
                <Status tone=tone icon=icon word=word/>
                <ClassBadge code word=words::class(line.class) lock=line.class == Class::K3/>
            </div>
            <p class="kt-decided__text">{line.text.clone()}</p>
            {why}
            {stands(line)}
            <p class="kt-note">{say!(l, live.about)}" "<a class="utrecht-link" href=item>{title}</a></p>
        </li>
    }
    .into_any()
}

/// What goes before the reasons.
fn because(outcome: Outcome) -> &'static str {
    let l = Locale::Nl;
    match outcome {
        Outcome::Adopted => say!(l, registers.because),
        Outcome::Amended => say!(l, registers.because_amended),
        Outcome::Deferred => say!(l, registers.because_deferred),
        Outcome::NotAdopted => say!(l, registers.because_not),
    }
}

/// Who stood where: one line for each position.
fn stands(line: &RegisterLine) -> Option<AnyView> {
    let rows: Vec<_> = Position::ALL
        .into_iter()
        .filter_map(|position| {
            let of: Vec<String> = line
                .stands
                .iter()
                .filter(|stand| stand.position == position)
                .map(|stand| {
                    if stand.note.is_empty() {
                        stand.name.clone()
                    } else {
                        say!(
                            Locale::Nl,
                            registers.stand_note,
                            name = stand.name,
                            note = stand.note
                        )
                    }
                })
                .collect();
            let label = words::live::position(position);
            let glue = if of.iter().any(|one| one.contains(':')) {
                "; "
            } else {
                ", "
            };
            let text = of.join(glue);
            (!text.is_empty()).then(|| view! { <Fact label=label>{text}</Fact> })
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <Facts>{rows}</Facts> }.into_any())
}

fn pages(ask: Ask, more: bool) -> Option<AnyView> {
    let l = Locale::Nl;
    let link = |page, word| {
        let href = href(Ask { page, ..ask });
        view! { <a class="utrecht-link" href=href>{word}</a> }
    };
    let newer = (ask.page > 0).then(|| link(ask.page - 1, say!(l, meetings.newer)));
    let older = more.then(|| link(ask.page + 1, say!(l, meetings.older)));
    (newer.is_some() || older.is_some()).then(|| {
        view! {
            <nav class="kt-actions kt-noprint" aria-label=say!(l, registers.pager)>{newer}{older}</nav>
        }
        .into_any()
    })
}
