//! `/toezeggingen`: what was promised to whom and for when, what slipped and what settled it.

mod make;
mod one;

use chrono::{Datelike, NaiveDate};
use domain::programmes::CommitmentState;
use leptos::prelude::*;
use service::programmes::{CommitmentRegister, Promise, Show, commitment_register};

pub use make::make;
pub use one::commitment;

use super::{Register, chips};
use crate::bridge::Visit;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::meetings::query;
use crate::pages::{Nav, Page, paper, screen};
use crate::say;
use crate::ui::{Empty, Head, LinkButton, Status};
use crate::words;
use crate::words::covenants::day;

/// The words of the address.
const SHOW: [(Show, &str); 4] = [
    (Show::Open, "open"),
    (Show::Slipped, "verschoven"),
    (Show::Settled, "afgedaan"),
    (Show::All, "alle"),
];

/// The page.
pub fn commitments() -> AnyView {
    let show = query("toon").unwrap_or_default();
    let show = SHOW.iter().find(|(_, word)| *word == show);
    let show = show.map(|(show, _)| *show).unwrap_or_default();
    let page = query("blad").and_then(|page| page.parse::<u32>().ok());
    let page = page.unwrap_or(1).saturating_sub(1).min(100_000);
    screen(Nav::Meetings, move |visit| async move {
        let found = commitment_register(&visit.ctx, show, page).await?;
        let title = say!(Locale::Nl, registers.commitments);
        let body = body(&visit, (show, page), &found);
        Ok::<_, AppError>(Page::new(title, body))
    })
}

fn word(show: Show) -> &'static str {
    let word = SHOW.iter().find(|(known, _)| *known == show);
    word.map_or("open", |(_, word)| word)
}

fn body(visit: &Visit, (show, page): (Show, u32), found: &CommitmentRegister) -> AnyView {
    let l = Locale::Nl;
    let today = visit.ctx.today();
    let new = found.may_make.then(|| {
        view! {
            <div class="kt-actions">
                <LinkButton href="/toezeggingen/nieuw" icon="plus">{say!(l, registers.make)}</LinkButton>
            </div>
        }
        .into_any()
    });
    let rows: Vec<_> = found.lines.iter().map(|one| line(one, today)).collect();
    let rows =
        (!rows.is_empty()).then(|| view! { <ul class="kt-decided__list">{rows}</ul> }.into_any());
    let empty = found.lines.is_empty().then(|| {
        let (title, text) = (
            say!(l, registers.commitments_none),
            say!(l, registers.commitments_none_text),
        );
        view! { <Empty id="leeg" icon="pin" title text/> }
    });
    let foot = paper::foot(visit, say!(l, registers.commitments_foot).to_owned());
    view! {
        <Head title=say!(l, registers.commitments) aside=new.unwrap_or_else(|| ().into_any())/>
        {chips(visit, Some(Register::Commitments))}
        <p>{say!(l, registers.commitments_lead)}</p>
        {shows(show)}
        {empty}
        <section class="kt-decided" aria-label=say!(l, registers.commitments)>{rows}</section>
        {pages(show, page, found.more)}
        {foot}
    }
    .into_any()
}

/// Which ones are shown, as links.
fn shows(here: Show) -> AnyView {
    let l = Locale::Nl;
    let links = Show::ALL
        .into_iter()
        .map(|show| {
            let name = match show {
                Show::Open => say!(l, registers.show_open),
                Show::Slipped => say!(l, registers.show_slipped),
                Show::Settled => say!(l, registers.show_settled),
                Show::All => say!(l, registers.show_all),
            };
            let href = format!("/toezeggingen?toon={}", word(show));
            let current = (show == here).then_some("true");
            view! { <li><a class="kt-chip" href=href aria-current=current>{name}</a></li> }
        })
        .collect_view();
    view! { <ul class="kt-chips kt-noprint" aria-label=say!(l, registers.show)>{links}</ul> }
        .into_any()
}

fn line(one: &Promise, today: NaiveDate) -> AnyView {
    let l = Locale::Nl;
    let (tone, icon, word) = words::programmes::commitment(&one.state);
    let href = format!("/toezeggingen/{}", one.id);
    let kind = words::programmes::kind(one.kind);
    let slipped = (!one.renewals.is_empty()).then(|| {
        view! { <p class="kt-decided__why">{say!(l, registers.slipped, first = words::programmes::promised(&one.due, &one.wording))}</p> }
    });
    view! {
        <li class="kt-decided__item">
            <div class="kt-decided__head">
                <span class="kt-decided__number">{say!(l, registers.number, kind = kind, number = one.number)}</span>
                <Status tone icon word/>
            </div>
            <h2 class="kt-decided__text"><a class="utrecht-link" href=href>{one.text.clone()}</a></h2>
            <p class="kt-note">{say!(l, registers.made, to = one.made_to, day = day(one.made_on))}</p>
            <p>{due(one, today)}</p>
            {slipped}
            {settled(one)}
        </li>
    }
    .into_any()
}

/// For when it was promised, as vague as that was, and the last day that keeps it.
fn due(one: &Promise, today: NaiveDate) -> String {
    let l = Locale::Nl;
    let (last, wording) = one
        .renewals
        .last()
        .map_or((&one.due, &one.wording), |it| (&it.due, &it.wording));
    let words = words::programmes::promised(last, wording);
    let latest = one.latest.filter(|_| one.state.is_open());
    match (latest, &one.state) {
        (Some(latest), CommitmentState::Overdue) => {
            let days = (today - latest).num_days();
            say!(
                l,
                registers.due_late,
                words = words,
                day = day(latest),
                days = days
            )
        }
        (Some(latest), _) => say!(l, registers.due_by, words = words, day = day(latest)),
        (None, _) => say!(l, registers.due, words = words),
    }
}

fn settled(one: &Promise) -> Option<AnyView> {
    let l = Locale::Nl;
    let titles: Vec<String> = one
        .settled
        .iter()
        .map(|it| {
            say!(
                l,
                registers.document,
                title = it.title,
                day = day(it.dated_on)
            )
        })
        .collect();
    (!titles.is_empty()).then(|| {
        view! { <p><b>{say!(l, registers.settled_by)}</b>" "{titles.join("; ")}</p> }.into_any()
    })
}

fn pages(show: Show, page: u32, more: bool) -> Option<AnyView> {
    let l = Locale::Nl;
    let link = |page: u32, name: &'static str| {
        let href = format!("/toezeggingen?toon={}&blad={}", word(show), page + 1);
        view! { <a class="utrecht-link" href=href>{name}</a> }
    };
    let before = (page > 0).then(|| link(page - 1, say!(l, registers.page_before)));
    let after = more.then(|| link(page + 1, say!(l, registers.page_after)));
    (before.is_some() || after.is_some()).then(|| {
        view! {
            <nav class="kt-actions kt-noprint" aria-label=say!(l, registers.pages)>{before}{after}</nav>
        }
        .into_any()
    })
}

/// The year that a form proposes.
fn this_year(visit: &Visit) -> String {
    visit.ctx.today().year().to_string()
}
