//! Beside the list: the meeting that comes next with its door, and the guests who wait.

use chrono::Datelike;
use domain::calendar::{clock, day_month, days_late, month_nl, relative_day, weekday_nl};
use domain::meetings::contribution::ANSWER_DAYS;
use domain::meetings::{MeetingState, Part};
use leptos::prelude::*;
use service::clock::{local_date, local_minutes};
use service::regie::{Cockpit, NextMeeting, Waiting};

use crate::i18n::Locale;
use crate::say;
use crate::ui::{
    ButtonKind, DateBlock, Empty, Fact, Facts, Icon, LinkButton, Meter, Panel, PanelKind, Seat,
    SectionHead, Status, TableRing, Tone,
};
use crate::words::covenants::doors;

const L: Locale = Locale::Nl;

/// The meeting that goes on now, above everything else, with the way to the table.
pub fn busy(cockpit: &Cockpit) -> Option<AnyView> {
    let next = cockpit.next.as_ref()?;
    let MeetingState::InProgress { since, part, .. } = next.state else {
        return None;
    };
    let minutes = local_minutes(since);
    let since = say!(
        L,
        regie.busy_since,
        time = clock(minutes / 60, minutes % 60)
    );
    let closed = (part == Part::Closed).then(|| {
        view! { <li><Status tone=Tone::Closed icon="lock" word=say!(L, regie.busy_closed)/></li> }
    });
    let title = say!(
        L,
        regie.next_title,
        day = day_month(local_date(next.starts_at))
    );
    let (href, room) = (format!("/overleg/{}/live", next.id), next.room.clone());
    Some(
        view! {
            <section class="kt-panel kt-panel--next kt-busy" aria-labelledby="bezig">
                <div>
                    <p class="kt-eyebrow">{say!(L, regie.busy)}</p>
                    <h2 class="utrecht-heading-3" id="bezig">{title}</h2>
                    <ul class="kt-facts-inline">
                        <li><Icon name="clock"/>{since}</li>
                        <li><Icon name="pin"/>{room}</li>
                        {closed}
                    </ul>
                </div>
                <LinkButton href kind=ButtonKind::Primary icon="live">{say!(L, regie.do_live)}</LinkButton>
            </section>
        }
        .into_any(),
    )
}

/// The panel of the next meeting, or what to do when there is none.
pub fn next(cockpit: &Cockpit) -> AnyView {
    let Some(next) = &cockpit.next else {
        return view! {
            <Empty id="geen-overleg" title=say!(L, regie.none_title) text=say!(L, regie.none_text)
                icon="calendar">
                <LinkButton href="/overleg">{say!(L, regie.none_link)}</LinkButton>
            </Empty>
        }
        .into_any();
    };
    let eyebrow = if matches!(next.state, MeetingState::InProgress { .. }) {
        say!(L, regie.busy).to_owned()
    } else {
        let when = relative_day(local_date(next.starts_at), cockpit.today);
        say!(L, regie.next, when = when)
    };
    let (head, facts, door) = (head(next), facts(next), door(next));
    let (href, word) = (format!("/overleg/{}", next.id), say!(L, regie.to_agenda));
    view! {
        <Panel kind=PanelKind::Next labelled_by="volgend">
            <p class="kt-eyebrow">{eyebrow}</p>
            {head}
            {facts}
            {door}
            <div class="kt-actions"><LinkButton href>{word}</LinkButton></div>
        </Panel>
    }
    .into_any()
}

fn head(next: &NextMeeting) -> AnyView {
    let day = local_date(next.starts_at);
    let start = local_minutes(next.starts_at);
    let end = start + next.length;
    let from = clock(start / 60, start % 60);
    let from = from.split(' ').next().unwrap_or_default();
    let hours = say!(
        L,
        regie.from_to,
        from = from,
        to = clock(end / 60, end % 60)
    );
    let (word, icon, tone) = state(&next.state);
    let (href, room) = (format!("/overleg/{}", next.id), next.room.clone());
    let title = say!(L, regie.next_title, day = day_month(day));
    let number = day.day().to_string();
    view! {
        <DateBlock weekday=weekday_nl(day.weekday()) day=number month=month_nl(day)>
            <h2 class="utrecht-heading-3" id="volgend">
                <a class="utrecht-link" href=href>{title}</a>
            </h2>
            <ul class="kt-facts-inline">
                <li><Icon name="clock"/>{hours}</li>
                <li><Icon name="pin"/>{room}</li>
            </ul>
            <p><Status tone icon word/></p>
        </DateBlock>
    }
    .into_any()
}

