//! The meetings of a series: the next one first, what was behind it, page by page.

use chrono::Datelike;
use domain::calendar::{day_month, month_nl, relative_day, weekday_nl};
use domain::meetings::MeetingState;
use domain::policy::{Facts, Operation};
use leptos::prelude::*;
use service::clock::local_date;
use service::meetings::list::{MeetingLine, SeriesView};

use super::{query, status, urgent_tag, when};
use crate::bridge::Visit;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::alert::alert;
use crate::pages::registers;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{
    ButtonKind, Cell, Column, DateBlock, DenseTable, Empty, Head, LinkButton, NameCell, Panel,
    PanelKind, SectionHead, TableRow, TableShape,
};
use crate::words;

/// `/overleg`
pub fn list() -> AnyView {
    let series = query("serie");
    let page = query("pagina")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1);
    screen(Nav::Meetings, move |visit| async move {
        let found = service::meetings::list(&visit.ctx, series.as_deref(), page).await?;
        let title = say!(Locale::Nl, meetings.list_title);
        let body = match found {
            Some(view) => body(&visit, view),
            None => nowhere(&visit),
        };
        let alert = alert(&visit.ctx, true).await?;
        Ok::<_, AppError>(Page::new(title, view! { {alert}{body} }))
    })
}

/// Why there is nothing here: not everybody waits for a place at a table.
fn nowhere(visit: &Visit) -> AnyView {
    let l = Locale::Nl;
    let may = |operation| visit.ctx.may(operation, Facts::default());
    let (title, text) = if may(Operation::ReadPublished) || may(Operation::CountMeetings) {
        (
            say!(l, meetings.no_series_title),
            say!(l, meetings.no_series_text),
        )
    } else if may(Operation::ReadTechnicalTrail) {
        (say!(l, meetings.apart_title), say!(l, meetings.apart_text))
    } else if may(Operation::ReadInvitations) {
        (
            say!(l, meetings.invited_title),
            say!(l, meetings.invited_text),
        )
    } else {
        (
            say!(l, meetings.nowhere_title),
            say!(l, meetings.nowhere_text),
        )
    };
    view! {
        <Head title=say!(l, meetings.list_title)/>
        <Empty id="leeg" icon="calendar" title text/>
    }
    .into_any()
}

fn body(visit: &Visit, view: SeriesView) -> AnyView {
    let l = Locale::Nl;
    let today = visit.ctx.today();
    let new = format!("/overleg/nieuw?serie={}", view.id);
    let plan = view.may_plan.then(|| {
        let urgent = format!("/overleg/spoed?serie={}", view.id);
        view! {
            <div class="kt-actions">
                <LinkButton href=new.clone() icon="plus">{say!(l, meetings.plan_do)}</LinkButton>
                <LinkButton href=urgent kind=ButtonKind::Subtle>{say!(l, meetings.urgent_do)}</LinkButton>
            </div>
        }
        .into_any()
    });
    // The page of the series is for who has a place at all its meetings, and for who oversees it.
    let here = Facts::of_series(view.id);
    let reads = [Operation::ReadMeetings, Operation::CountMeetings];
    let reads = reads.iter().any(|it| visit.ctx.may(*it, here));
    let about = reads.then(|| {
        let href = format!("/overleg/reeks/{}", view.id);
        view! { <p><a class="utrecht-link" href=href>{say!(l, series.about_link)}</a></p> }
    });
    let meta = vec![words::series::rhythm(view.rhythm).into_any()];
    let mut ahead = view.ahead.iter();
    let first = ahead.next().map(|line| next(line, today));
    let rest: Vec<_> = ahead.map(|line| row(line, view.composes)).collect();
    let more = (!rest.is_empty()).then(|| table(say!(l, meetings.ahead), view.composes, rest));
    let none = first.is_none().then(|| {
        let text = if view.may_plan {
            say!(l, meetings.none_text)
        } else {
            say!(l, meetings.none_reader)
        };
        let title = say!(l, meetings.none_title);
        let plan = view.may_plan.then(|| {
            view! { <LinkButton href=new kind=ButtonKind::Primary>{say!(l, meetings.plan_do)}</LinkButton> }
        });
        view! { <Empty id="geen" icon="calendar" title text>{plan}</Empty> }
    });
    let behind = past(&view);
    view! {
        <Head title=view.name.clone() meta aside=plan.unwrap_or_else(|| ().into_any())/>
        {view.oversees.then(|| view! { <p>{say!(l, meetings.oversees_lead)}</p> })}
        <div class="kt-stack">
            {none}
            {first}
            {more}
            {behind}
            {registers::links(visit)}
            {about}
        </div>
    }
    .into_any()
}

