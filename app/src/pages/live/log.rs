//! What was caught, newest first, with a way back for who runs the table.

use domain::calendar;
use domain::meetings::{Capture, MeetingState, Part};
use leptos::prelude::*;
use service::meetings::live::{Live, LogLine, Place};

use super::parts::{self, SUBTLE};
use crate::i18n::Locale;
use crate::say;
use crate::ui::Icon;
use crate::words;

/// The region of the log.
pub fn log(live: &Live) -> AnyView {
    let l = Locale::Nl;
    let count = |kind| live.log.iter().filter(|line| line.kind == kind).count();
    let (decisions, actions) = (count(Capture::Decision), count(Capture::Action));
    let note = say!(l, live.log_count, decisions = decisions, actions = actions);
    let empty = live.log.is_empty();
    // Once the door is shut behind it, the closed part is folded away: others see this screen too.
    let is_open = live.state.part() == Some(Part::Open);
    let (inside, rest): (Vec<_>, Vec<_>) = live
        .log
        .iter()
        .partition(|line| is_open && line.part == Part::Closed);
    let lines = |lines: Vec<&LogLine>| {
        let items = lines.into_iter().map(|line| self::line(live, line));
        let items = items.collect_view();
        view! { <ol class="kt-log__list">{items}</ol> }
    };
    let folded = (!inside.is_empty()).then(|| {
        let summary = say!(l, live.log_inside, number = inside.len());
        view! {
            <details class="kt-details kt-noprint" id="log-inside">
                <summary>{summary}</summary>
                {lines(inside)}
            </details>
        }
    });
    let shown = (!rest.is_empty()).then(|| lines(rest));
    view! {
        <section class="kt-log" aria-labelledby="log" aria-live="polite" id="live-log" data-live="">
            <div class="kt-sechead">
                <h2 class="utrecht-heading-3" id="log">{say!(l, live.log)}</h2>
                <p>{note}</p>
            </div>
            {empty.then(|| view! { <p class="kt-note">{say!(l, live.log_empty)}</p> })}
            {shown}
            {folded}
        </section>
    }
    .into_any()
}

fn line(live: &Live, line: &LogLine) -> AnyView {
    let (word, icon, ending) = words::live::capture(line.kind);
    let word = if line.kind == Capture::Parked {
        say!(Locale::Nl, live.parked_done)
    } else {
        word
    };
    view! {
        <li class=format!("kt-log__item kt-log__item--{ending}")>
            <span class="kt-log__icon"><Icon name=icon/></span>
            <div>
                <p class="kt-log__kind">{word}" "<time>{parts::clock(line.at)}</time></p>
                <p class="kt-log__text">{line.text.clone()}</p>
                <p class="kt-log__meta">{meta(line)}</p>
                {undo(live, line)}
            </div>
        </li>
    }
    .into_any()
}

/// Who and when for an action, the outcome for a decision; and the item.
pub fn meta(line: &LogLine) -> String {
    let l = Locale::Nl;
    let first = match (&line.owner, line.due_on, line.kind, line.outcome) {
        (Some(name), Some(due), ..) => {
            let day = calendar::day_month(due);
            Some(say!(l, live.log_owner, name = name, day = day))
        }
        (.., Some(outcome)) => Some(words::live::outcome(outcome).0.to_owned()),
        (.., Capture::Decision, None) => Some(say!(l, live.log_draft).to_owned()),
        _ => None,
    };
    match first {
        Some(first) => format!("{first}. {}", line.item),
        None => line.item.clone(),
    }
}

fn undo(live: &Live, line: &LogLine) -> Option<AnyView> {
    let l = Locale::Nl;
    let possible = live.place == Place::Chair
        && matches!(live.state, MeetingState::InProgress { .. })
        && line.outcome.is_none();
    possible.then(|| {
        let label = say!(l, live.undo_label, text = line.text);
        let button = view! {
            <button class=SUBTLE id=format!("undo-{}", line.id) type="submit" aria-label=label>
                {say!(l, live.undo)}
            </button>
        };
        parts::act(live, "undo", vec![("id", line.id.to_string())], button)
    })
}
