//! `/beheer/vernietiging`: what is due, what waits for whom, what is held, and what was destroyed. Nothing of
//! what an item says.

mod certificate;
mod item;
mod list;

use chrono::NaiveDate;
use domain::calendar::day_month;
use domain::id::{ItemId, MeetingId};
use domain::meetings::MeetingState;
use domain::retention::{DestructionState, Standing};
use leptos::prelude::*;
use service::meetings::read::Head as MeetingHead;
use service::retention::{ItemLine, List, Overview, Table};

use super::form::{Form, Problem, hidden};
use super::meetings::when;
use super::rights::crumbs;
use super::screen::{Nav, Page, screen};
use crate::bridge::{self, Visit};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Button, ButtonKind, Empty, Fact, Head, LinkButton, Row, Rows, SectionHead, Tone};
use crate::words::destruction as words;

pub use item::item;
pub use list::list;

const PROPOSE: &str = "/api/retention/propose";
const HOME: &str = "/beheer/vernietiging";

/// The overview.
pub fn overview() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        bridge::no_store();
        let l = Locale::Nl;
        let view = service::retention::overview(&visit.ctx).await?;
        let title = say!(l, destruction.title);
        let nothing = view.items.is_empty() && view.open.is_empty() && view.ended.is_empty();
        let content = if nothing {
            let (title, text) = (
                say!(l, destruction.empty_title),
                say!(l, destruction.empty_text),
            );
            view! { <Empty id="leeg" title text icon="check"/> }.into_any()
        } else {
            parts(&view)
        };
        let body = view! {
            {crumbs(None, title)}
            <Problem refused=bridge::refused(PROPOSE)/>
            <Head title/>
            <p>{say!(l, destruction.lead)}</p>
            {content}
        };
        Ok(Page::new(title, body))
    })
}

fn parts(view: &Overview) -> AnyView {
    let l = Locale::Nl;
    let of = |is: fn(&ItemLine) -> bool| view.items.iter().filter(move |one| is(one));
    let held: Vec<_> = of(|one| one.standing == Standing::Held).collect();
    let near: Vec<_> = of(|one| matches!(one.standing, Standing::Near(_))).collect();
    let later: Vec<_> = of(|one| matches!(one.standing, Standing::Runs(_))).collect();
    let count = later.len();
    let later = (count > 0).then(|| {
        view! {
            <details class="kt-details">
                <summary>{say!(l, destruction.later_title, count = count)}</summary>
                {rows(&later)}
            </details>
        }
    });
    let near = (!near.is_empty() || count > 0).then(|| {
        let near = (!near.is_empty()).then(|| rows(&near));
        view! {
            <section aria-labelledby="binnenkort">
                <SectionHead id="binnenkort" title=say!(l, destruction.near_title)/>
                {near}
                {later}
            </section>
        }
    });
    let held = (!held.is_empty()).then(|| {
        view! {
            <section aria-labelledby="vastgehouden">
                <SectionHead id="vastgehouden" title=say!(l, destruction.held_title)/>
                {rows(&held)}
            </section>
        }
    });
    let ended = (!view.ended.is_empty()).then(|| {
        let rows = view.ended.iter().map(ended).collect_view();
        view! {
            <section aria-labelledby="vernietigd">
                <SectionHead id="vernietigd" title=say!(l, destruction.ended_title)/>
                <Rows>{rows}</Rows>
            </section>
        }
    });
    view! {
        <div class="kt-stack">
            {waits(view)}
            {held}
            {near}
            {ended}
        </div>
    }
    .into_any()
}

/// What waits for somebody.
fn waits(view: &Overview) -> AnyView {
    let l = Locale::Nl;
    let loose = view.tables.iter().map(loose).collect_view();
    let open = view.open.iter().map(open).collect_view();
    let list = if view.tables.is_empty() && view.open.is_empty() {
        view! { <p class="kt-note">{say!(l, destruction.waits_none)}</p> }.into_any()
    } else {
        view! { <Rows>{open}{loose}</Rows> }.into_any()
    };
    view! {
        <section aria-labelledby="wacht">
            <SectionHead id="wacht" title=say!(l, destruction.waits_title)/>
            {list}
        </section>
    }
    .into_any()
}

