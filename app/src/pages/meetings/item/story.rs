//! The story of an item over meetings: a time line, with a dot where the reader may not look.

use domain::calendar::day_month;
use domain::id::MeetingId;
use leptos::prelude::*;
use service::clock::local_date;
use service::meetings::Turn;
use service::meetings::story::{Event, What};

use super::super::{status, when};
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Icon, SectionHead, Status};
use crate::words;

/// The time line; nothing where nothing happened yet.
pub fn story(turns: &[Turn]) -> Option<AnyView> {
    let l = Locale::Nl;
    let happened = |turn: &Turn| match turn {
        Turn::Hidden => true,
        Turn::Open { events, .. } => !events.is_empty(),
    };
    if !turns.iter().any(happened) {
        return None;
    }
    let many = turns.len() > 1;
    let turns = turns.iter().map(|it| turn(it, many)).collect_view();
    Some(
        view! {
            <section aria-labelledby="verloop">
                <SectionHead id="verloop" title=say!(l, story.title) note=say!(l, story.note).to_owned()/>
                <ol class="kt-story">{turns}</ol>
            </section>
        }
        .into_any(),
    )
}

fn turn(turn: &Turn, many: bool) -> AnyView {
    let l = Locale::Nl;
    let Turn::Open {
        item,
        meeting,
        starts_at,
        at_table,
        events,
    } = turn
    else {
        return view! {
            <li class="kt-story__turn kt-story__turn--hidden">
                <span class="kt-story__mark"><Icon name="eyeoff"/></span>
                <span>{say!(l, story.hidden)}</span>
            </li>
        }
        .into_any();
    };
    let day = say!(l, story.meeting_of, day = when::day(*starts_at));
    let head = match item {
        Some(item) => {
            view! { <a class="utrecht-link" href=format!("/punt/{item}")>{day}</a> }.into_any()
        }
        None if many => {
            view! { {day}" "<span class="kt-story__here">{say!(l, story.here)}</span> }.into_any()
        }
        None => day.into_any(),
    };
    let events = events
        .iter()
        .map(|it| event(it, *meeting, *at_table))
        .collect_view();
    view! {
        <li class="kt-story__turn">
            <h3 class="kt-story__meeting">{head}</h3>
            <ol class="kt-story__events">{events}</ol>
        </li>
    }
    .into_any()
}

fn event(event: &Event, meeting: MeetingId, at_table: bool) -> AnyView {
    let icon = icon(&event.what);
    let text = what(&event.what, meeting, at_table);
    let day = day_month(local_date(event.at));
    view! {
        <li class="kt-story__event">
            <span class="kt-story__mark"><Icon name=icon/></span>
            <div class="kt-story__what">{text}</div>
            <span class="kt-story__day">{day}</span>
        </li>
    }
    .into_any()
}

const fn icon(what: &What) -> &'static str {
    match what {
        What::Proposed(_) => "open",
        What::Contributed(_) => "guest",
        What::CameAlong | What::Returned => "reopen",
        What::Published(_) => "send",
        What::Withdrawn => "cancelled",
        What::AdviceAsked(..) => "ask",
        What::AdviceGiven(_) | What::Discussed => "chat",
        What::OnTable(_) => "live",
        What::Parked(_) => "park",
        What::Decided(..) => "decide",
        What::Action(..) => "action",
        What::HeldOver { .. } => "parked",
        What::MinutesApproved => "file",
    }
}

/// What happened, as a sentence; with the way to it, where there is one.
fn what(what: &What, meeting: MeetingId, at_table: bool) -> AnyView {
    let l = Locale::Nl;
    let plain = |text: &'static str| text.into_any();
    let link = |href: String, word: String| {
        view! { <a class="utrecht-link" href=href>{word}</a> }.into_any()
    };
    match what {
        What::Proposed(by) => say!(l, story.proposed, organisation = by).into_any(),
        What::Contributed(Some(id)) => link(
            format!("/bijdragen/{id}"),
            say!(l, story.contributed).to_owned(),
        ),
        What::Contributed(None) => plain(say!(l, story.contributed)),
        What::CameAlong => plain(say!(l, story.came_along)),
        What::Published(version) => {
            let word = say!(l, story.published, number = version);
            if at_table {
                link(format!("/overleg/{meeting}"), word)
            } else {
                word.into_any()
            }
        }
        What::Returned => plain(say!(l, story.returned)),
        What::Withdrawn => plain(say!(l, story.withdrawn)),
        What::AdviceAsked(of, by) => {
            say!(l, story.advice_asked, organisation = of, asker = by).into_any()
        }
        What::AdviceGiven(by) => say!(l, story.advice_given, organisation = by).into_any(),
        What::OnTable(Some(phase)) => {
            say!(l, story.on_table_in, phase = words::live::phase(*phase)).into_any()
        }
        What::OnTable(None) => plain(say!(l, story.on_table)),
        What::Discussed => plain(say!(l, story.discussed)),
        What::Parked(text) => say!(l, story.parked, text = text).into_any(),
        What::Decided(number, outcome, text) => {
            let word = say!(l, live.decision_number, number = number);
            let word = if at_table {
                link(format!("/overleg/{meeting}/besluiten"), word)
            } else {
                word.into_any()
            };
            let outcome = outcome.map(words::meetings::outcome).map(status);
            view! { <p>{word}" "{outcome}</p><p class="kt-story__text">{text.clone()}</p> }
                .into_any()
        }
        What::Action(id, number, title, state) => {
            let (word, icon, tone) = words::action_status(state, None);
            let number = say!(l, actions.number, number = number);
            let number = link(format!("/acties/{id}"), number);
            view! {
                <p>{number}" "<Status tone icon word/></p>
                <p class="kt-story__text">{title.clone()}</p>
            }
            .into_any()
        }
        What::HeldOver { as_proposal: true } => plain(say!(l, story.proposed_again)),
        What::HeldOver { as_proposal: false } => plain(say!(l, story.held_over)),
        What::MinutesApproved => {
            let word = say!(l, story.minutes_approved).to_owned();
            link(format!("/overleg/{meeting}/verslag"), word)
        }
    }
}
