//! The actions of an organisation, and of everybody for who keeps the process running.

mod card;
mod filter;
mod forms;
mod record;
mod tally;

use domain::policy::{Facts, Operation};
use leptos::prelude::*;
use service::actions::{self, ActionList, Ask, Show, Slip};

pub use self::card::title;
pub use self::record::record;

use self::card::{Offer, card, heading};
use self::forms::Desk;
use super::form::Problem;
use super::{Nav, Page, paper, recovery, screen};
use crate::bridge::Visit;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::refused::Refused;
use crate::say;
use crate::ui::{Choice, Empty, Head, SectionHead};

/// The list.
pub fn list() -> AnyView {
    let (ask, open) = (filter::asked(), filter::opened());
    let refused = refused();
    screen(Nav::Actions, move |visit| async move {
        let own = Facts::of_owner(visit.ctx.actor.organisation);
        if !visit.ctx.may(Operation::ReadActions, own) {
            // Who reads no action may still know how far they are.
            let found = actions::tallies(&visit.ctx).await?;
            return Ok(Page::new(
                say!(Locale::Nl, actions.title),
                tally::body(&found),
            ));
        }
        let list = actions::list(&visit.ctx, ask).await?;
        let mut desk = desk(&visit, refused, list.organisations.clone()).await?;
        desk.open = open;
        let hint = recovery::hint(&visit.ctx).await?;
        let body = body(&visit, ask, &list, &desk);
        Ok(Page::new(
            say!(Locale::Nl, actions.title),
            view! { {hint}{body} },
        ))
    })
}

/// The form of an action that came back, whichever it was.
fn refused() -> Option<Refused> {
    use_context::<Refused>().filter(|refused| refused.operation.starts_with("/api/actions/"))
}

async fn desk(
    visit: &Visit,
    refused: Option<Refused>,
    organisations: Vec<service::people::OrganisationRef>,
) -> Result<Desk, AppError> {
    let choice = |(value, word): (String, String)| Choice {
        value,
        word,
        ..Choice::default()
    };
    let (bottlenecks, known) = actions::to_write_with(&visit.ctx).await?;
    Ok(Desk {
        known,
        refused,
        organisations: organisations
            .into_iter()
            .map(|organisation| choice((organisation.id.to_string(), organisation.name)))
            .collect(),
        bottlenecks: bottlenecks
            .into_iter()
            .map(|(id, title)| choice((id.to_string(), title)))
            .collect(),
        steps: Vec::new(),
        today: visit.ctx.today(),
        may_follow: visit.ctx.may(Operation::ReadRoadmap, Facts::default()),
        open: None,
        alone: false,
    })
}

fn body(visit: &Visit, ask: Ask, list: &ActionList, desk: &Desk) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let directs = visit.ctx.may(Operation::ReadCockpit, Facts::default());
    let everybody = list.counts.open > list.counts.own || directs;
    let title = match ask.show {
        Show::Own => say!(l, actions.mine),
        _ => say!(l, actions.title),
    };
    let aside = minutes(ask, list);
    let foot = paper::foot(visit, say!(l, actions.print_foot).to_owned());
    let strictest = list.actions.iter().map(|action| action.class).max();

    view! {
        {paper::mark(strictest)}
        <Head title aside=aside/>
        <Problem refused=desk.refused.clone()/>
        {lost(desk, list)}
        {filter::chips(ask, list, directs)}
        {(everybody && ask.show != Show::Own).then(|| filter::organisation(ask, list))}
        {groups(ask, desk, list)}
        {list.actions.is_empty().then(|| empty(ask, list))}
        {filter::pages(ask, list)}
        {filter::elsewhere(ask, list, directs)}
        {foot}
    }
}

/// What keeping all own actions up to date takes, at about half a minute each.
fn minutes(ask: Ask, list: &ActionList) -> AnyView {
    let l = Locale::Nl;
    let waiting = list.actions.iter().filter(|action| action.can.work).count();
    if ask.show != Show::Own || waiting == 0 {
        return ().into_any();
    }
    let minutes = waiting.div_ceil(2);
    let sentence = if minutes == 1 {
        say!(l, actions.about_minute).to_owned()
    } else {
        say!(l, actions.about_minutes, minutes = minutes)
    };
    view! { <p class="kt-noprint">{sentence}</p> }.into_any()
}

/// How many actions carry their forms: what one does in a sitting. The others lead to theirs by a
/// link, for each set of forms weighs as much as three actions without.
const IN_REACH: usize = 6;

/// The cards, under a heading for each kind of thing they ask.
fn groups(ask: Ask, desk: &Desk, list: &ActionList) -> AnyView {
    let mut groups = Vec::new();
    let mut reach = IN_REACH;
    for group in list
        .actions
        .chunk_by(|one, next| heading(one).0 == heading(next).0)
    {
        let Some(first) = group.first() else { continue };
        let (id, title, note) = heading(first);
        let cards: Vec<AnyView> = group
            .iter()
            .map(|action| {
                let slips: Vec<Slip> = list
                    .slips
                    .iter()
                    .filter(|(id, _)| *id == action.id)
                    .map(|(_, slip)| slip.clone())
                    .collect();
                let offer = if !forms::any(desk, action) {
                    Offer::Nothing
                } else if reach > 0 || desk.wants(action) {
                    reach = reach.saturating_sub(1);
                    Offer::Here
                } else {
                    Offer::Behind(filter::opens(ask, action))
                };
                card(desk, action, slips, offer)
            })
            .collect();
        groups.push(view! {
            <section class="kt-actiongroup" aria-labelledby=id>
                <SectionHead id title note/>
                <ul class="kt-actionlist">{cards}</ul>
            </section>
        });
    }
    groups.into_any()
}

fn empty(ask: Ask, list: &ActionList) -> AnyView {
    let l = Locale::Nl;
    let (title, text) = if ask.show == Show::Own {
        (say!(l, actions.empty_title), say!(l, actions.empty_text))
    } else if list.counts.open == 0 && ask.owner.is_none() && ask.show == Show::Open {
        (
            say!(l, actions.empty_all_title),
            say!(l, actions.empty_all_text),
        )
    } else {
        (
            say!(l, actions.empty_filter_title),
            say!(l, actions.empty_filter_text),
        )
    };
    view! { <Empty id="leeg" title text icon="action"/> }.into_any()
}

/// What was typed for an action that cannot be done to it any more: it is shown, not thrown away.
fn lost(desk: &Desk, list: &ActionList) -> Option<AnyView> {
    let refused = desk.refused.as_ref()?;
    let text = refused.value("text").filter(|text| !text.is_empty())?;
    let id = refused.value("id").unwrap_or_default();
    let verb = refused.operation.trim_start_matches("/api/actions/");
    let still = list
        .actions
        .iter()
        .any(|action| action.id.to_string() == id && forms::offers(action, verb));
    (!still).then(|| typed(text))
}

fn typed(text: &str) -> AnyView {
    let l = Locale::Nl;
    view! {
        <section class="kt-conflict" aria-labelledby="getypt">
            <h2 class="utrecht-heading-3" id="getypt">{say!(l, actions.typed_title)}</h2>
            <p>{say!(l, actions.typed_text)}</p>
            <div class="kt-conflict__side kt-conflict__side--mine">
                <p class="kt-conflict__text">{text.to_owned()}</p>
            </div>
        </section>
    }
    .into_any()
}
