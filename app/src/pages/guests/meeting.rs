//! A guest's next meeting: when, where, and when to step out.

use chrono::{DateTime, Datelike, Utc};
use domain::calendar::{clock_for_guests, month_nl, weekday_nl};
use domain::meetings::StepOut;
use leptos::prelude::*;
use service::clock::{local_date, local_minutes};
use service::guests::{GuestMeeting, GuestSlot};

use crate::i18n::Locale;
use crate::say;
use crate::ui::{DateBlock, Icon, Status, Tone};

/// The card of the next meeting.
pub fn card(meeting: Option<GuestMeeting>) -> impl IntoView {
    let l = Locale::Nl;
    let inside = match meeting {
        Some(meeting) => planned(&meeting),
        None => view! {
            <h3 class="utrecht-heading-3">{say!(l, guests.no_meeting_title)}</h3>
            <p>{say!(l, guests.no_meeting_text)}</p>
        }
        .into_any(),
    };
    view! {
        <section class="kt-guestcard kt-guestcard--first" aria-labelledby="overleg">
            <h2 class="utrecht-heading-2" id="overleg">{say!(l, guests.meeting)}</h2>
            {inside}
        </section>
    }
}

fn planned(meeting: &GuestMeeting) -> AnyView {
    let l = Locale::Nl;
    let on = local_date(meeting.starts_at);
    let from = time(meeting.starts_at);
    // Who is not called back leaves for good when the closed part begins.
    let until = match meeting.step_out {
        Some(StepOut { from, back: None }) => Some(from),
        _ => meeting.slots.first().map(|_| meeting.ends_at),
    };
    let when = match until {
        Some(to) => say!(
            l,
            guests.time,
            from = bare(meeting.starts_at),
            to = time(to)
        ),
        None => say!(l, guests.from, from = from),
    };
    let room = meeting.room.clone();
    let host = say!(l, guests.host, host = meeting.host, series = meeting.series);
    let now = meeting.in_progress.then(|| {
        let href = format!("/overleg/{}/live", meeting.id);
        view! {
            <p><b>{say!(l, guests.now)}</b></p>
            <div class="kt-actions"><a class="utrecht-button utrecht-button--primary-action" href=href>{say!(l, guests.follow)}</a></div>
        }
    });
    view! {
        <DateBlock weekday=weekday_nl(on.weekday()) day=on.day().to_string() month=month_nl(on) big=true>
            <p class="kt-guest__time">{when}</p>
            <p>{room}</p>
            <p class="kt-note">{host}</p>
        </DateBlock>
        {now}
        {step_out(meeting)}
        {agenda(&meeting.slots)}
    }
    .into_any()
}

fn step_out(meeting: &GuestMeeting) -> impl IntoView + use<> {
    let l = Locale::Nl;
    meeting.step_out.map(|out| {
        view! {
            <div class="kt-stepout">
                <Icon name="exit"/>
                <p><b>{step_out_words(out)}</b>" "{say!(l, guests.leave_text)}</p>
            </div>
        }
    })
}

/// When to leave and when to be back, in the same words here and on the agenda.
pub fn step_out_words(out: StepOut) -> String {
    let l = Locale::Nl;
    let from = time(out.from);
    match out.back {
        Some(back) => say!(l, guests.leave_back, from = from, back = time(back)),
        None => say!(l, guests.leave_last, from = from),
    }
}

/// The guest's own lines; the closed part is a block of time.
fn agenda(slots: &[GuestSlot]) -> AnyView {
    let l = Locale::Nl;
    if slots.is_empty() {
        return view! { <p>{say!(l, guests.agenda_later)}</p> }.into_any();
    }
    let lines = slots
        .iter()
        .map(|slot| {
            let from = time(slot.from);
            let what = match &slot.title {
                Some(title) => title.clone().into_any(),
                None => {
                    view! { <Status tone=Tone::Closed icon="lock" word=say!(l, guests.closed)/> }
                        .into_any()
                }
            };
            view! { <li><b>{from}</b>" "{what}</li> }
        })
        .collect_view();
    view! {
        <h3 class="utrecht-heading-3">{say!(l, guests.agenda)}</h3>
        <ul class="kt-plain">{lines}</ul>
    }
    .into_any()
}

fn time(at: DateTime<Utc>) -> String {
    let minutes = local_minutes(at);
    clock_for_guests(minutes / 60, minutes % 60)
}

/// The time without the word after it, for "9.00 tot 9.25 uur".
fn bare(at: DateTime<Utc>) -> String {
    time(at).trim_end_matches(" uur").to_owned()
}
