//! A reader's own agenda: what is theirs with its times, the rest as time.

mod coming;
mod deputies;
mod lead;
mod news;

use chrono::{DateTime, Utc};
use domain::calendar::{day_month, weekday_day_month};
use domain::meetings::{ItemKind, ItemState, MeetingState, Part, Slot, Wanted};
use domain::people::Class;
use leptos::prelude::*;
use service::error::Error;
use service::meetings::read::{Agenda, DecisionLine, Line, OwnProposal};

use super::{crumbs, lines, outline, param, status, urgent_tag, when};
use crate::bridge::{self, Visit};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::destruction;
use crate::pages::form::Problem;
use crate::pages::guests::step_out_words;
use crate::pages::paper;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{Empty, Fact, Facts, Head, Icon, Panel, SectionHead};
use crate::words;

/// `/overleg/:id`
pub fn agenda() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let agenda = match service::meetings::read(&visit.ctx, &id).await {
            // Who oversees finds the same meeting without its content.
            Err(Error::NotFound) => {
                let found = service::meetings::outline(&visit.ctx, &id).await?;
                let title = say!(Locale::Nl, meetings.agenda_title);
                return Ok(Page::new(title, outline::body(&found)));
            }
            found => found?,
        };
        let guest = agenda.guest;
        let gone = destruction::of_agenda(&visit, &agenda.head).await?;
        let page = Page::new(
            say!(Locale::Nl, meetings.agenda_title),
            body(&visit, agenda, gone),
        );
        Ok::<_, AppError>(if guest { page.comfort() } else { page })
    })
}

fn body(visit: &Visit, agenda: Agenda, gone: Option<AnyView>) -> AnyView {
    let l = Locale::Nl;
    let head = &agenda.head;
    let title = say!(l, meetings.agenda_of, day = when::day(head.starts_at));
    let mut meta = vec![status(words::meetings::meeting(&head.state))];
    if head.urgent.is_some() {
        meta.push(urgent_tag());
    }
    if head.agenda_version > 0 {
        let version = say!(l, meetings.version, number = head.agenda_version);
        meta.push(version.into_any());
    }
    meta.push(when::length(head.starts_at, head.length).into_any());
    meta.push(head.room.clone().into_any());
    let copy = say!(
        l,
        meetings.copy_of,
        day = when::day(head.starts_at),
        number = head.agenda_version
    );
    view! {
        {paper::mark(strictest(&agenda))}
        {crumbs(head, None)}
        <Problem refused=bridge::refused(lead::OPEN).or_else(coming::refused)/>
        <Head title meta aside=lead::actions(&agenda)/>
        {news::cancelled(&head.state)}
        {news::told(head)}
        {news::asked(&agenda)}
        {deputies::stands_in(agenda.stands_in.as_deref())}
        {agenda.above.then(|| view! { <p class="kt-note">{say!(l, meetings.above_lead)}</p> })}
        {coming::ask(&agenda)}
        <div class="kt-columns kt-columns--wide">
            <div class="kt-stack">
                <section aria-labelledby="punten">
                    <SectionHead id="punten" title=say!(l, meetings.items)/>
                    {items(&agenda)}
                </section>
                {gone}
                {decisions(&agenda.decisions)}
            </div>
            {side(&agenda)}
        </div>
        {paper::foot(visit, copy)}
    }
    .into_any()
}

/// The most confidential class on the page, for the mark on paper.
fn strictest(agenda: &Agenda) -> Option<Class> {
    agenda
        .slots
        .iter()
        .filter_map(shown)
        .map(|line| line.class)
        .max()
}

/// The item of a slot that has one for this reader.
fn shown(slot: &Slot<Line>) -> Option<&Line> {
    match slot {
        Slot::Item { item, .. } => Some(item),
        Slot::ClosedBlock { .. } => None,
    }
}

fn items(agenda: &Agenda) -> AnyView {
    let l = Locale::Nl;
    if agenda.slots.is_empty() {
        let day = weekday_day_month(agenda.head.publication_due);
        let text = if agenda.rights.compose {
            say!(l, meetings.unpublished_compose, day = day)
        } else if agenda.above {
            say!(l, meetings.unpublished_above, day = day)
        } else {
            say!(l, meetings.unpublished_text, day = day)
        };
        let title = say!(l, meetings.unpublished_title);
        return view! { <Empty id="nog-niet" icon="wait" title text/> }.into_any();
    }
    let mut rows = Vec::new();
    let mut slots = agenda.slots.iter().peekable();
    while let Some(slot) = slots.next() {
        if !is_closed(slot) {
            rows.push(row(agenda, slot));
            continue;
        }
        let mut block = vec![slot];
        while let Some(next) = slots.next_if(|next| is_closed(next)) {
            block.push(next);
        }
        rows.push(closed(agenda, &block));
    }
    let gap =
        has_gap(agenda).then(|| view! { <p class="kt-note">{say!(l, guests.numbers_note)}</p> });
    view! { <ol class="kt-agenda">{rows}</ol>{gap} }.into_any()
}

