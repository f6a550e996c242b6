//! The presence of every seat: one press for all who are expected, one line each, and out of the
//! way as soon as nobody is left to mark.

use domain::meetings::Attendance;
use leptos::prelude::*;
use service::meetings::live::{Chair, Live};

use super::parts::{self, SECONDARY, SUBTLE};
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::words;

/// The region of the attendance.
pub fn attendance(live: &Live) -> AnyView {
    let l = Locale::Nl;
    let all = live.chairs.len();
    let there = live
        .chairs
        .iter()
        .filter(|chair| chair.attendance.at_table())
        .count();
    let expected = live
        .chairs
        .iter()
        .filter(|chair| chair.attendance == Attendance::Expected)
        .count();
    let summary = if expected > 0 {
        say!(l, live.attendance_open, number = expected, all = all)
    } else {
        say!(l, live.attendance_done, number = there, all = all)
    };
    // Two ids, so that a list that was open while marking is not kept open when all are marked.
    let id = if expected > 0 { "marking" } else { "marked" };
    let everybody = (expected > 0).then(|| {
        let button = view! {
            <button class=SECONDARY id="all-here" type="submit">
                {say!(l, live.all_here, number = expected)}
            </button>
        };
        let fields = vec![("id", live.meeting.to_string())];
        parts::act(live, "attend_all", fields, button)
    });
    let rows = live
        .chairs
        .iter()
        .map(|chair| seat(live, chair))
        .collect_view();
    view! {
        <section class="kt-attend" aria-labelledby="aanwezig" id="live-attendance" data-live="">
            <h2 class="kt-vh" id="aanwezig">{say!(l, live.attendance)}</h2>
            {everybody}
            <details class="kt-details" id=id open=expected.gt(&0)>
                <summary>{summary}</summary>
                <ul class="kt-attend__list">{rows}</ul>
            </details>
        </section>
    }
    .into_any()
}

/// The organisation of a seat.
pub fn name(live: &Live, chair: &Chair) -> String {
    live.organisations
        .iter()
        .find(|(id, _)| *id == chair.organisation)
        .map(|(_, name)| name.clone())
        .unwrap_or_default()
}

/// One line: who, where they are, and the way to say otherwise.
fn seat(live: &Live, chair: &Chair) -> AnyView {
    let l = Locale::Nl;
    let name = name(live, chair);
    let (word, _, tone) = words::live::attendance(chair.attendance);
    let expected = chair.attendance == Attendance::Expected;
    let fields = || {
        vec![
            ("id", live.meeting.to_string()),
            ("seat", chair.seat.to_string()),
        ]
    };
    // What says a word has the id of the place where that word then stands: the focus stays there.
    let id = |word: Attendance| format!("mark-{}-{}", chair.seat, word.word());
    let here = expected.then(|| {
        let label = say!(l, live.here_label, name = name, seat = chair.label);
        let id = id(Attendance::Present);
        let button = view! {
            <button class=SECONDARY id=id type="submit" name=field_name("word")
                value=Attendance::Present.word() aria-label=label>{say!(l, live.here)}</button>
        };
        parts::act(live, "attend", fields(), button)
    });
    let buttons = Attendance::ALL
        .into_iter()
        .filter(|other| *other != chair.attendance)
        // Who is expected has a button of its own for this.
        .filter(|other| !(expected && *other == Attendance::Present))
        .map(|other| {
            let word = words::live::attendance(other).0;
            let label = say!(
                l,
                live.mark_label,
                name = name,
                seat = chair.label,
                word = word
            );
            view! {
                <button class=SUBTLE id=id(other) type="submit" name=field_name("word") value=other.word()
                    aria-label=label>{word}</button>
            }
        })
        .collect_view();
    let buttons = view! { <div class="kt-actions">{buttons}</div> };
    let label = say!(
        l,
        live.change_label,
        word = word,
        name = name,
        seat = chair.label
    );
    let deputy = chair
        .has_deputy
        .then(|| format!(", {}", say!(l, live.deputy_named)));
    let fold = format!("marks-{}-{}", chair.seat, chair.attendance.word());
    view! {
        <li class="kt-attend__seat">
            <div class="kt-attend__who"><b>{name}</b><span class="kt-seat__who">{chair.label.clone()}{deputy}</span></div>
            {here}
            <details class="kt-details kt-attend__mark" id=fold>
                <summary id=id(chair.attendance) aria-label=label class=format!("kt-tone--{}", tone.word())>{word}</summary>
                {parts::act(live, "attend", fields(), buttons)}
            </details>
        </li>
    }
    .into_any()
}
