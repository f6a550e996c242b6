//! Planning a meeting: a day, and the deadlines that follow from it in working days.

use chrono::NaiveDate;
use domain::calendar::{long_date, weekday_day_month};
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
use crate::ui::{
    Breadcrumbs, Button, ButtonKind, Crumb, Fact, Facts, Head, Notice, TextField, Tone,
};

const OPERATION: &str = "/api/meetings/plan";

/// `/overleg/nieuw?serie=…&dag=…`
pub fn plan() -> AnyView {
    let series = query("serie").unwrap_or_default();
    let day = query("dag").and_then(|day| day.parse::<NaiveDate>().ok());
    screen(Nav::Meetings, move |visit| async move {
        let refused = bridge::refused(OPERATION);
        let typed = refused
            .as_ref()
            .and_then(|it| it.value("date")?.parse().ok());
        let planning = service::meetings::planning(&visit.ctx, &series, typed.or(day)).await?;
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
        planning.rhythm.clone().into_any(),
    ];
    view! {
        <Breadcrumbs label=say!(l, meetings.crumbs) trail/>
        <Problem refused=refused.clone()/>
        <Head title meta/>
        {ask_day(planning)}
        {form(refused.as_ref(), planning)}
    }
    .into_any()
}

/// The day first: everything else follows from it. A form of its own, so that it works without
/// a script.
fn ask_day(planning: &Planning) -> AnyView {
    let l = Locale::Nl;
    let remarks = planning.remarks.iter().map(remark).collect_view();
    let submission = weekday_day_month(planning.dates.submission_due);
    let publication = weekday_day_month(planning.dates.publication_due);
    view! {
        <form class="kt-form" method="get" action="/overleg/nieuw">
            <input type="hidden" name="serie" value=planning.series.to_string()/>
            <TextField id="dag" name="dag" label=say!(l, meetings.day_label)
                hint=say!(l, meetings.day_hint).to_owned() kind="date" value=planning.date.to_string()/>
            <div class="kt-actions"><Button compact=true>{say!(l, meetings.day_do)}</Button></div>
        </form>
        <section aria-labelledby="volgt" class="kt-form">
            <h2 class="utrecht-heading-3" id="volgt">{long_date(planning.date)}</h2>
            <Facts>
                <Fact label=say!(l, meetings.submission_label)>
                    {submission}" "
                    <span class="kt-note">{say!(l, meetings.submission_rule)}</span>
                </Fact>
                <Fact label=say!(l, meetings.publication_label)>
                    {publication}" "
                    <span class="kt-note">{say!(l, meetings.publication_rule)}</span>
                </Fact>
            </Facts>
            {remarks}
        </section>
    }
    .into_any()
}

fn remark(remark: &DayRemark) -> AnyView {
    let l = Locale::Nl;
    let (tone, text) = match remark {
        DayRemark::Weekend => (Tone::Attention, say!(l, meetings.day_weekend).to_owned()),
        DayRemark::Holiday => (Tone::Attention, say!(l, meetings.day_holiday).to_owned()),
        DayRemark::School(name) => (Tone::Attention, say!(l, meetings.day_school, name = name)),
        DayRemark::NoSchoolData => (Tone::Info, say!(l, meetings.day_no_data).to_owned()),
        DayRemark::SubmissionPassed => (Tone::Attention, say!(l, meetings.day_late).to_owned()),
    };
    view! { <Notice tone>{text}</Notice> }.into_any()
}

fn form(refused: Option<&Refused>, planning: &Planning) -> AnyView {
    let l = Locale::Nl;
    let series = planning.series.to_string();
    let back = format!("/overleg?serie={series}");
    let id = minted(refused, &planning.fresh.to_string());
    let field = |id: &'static str, label: &'static str, kind: &'static str, now: &str| {
        view! {
            <TextField id name=field_name(id) label kind value=value(refused, id, now)
                error=error(refused, id)/>
        }
        .into_any()
    };
    let time = when::bare(planning.starts).replace('.', ":");
    let fields = [
        field(
            "date",
            say!(l, meetings.date_label),
            "date",
            &planning.date.to_string(),
        ),
        field("time", say!(l, meetings.time_label), "time", &time),
        field(
            "length",
            say!(l, meetings.length_label),
            "text",
            &planning.length.to_string(),
        ),
        field("room", say!(l, meetings.room_label), "text", &planning.room),
        field(
            "submission_due",
            say!(l, meetings.submission_label),
            "date",
            &planning.dates.submission_due.to_string(),
        ),
        field(
            "publication_due",
            say!(l, meetings.publication_label),
            "date",
            &planning.dates.publication_due.to_string(),
        ),
    ];
    let fields: Vec<AnyView> = fields.into();
    let open = refused.is_none_or(|it| it.value("open").is_some());
    view! {
        <Form action=OPERATION class="kt-form">
            <Hidden field="id" value=id/>
            <Hidden field="series" value=series/>
            {fields}
            <label class="kt-choice" for="open">
                <input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id="open"
                    name=field_name("open") value="yes" checked=open/>
                <span><b>{say!(l, meetings.open_now)}</b>" "{say!(l, meetings.open_now_meaning)}</span>
            </label>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, meetings.plan_do)}</Button>
                <a class="utrecht-link" href=back>{say!(l, common.cancel)}</a>
            </div>
        </Form>
    }
    .into_any()
}