/// Whether a guest misses a number.
fn has_gap(agenda: &Agenda) -> bool {
    let numbers = agenda.slots.iter().filter_map(|slot| match slot {
        Slot::Item { item, .. } => item.number,
        Slot::ClosedBlock { .. } => None,
    });
    agenda.guest && domain::meetings::has_gap(numbers)
}

fn is_closed(slot: &Slot<Line>) -> bool {
    match slot {
        Slot::Item { item, .. } => item.part == Part::Closed,
        Slot::ClosedBlock { .. } => true,
    }
}

fn times(slot: &Slot<Line>) -> (DateTime<Utc>, DateTime<Utc>) {
    match slot {
        Slot::Item { from, to, .. } | Slot::ClosedBlock { from, to } => (*from, *to),
    }
}

/// The closed part: its items for who may read them, and time for the rest.
fn closed(agenda: &Agenda, block: &[&Slot<Line>]) -> AnyView {
    let l = Locale::Nl;
    let from = block
        .first()
        .map_or(agenda.head.starts_at, |slot| times(slot).0);
    let to = block.last().map_or(from, |slot| times(slot).1);
    let nothing = block
        .iter()
        .all(|slot| matches!(slot, Slot::ClosedBlock { .. }));
    let who = match (nothing, agenda.step_out) {
        (true, Some(out)) if agenda.guest => {
            say!(l, meetings.closed_guest, when = step_out_words(out))
        }
        (true, _) if agenda.above => say!(l, meetings.closed_above).to_owned(),
        (true, _) => say!(l, meetings.closed_shut).to_owned(),
        (false, _) => say!(l, meetings.closed_who).to_owned(),
    };
    let inner = (!nothing).then(|| {
        let rows: Vec<_> = block.iter().map(|slot| row(agenda, slot)).collect();
        view! { <ol class="kt-agenda kt-agenda--inner">{rows}</ol> }
    });
    view! {
        <li class="kt-closed">
            <div class="kt-closed__head">
                <h3 class="kt-closed__title"><Icon name="lock"/>{say!(l, meetings.closed_part)}</h3>
                <p>{when::span(from, to)}</p>
                <p class="kt-closed__who"><Icon name="doorShut"/>{who}</p>
            </div>
            {inner}
        </li>
    }
    .into_any()
}

fn row(agenda: &Agenda, slot: &Slot<Line>) -> AnyView {
    let l = Locale::Nl;
    let (from, to) = times(slot);
    let Slot::Item { item: line, .. } = slot else {
        return view! {
            <li class="kt-item">
                <p class="kt-item__time"><span class="kt-item__nr"></span><span>{when::time(from)}</span></p>
                <div class="kt-item__body"><p class="kt-item__meta">{say!(l, meetings.not_for_you)}</p></div>
                <p class="kt-item__min">{when::span(from, to)}</p>
            </li>
        }
        .into_any();
    };
    let badge = (!agenda.guest).then(|| lines::class_badge(line.class));
    let number = line.number.map(|number| number.to_string());
    let title = lines::title(&line.title, line.kind);
    let note = (!line.note.is_empty()).then(|| {
        view! { <p class="kt-item__note"><b>{say!(l, meetings.note)}</b>" "{line.note.clone()}</p> }
    });
    view! {
        <li class="kt-item" id=format!("punt-{}", line.id)>
            <p class="kt-item__time"><span class="kt-item__nr">{number}</span><span>{when::time(from)}</span></p>
            <div class="kt-item__body">
                <h3 class="kt-item__title"><a class="utrecht-link" href=format!("/punt/{}", line.id)>{title}</a></h3>
                <p class="kt-item__meta">
                    <span>{words::meetings::kind(line.kind)}</span>
                    {(!line.organisation.is_empty()).then(|| view! { <span>{line.organisation.clone()}</span> })}
                    {(line.papers > 0).then(|| view! { <span>{words::papers::count(line.papers)}</span> })}
                    {progress(&agenda.head.state, &line.state)}
                </p>
                {reason(agenda, line)}
                {note}
            </div>
            <p class="kt-item__want">{lines::want(line.wanted)}</p>
            <p class="kt-item__class">{badge}</p>
            <p class="kt-item__min"><b>{line.minutes}</b>" "{say!(l, meetings.minutes_short)}</p>
        </li>
    }
    .into_any()
}

/// Only what differs from standing on the agenda is worth a status; once the meeting is over, that
/// an item was not reached is one too.
fn progress(meeting: &MeetingState, item: &ItemState) -> Option<AnyView> {
    let over = matches!(meeting, MeetingState::Closed { .. });
    let shown = match item {
        ItemState::Included if over => words::meetings::not_reached(),
        ItemState::Included => return None,
        other => words::meetings::item(other),
    };
    Some(view! { <span>{status(shown)}</span> }.into_any())
}

