//! Planning a meeting: a day, and the deadlines that follow from it in working days.

use chrono::NaiveDate;
use domain::calendar::{long_date, minus_working_days, weekday_day_month};
use domain::fault::Code;
use domain::meetings::proposed_dates;
use leptos::prelude::*;
use service::meetings::planning::{DayRemark, Planning};

use super::{query, when};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, Hidden, Problem, error, minted, value};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Breadcrumbs, Button, ButtonKind, Crumb, Head, Notice, TextField, Tone};
use crate::words::meetings::holiday;

const OPERATION: &str = "/api/meetings/plan";

/// `/overleg/nieuw?serie=…`
pub fn plan() -> AnyView {
    let series = query("serie").unwrap_or_default();
    screen(Nav::Meetings, move |visit| async move {
        let refused = bridge::refused(OPERATION);
        let typed = |field| day(refused.as_ref(), field);
        let asked = typed("date").or_else(|| typed("shown"));
        let planning = service::meetings::planning(&visit.ctx, &series, asked).await?;
        let title = say!(Locale::Nl, meetings.plan_title);
        Ok::<_, AppError>(Page::new(title, body(refused, &planning)))
    })
}

fn body(refused: Option<Refused>, planning: &Planning) -> AnyView {
    let l = Locale::Nl;
    let title = say!(l, meetings.plan_title);
    let trail = vec![
        Crumb {
            word: planning.name.clone(),
            href: Some(format!("/overleg?serie={}", planning.series)),
        },
        Crumb {
            word: title.to_owned(),
            href: None,
        },
    ];
    let meta = vec![
        planning.name.clone().into_any(),
        crate::words::series::rhythm(planning.rhythm).into_any(),
    ];
    view! {
        <Breadcrumbs label=say!(l, meetings.crumbs) trail/>
        {told(refused.as_ref(), planning)}
        <Head title meta/>
        {form(refused.as_ref(), planning)}
    }
    .into_any()
}

/// A day as it was typed before the refusal.
pub(super) fn day(refused: Option<&Refused>, field: &str) -> Option<NaiveDate> {
    refused?.value(field)?.parse().ok()
}

/// Whether nothing is wrong: only the day was chosen anew, and what follows from it is to be seen.
pub(super) fn is_look(refused: &Refused) -> bool {
    let fault = refused.error.fault("date");
    fault.is_some_and(|fault| fault.code == Code::LookFirst)
}

/// Whether proposals are asked for as soon as the meeting stands; unless somebody said no.
pub(super) fn open_at_once(refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let open = refused.is_none_or(|it| it.value("open").is_some());
    view! {
        <label class="kt-choice" for="open">
            <input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id="open"
                name=field_name("open") value="yes" checked=open/>
            <span><b>{say!(l, meetings.open_now)}</b>" "{say!(l, meetings.open_now_meaning)}</span>
        </label>
    }
    .into_any()
}

/// Why the form came back.
fn told(refused: Option<&Refused>, planning: &Planning) -> AnyView {
    if !refused.is_some_and(is_look) {
        return view! { <Problem refused=refused.cloned()/> }.into_any();
    }
    let look = say!(
        Locale::Nl,
        meetings.day_look,
        day = long_date(planning.date)
    );
    view! { <Notice tone=Tone::Info><span role="alert">{look}</span></Notice> }.into_any()
}

/// A deadline as it was typed. One that nobody changed follows the day.
fn deadline(refused: Option<&Refused>, field: &str, planning: &Planning) -> String {
    let of = |date| {
        let dates = proposed_dates(date, minus_working_days);
        if field == "submission_due" {
            dates.submission_due
        } else {
            dates.publication_due
        }
    };
    let untouched =
        day(refused, "shown").is_some_and(|shown| day(refused, field) == Some(of(shown)));
    let now = of(planning.date).to_string();
    value(refused.filter(|_| !untouched), field, &now)
}

pub(super) fn remark(remark: &DayRemark) -> AnyView {
    let l = Locale::Nl;
    let (tone, text) = match remark {
        DayRemark::Weekend => (Tone::Attention, say!(l, meetings.day_weekend).to_owned()),
        DayRemark::Holiday(day) => {
            let name = holiday(*day);
            (Tone::Attention, say!(l, meetings.day_holiday, name = name))
        }
        DayRemark::School(name) => (Tone::Attention, say!(l, meetings.day_school, name = name)),
        DayRemark::NoSchoolData => (Tone::Info, say!(l, meetings.day_no_data).to_owned()),
        DayRemark::SubmissionPassed => (Tone::Attention, say!(l, meetings.day_late).to_owned()),
    };
    view! { <Notice tone>{text}</Notice> }.into_any()
}

/// One form with one day, so that no two days can disagree. The day it was worked out for goes
/// along, and a person who chose another sees that one first (`docs/operations/meetings.plan.md`).
/// "Reken uit" stands first and is therefore also what the Enter key does: it plans nothing.
fn form(refused: Option<&Refused>, planning: &Planning) -> AnyView {
    let l = Locale::Nl;
    let series = planning.series.to_string();
    let back = format!("/overleg?serie={series}");
    let id = minted(refused, &planning.fresh.to_string());
    let wrong = refused.filter(|refused| !is_look(refused));
    let field = |id: &'static str, label: &'static str, kind, hint: Option<String>, value| {
        view! { <TextField id name=field_name(id) label kind hint value error=error(wrong, id)/> }
            .into_any()
    };
    let text = |id, label, kind, now: &str| field(id, label, kind, None, value(refused, id, now));
    let date = planning.date.to_string();
    let hint = say!(l, meetings.day_hint).to_owned();
    let day = field(
        "date",
        say!(l, meetings.day_label),
        "date",
        Some(hint),
        value(refused, "date", &date),
    );
    let time = when::bare(planning.starts).replace('.', ":");
    let length = planning.length.to_string();
    let submission = weekday_day_month(planning.dates.submission_due);
    let publication = weekday_day_month(planning.dates.publication_due);
    let fields: Vec<AnyView> = vec![
        field(
            "submission_due",
            say!(l, meetings.submission_label),
            "date",
            Some(say!(l, meetings.submission_rule, day = submission)),
            deadline(refused, "submission_due", planning),
        ),
        field(
            "publication_due",
            say!(l, meetings.publication_label),
            "date",
            Some(say!(l, meetings.publication_rule, day = publication)),
            deadline(refused, "publication_due", planning),
        ),
        text("time", say!(l, meetings.time_label), "time", &time),
        text("length", say!(l, meetings.length_label), "text", &length),
        text("room", say!(l, meetings.room_label), "text", &planning.room),
    ];
    let open = open_at_once(refused);
    let long = long_date(planning.date);
    let remarks = planning.remarks.iter().map(remark).collect_view();
    view! {
        <Form action=OPERATION class="kt-form">
            <Hidden field="id" value=id/>
            <Hidden field="series" value=series/>
            <Hidden field="shown" value=date/>
            {day}
            <div class="kt-actions">
                <Button compact=true name=field_name("reckon") value="yes">{say!(l, meetings.day_do)}</Button>
            </div>
            <h2 class="utrecht-heading-3">{long.clone()}</h2>
            {remarks}
            {fields}
            {open}
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, meetings.plan_day_do, day = long)}</Button>
                <a class="utrecht-link" href=back>{say!(l, common.cancel)}</a>
            </div>
        </Form>
    }
    .into_any()
}
