//! Who may enter the closed part and why somebody may not, with the presence of every seat.

use domain::meetings::{Attendance, MeetingState, Part};
use domain::people::SeatKind;
use leptos::prelude::*;
use service::meetings::live::{Chair, Live, Now};

use super::parts::{self, PRIMARY, SECONDARY, SUBTLE};
use crate::i18n::Locale;
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Icon, Status, Tone};
use crate::words;

const OPEN: &str = "/api/meetings/open_door";

/// The region of the gate.
pub fn gate(live: &Live, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let (inside, outside): (Vec<_>, Vec<_>) =
        live.chairs.iter().partition(|chair| chair.verdict.is_ok());
    let waiting = live
        .chairs
        .iter()
        .filter(|chair| chair.is_in_the_way())
        .count();
    let is_closed = live.state.part() == Some(Part::Closed);
    let nobody = !live.chairs.iter().any(|chair| chair.attendance.at_table());
    let lead = match (is_closed, nobody, waiting) {
        (true, ..) => say!(l, live.gate_open),
        (false, true, _) => say!(l, live.gate_nobody),
        (false, false, 0) => say!(l, live.gate_ready),
        (false, false, _) => say!(l, live.gate_lead),
    };
    let waits =
        (waiting > 0).then(|| view! { <p>{say!(l, live.gate_waiting, number = waiting)}</p> });
    let asked = (is_closed && matches!(live.now, Some(Now::Item(_))))
        .then(|| view! { <p class="kt-note">{say!(l, live.gate_item)}</p> });
    let icon = if is_closed { "doorOpen" } else { "doorShut" };
    let summary = match inside.len() {
        1 => say!(l, live.gate_in_one).to_owned(),
        number => say!(l, live.gate_in, number = number),
    };
    // Somebody still has to be marked: the list stands open.
    let unmarked = inside
        .iter()
        .any(|chair| chair.attendance == Attendance::Expected);
    let seats = |chairs: Vec<&Chair>| {
        chairs
            .into_iter()
            .map(|chair| seat(live, chair))
            .collect_view()
    };
    view! {
        <section class="kt-gate" aria-labelledby="poort" id="live-gate" data-live="">
            <div class="kt-gate__head">
                <h2 class="kt-gate__title" id="poort"><Icon name=icon/>{say!(l, live.gate)}</h2>
                {waits}
            </div>
            <p class="kt-gate__lead">{lead}</p>
            {asked}
            {door(live, waiting, refused)}
            <ul class="kt-gate__list">{seats(outside)}</ul>
            <details class="kt-details" id="gate-in" open=unmarked>
                <summary>{summary}</summary>
                <ul class="kt-gate__list">{seats(inside)}</ul>
            </details>
        </section>
    }
    .into_any()
}

fn name(live: &Live, chair: &Chair) -> String {
    live.organisations
        .iter()
        .find(|(id, _)| *id == chair.organisation)
        .map(|(_, name)| name.clone())
        .unwrap_or_default()
}

fn seat(live: &Live, chair: &Chair) -> AnyView {
    let l = Locale::Nl;
    let name = name(live, chair);
    let guest = chair.kind == SeatKind::Guest;
    let here = chair.attendance.at_table();
    let (class, tone, icon, word) = match &chair.verdict {
        Ok(()) => (
            "in",
            Tone::Positive,
            "doorOpen",
            say!(l, live.inside).to_owned(),
        ),
        Err(_) if guest && here => (
            "leave",
            Tone::Attention,
            "exit",
            say!(l, live.leaves_first).to_owned(),
        ),
        Err(_) if guest => (
            "leave",
            Tone::Neutral,
            "guest",
            say!(l, live.guest).to_owned(),
        ),
        Err(why) => ("out", Tone::Critical, "doorShut", words::live::reasons(why)),
    };
    // The whole sentence for whoever hears it; beside the name the reason is enough to see.
    let sentence = chair.verdict.as_ref().err().filter(|_| !guest).map(|why| {
        say!(
            l,
            live.shut_for,
            name = name,
            why = words::live::reasons(why)
        )
    });
    let presence = words::live::attendance(chair.attendance).0;
    view! {
        <li class=format!("kt-seat kt-seat--{class}")>
            <div><b>{name.clone()}</b><span class="kt-seat__who">{chair.label.clone()}", "{presence}</span></div>
            <div class="kt-seat__state">
                <Status tone=tone icon=icon word=word/>
                {sentence.map(|sentence| view! { <span class="kt-vh">{sentence}</span> })}
            </div>
            {marks(live, chair, &name)}
        </li>
    }
    .into_any()
}

/// The presence of a seat: one press for who is there, the rest one fold away.
fn marks(live: &Live, chair: &Chair, name: &str) -> AnyView {
    let l = Locale::Nl;
    let subject = format!("{name}, {}", chair.label);
    let expected = chair.attendance == Attendance::Expected;
    let fields = || {
        vec![
            ("id", live.meeting.to_string()),
            ("seat", chair.seat.to_string()),
        ]
    };
    let here = expected.then(|| {
        let label = say!(l, live.here_label, name = subject);
        let button = view! {
            <button class=SECONDARY id=format!("here-{}", chair.seat) type="submit" name=field_name("word")
                value=Attendance::Present.word() aria-label=label>{say!(l, live.here)}</button>
        };
        parts::act(live, "attend", fields(), button)
    });
    let buttons = Attendance::ALL
        .into_iter()
        .filter(|other| *other != chair.attendance)
        .map(|other| {
            let word = words::live::attendance(other).0;
            let label = say!(l, live.mark_label, name = subject, word = word);
            view! {
                <button class=SUBTLE type="submit" name=field_name("word") value=other.word()
                    aria-label=label>{word}</button>
            }
        })
        .collect_view();
    let buttons = view! { <div class="kt-actions">{buttons}</div> };
    let label = say!(l, live.change_label, name = subject);
    view! {
        <div class="kt-seat__marks">
            {here}
            <details class="kt-details" id=format!("marks-{}", chair.seat)>
                <summary aria-label=label>{say!(l, live.change)}</summary>
                {parts::act(live, "attend", fields(), buttons)}
            </details>
        </div>
    }
    .into_any()
}

fn door(live: &Live, waiting: usize, refused: Option<&Refused>) -> Option<AnyView> {
    let l = Locale::Nl;
    let MeetingState::InProgress { part, .. } = live.state else {
        return None;
    };
    let id = vec![("id", live.meeting.to_string())];
    if part == Part::Closed {
        let button = view! {
            <button class=PRIMARY id="close-door" type="submit"><Icon name="unlock"/>{say!(l, live.close_door)}</button>
        };
        return Some(parts::act(live, "close_door", id, button));
    }
    let asked = refused.is_some_and(|refused| refused.operation == OPEN);
    let error = asked.then(|| {
        view! {
            <p class="utrecht-form-field-error-message kt-fielderror" id="cleared-error" role="alert">
                <Icon name="blocked"/><span>{say!(l, live.cleared_needed)}</span>
            </p>
        }
    });
    let cleared = (waiting > 0).then(|| {
        view! {
            {error}
            <label class="kt-choice" for="cleared">
                <input type="checkbox" id="cleared" name=field_name("cleared") value="yes"
                    aria-invalid=asked.then_some("true") aria-describedby=asked.then_some("cleared-error")/>
                <span>{say!(l, live.cleared)}</span>
            </label>
        }
    });
    let button = view! {
        {cleared}
        <button class=PRIMARY id="open-door" type="submit"><Icon name="lock"/>{say!(l, live.open_door)}</button>
    };
    Some(parts::act(live, "open_door", id, button))
}