fn state(state: &MeetingState) -> (String, &'static str, Tone) {
    let (word, icon, tone) = match state {
        MeetingState::Planned => (say!(L, regie.state_planned), "calendar", Tone::Neutral),
        MeetingState::Collecting => (say!(L, regie.state_collecting), "chat", Tone::Info),
        MeetingState::Published { version, .. } => {
            let word = say!(L, regie.state_published, version = version);
            return (word, "send", Tone::Info);
        }
        MeetingState::InProgress { .. } => {
            (say!(L, regie.state_in_progress), "live", Tone::Positive)
        }
        MeetingState::Closed { .. } => (say!(L, regie.state_closed), "lock", Tone::Neutral),
        MeetingState::Cancelled { .. } => {
            (say!(L, regie.state_cancelled), "cancelled", Tone::Neutral)
        }
    };
    (word.to_owned(), icon, tone)
}

fn facts(next: &NextMeeting) -> AnyView {
    let minutes = say!(
        L,
        regie.fact_minutes,
        minutes = next.minutes,
        length = next.length
    );
    let over = (next.minutes > next.length).then(|| {
        let word = say!(L, regie.too_long, minutes = next.minutes - next.length);
        view! { <Status tone=Tone::Critical icon="risk" word/> }
    });
    let table = say!(L, regie.table, members = next.members, guests = next.guests);
    let proposals = (next.proposals > 0).then(|| {
        let count = next.proposals;
        view! { <Fact label=say!(L, regie.fact_proposals)>{count}</Fact> }
    });
    view! {
        <Facts>
            <Fact label=say!(L, regie.fact_agenda)>{minutes}" "{over}</Fact>
            {proposals}
            <Fact label=say!(L, regie.fact_table)>{table}</Fact>
        </Facts>
    }
    .into_any()
}

fn door(next: &NextMeeting) -> Option<AnyView> {
    let (open, all) = (next.doors.open, next.doors.all());
    if all == 0 {
        return None;
    }
    let seats: Vec<Seat> = (0..all)
        .map(|place| {
            if place < open {
                Seat::Signed
            } else {
                Seat::Waiting
            }
        })
        .collect();
    let sentence = doors(open, &next.doors.shut);
    let label = say!(L, regie.door_ring, open = open, all = all);
    let guests = (next.guests > 0).then(|| say!(L, regie.door_guests));
    Some(
        view! {
            <div class="kt-door">
                <TableRing seats label big=format!("{open}/{all}") small=say!(L, regie.door_small)/>
                <div>
                    <p class="kt-door__title">{say!(L, regie.door)}</p>
                    <p>{sentence}" "{guests}</p>
                    <p><a class="utrecht-link" href="/convenant">{say!(L, regie.door_link)}</a></p>
                </div>
            </div>
        }
        .into_any(),
    )
}

/// Guests who wait for an answer, with the days that passed.
pub fn guests(cockpit: &Cockpit) -> AnyView {
    let waiting: Vec<AnyView> = cockpit
        .waiting
        .iter()
        .map(|one| guest(cockpit, one))
        .collect();
    let note = (!waiting.is_empty()).then(|| waiting.len().to_string());
    let body = if waiting.is_empty() {
        view! { <p class="kt-note">{say!(L, regie.guests_none)}</p> }.into_any()
    } else {
        view! { <ul class="kt-mini">{waiting}</ul> }.into_any()
    };
    view! {
        <Panel labelled_by="gasten">
            <SectionHead id="gasten" title=say!(L, regie.guests) note small=true/>
            {body}
            <p class="kt-note"><a class="utrecht-link" href="/bijdragen">{say!(L, regie.guests_all)}</a></p>
            <p class="kt-note"><a class="utrecht-link" href="/beheer/gasten">{say!(L, regie.guests_accounts)}</a></p>
        </Panel>
    }
    .into_any()
}

fn guest(cockpit: &Cockpit, waiting: &Waiting) -> AnyView {
    let term = u32::try_from(ANSWER_DAYS).unwrap_or(14);
    let late = days_late(waiting.answer_due, cockpit.today);
    let left = (waiting.answer_due - cockpit.today).num_days();
    let day = term.saturating_sub(u32::try_from(left).unwrap_or_default());
    let sentence = if late > 0 {
        say!(L, regie.guests_over, days = late)
    } else {
        say!(L, regie.guests_day, day = day)
    };
    let tone = if day + 4 >= term {
        Tone::Attention
    } else {
        Tone::Neutral
    };
    let href = format!("/bijdragen/{}", waiting.id);
    let (title, from) = (waiting.title.clone(), waiting.from.clone());
    view! {
        <li>
            <p class="kt-mini__title"><a class="utrecht-link" href=href>{title}</a></p>
            <p class="kt-mini__meta">{from}</p>
            <p class="kt-clockline"><Meter value=day max=term tone/><span>{sentence}</span></p>
        </li>
    }
    .into_any()
}
