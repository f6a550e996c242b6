//! `/overleg/:id/regieboek`: the agenda as who chairs it needs it at hand, on screen and on paper.

mod cue;
mod gate;

use chrono::{DateTime, TimeDelta, Utc};
use domain::meetings::{Part, Slot};
use domain::people::Class;
use leptos::prelude::*;
use service::meetings::live::{self, Cue, Script};

use super::{crumbs, param, status, when};
use crate::bridge::{self, Visit};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::paper;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{Empty, Head, Icon, LinkButton, Status, Tone};
use crate::words;

/// The page.
pub fn script() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let script = live::script(&visit.ctx, &id).await?;
        bridge::no_store();
        let page = Page::new(say!(Locale::Nl, script.title), body(&visit, &script));
        Ok::<_, AppError>(page)
    })
}

fn body(visit: &Visit, script: &Script) -> AnyView {
    let l = Locale::Nl;
    let head = &script.head;
    let day = when::day(head.starts_at);
    let meta = vec![
        status(words::meetings::meeting(&head.state)),
        head.series_name.clone().into_any(),
        when::long(head.starts_at).into_any(),
        when::length(head.starts_at, head.length).into_any(),
        head.room.clone().into_any(),
    ];
    let strictest = script.slots.iter().filter_map(cue_of);
    let strictest = strictest.map(|cue| cue.class).max();
    view! {
        {paper::mark(strictest.filter(|class| *class >= Class::K2))}
        {crumbs(head, Some(say!(l, script.title)))}
        <Head title=say!(l, script.title_of, day = day) meta aside=ways(script)/>
        {only(strictest)}
        {end(script)}
        <section class="kt-script" aria-labelledby="draaiboek">
            <h2 class="kt-vh" id="draaiboek">{say!(l, script.items)}</h2>
            {cues(script)}
        </section>
        <p class="kt-note kt-noprint">{say!(l, script.print_hint)}</p>
        {paper::foot(visit, say!(l, script.copy_of, day = when::day(head.starts_at)))}
    }
    .into_any()
}

fn ways(script: &Script) -> AnyView {
    let l = Locale::Nl;
    let id = script.head.id;
    view! {
        <div class="kt-actions kt-noprint">
            <LinkButton href=format!("/overleg/{id}") icon="calendar">{say!(l, script.to_agenda)}</LinkButton>
            <LinkButton href=format!("/overleg/{id}/live") icon="live">{say!(l, script.to_live)}</LinkButton>
        </div>
    }
    .into_any()
}

/// For whom this is, before anything else, on paper too.
fn only(strictest: Option<Class>) -> AnyView {
    let l = Locale::Nl;
    let class = strictest.map(|class| {
        let code = class.word().to_uppercase();
        view! { <span class="kt-script__class">{say!(l, script.class_of, code = code)}</span> }
    });
    view! {
        <div class="kt-script__only">
            <p><Icon name="eyeoff"/><b>{say!(l, script.only)}</b>{class}</p>
            <p>{say!(l, script.only_text)}</p>
        </div>
    }
    .into_any()
}

/// Whether what stands on it fits the time of the meeting.
fn end(script: &Script) -> Option<AnyView> {
    let l = Locale::Nl;
    let head = &script.head;
    let ready = script.slots.last().map(|slot| times(slot).1)?;
    let planned = head.starts_at + TimeDelta::minutes(i64::from(head.length));
    let late = (ready - planned).num_minutes();
    let time = when::time(ready);
    let shown = if late > 0 {
        let word = say!(l, script.over, time = time, minutes = late);
        view! { <Status tone=Tone::Critical icon="late" word/> }
    } else {
        let word = say!(l, script.fits, time = time);
        view! { <Status tone=Tone::Positive icon="check" word/> }
    };
    Some(view! { <p class="kt-script__end">{shown}</p> }.into_any())
}

fn cue_of(slot: &Slot<Cue>) -> Option<&Cue> {
    match slot {
        Slot::Item { item, .. } => Some(item),
        Slot::ClosedBlock { .. } => None,
    }
}

fn times(slot: &Slot<Cue>) -> (DateTime<Utc>, DateTime<Utc>) {
    match slot {
        Slot::Item { from, to, .. } | Slot::ClosedBlock { from, to } => (*from, *to),
    }
}

fn is_closed(slot: &Slot<Cue>) -> bool {
    cue_of(slot).is_none_or(|cue| cue.part == Part::Closed)
}

/// The items in their order, with a line where the closed part begins and one where it ends.
fn cues(script: &Script) -> AnyView {
    let l = Locale::Nl;
    if script.slots.is_empty() {
        let (title, text) = (say!(l, script.empty_title), say!(l, script.empty_text));
        return view! { <Empty id="leeg" icon="calendar" title text/> }.into_any();
    }
    let mut rows = Vec::new();
    let mut slots = script.slots.iter().peekable();
    while let Some(slot) = slots.next() {
        if !is_closed(slot) {
            rows.push(row(script, slot));
            continue;
        }
        let from = times(slot).0;
        let (mut block, mut to) = (vec![row(script, slot)], times(slot).1);
        while let Some(next) = slots.next_if(|next| is_closed(next)) {
            to = times(next).1;
            block.push(row(script, next));
        }
        rows.push(gate::closed(script, (from, to), block));
    }
    view! { <ol class="kt-cues">{rows}</ol> }.into_any()
}

fn row(script: &Script, slot: &Slot<Cue>) -> AnyView {
    let (from, to) = times(slot);
    match slot {
        Slot::Item { item, .. } => cue::cue(script, item, (from, to)),
        Slot::ClosedBlock { .. } => view! {
            <li class="kt-cue kt-cue--other">
                {cue::clock((from, to), None)}
                <div class="kt-cue__body"><p>{say!(Locale::Nl, script.other_time)}</p></div>
            </li>
        }
        .into_any(),
    }
}
