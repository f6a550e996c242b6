//! Who may enter the closed part, who is in the way and why, and the door itself.

use domain::covenants::Shut;
use domain::meetings::{Attendance, MeetingState, Part};
use domain::people::SeatKind;
use leptos::prelude::*;
use service::meetings::live::{Chair, Live, Now};

use super::attendance::name;
use super::parts::{self, PRIMARY, SECONDARY};
use crate::i18n::Locale;
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{Icon, Status, Tone};
use crate::words;

const OPEN: &str = "/api/meetings/open_door";
const WIDE: &str = "utrecht-button utrecht-button--secondary-action";

/// The region of the gate.
pub fn gate(live: &Live, refused: Option<&Refused>) -> AnyView {
    let l = Locale::Nl;
    let (inside, shut): (Vec<_>, Vec<_>) =
        live.chairs.iter().partition(|chair| chair.verdict.is_ok());
    let (waiting, away): (Vec<_>, Vec<_>) =
        shut.into_iter().partition(|chair| chair.is_in_the_way());
    let is_closed = live.state.part() == Some(Part::Closed);
    // Before the start nobody has to go: guests come for the open part.
    let sits = live.state.part().is_some();
    let nobody = !live.chairs.iter().any(|chair| chair.attendance.at_table());
    let lead = match (is_closed, waiting.is_empty(), nobody) {
        (true, true, _) => say!(l, live.gate_open),
        (true, false, _) => say!(l, live.gate_open_shut),
        (false, false, _) if !sits => say!(l, live.gate_before),
        (false, false, _) => say!(l, live.gate_lead),
        (false, true, true) => say!(l, live.gate_nobody),
        (false, true, false) => say!(l, live.gate_ready),
    };
    let waits = (!waiting.is_empty() && sits && !is_closed)
        .then(|| view! { <p>{say!(l, live.gate_waiting, number = waiting.len())}</p> });
    let asked = match live.now {
        Some(Now::Item(_)) if is_closed => Some(say!(l, live.gate_item)),
        Some(Now::Hidden { .. }) if is_closed => Some(say!(l, live.gate_hidden)),
        _ => None,
    };
    let asked = asked.map(|asked| view! { <p class="kt-note">{asked}</p> });
    let icon = if is_closed { "doorOpen" } else { "doorShut" };
    let summary = match inside.len() {
        1 => say!(l, live.gate_in_one).to_owned(),
        number => say!(l, live.gate_in, number = number),
    };
    let outside = (!away.is_empty()).then(|| {
        let names = names(live, &away);
        view! { <p class="kt-note">{say!(l, live.gate_away, names = names)}</p> }
    });
    let obstacles = (!waiting.is_empty()).then(|| {
        let rows = waiting.iter().map(|chair| seat(live, chair)).collect_view();
        view! { <ul class="kt-gate__list">{rows}</ul> }
    });
    view! {
        <section class="kt-gate" aria-labelledby="poort" id="live-gate" data-live="">
            <div class="kt-gate__head">
                <h2 class="kt-gate__title" id="poort"><Icon name=icon/>{say!(l, live.gate)}</h2>
                {waits}
            </div>
            <p class="kt-gate__lead">{lead}</p>
            {asked}
            {obstacles}
            {door(live, waiting.len(), refused)}
            {outside}
            <details class="kt-details" id="gate-in">
                <summary>{summary}</summary>
                <p class="kt-note">{names(live, &inside)}</p>
            </details>
        </section>
    }
    .into_any()
}

/// The organisations of these seats, each once.
fn names(live: &Live, chairs: &[&Chair]) -> String {
    let mut names: Vec<_> = chairs.iter().map(|chair| name(live, chair)).collect();
    names.sort();
    names.dedup();
    names.join(", ")
}

/// A seat in the way: who, why, and the press that says it is not in the room.
fn seat(live: &Live, chair: &Chair) -> AnyView {
    let l = Locale::Nl;
    let name = name(live, chair);
    let presence = words::live::attendance(chair.attendance).0;
    let reasons = chair.verdict.as_ref().err();
    let why = reasons.map_or_else(String::new, |why| words::live::reasons(why));
    let guest = chair.kind == SeatKind::Guest;
    let here = chair.attendance.at_table();
    let (class, tone, icon, word) = match (guest, here) {
        (true, true) => (
            "leave",
            Tone::Attention,
            "exit",
            say!(l, live.leaves_first).to_owned(),
        ),
        (true, false) => (
            "leave",
            Tone::Attention,
            "guest",
            say!(l, live.guest).to_owned(),
        ),
        (false, _) => ("out", Tone::Critical, "doorShut", why.clone()),
    };
    let sentence = say!(l, live.shut_for, name = name, why = why);
    let (gone, press, label) = if here {
        let label = say!(l, live.went_out_label, name = name, seat = chair.label);
        (Attendance::Left, say!(l, live.went_out), label)
    } else {
        let label = say!(l, live.not_here_label, name = name, seat = chair.label);
        (Attendance::Absent, say!(l, live.not_here), label)
    };
    let fields = vec![
        ("id", live.meeting.to_string()),
        ("seat", chair.seat.to_string()),
    ];
    let settle = live.state.part().is_some().then(|| {
        let button = view! {
            <button class=SECONDARY id=format!("out-{}", chair.seat) type="submit" name=field_name("word")
                value=gone.word() aria-label=label>{press}</button>
        };
        parts::act(live, "attend", fields, button)
    });
    let arrange = arrange(live, chair, &name);
    view! {
        <li class=format!("kt-seat kt-seat--{class}")>
            <div><b>{name}</b><span class="kt-seat__who">{chair.label.clone()}", "{presence}</span></div>
            <div class="kt-seat__do">{settle}{arrange}</div>
            <div class="kt-seat__state">
                <Status tone=tone icon=icon word=word/>
                <span class="kt-vh">{sentence}</span>
            </div>
        </li>
    }
    .into_any()
}

/// The way to name the deputy who is there, where that is what keeps the door shut.
fn arrange(live: &Live, chair: &Chair, name: &str) -> Option<AnyView> {
    let l = Locale::Nl;
    let reasons = chair.verdict.as_ref().err()?;
    reasons.contains(&Shut::UnknownDeputy).then(|| {
        let href = format!("/overleg/{}/vervanging#stoel-{}", live.meeting, chair.seat);
        let label = say!(l, live.deputy_arrange_label, name = name, seat = chair.label);
        view! { <a class="utrecht-link" href=href aria-label=label>{say!(l, live.deputy_arrange)}</a> }
            .into_any()
    })
}

/// The way through: the main act as soon as nobody is in the way, before that one beside it.
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
    let kind = if waiting > 0 { WIDE } else { PRIMARY };
    let button = view! {
        {cleared}
        <button class=kind id="open-door" type="submit"><Icon name="lock"/>{say!(l, live.open_door)}</button>
    };
    Some(parts::act(live, "open_door", id, button))
}
