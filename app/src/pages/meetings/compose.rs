//! The bench of who composes the agenda: order, time, proposals, and what publishing changes.

mod aside;
mod fit;
mod suggested;

use domain::calendar::day_month;
use domain::meetings::{Change, ItemKind, MeetingState, Part};
use leptos::prelude::*;
use service::meetings::compose::{Bench, Item};

use super::{crumbs, keys, lines, param, party_advice, status, when};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::islands::agenda::{AgendaOrder, FORM, ITEM, TO};
use crate::pages::form::{Form, Hidden, Problem};
use crate::pages::screen::{Nav, Page, screen};
use crate::refused::{Refused, field_name};
use crate::say;
use crate::ui::{
    self, BudgetBar, ButtonKind, Head, Icon, IconButton, LinkButton, SectionHead, Segment,
    SegmentKind, Status, Tag, Tone,
};
use crate::words;

/// What a form of this page can have been refused for.
const OPERATIONS: [&str; 10] = [
    "/api/meetings/arrange",
    "/api/meetings/include",
    "/api/meetings/publish",
    "/api/meetings/open",
    fit::ALLOT,
    fit::TAKE_OFF,
    fit::HOLD_OVER,
    fit::PUT_BACK,
    suggested::TAKE_UP,
    suggested::PASS,
];

/// `/overleg/:id/opstellen`
pub fn compose() -> AnyView {
    let id = param("id");
    screen(Nav::Meetings, move |visit| async move {
        let bench = service::meetings::compose(&visit.ctx, &id).await?;
        let title = say!(Locale::Nl, meetings.compose_title);
        let ahead = matches!(
            bench.head.state,
            MeetingState::Planned | MeetingState::Collecting | MeetingState::Published { .. }
        );
        let body = if ahead {
            body(&bench).into_any()
        } else {
            settled(&bench).into_any()
        };
        Ok::<_, AppError>(Page::new(title, body))
    })
}

/// Once the table sat there is nothing to compose.
fn settled(bench: &Bench) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let head = &bench.head;
    let title = say!(l, meetings.compose_of, day = when::day(head.starts_at));
    let meta = vec![status(words::meetings::meeting(&head.state))];
    view! {
        {crumbs(head, Some(say!(l, meetings.compose_title)))}
        <Head title meta/>
        <ui::Notice tone=Tone::Info>{say!(l, meetings.settled)}</ui::Notice>
        <div class="kt-actions">
            <LinkButton href=format!("/overleg/{}", head.id)>{say!(l, meetings.my_agenda)}</LinkButton>
        </div>
    }
}

fn body(bench: &Bench) -> AnyView {
    let l = Locale::Nl;
    let head = &bench.head;
    let refused: Option<Refused> = OPERATIONS.iter().find_map(|it| bridge::refused(it));
    let suffix = refused.as_ref().and_then(|refused| refused.value("id"));
    let suffix = suffix.unwrap_or_default().to_owned();
    let mut meta = vec![status(words::meetings::meeting(&head.state))];
    if head.agenda_version > 0 {
        let version = say!(l, meetings.version, number = head.agenda_version);
        meta.push(version.into_any());
    }
    meta.push(when::length(head.starts_at, head.length).into_any());
    meta.push(head.room.clone().into_any());
    let title = say!(l, meetings.compose_of, day = when::day(head.starts_at));
    let back = view! {
        <div class="kt-actions kt-noprint">
            <LinkButton href=format!("/overleg/{}", head.id) kind=ButtonKind::Subtle compact=true>{say!(l, meetings.my_agenda)}</LinkButton>
            <LinkButton href=format!("/overleg/{}/voorstel", head.id) compact=true icon="plus">{say!(l, meetings.add_item)}</LinkButton>
        </div>
    }
    .into_any();
    view! {
        {crumbs(head, Some(say!(l, meetings.compose_title)))}
        <Problem refused suffix/>
        <Head title meta aside=back/>
        {budget(bench)}
        <div class="kt-columns kt-columns--wide">
            <section aria-labelledby="punten">
                <SectionHead id="punten" title=say!(l, meetings.items)/>
                {mover(bench)}
                <ol class="kt-agenda">{rows(bench)}</ol>
            </section>
            {aside::aside(bench)}
        </div>
    }
    .into_any()
}

