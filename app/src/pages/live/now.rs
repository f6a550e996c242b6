//! The item on the table, its time, and for the chair the way on.

use std::cmp::Ordering;

use domain::id::ItemId;
use domain::meetings::{BobPhase, Course, ItemState, Part, part_of};
use domain::people::Class;
use leptos::prelude::*;
use service::meetings::live::{Live, Note, Now, Place};

use super::parts::{self, PRIMARY, SECONDARY, SUBTLE};
use super::rail;
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::ui::{ClassBadge, Icon, Notice, Status, Tone};
use crate::words;

/// How many minutes the chair gives at a press.
const MORE: [u32; 3] = [5, 10, 15];

/// The panel in the middle.
pub fn now(live: &Live) -> AnyView {
    let l = Locale::Nl;
    let chair = live.place == Place::Chair;
    let (body, current) = match &live.now {
        Some(Now::Item(note)) => (item(live, note), Some(note.id)),
        // A guest is outside while the closed part sits: this is the open part, without guests.
        Some(Now::Hidden { id }) if live.guest => (
            plain(
                say!(l, live.hidden_guest_title),
                say!(l, live.hidden_guest_text),
            ),
            *id,
        ),
        Some(Now::Hidden { id }) => (
            plain(say!(l, live.hidden_title), say!(l, live.hidden_text)),
            *id,
        ),
        None => (nothing(live, chair), None),
    };
    let on = chair.then(|| way_on(live, current));
    view! {
        <section class="kt-now" aria-labelledby="nu" id="live-now" data-live="">{body}{on}</section>
    }
    .into_any()
}

/// Between two items: what is true depends on how far the part is.
fn nothing(live: &Live, chair: bool) -> AnyView {
    let l = Locale::Nl;
    let closed = live.state.part() == Some(Part::Closed);
    let title = match (live.course, closed) {
        (Course::Ahead, false) => say!(l, live.nothing_title),
        (Course::Ahead, true) => say!(l, live.nothing_closed),
        (Course::UnderWay, _) => say!(l, live.nothing_now),
        (Course::Done, false) => say!(l, live.nothing_left),
        (Course::Done, true) => say!(l, live.nothing_left_closed),
    };
    let text = match (live.course, chair) {
        (Course::Done, true) => say!(l, live.nothing_left_text),
        (Course::Done, false) => say!(l, live.nothing_left_reader),
        (_, true) => say!(l, live.nothing_text),
        (Course::Ahead, false) => say!(l, live.nothing_first),
        (Course::UnderWay, false) => say!(l, live.nothing_reader),
    };
    plain(title, text)
}

fn plain(title: &'static str, text: &'static str) -> AnyView {
    view! {
        <h2 class="kt-now__title" id="nu">{title}</h2>
        <p>{text}</p>
    }
    .into_any()
}

fn item(live: &Live, note: &Note) -> AnyView {
    let l = Locale::Nl;
    let place = match (note.number, part_of(note.class)) {
        (Some(number), _) => say!(l, live.place, number = number),
        (None, Part::Closed) => say!(l, live.place_closed).to_owned(),
        (None, Part::Open) => say!(l, live.on_table).to_owned(),
    };
    let (wanted, ending) = words::live::wanted(note.wanted);
    let code = note.class.word().to_uppercase();
    let question = (!note.question.is_empty()).then(|| {
        view! { <h3 class="kt-now__q">{say!(l, live.question)}</h3><p>{note.question.clone()}</p> }
    });
    let minutes = note.minutes_of.map(|of| {
        view! { <p><a class="utrecht-link" href=format!("/overleg/{of}/verslag")>{say!(l, minutes.to_approve)}</a></p> }
    });
    // Who writes has the note in a field of its own.
    let shown = (live.place != Place::Chair && !note.note.is_empty()).then(|| {
        view! {
            <h3 class="kt-now__q">{say!(l, live.note_shown)}</h3>
            <p class="kt-conflict__text">{note.note.clone()}</p>
        }
    });
    view! {
        <div class="kt-now__top">
            <p class="kt-eyebrow">{place}</p>
            <ClassBadge code=code word=words::class(note.class) lock=note.class == Class::K3/>
            <span class=format!("kt-want kt-want--{ending}")>{wanted}</span>
        </div>
        <div class="kt-now__main">
            <div>
                <h2 class="kt-now__title" id="nu">{note.title.clone()}</h2>
                <p class="kt-now__by">{say!(l, live.brought_by, name = note.by)}</p>
            </div>
            {timer(live, note)}
        </div>
        {note.phase.map(phases)}
        <div class="kt-now__text">{question}{advised(note)}{shown}{minutes}</div>
    }
    .into_any()
}

