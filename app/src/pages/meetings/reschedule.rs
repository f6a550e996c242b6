//! Giving a meeting another day, time, length or place, with the reason that everybody reads.

use domain::calendar::{long_date, minus_working_days, weekday_day_month};
use domain::fault::Code;
use domain::meetings::proposed_dates;
use leptos::prelude::*;
use service::clock::{local_date, local_minutes};
use service::meetings::reschedule::Rescheduling;

use super::plan::{day, is_look, remark};
use super::{crumbs, keys, param, when};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::form::{Form, GuardReason, Hidden, Problem, error, value, watch};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Button, ButtonKind, Head, Notice, TextArea, TextField, Tone};

const OPERATION: &str = "/api/meetings/reschedule";

/// `/overleg/:id/verplaatsen`
pub fn reschedule() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let refused = bridge::refused(OPERATION);
        let typed = |field| day(refused.as_ref(), field);
        let asked = typed("date").or_else(|| typed("shown"));
        let found = service::meetings::rescheduling(&visit.ctx, &id, asked).await?;
        let known = service::meetings::item::known(&visit.ctx).await?;
        let title = say!(Locale::Nl, meetings.reschedule_title);
        Ok::<_, AppError>(Page::new(title, body(refused, &found, &known)))
    })
}

fn body(refused: Option<Refused>, found: &Rescheduling, known: &domain::guard::Known) -> AnyView {
    let l = Locale::Nl;
    let title = say!(l, meetings.reschedule_title);
    let head = &found.head;
    let meta = vec![
        when::long(head.starts_at).into_any(),
        when::length(head.starts_at, head.length).into_any(),
        head.room.clone().into_any(),
    ];
    let stands = found.dates.is_none() && head.agenda_version > 0;
    let stands = stands.then(|| view! { <p>{say!(l, meetings.reschedule_stands)}</p> });
    view! {
        {crumbs(head, Some(title))}
        {told(refused.as_ref(), found)}
        <Head title meta/>
        <p>{say!(l, meetings.reschedule_lead)}</p>
        {stands}
        {form(refused, found, known)}
    }
    .into_any()
}

/// Why the form came back.
fn told(refused: Option<&Refused>, found: &Rescheduling) -> AnyView {
    let l = Locale::Nl;
    let Some(refused) = refused else {
        return ().into_any();
    };
    let same = refused
        .error
        .fault("date")
        .is_some_and(|fault| fault.code == Code::AlreadySo);
    let (tone, text) = if is_look(refused) {
        let day = long_date(found.date);
        (Tone::Info, say!(l, meetings.reschedule_look, day = day))
    } else if same {
        (
            Tone::Attention,
            say!(l, meetings.reschedule_same).to_owned(),
        )
    } else {
        return view! { <Problem refused=Some(refused.clone())/> }.into_any();
    };
    view! { <Notice tone><span role="alert">{text}</span></Notice> }.into_any()
}

/// A deadline: as it was typed, unless nobody changed the one that followed from the day shown before.
/// A deadline that somebody chose before stays; one that followed from the day goes along with it.
fn deadline(refused: Option<&Refused>, field: &str, found: &Rescheduling) -> String {
    let of = |date| {
        let dates = proposed_dates(date, minus_working_days);
        if field == "submission_due" {
            dates.submission_due
        } else {
            dates.publication_due
        }
    };
    let own = local_date(found.head.starts_at);
    let was = if field == "submission_due" {
        found.head.submission_due
    } else {
        found.head.publication_due
    };
    let chosen = was != of(own) && was <= found.date;
    let now = if chosen { was } else { of(found.date) };
    let before = day(refused, "shown").map(|shown| if chosen { was } else { of(shown) });
    let untouched = before.is_some() && before == day(refused, field);
    value(refused.filter(|_| !untouched), field, &now.to_string())
}

fn form(refused: Option<Refused>, found: &Rescheduling, known: &domain::guard::Known) -> AnyView {
    let l = Locale::Nl;
    let head = &found.head;
    let back = format!("/overleg/{}", head.id);
    let named = keys(head.id, head.version);
    let wrong = refused.as_ref().filter(|refused| !is_look(refused));
    let field = |id: &'static str, label: &'static str, kind, hint: Option<String>, value| {
        view! { <TextField id name=field_name(id) label kind hint value error=error(wrong, id)/> }
            .into_any()
    };
    let now = |id: &'static str, now: &str| value(refused.as_ref(), id, now);
    let date = found.date.to_string();
    let hint = say!(l, meetings.day_hint).to_owned();
    let label = say!(l, meetings.day_label);
    let day = field("date", label, "date", Some(hint), now("date", &date));
    let time = when::bare(local_minutes(head.starts_at)).replace('.', ":");
    let mut fields = vec![
        field(
            "time",
            say!(l, meetings.time_label),
            "time",
            None,
            now("time", &time),
        ),
        field(
            "length",
            say!(l, meetings.length_label),
            "text",
            None,
            now("length", &head.length.to_string()),
        ),
        field(
            "room",
            say!(l, meetings.room_label),
            "text",
            None,
            now("room", &head.room),
        ),
    ];
    if let Some(dates) = found.dates {
        let submission = weekday_day_month(dates.submission_due);
        let publication = weekday_day_month(dates.publication_due);
        fields.push(field(
            "submission_due",
            say!(l, meetings.submission_label),
            "date",
            Some(say!(l, meetings.submission_rule, day = submission)),
            deadline(refused.as_ref(), "submission_due", found),
        ));
        fields.push(field(
            "publication_due",
            say!(l, meetings.publication_label),
            "date",
            Some(say!(l, meetings.publication_rule, day = publication)),
            deadline(refused.as_ref(), "publication_due", found),
        ));
    }
    let hint = say!(l, meetings.urgent_why_hint).to_owned();
    let why = view! {
        <TextArea id="why" name=field_name("why") label=say!(l, meetings.reschedule_why) rows=3
            hint value=value(refused.as_ref(), "why", "") error=error(wrong, "why")
            after=watch("why", false, known)/>
    };
    let long = long_date(found.date);
    let remarks = found.remarks.iter().map(remark).collect_view();
    view! {
        <Form action=OPERATION class="kt-form">
            {named}
            <Hidden field="shown" value=date/>
            {day}
            <div class="kt-actions">
                <Button compact=true name=field_name("reckon") value="yes">{say!(l, meetings.day_do)}</Button>
            </div>
            <h2 class="utrecht-heading-3">{long.clone()}</h2>
            {remarks}
            {fields}
            {why}
            <GuardReason refused/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, meetings.reschedule_save, day = long)}</Button>
                <a class="utrecht-link" href=back>{say!(l, common.back)}</a>
            </div>
        </Form>
    }
    .into_any()
}