fn budget(bench: &Bench) -> AnyView {
    let l = Locale::Nl;
    let sum = bench.budget;
    let length = bench.head.length;
    let over = (sum.over > 0).then(|| {
        let word = words::meetings::too_long(sum.over);
        view! { <Status tone=Tone::Critical icon="risk" word/> }
    });
    let end = (sum.over > 0).then(|| {
        let planned = service::clock::local_minutes(bench.head.starts_at) + length;
        let sentence = say!(
            l,
            meetings.ends_late,
            late = when::bare(bench.ends),
            planned = when::bare(planned)
        );
        view! { <li class="kt-budget__end">{sentence}" "{fit::shorten()}</li> }
    });
    let segments: Vec<Segment> = bench
        .items
        .iter()
        .map(|item| Segment {
            minutes: item.minutes,
            kind: match (item.part, item.kind) {
                (Part::Closed, _) => SegmentKind::Closed,
                (Part::Open, ItemKind::GuestContribution) => SegmentKind::Guest,
                (Part::Open, _) => SegmentKind::Open,
            },
        })
        .collect();
    let guest: u32 = segments
        .iter()
        .filter(|segment| segment.kind == SegmentKind::Guest)
        .map(|segment| segment.minutes)
        .sum();
    let open = sum.open - guest;
    let label = say!(
        l,
        meetings.bar_label,
        open = open,
        guest = guest,
        closed = sum.closed,
        over = sum.over
    );
    view! {
        <section class="kt-budget" aria-labelledby="tijd">
            <h2 class="kt-budget__title" id="tijd">
                <b class="kt-budget__n">{sum.total}</b>" "{say!(l, meetings.of_minutes, length = length)}" "{over}
            </h2>
            <BudgetBar segments length label/>
            <ul class="kt-budget__key">
                <li><i class="kt-key kt-key--open"></i>{say!(l, meetings.key_open, count = open)}</li>
                <li><i class="kt-key kt-key--guest"></i>{say!(l, meetings.key_guest, count = guest)}</li>
                <li><i class="kt-key kt-key--closed"></i>{say!(l, meetings.key_closed, count = sum.closed)}</li>
                {end}
            </ul>
        </section>
    }
    .into_any()
}

/// The form that dragging and the keyboard fill in, and the piece that does so.
fn mover(bench: &Bench) -> AnyView {
    view! {
        <form id=FORM method="post" action="/api/meetings/arrange" hidden>
            <input type="hidden" name="page" value=bridge::here()/>
            <Hidden field="id" value=bench.head.id.to_string()/>
            <Hidden field="version" value=bench.head.version.to_string()/>
            <input type="hidden" id=ITEM name=field_name("item")/>
            <input type="hidden" id=TO name=field_name("to")/>
        </form>
        <AgendaOrder hint=say!(Locale::Nl, meetings.order_hint).to_owned()/>
    }
    .into_any()
}

fn rows(bench: &Bench) -> Vec<AnyView> {
    let mut rows = Vec::new();
    let mut number = 0;
    let mut items = bench.items.iter().enumerate().peekable();
    while let Some((at, item)) = items.next() {
        if item.part == Part::Open {
            number += 1;
            rows.push(row(bench, at, item, Some(number)));
            continue;
        }
        let mut block = vec![(at, item)];
        while let Some(next) = items.next_if(|(_, next)| next.part == Part::Closed) {
            block.push(next);
        }
        rows.push(closed(bench, &block));
    }
    rows
}

