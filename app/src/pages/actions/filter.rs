//! Which list is shown: read from the address, and written into links that keep the rest.

use std::str::FromStr;

use domain::id::{ActionId, OrganisationId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::actions::{ActionList, ActionView, Ask, Show};

use super::card::heading;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Button, Choice, Icon, SelectField};
use crate::words;

/// The words of the address, one for each list.
const WORDS: [(Show, &str); 10] = [
    (Show::Own, "mijn"),
    (Show::Open, "alles"),
    (Show::Confirm, "bevestigen"),
    (Show::Unaccepted, "onbevestigd"),
    (Show::Running, "loopt"),
    (Show::Late, "telaat"),
    (Show::Blocked, "geblokkeerd"),
    (Show::Claimed, "verifieren"),
    (Show::Returned, "afgewezen"),
    (Show::Closed, "afgerond"),
];

/// What the address asks for; anything unknown is the own list.
pub fn asked() -> Ask {
    let query = use_query_map().get_untracked();
    let show = query.get("toon").and_then(|word| {
        WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(show, _)| *show)
    });
    let owner = query
        .get("van")
        .and_then(|id| OrganisationId::from_str(&id).ok());
    // Page one is the first one for people, zero for the query.
    let page = query.get("blad").and_then(|page| page.parse::<u32>().ok());
    Ask {
        show: show.unwrap_or(if owner.is_some() {
            Show::Open
        } else {
            Show::Own
        }),
        owner,
        page: page.unwrap_or(1).saturating_sub(1).min(100_000),
    }
}

/// The action whose forms the address asks for.
pub fn opened() -> Option<ActionId> {
    let id = use_query_map().get_untracked().get("open")?;
    ActionId::from_str(&id).ok()
}

/// The address of a list with the forms of one action, and the way down to it.
pub fn opens(ask: Ask, action: &ActionView) -> String {
    let number = say!(Locale::Nl, actions.number, number = action.number);
    format!("{}&open={}#{number}", href(ask), action.id)
}

/// The address of a list.
pub fn href(ask: Ask) -> String {
    let word = WORDS
        .iter()
        .find(|(show, _)| *show == ask.show)
        .map_or("mijn", |(_, word)| word);
    let owner = ask.owner.map(|owner| format!("&van={owner}"));
    let page = (ask.page > 0).then(|| format!("&blad={}", ask.page + 1));
    format!(
        "/acties?toon={word}{}{}",
        owner.unwrap_or_default(),
        page.unwrap_or_default()
    )
}

/// The lists with their counts, as links. Who does not direct gets, for the own actions, jumps to
/// the parts of this page: on a phone the actions have to come soon.
pub fn chips(ask: Ask, list: &ActionList, directs: bool) -> AnyView {
    let chips = if directs || ask.show != Show::Own {
        lists(ask, list)
    } else {
        jumps(list)
    };
    let label = say!(Locale::Nl, actions.show);
    (!chips.is_empty())
        .then(|| view! { <ul class="kt-chips" aria-label=label>{chips}</ul> })
        .into_any()
}

fn jumps(list: &ActionList) -> Vec<AnyView> {
    list.actions
        .chunk_by(|one, next| heading(one).0 == heading(next).0)
        .filter_map(|group| {
            let first = group.first()?;
            let (id, word, _) = heading(first);
            let (_, icon, _) = words::action_status(&first.state, first.days_late);
            Some(chip(
                format!("#{id}"),
                icon,
                word,
                i64::try_from(group.len()).unwrap_or(i64::MAX),
                false,
            ))
        })
        .collect()
}

