//! Changing what a series is.

use domain::guard::Known;
use domain::meetings::{Beat, Evasion, Rhythm, Which, Workday};
use leptos::prelude::*;
use service::meetings::series::Sheet;

use super::crumbs;
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Problem, error, value, watch};
use crate::pages::meetings::{keys, param, when};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, Choice, Head, RadioGroup, SelectField, TextArea, TextField};
use crate::words::series as words;

const OPERATION: &str = "/api/meetings/change_series";

/// `/overleg/reeks/:id/wijzigen`
pub fn change() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let sheet = service::meetings::series::sheet(&visit.ctx, &id).await?;
        if !sheet.may_change {
            return Err(service::error::Error::NotAllowed.into());
        }
        let known = service::meetings::item::known(&visit.ctx).await?;
        let refused = bridge::refused(OPERATION);
        let title = say!(Locale::Nl, series.change_title);
        let today = visit.ctx.today().to_string();
        let body = view! {
            {crumbs(&sheet, title)}
            <Problem refused=refused.clone()/>
            <Head title/>
            {form(refused.as_ref(), &sheet, &known, &today)}
        };
        Ok(Page::new(title, body))
    })
}

fn form(refused: Option<&Refused>, sheet: &Sheet, known: &Known, today: &str) -> AnyView {
    let l = Locale::Nl;
    let back = format!("/overleg/reeks/{}", sheet.id);
    let it = refused;
    let line = |id: &'static str,
                label: &'static str,
                kind,
                hint: Option<&'static str>,
                now: &str| {
        let hint = hint.map(str::to_owned);
        view! {
            <TextField id name=field_name(id) label kind hint value=value(it, id, now) error=error(it, id)/>
        }
        .into_any()
    };
    let text = |id: &'static str, label: &'static str, hint: Option<&'static str>, now: &str| {
        let hint = hint.map(str::to_owned);
        view! {
            <TextArea id name=field_name(id) label hint rows=3
                value=value(it, id, now) error=error(it, id) after=watch(id, false, known)/>
        }
        .into_any()
    };
    let dpia = sheet.dpia_on.map(|day| day.to_string()).unwrap_or_default();
    let time = when::bare(sheet.starts).replace('.', ":");
    let length = sheet.length.to_string();
    let first = vec![
        line(
            "name",
            say!(l, series.name_label),
            "text",
            None,
            &sheet.name,
        ),
        text(
            "purpose",
            say!(l, series.purpose_label),
            None,
            &sheet.purpose,
        ),
        text(
            "legal_basis",
            say!(l, series.legal_basis_label),
            Some(say!(l, series.legal_basis_hint)),
            &sheet.legal_basis,
        ),
        line(
            "dpia_on",
            say!(l, series.dpia_on),
            "date",
            Some(say!(l, series.dpia_hint)),
            &dpia,
        ),
        line("time", say!(l, series.time_label), "time", None, &time),
        line(
            "length",
            say!(l, series.length_label),
            "text",
            None,
            &length,
        ),
        line("room", say!(l, series.room), "text", None, &sheet.room),
    ];
    let named = keys(sheet.id, sheet.version);
    let rhythm = rhythm(it, sheet.rhythm, today);
    let refused = refused.cloned();
    view! {
        <Form action=OPERATION class="kt-form">
            {named}
            {first}
            <h2 class="utrecht-heading-3">{say!(l, series.rhythm)}</h2>
            <p>{say!(l, series.keeps_note)}</p>
            {rhythm}
            <GuardReason refused/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, series.change_do)}</Button>
                <a class="utrecht-link" href=back>{say!(l, common.cancel)}</a>
            </div>
        </Form>
    }
    .into_any()
}

/// What the fields of a rhythm start with.
struct Start {
    every: &'static str,
    count: u32,
    which: Which,
    day: Workday,
}

impl Start {
    fn of(rhythm: Option<Rhythm>) -> Self {
        let usual = Self {
            every: "free",
            count: 1,
            which: Which::Second,
            day: Workday::Tuesday,
        };
        match rhythm.map(|rhythm| rhythm.beat) {
            None => usual,
            Some(Beat::Month { which, day, months }) => Self {
                every: "month",
                count: months,
                which,
                day,
            },
            Some(Beat::Week { day, weeks }) => Self {
                every: "week",
                count: weeks,
                day,
                ..usual
            },
        }
    }
}

fn rhythm(refused: Option<&Refused>, now: Option<Rhythm>, today: &str) -> AnyView {
    let l = Locale::Nl;
    let start = Start::of(now);
    let every = [
        ("month", say!(l, series.every_month)),
        ("week", say!(l, series.every_week)),
        ("free", say!(l, series.every_free)),
    ];
    let select =
        |id: &'static str, label: &'static str, hint: Option<&'static str>, choices, now| {
            let hint = hint.map(str::to_owned);
            view! {
                <SelectField id name=field_name(id) label hint choices
                    value=value(refused, id, now) error=error(refused, id)/>
            }
            .into_any()
        };
    let which = Which::ALL.map(|it| choice(it.word(), words::which(it)));
    let days = Workday::ALL.map(|it| choice(it.word(), words::weekday(it)));
    let evasions = || {
        Evasion::ALL
            .map(|it| choice(it.word(), words::evasion(it)))
            .to_vec()
    };
    let holiday = now.map_or(Evasion::NextWeek, |rhythm| rhythm.holiday);
    let school = now.map_or(Evasion::Stay, |rhythm| rhythm.school);
    let from = now.map_or_else(|| today.to_owned(), |rhythm| rhythm.from.to_string());
    view! {
        <RadioGroup id="every" name=field_name("every") label=say!(l, series.every_label)
            choices=every.map(|(word, said)| choice(word, said)).to_vec()
            value=value(refused, "every", start.every) error=error(refused, "every")/>
        <TextField id="count" name=field_name("count") label=say!(l, series.count_label)
            hint=say!(l, series.count_hint).to_owned()
            value=value(refused, "count", &start.count.to_string()) error=error(refused, "count")/>
        {select("which", say!(l, series.which_label), Some(say!(l, series.which_hint)),
            which.to_vec(), start.which.word())}
        {select("day", say!(l, series.day_label), None, days.to_vec(), start.day.word())}
        <TextField id="from" name=field_name("from") label=say!(l, series.from_label) kind="date"
            hint=say!(l, series.from_hint).to_owned()
            value=value(refused, "from", &from) error=error(refused, "from")/>
        {select("holiday", say!(l, series.holiday_label), None, evasions(), holiday.word())}
        {select("school", say!(l, series.school_label), None, evasions(), school.word())}
    }
    .into_any()
}

fn choice(value: &str, word: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        word: word.to_owned(),
        explanation: String::new(),
    }
}