/// What is due at a table and waits on no list yet.
fn loose(table: &Table) -> AnyView {
    let l = Locale::Nl;
    let title = match table.due {
        1 => say!(l, destruction.due_loose_one).to_owned(),
        count => say!(l, destruction.due_loose_many, count = count),
    };
    let meta = [table.name.as_str(), say!(l, destruction.due_loose_text)].join(": ");
    let keys = hidden([("series", table.id.to_string())]);
    let form = table.may_propose.then(|| {
        view! {
            <Form action=PROPOSE>
                {keys}
                <Button compact=true>{say!(l, destruction.propose_do)}</Button>
            </Form>
        }
    });
    view! { <Row tone=Tone::Attention icon="clock" title meta>{form}</Row> }.into_any()
}

fn name(list: &List) -> String {
    let l = Locale::Nl;
    match list.items {
        1 => say!(l, destruction.list_name_one, series = list.series),
        count => say!(
            l,
            destruction.list_name_many,
            count = count,
            series = list.series
        ),
    }
}

fn open(list: &List) -> AnyView {
    let l = Locale::Nl;
    let (tone, kind, word) = if list.your_turn {
        let word = say!(l, destruction.to_do);
        (Tone::Attention, ButtonKind::Primary, word)
    } else {
        let word = say!(l, destruction.look);
        (Tone::Neutral, ButtonKind::Secondary, word)
    };
    let when = say!(
        l,
        destruction.proposed_on,
        day = when::day(list.proposed_at)
    );
    let (title, meta) = (name(list), words::state(&list.state));
    let href = format!("{HOME}/{}", list.id);
    let about = title.clone();
    view! {
        <Row tone icon="decide" title meta=meta.to_owned() when>
            <LinkButton href kind>{word}<span class="kt-visually-hidden">": "{about}</span></LinkButton>
        </Row>
    }
    .into_any()
}

fn ended(list: &List) -> AnyView {
    let l = Locale::Nl;
    let (tone, icon, meta, word) = match &list.state {
        DestructionState::Destroyed { at, .. } => (
            Tone::Positive,
            "done",
            say!(l, destruction.ended_destroyed, day = when::day(*at)),
            say!(l, destruction.certificate_link),
        ),
        _ => (
            Tone::Neutral,
            "file",
            say!(l, destruction.ended_lapsed).to_owned(),
            say!(l, destruction.look),
        ),
    };
    let title = name(list);
    let href = format!("{HOME}/{}", list.id);
    let about = title.clone();
    view! {
        <Row tone icon title meta>
            <LinkButton href>{word}<span class="kt-visually-hidden">": "{about}</span></LinkButton>
        </Row>
    }
    .into_any()
}

/// Items in a list, each with its clock.
fn rows(items: &[&ItemLine]) -> AnyView {
    let l = Locale::Nl;
    let rows = items
        .iter()
        .map(|one| {
            let tone = match one.standing {
                Standing::Due(_) => Tone::Attention,
                Standing::Held => Tone::Info,
                _ => Tone::Neutral,
            };
            let title = place(one);
            let about = title.clone();
            let meta = [one.series.clone(), reference(one.id), due(one)].join(" · ");
            let href = format!("{HOME}/punt/{}", one.id);
            let when = words::left(one.standing);
            view! {
                <Row tone icon="file" title meta when>
                    <LinkButton href>
                        {say!(l, destruction.keep_link)}
                        <span class="kt-visually-hidden">": "{about}</span>
                    </LinkButton>
                </Row>
            }
        })
        .collect_view();
    view! { <Rows>{rows}</Rows> }.into_any()
}