/// What organisations advised on it.
fn advised(note: &Note) -> Option<AnyView> {
    let lines = note
        .advices
        .iter()
        .map(|advice| {
            let (tone, icon, word) = words::party_advice::counsel(advice.counsel);
            let (name, text) = (advice.organisation.clone(), advice.text.clone());
            view! {
                <li>
                    <b>{name}</b>" "<Status tone icon word/>
                    <p class="kt-conflict__text">{text}</p>
                </li>
            }
        })
        .collect_view();
    (!note.advices.is_empty()).then(|| {
        view! {
            <h3 class="kt-now__q">{say!(Locale::Nl, party_advice.on_item)}</h3>
            <ul class="kt-plain">{lines}</ul>
        }
        .into_any()
    })
}

/// How far the discussion is.
fn phases(now: BobPhase) -> AnyView {
    let l = Locale::Nl;
    let steps = BobPhase::ALL
        .into_iter()
        .map(|phase| {
            let word = words::live::phase(phase);
            let (class, icon, current) = match phase.cmp(&now) {
                Ordering::Less => ("kt-bob__phase kt-bob__phase--done", "done", None),
                Ordering::Equal => ("kt-bob__phase kt-bob__phase--now", "live", Some("step")),
                Ordering::Greater => ("kt-bob__phase", "open", None),
            };
            let done = (phase < now).then(|| {
                view! { <span class="kt-vh">{format!(", {}", say!(l, live.phase_done))}</span> }
            });
            view! { <li class=class aria-current=current><Icon name=icon/>{word}{done}</li> }
        })
        .collect_view();
    view! { <ol class="kt-bob" aria-label=say!(l, live.phases)>{steps}</ol> }.into_any()
}

/// The way to the next phase, and back to the one before.
fn other_phases(live: &Live, note: &Note) -> Option<AnyView> {
    let l = Locale::Nl;
    let now = note.phase?;
    let to = |phase: BobPhase, id: &'static str, class: &'static str, label: String| {
        let fields = vec![
            ("id", live.meeting.to_string()),
            ("item", note.id.to_string()),
            ("phase", phase.word().to_owned()),
        ];
        let button = view! { <button class=class id=id type="submit">{label}</button> };
        parts::act(live, "phase", fields, button)
    };
    let on = now.next().map(|phase| {
        let label = say!(l, live.phase_on, phase = words::live::phase(phase));
        to(phase, "phase-on", SECONDARY, label)
    });
    let back = now.before().map(|phase| {
        let label = say!(l, live.phase_back, phase = words::live::phase(phase));
        to(phase, "phase-back", SUBTLE, label)
    });
    Some(view! { {on}{back} }.into_any())
}

/// The time spent; the island `Follow` lets it run.
fn timer(live: &Live, note: &Note) -> AnyView {
    let l = Locale::Nl;
    let spent = (live.at - note.since).num_seconds().max(0);
    let planned = (i64::from(note.minutes) + i64::from(note.extra)) * 60;
    let past = spent - planned;
    let time = parts::clock(note.since);
    let (minutes, extra) = (note.minutes, note.extra);
    let label = if extra > 0 {
        say!(
            l,
            live.timer_extra,
            time = time,
            minutes = minutes,
            extra = extra
        )
    } else {
        say!(l, live.timer, time = time, minutes = minutes)
    };
    let more = (extra > 0).then(|| {
        view! { <p class="kt-timer__more">{say!(l, live.timer_more, minutes = extra)}</p> }
    });
    let class = if past > 0 {
        "kt-timer kt-timer--over"
    } else {
        "kt-timer"
    };
    view! {
        <div class=class role="timer" aria-label=label data-spent=spent data-planned=planned>
            <p class="kt-timer__n">{parts::span(spent)}</p>
            <p class="kt-timer__of">{say!(l, live.timer_of, time = parts::span(planned))}</p>
            {more}
            <p class="kt-timer__over" hidden=past.max(0) == 0>
                <Icon name="late"/><span>{parts::span(past.max(0))}</span>" "{say!(l, live.timer_over)}
            </p>
        </div>
    }
    .into_any()
}

