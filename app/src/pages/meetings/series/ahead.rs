//! Planning the meetings of a year at once, as the rhythm gives them.

use domain::calendar::{day_month, long_date};
use domain::meetings::rhythm::Absence;
use leptos::prelude::*;
use service::meetings::ahead::Ahead;
use service::meetings::series::Sheet;

use super::crumbs;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, Hidden, Problem, Tick, ticks};
use crate::pages::meetings::param;
use crate::pages::meetings::plan::open_at_once;
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::Refused;
use crate::say;
use crate::ui::{Button, ButtonKind, Empty, Head, LinkButton, SectionHead};
use crate::words::series as words;

const OPERATION: &str = "/api/meetings/plan_ahead";

/// `/overleg/reeks/:id/vooruit`
pub fn ahead() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let l = Locale::Nl;
        let (sheet, days) = service::meetings::ahead::ahead(&visit.ctx, &id).await?;
        let refused = bridge::refused(OPERATION);
        let title = say!(l, series.ahead_title);
        let open = |day: &&Ahead| !day.planned && day.occurrence.held_on.is_some();
        let (left, done): (Vec<_>, Vec<_>) = days.iter().partition(open);
        let main = if sheet.rhythm.is_none() {
            free(&sheet)
        } else if left.is_empty() {
            view! {
                <Empty id="klaar" icon="calendar" title=say!(l, series.ahead_none_title)
                    text=say!(l, series.ahead_none_text)/>
            }
            .into_any()
        } else {
            form(refused.as_ref(), &sheet, &left)
        };
        let body = view! {
            {crumbs(&sheet, title)}
            <Problem refused/>
            <Head title/>
            {main}
            {rest(&done)}
        };
        Ok(Page::new(title, body))
    })
}

/// A series without a rhythm gives nothing to plan.
fn free(sheet: &Sheet) -> AnyView {
    let l = Locale::Nl;
    let change = format!("/overleg/reeks/{}/wijzigen", sheet.id);
    let link = sheet.may_change.then(|| {
        view! {
            <LinkButton href=change kind=ButtonKind::Primary>{say!(l, series.change_title)}</LinkButton>
        }
    });
    view! {
        <Empty id="vrij" icon="calendar" title=say!(l, series.ahead_free_title)
            text=say!(l, series.ahead_free_text)>{link}</Empty>
    }
    .into_any()
}

fn form(refused: Option<&Refused>, sheet: &Sheet, left: &[&Ahead]) -> AnyView {
    let l = Locale::Nl;
    let (series, version) = (sheet.id.to_string(), sheet.version.to_string());
    let boxes = left.iter().filter_map(|day| {
        let held = day.occurrence.held_on?;
        Some(Tick {
            value: held.to_string(),
            label: view! { <b>{long_date(held)}</b>{note(day)} }.into_any(),
            ticked: true,
        })
    });
    let legend = (say!(l, series.ahead_legend), say!(l, series.ahead_hint));
    let lead = say!(l, series.ahead_lead, rhythm = words::rhythm(sheet.rhythm));
    let days = ticks(refused, "days", legend, boxes);
    let open = open_at_once(refused);
    let back = format!("/overleg?serie={}", sheet.id);
    view! {
        <p>{lead}</p>
        <Form action=OPERATION class="kt-form">
            <Hidden field="series" value=series/>
            <Hidden field="version" value=version/>
            {days}
            {open}
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, series.ahead_do)}</Button>
                <a class="utrecht-link" href=back>{say!(l, common.cancel)}</a>
            </div>
        </Form>
    }
    .into_any()
}

/// Why a day is not the one of the rhythm, or what is not known of it.
fn note(day: &Ahead) -> Option<String> {
    let l = Locale::Nl;
    let by_rhythm = day_month(day.occurrence.by_rhythm);
    let text = match day.occurrence.because {
        Some(Absence::Holiday) => say!(l, series.ahead_moved_holiday, day = by_rhythm),
        Some(Absence::School) => say!(l, series.ahead_moved_school, day = by_rhythm),
        None if day.unknown => say!(l, series.ahead_unknown).to_owned(),
        None => return None,
    };
    Some(format!(", {text}"))
}

/// What is planned, and what is not held.
fn rest(done: &[&Ahead]) -> Option<AnyView> {
    let l = Locale::Nl;
    if done.is_empty() {
        return None;
    }
    let lines = done.iter().map(|day| {
        let line = match (day.occurrence.held_on, day.occurrence.because) {
            (Some(held), _) => say!(l, series.ahead_planned, day = long_date(held)),
            (None, Some(Absence::School)) => {
                let day = long_date(day.occurrence.by_rhythm);
                say!(l, series.ahead_skipped_school, day = day)
            }
            (None, _) => {
                let day = long_date(day.occurrence.by_rhythm);
                say!(l, series.ahead_skipped_holiday, day = day)
            }
        };
        view! { <li>{line}</li> }
    });
    let lines = lines.collect_view();
    Some(
        view! {
            <section aria-labelledby="al">
                <SectionHead id="al" title=say!(l, series.ahead_done_title)/>
                <ul class="kt-plain">{lines}</ul>
            </section>
        }
        .into_any(),
    )
}