fn reason(agenda: &Agenda, line: &Line) -> Option<AnyView> {
    let l = Locale::Nl;
    if line.opaque {
        return Some(lines::why(
            "eyeoff",
            say!(l, meetings.opaque_why).to_owned(),
        ));
    }
    if let Some(day) = line.deferred_on {
        return Some(lines::why(
            "parked",
            say!(l, meetings.deferred_on, day = day_month(day)),
        ));
    }
    let over = matches!(
        agenda.head.state,
        MeetingState::Closed { .. } | MeetingState::Cancelled { .. }
    );
    match (line.kind, agenda.open_actions.filter(|_| !over)) {
        // Not the item at which minutes are approved.
        (ItemKind::Minutes, Some(count)) if line.wanted == Wanted::Discuss => {
            Some(lines::why("action", words::meetings::open_actions(count)))
        }
        _ => None,
    }
}

fn decisions(decisions: &[DecisionLine]) -> Option<AnyView> {
    let l = Locale::Nl;
    let rows = decisions
        .iter()
        .map(|decision| {
            let outcome = decision.outcome.map(words::meetings::outcome).map(status);
            let why = (!decision.motivation.is_empty())
                .then(|| view! { <p class="kt-note">{decision.motivation.clone()}</p> });
            view! {
                <li class="kt-row">
                    <span class="kt-row__icon kt-tone--neutral"><Icon name="decide"/></span>
                    <div class="kt-row__body">
                        <h3 class="kt-row__title">
                            <a class="utrecht-link" href=format!("/punt/{}", decision.item)>
                                {say!(l, meetings.decision_nr, number = decision.number)}
                            </a>
                            " "{decision.text.clone()}
                        </h3>
                        {why}
                    </div>
                    <p class="kt-row__when">{outcome}</p>
                </li>
            }
        })
        .collect_view();
    (!decisions.is_empty()).then(|| {
        view! {
            <section aria-labelledby="besluiten">
                <SectionHead id="besluiten" title=say!(l, meetings.decisions)/>
                <ul class="kt-rows">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

fn side(agenda: &Agenda) -> AnyView {
    let l = Locale::Nl;
    let head = &agenda.head;
    let changes = (!agenda.changes.is_empty()).then(|| {
        let since = say!(l, meetings.changed_since, number = head.agenda_version - 1);
        let changes = lines::changes(&agenda.changes);
        view! {
            <Panel labelled_by="gewijzigd">
                <SectionHead id="gewijzigd" title=since small=true/>
                {changes}
            </Panel>
        }
    });
    let published = agenda.published_at.map(|at| {
        view! { <Fact label=say!(l, meetings.published_label)>{when::day(at)}</Fact> }
    });
    let submission = agenda.rights.propose.then(|| {
        let day = weekday_day_month(head.submission_due);
        view! { <Fact label=say!(l, meetings.submission_label)>{day}</Fact> }
    });
    let publication = agenda.published_at.is_none().then(|| {
        let day = weekday_day_month(head.publication_due);
        view! { <Fact label=say!(l, meetings.publication_label)>{day}</Fact> }
    });
    let series = head.series_name.clone();
    let day = when::long(head.starts_at);
    view! {
        <div class="kt-stack kt-side kt-noprint">
            {changes}
            {coming::answered(agenda)}
            {coming::who(agenda)}
            {own(&agenda.own)}
            {deputies::panel(agenda)}
            <Panel labelled_by="gegevens">
                <SectionHead id="gegevens" title=say!(l, meetings.facts) small=true/>
                <Facts>
                    <Fact label=say!(l, meetings.series_label)>{series}</Fact>
                    <Fact label=say!(l, meetings.day_label)>{day}</Fact>
                    {submission}
                    {publication}
                    {published}
                </Facts>
            </Panel>
        </div>
    }
    .into_any()
}

fn own(own: &[OwnProposal]) -> Option<AnyView> {
    let l = Locale::Nl;
    let rows = own
        .iter()
        .map(|item| {
            let why = match &item.state {
                ItemState::Returned { reason, .. }
                | ItemState::Proposed { taken_off: Some(reason) } => {
                    Some(view! { <p class="kt-proposal__why"><Icon name="reopen"/>{reason.clone()}</p> })
                }
                _ => None,
            };
            view! {
                <li class="kt-proposal">
                    <h3 class="kt-proposal__title"><a class="utrecht-link" href=format!("/punt/{}", item.id)>{item.title.clone()}</a></h3>
                    <p class="kt-proposal__meta">{status(words::meetings::item(&item.state))}</p>
                    {why}
                </li>
            }
        })
        .collect_view();
    (!own.is_empty()).then(|| {
        view! {
            <Panel labelled_by="eigen">
                <SectionHead id="eigen" title=say!(l, meetings.own_proposals) small=true/>
                <ul class="kt-proposals">{rows}</ul>
            </Panel>
        }
        .into_any()
    })
}