/// The next meeting, with the one thing to do about it.
fn next(line: &MeetingLine, today: chrono::NaiveDate) -> AnyView {
    let l = Locale::Nl;
    let date = local_date(line.starts_at);
    let href = format!("/overleg/{}", line.id);
    let deadline = match line.state {
        MeetingState::Collecting => {
            let day = day_month(line.submission_due);
            Some(say!(l, meetings.submit_until, day = day))
        }
        _ => None,
    };
    let waits = (line.waiting > 0).then(|| words::meetings::proposals_waiting(line.waiting));
    let title = say!(l, meetings.next_title, day = when::long(line.starts_at));
    let span = when::length(line.starts_at, line.length);
    let room = (!line.room.is_empty()).then(|| view! { <span>{line.room.clone()}</span> });
    let items = published(line).map(|text| view! { <span>{text}</span> });
    let state = status(words::meetings::meeting(&line.state));
    let urgent = line.urgent.then(|| view! { <span>{urgent_tag()}</span> });
    view! {
        <Panel kind=PanelKind::Next labelled_by="volgende">
            <DateBlock weekday=weekday_nl(date.weekday()) day=date.day().to_string() month=month_nl(date)>
                <h2 class="utrecht-heading-2" id="volgende">
                    <a class="utrecht-link" href=href>{title}</a>
                </h2>
                <p class="kt-head__meta">
                    <span>{relative_day(date, today)}</span>
                    <span>{span}</span>
                    {room}
                    {items}
                    <span>{state}</span>
                    {urgent}
                </p>
                {deadline.map(|text| view! { <p class="kt-note">{text}</p> })}
                {waits.map(|text| view! { <p class="kt-note">{text}</p> })}
            </DateBlock>
        </Panel>
    }
    .into_any()
}

/// How many items were published, for who sees no more of them.
fn published(line: &MeetingLine) -> Option<String> {
    let l = Locale::Nl;
    let items = line.items.filter(|_| line.agenda_version > 0)?;
    Some(match (items.open, items.closed) {
        (1, 0) => say!(l, meetings.items_one).to_owned(),
        (open, 0) => say!(l, meetings.items_open, open = open),
        (open, closed) => say!(l, meetings.items_both, all = open + closed, closed = closed),
    })
}

fn past(view: &SeriesView) -> AnyView {
    let l = Locale::Nl;
    if view.past.is_empty() {
        let (title, text) = (
            say!(l, meetings.no_past_title),
            say!(l, meetings.no_past_text),
        );
        return view! { <Empty id="verleden" icon="file" title text/> }.into_any();
    }
    let rows = view.past.iter().map(|line| row(line, false)).collect();
    let link = |page: u64, word: &'static str| {
        let href = format!("/overleg?serie={}&pagina={page}", view.id);
        view! { <a class="utrecht-link" href=href>{word}</a> }
    };
    let newer = (view.page > 1).then(|| link(view.page - 1, say!(l, meetings.newer)));
    let older = (view.page < view.pages).then(|| link(view.page + 1, say!(l, meetings.older)));
    let where_ = say!(l, meetings.page_of, page = view.page, pages = view.pages);
    let pager = (view.pages > 1).then(|| {
        view! {
            <nav class="kt-actions kt-noprint" aria-label=say!(l, meetings.pager)>
                {newer}<span>{where_}</span>{older}
            </nav>
        }
    });
    view! {
        {table(say!(l, meetings.past), false, rows)}
        {pager}
    }
    .into_any()
}

fn table(title: &'static str, waiting: bool, rows: Vec<AnyView>) -> AnyView {
    let l = Locale::Nl;
    let id = if waiting || title == say!(l, meetings.ahead) {
        "verder"
    } else {
        "geweest"
    };
    let mut columns: Vec<Column> = [
        say!(l, meetings.col_day),
        say!(l, meetings.col_time),
        say!(l, meetings.col_state),
        say!(l, meetings.col_agenda),
    ]
    .into_iter()
    .map(|word| Column {
        word: word.to_owned(),
        numeric: false,
    })
    .collect();
    if waiting {
        columns.push(Column {
            word: say!(l, meetings.col_waiting).to_owned(),
            numeric: true,
        });
    }
    view! {
        <section aria-labelledby=id>
            <SectionHead id title/>
            <DenseTable label=title columns shape=TableShape::Cards>{rows}</DenseTable>
        </section>
    }
    .into_any()
}

fn row(line: &MeetingLine, waiting: bool) -> AnyView {
    let l = Locale::Nl;
    let href = format!("/overleg/{}", line.id);
    let agenda = match (line.agenda_version, published(line)) {
        (0, _) => say!(l, meetings.no_version).to_owned(),
        (number, None) => say!(l, meetings.version, number = number),
        (_, Some(items)) => items,
    };
    let number = line.waiting;
    let count = waiting.then(|| {
        view! { <Cell label=say!(l, meetings.col_waiting) numeric=true>{number}</Cell> }
    });
    let day = when::long(line.starts_at);
    let span = when::length(line.starts_at, line.length);
    let state = status(words::meetings::meeting(&line.state));
    let urgent = line.urgent.then(urgent_tag);
    view! {
        <TableRow>
            <NameCell><a class="utrecht-link" href=href>{day}</a></NameCell>
            <Cell label=say!(l, meetings.col_time)>{span}</Cell>
            <Cell label=say!(l, meetings.col_state)>{state}" "{urgent}</Cell>
            <Cell label=say!(l, meetings.col_agenda)>{agenda}</Cell>
            {count}
        </TableRow>
    }
    .into_any()
}
