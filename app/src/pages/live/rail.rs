//! The course of the agenda, with for the chair a way to each item.

use domain::id::ItemId;
use domain::meetings::{ItemState, MeetingState, Part, is_held_over_before};
use leptos::prelude::*;
use service::meetings::live::{Live, Place, RailLine};

use super::parts::{self, SUBTLE};
use crate::i18n::Locale;
use crate::say;
use crate::ui::Icon;

/// One item of the rail, as the chair may call it.
pub struct Stop<'a> {
    pub id: ItemId,
    pub title: String,
    pub part: Part,
    pub state: &'a ItemState,
}

/// The items, with a title that can be said aloud.
pub fn stops(live: &Live) -> Vec<Stop<'_>> {
    live.rail
        .iter()
        .filter_map(|line| match line {
            RailLine::Item {
                id,
                number,
                title,
                part,
                state,
                ..
            } => Some(Stop {
                id: *id,
                title: named(*number, title.as_deref()),
                part: *part,
                state,
            }),
            RailLine::Closed { .. } => None,
        })
        .collect()
}

fn named(number: Option<usize>, title: Option<&str>) -> String {
    let l = Locale::Nl;
    let title = title.unwrap_or_else(|| say!(l, live.hidden_item));
    match number {
        Some(number) => say!(l, live.numbered, number = number, title = title),
        None => title.to_owned(),
    }
}

/// The rail.
pub fn rail(live: &Live) -> AnyView {
    let l = Locale::Nl;
    // What was held over before the table sat is not among what it has to deal with.
    let ahead = |state: &ItemState| match live.state {
        MeetingState::InProgress { since, .. } => is_held_over_before(since, state),
        _ => false,
    };
    let stops = stops(live);
    let (done, all) =
        stops
            .iter()
            .filter(|stop| !ahead(stop.state))
            .fold((0, 0), |(done, all), stop| match stop.state {
                ItemState::Dealt { .. } | ItemState::Deferred { .. } => (done + 1, all + 1),
                _ => (done, all + 1),
            });
    let lines = live
        .rail
        .iter()
        .map(|line| self::line(live, line))
        .collect_view();
    let count = matches!(live.state, MeetingState::InProgress { .. })
        .then(|| say!(l, live.rail_done, done = done, all = all));
    let unpublished = is_unpublished(live)
        .then(|| view! { <p class="kt-note">{say!(l, live.rail_unpublished)}</p> });
    view! {
        <nav class="kt-rail" aria-label=say!(l, live.rail) id="live-rail" data-live="">
            <h2 class="kt-rail__head">{say!(l, live.rail_head)}" "<span>{count}</span></h2>
            {unpublished}
            <ol>{lines}</ol>
            {has_gap(live).then(|| view! { <p class="kt-note">{say!(l, guests.numbers_note)}</p> })}
        </nav>
    }
    .into_any()
}

/// Whether a guest misses a number.
fn has_gap(live: &Live) -> bool {
    let numbers = live.rail.iter().filter_map(|line| match line {
        RailLine::Item { number, .. } => *number,
        RailLine::Closed { .. } => None,
    });
    live.guest && domain::meetings::has_gap(numbers)
}

/// Whether there is no agenda yet for who does not compose it.
fn is_unpublished(live: &Live) -> bool {
    let is_before = matches!(live.state, MeetingState::Planned | MeetingState::Collecting);
    is_before && live.place != Place::Chair
}

fn line(live: &Live, line: &RailLine) -> AnyView {
    let l = Locale::Nl;
    match line {
        RailLine::Closed { minutes } => {
            let meta = say!(l, live.minutes, minutes = minutes);
            entry(
                "closed",
                "lock",
                say!(l, live.closed_block).to_owned(),
                meta,
                None,
            )
        }
        RailLine::Item {
            id,
            number,
            title,
            part,
            minutes,
            state,
        } => {
            let (kind, icon) = look(*part, state);
            let meta = match state {
                ItemState::OnTable { .. } => say!(l, live.now_minutes, minutes = minutes),
                ItemState::Deferred { .. } => say!(l, live.deferred_meta).to_owned(),
                _ if *part == Part::Closed => say!(l, live.closed_minutes, minutes = minutes),
                _ => say!(l, live.minutes, minutes = minutes),
            };
            let title = named(*number, title.as_deref());
            let call = call(live, *id, &title, *part, state);
            entry(kind, icon, title, meta, call)
        }
    }
}

fn look(part: Part, state: &ItemState) -> (&'static str, &'static str) {
    match (state, part) {
        (ItemState::OnTable { .. }, _) => ("now", "live"),
        (ItemState::Dealt { .. }, _) => ("done", "done"),
        (ItemState::Deferred { .. }, _) => ("done", "parked"),
        (_, Part::Closed) => ("closed", "lock"),
        _ => ("next", "open"),
    }
}

fn entry(
    kind: &'static str,
    icon: &'static str,
    title: String,
    meta: String,
    call: Option<AnyView>,
) -> AnyView {
    let current = (kind == "now").then_some("step");
    view! {
        <li class=format!("kt-rail__item kt-rail__item--{kind}") aria-current=current>
            <span class="kt-rail__mark"><Icon name=icon/></span>
            <div class="kt-rail__text">
                <span class="kt-rail__title">{title}</span>
                <span class="kt-rail__meta">{meta}</span>
                {call}
            </div>
        </li>
    }
    .into_any()
}

/// The button that puts an item on the table, for who may and when the door allows it.
fn call(live: &Live, id: ItemId, title: &str, part: Part, state: &ItemState) -> Option<AnyView> {
    let l = Locale::Nl;
    let reachable = live.place == Place::Chair && live.state.part() == Some(part);
    let word = match state {
        ItemState::Included => say!(l, live.call),
        ItemState::Dealt { .. } | ItemState::Deferred { .. } => say!(l, live.call_again),
        _ => return None,
    };
    reachable.then(|| {
        let label = format!("{word}: {title}");
        let button = view! {
            <button class=SUBTLE id=format!("call-{id}") type="submit" aria-label=label>{word}</button>
        };
        let fields = vec![("id", live.meeting.to_string()), ("item", id.to_string())];
        parts::act(live, "call", fields, button)
    })
}