fn closed(bench: &Bench, block: &[(usize, &Item)]) -> AnyView {
    let l = Locale::Nl;
    let from = block.first().map_or(0, |(_, item)| item.from);
    let to = block.last().map_or(0, |(_, item)| item.from + item.minutes);
    let doors = words::covenants::doors(bench.doors.open, &bench.doors.shut);
    let who = say!(l, meetings.closed_shut_for, doors = doors);
    let span = say!(
        l,
        meetings.span,
        from = when::bare(from),
        to = when::bare(to)
    );
    let rows: Vec<_> = block
        .iter()
        .map(|(at, item)| row(bench, *at, item, None))
        .collect();
    view! {
        <li class="kt-closed">
            <div class="kt-closed__head">
                <h3 class="kt-closed__title"><Icon name="lock"/>{say!(l, meetings.closed_part)}</h3>
                <p>{span}</p>
                <p class="kt-closed__who"><Icon name="doorShut"/>{who}</p>
            </div>
            <ol class="kt-agenda kt-agenda--inner">{rows}</ol>
        </li>
    }
    .into_any()
}

fn row(bench: &Bench, at: usize, item: &Item, number: Option<usize>) -> AnyView {
    let l = Locale::Nl;
    let title = lines::title(&item.title, item.kind);
    let (class, tag) = match &item.change {
        Some(Change::Added(_)) => (
            "kt-item kt-item--new",
            Some((ui::Change::Added, say!(l, meetings.tag_new))),
        ),
        Some(Change::Changed(..)) => (
            "kt-item kt-item--edit",
            Some((ui::Change::Edited, say!(l, meetings.tag_edited))),
        ),
        Some(Change::Moved(_)) => (
            "kt-item kt-item--edit",
            Some((ui::Change::Edited, say!(l, meetings.tag_moved))),
        ),
        Some(Change::Removed(_)) | None => ("kt-item", None),
    };
    let tag = tag.map(|(change, word)| view! { " "<Tag change word/> });
    let shared = item
        .for_guests
        .then(|| view! { <span><Icon name="guest"/>{say!(l, meetings.for_guests)}</span> });
    let last = at + 1 == bench.items.len();
    let named = keys(bench.head.id, bench.head.version);
    let id = item.id.to_string();
    let said = say!(
        l,
        meetings.stands_at,
        title = title,
        place = at + 1,
        count = bench.items.len()
    );
    view! {
        <li class=class id=format!("punt-{}", item.id) tabindex="-1" data-item=item.id.to_string() data-place=at data-said=said>
            <p class="kt-item__time"><span class="kt-item__nr">{number}</span><span>{when::bare(item.from)}</span></p>
            <div class="kt-item__body">
                <h3 class="kt-item__title"><a class="utrecht-link" href=format!("/punt/{}", item.id)>{title.clone()}</a>{tag}</h3>
                <p class="kt-item__meta">
                    <span>{words::meetings::kind(item.kind)}</span><span>{item.organisation.clone()}</span>{shared}
                </p>
                {reason(bench, item)}
                {party_advice::on_bench(&item.advices)}
            </div>
            <p class="kt-item__want">{lines::want(item.wanted)}</p>
            <p class="kt-item__class">{lines::class_badge(item.class)}</p>
            <p class="kt-item__min"><b>{item.minutes}</b>" "{say!(l, meetings.minutes_short)}</p>
            <Form action="/api/meetings/arrange" class="kt-item__move">
                {named}
                <Hidden field="item" value=id/>
                <IconButton icon="up" name=field_name("to") value="up" disabled=at == 0
                    label=say!(l, meetings.move_up, title = title)/>
                <IconButton icon="down" name=field_name("to") value="down" disabled=last
                    label=say!(l, meetings.move_down, title = title)/>
            </Form>
            {fit::fit(bench, item)}
        </li>
    }
    .into_any()
}

/// Why an item stands here by itself.
fn reason(bench: &Bench, item: &Item) -> Option<AnyView> {
    let l = Locale::Nl;
    if let Some(day) = item.deferred_on {
        return Some(lines::why(
            "parked",
            say!(l, meetings.deferred_on, day = day_month(day)),
        ));
    }
    if item.contribution {
        return Some(lines::why(
            "guest",
            say!(l, meetings.answer_promised).to_owned(),
        ));
    }
    (item.kind == ItemKind::Minutes && item.standing)
        .then(|| lines::why("action", words::meetings::open_actions(bench.open_actions)))
}