/// Which place an item has or had.
fn place(one: &ItemLine) -> String {
    told((one.meeting_on, one.place), one.clock.last)
}

/// The same, from its parts.
fn told((meeting, place): (Option<NaiveDate>, Option<i32>), last: NaiveDate) -> String {
    let l = Locale::Nl;
    match (meeting, place) {
        (Some(on), Some(place)) => say!(l, destruction.item_at, place = place, day = date(on)),
        (Some(on), None) => say!(l, destruction.item_for, day = date(on)),
        _ => say!(l, destruction.item_never, day = date(last)),
    }
}

/// The end of its id: enough to tell two apart, and it says nothing.
fn reference(id: ItemId) -> String {
    let text = id.to_string();
    let end = text.get(28..).unwrap_or_default();
    say!(Locale::Nl, destruction.reference, reference = end)
}

/// "12 mei 2026".
fn date(day: NaiveDate) -> String {
    use chrono::Datelike;
    format!("{} {}", day_month(day), day.year())
}

fn due(one: &ItemLine) -> String {
    let l = Locale::Nl;
    let day = date(one.clock.due_on());
    match one.standing {
        Standing::Held => say!(l, destruction.held_text).to_owned(),
        Standing::Due(0) => say!(l, destruction.due_today).to_owned(),
        Standing::Due(_) => say!(l, destruction.due_since, day = day),
        _ if one.clock.extended.is_some() => say!(l, destruction.due_extended, day = day),
        _ => say!(l, destruction.due_on, day = day),
    }
}

/// On the page of an item: when it is proposed, for who may read it.
pub async fn on_item(visit: &Visit, item: ItemId) -> Result<Option<AnyView>, AppError> {
    let l = Locale::Nl;
    let Some((clock, standing)) = service::retention::proposed_on(&visit.ctx, item).await? else {
        return Ok(None);
    };
    let text = match standing {
        Standing::Held => say!(l, destruction.item_held).to_owned(),
        Standing::Due(_) => say!(l, destruction.item_waits).to_owned(),
        _ => say!(l, destruction.item_due, day = date(clock.due_on())),
    };
    Ok(Some(
        view! { <Fact label=say!(l, destruction.on_item)>{text}</Fact> }.into_any(),
    ))
}

/// The same under an agenda. Nothing goes before its meeting is long over.
pub async fn of_agenda(visit: &Visit, head: &MeetingHead) -> Result<Option<AnyView>, AppError> {
    if matches!(head.state, MeetingState::Closed { .. }) {
        of_meeting(visit, head.id).await
    } else {
        Ok(None)
    }
}

/// On the pages of a meeting: what was destroyed of it.
pub async fn of_meeting(visit: &Visit, meeting: MeetingId) -> Result<Option<AnyView>, AppError> {
    let l = Locale::Nl;
    let nodes = match service::retention::nodes(&visit.ctx, meeting).await {
        // Who reads from above never knew of it.
        Err(service::error::Error::NotFound) => return Ok(None),
        nodes => nodes?,
    };
    if nodes.is_empty() {
        return Ok(None);
    }
    let rows = nodes
        .into_iter()
        .map(|node| {
            let day = when::day(node.at);
            let text = match node.place {
                Some(place) => say!(l, destruction.node, place = place, day = day),
                None => say!(l, destruction.node_bare, day = day),
            };
            let link = node.list.map(|list| {
                let href = format!("{HOME}/{list}");
                view! { " " <a class="utrecht-link" href=href>{say!(l, destruction.certificate_link)}</a> }
            });
            view! { <li>{text}" ("{reference(node.item)}")"{link}</li> }
        })
        .collect_view();
    Ok(Some(
        view! {
            <section aria-labelledby="vernietigde-punten">
                <SectionHead id="vernietigde-punten" title=say!(l, destruction.nodes_title)/>
                <ul class="kt-lines">{rows}</ul>
            </section>
        }
        .into_any(),
    ))
}