/// More time for the item on the table, and back to what the agenda gave it.
fn time(live: &Live, note: &Note) -> AnyView {
    let l = Locale::Nl;
    let fields = |minutes: Option<u32>| {
        let mut fields = vec![
            ("id", live.meeting.to_string()),
            ("item", note.id.to_string()),
            ("given", note.extra.to_string()),
        ];
        fields.extend(minutes.map(|minutes| ("minutes", minutes.to_string())));
        fields
    };
    let more = MORE.into_iter().map(|minutes| {
        let word = say!(l, live.more_time_do, minutes = minutes);
        view! {
            <button class=SUBTLE id=format!("more-{minutes}") type="submit"
                name=field_name("minutes") value=minutes.to_string()>{word}</button>
        }
    });
    let more = parts::act(live, "give_time", fields(None), more.collect_view());
    let back = (note.extra > 0).then(|| {
        let word = say!(l, live.less_time, minutes = note.extra);
        let button = view! { <button class=SUBTLE id="less" type="submit">{word}</button> };
        parts::act(live, "give_time", fields(Some(0)), button)
    });
    view! { <div class="kt-now__time" role="group" aria-label=say!(l, live.more_time)>{more}{back}</div> }
        .into_any()
}

/// What the chair can do now: the next item, the end of this one, the door, the end of all.
fn way_on(live: &Live, current: Option<ItemId>) -> AnyView {
    let l = Locale::Nl;
    let stops = rail::stops(live);
    let after = current
        .and_then(|id| stops.iter().position(|stop| stop.id == id))
        .map_or(0, |at| at + 1);
    let waits = |stop: &&rail::Stop| matches!(stop.state, ItemState::Included);
    let here = live.state.part();
    // The closed part is finished before anything else; the open part leads to the door.
    let fits = |stop: &&rail::Stop| {
        waits(stop) && (here != Some(Part::Closed) || stop.part == Part::Closed)
    };
    let onward = stops
        .iter()
        .skip(after)
        .find(fits)
        .or_else(|| stops.iter().find(fits));
    let next = onward.or_else(|| stops.iter().find(waits));
    let ahead = next.map(|stop| {
        if Some(stop.part) == here {
            let title = say!(l, live.next, title = stop.title);
            let button = view! { <button class=PRIMARY id="next" type="submit">{title}</button> };
            step(live, "call", stop.id, button)
        } else {
            let sentence = match stop.part {
                Part::Closed => say!(l, live.next_is_closed),
                Part::Open if current.is_some() => say!(l, live.next_is_open_after),
                Part::Open => say!(l, live.next_is_open),
            };
            view! { <Notice tone=Tone::Neutral>{sentence}</Notice> }.into_any()
        }
    });
    let end = next
        .is_none()
        .then(|| view! { <p>{say!(l, live.end_of_agenda)}</p> });
    let ends = current.map(|id| {
        let deal =
            view! { <button class=SECONDARY id="deal" type="submit">{say!(l, live.deal)}</button> };
        let defer =
            view! { <button class=SUBTLE id="defer" type="submit">{say!(l, live.defer)}</button> };
        (step(live, "deal", id, deal), step(live, "defer", id, defer))
    });
    let closing = format!("/overleg/{}/besluiten", live.meeting);
    let script = format!("/overleg/{}/regieboek", live.meeting);
    let note = match &live.now {
        Some(Now::Item(note)) => Some(note),
        _ => None,
    };
    let phases = note.and_then(|note| other_phases(live, note));
    let time = note.map(|note| time(live, note));
    view! {
        {end}
        {time}
        <div class="kt-actions">
            {phases}
            {ahead}
            {ends}
            <a class="utrecht-link" href=script>{say!(l, script.to_script)}</a>
            <a class="utrecht-link" href=closing>{say!(l, live.to_closing)}</a>
        </div>
    }
    .into_any()
}

fn step(live: &Live, operation: &str, item: ItemId, button: impl IntoView + 'static) -> AnyView {
    let fields = vec![("id", live.meeting.to_string()), ("item", item.to_string())];
    parts::act(live, operation, fields, button)
}