/// A list without anything in it is left out, except the one that is shown.
fn lists(ask: Ask, list: &ActionList) -> Vec<AnyView> {
    let l = Locale::Nl;
    let counts = &list.counts;
    let chips = [
        (Show::Own, "action", say!(l, actions.chip_own), counts.own),
        (
            Show::Claimed,
            "claimed",
            say!(l, actions.chip_claimed),
            counts.claimed,
        ),
        (
            Show::Returned,
            "declined",
            say!(l, actions.chip_returned),
            counts.returned,
        ),
        (
            Show::Unaccepted,
            "ask",
            say!(l, actions.chip_unaccepted),
            counts.unaccepted,
        ),
        (Show::Late, "late", say!(l, actions.chip_late), counts.late),
        (
            Show::Blocked,
            "blocked",
            say!(l, actions.chip_blocked),
            counts.blocked,
        ),
        (
            Show::Running,
            "half",
            say!(l, actions.chip_running),
            counts.running,
        ),
        (Show::Open, "open", say!(l, actions.chip_open), counts.open),
    ];
    chips
        .into_iter()
        .filter(|(show, _, _, count)| {
            *count > 0 || *show == ask.show || matches!(show, Show::Own | Show::Open)
        })
        .map(|(show, icon, word, count)| {
            let href = href(Ask {
                show,
                ..Ask::default()
            });
            chip(href, icon, word, count, show == ask.show)
        })
        .collect()
}

fn chip(href: String, icon: &'static str, word: &'static str, count: i64, here: bool) -> AnyView {
    let current = here.then_some("true");
    view! {
        <li>
            <a class="kt-chip" href=href aria-current=current>
                <Icon name=icon/>{word}" "<b>{count}</b>
            </a>
        </li>
    }
    .into_any()
}

/// The lists that are not asked for often: everybody's, and what is behind us.
pub fn elsewhere(ask: Ask, list: &ActionList, directs: bool) -> AnyView {
    let l = Locale::Nl;
    let link = |show, word| {
        let href = href(Ask {
            show,
            ..Ask::default()
        });
        view! { <li><a class="utrecht-link" href=href>{word}</a></li> }
    };
    let all = (ask.show == Show::Own && !directs && list.counts.open > list.counts.own)
        .then(|| link(Show::Open, say!(l, actions.open_link)));
    let closed =
        (ask.show != Show::Closed).then(|| link(Show::Closed, say!(l, actions.closed_link)));
    view! { <ul class="kt-plain kt-noprint">{all}{closed}</ul> }.into_any()
}

/// Narrows the list to one organisation: a plain form that asks, so it works without a script.
pub fn organisation(ask: Ask, list: &ActionList) -> AnyView {
    let l = Locale::Nl;
    let mut choices = vec![Choice {
        word: say!(l, actions.everybody).to_owned(),
        ..Choice::default()
    }];
    choices.extend(list.organisations.iter().map(|organisation| Choice {
        value: organisation.id.to_string(),
        word: organisation.name.clone(),
        ..Choice::default()
    }));
    let word = WORDS
        .iter()
        .find(|(show, _)| *show == ask.show)
        .map_or(
            "alles",
            |(show, word)| if *show == Show::Own { "alles" } else { *word },
        );
    let value = ask.owner.map(|owner| owner.to_string()).unwrap_or_default();
    view! {
        <form method="get" action="/acties" class="kt-filter kt-noprint">
            <input type="hidden" name="toon" value=word/>
            <SelectField id="van" name="van" label=say!(l, actions.by) choices value/>
            <Button>{say!(l, actions.filter)}</Button>
        </form>
    }
    .into_any()
}

/// The pages before and after this one.
pub fn pages(ask: Ask, list: &ActionList) -> Option<AnyView> {
    let l = Locale::Nl;
    let link = |page, word| {
        let href = href(Ask { page, ..ask });
        view! { <a class="utrecht-link" href=href>{word}</a>" " }
    };
    let before = (ask.page > 0).then(|| link(ask.page - 1, say!(l, actions.page_previous)));
    let after = list
        .more
        .then(|| link(ask.page + 1, say!(l, actions.page_next)));
    (before.is_some() || after.is_some()).then(|| {
        view! { <nav class="kt-note" aria-label=say!(l, actions.pages)>{before}{after}</nav> }
            .into_any()
    })
}
