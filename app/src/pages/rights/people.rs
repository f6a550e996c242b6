//! `/beheer/mensen`: who is known here.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::people::view::{Filter, PAGE, People, PersonLine};

use super::{count, crumbs};
use crate::bridge::{self, Entrances};
use crate::i18n::Locale;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{
    Button, ButtonKind, Cell, Choice, Column, DenseTable, Empty, Head, LinkButton, NameCell,
    SelectField, Status, TableRow, TableShape, Tone,
};
use crate::words;

/// The list.
pub fn people() -> AnyView {
    let query = use_query_map().get_untracked();
    let filter = Filter {
        organisation: query.get("organisatie").unwrap_or_default(),
        page: query
            .get("blad")
            .and_then(|page| page.parse::<u64>().ok())
            .map_or(0, |page| page.saturating_sub(1).min(10_000)),
    };
    screen(Nav::Manage, move |visit| async move {
        bridge::no_store();
        let people = service::people::view::people(&visit.ctx, &filter).await?;
        let l = Locale::Nl;
        let title = say!(l, people.people_title);
        let aside = people.may_register.then(|| {
            view! {
                <LinkButton href="/beheer/mensen/nieuw" kind=ButtonKind::Primary icon="plus">
                    {say!(l, people.people_new)}
                </LinkButton>
            }
            .into_any()
        });
        let aside = aside.unwrap_or_else(|| ().into_any());
        let found = count(people.count);
        let pager = pager(&filter, people.count);
        let body = view! {
            {crumbs(None, title)}
            <Head title aside=aside meta=vec![found.into_any()]/>
            {finder(&filter, &people)}
            {table(people.lines)}
            {pager}
        };
        Ok(Page::new(title, body))
    })
}

fn finder(filter: &Filter, people: &People) -> AnyView {
    let l = Locale::Nl;
    let mut choices = vec![Choice {
        value: String::new(),
        word: say!(l, people.find_all).to_owned(),
        explanation: String::new(),
    }];
    choices.extend(people.organisations.iter().map(|known| Choice {
        value: known.id.to_string(),
        word: known.name.clone(),
        explanation: String::new(),
    }));
    view! {
        <form method="get" action="/beheer/mensen" class="kt-form kt-noprint">
            <SelectField id="organisatie" name="organisatie" label=say!(l, people.find_organisation)
                choices value=filter.organisation.clone()/>
            <div class="kt-actions"><Button>{say!(l, people.find_do)}</Button></div>
        </form>
    }
    .into_any()
}

fn table(lines: Vec<PersonLine>) -> AnyView {
    let l = Locale::Nl;
    let demo = use_context::<Entrances>().is_some_and(|here| here.demo);
    if lines.is_empty() {
        let (title, text) = (
            say!(l, people.people_empty),
            say!(l, people.people_empty_text),
        );
        return view! { <Empty id="leeg" title text icon="guest"/> }.into_any();
    }
    let columns = [
        say!(l, people.col_name),
        say!(l, people.col_organisation),
        say!(l, people.col_roles),
        say!(l, people.col_state),
    ];
    let heads = columns
        .map(|word| Column {
            word: word.to_owned(),
            numeric: false,
        })
        .to_vec();
    let rows = lines
        .into_iter()
        .map(|line| {
            // A guest comes in by another door, and so does everybody of the demo.
            let by_invitation = line.roles.iter().any(|role| !role.is_granted());
            let comes_in = line.bound || by_invitation || demo;
            let state = state(line.active, comes_in, line.entitled);
            let roles = roles(&line.roles);
            let nowhere = (line.active && !line.reached).then(|| {
                view! { <span class="kt-sub">{say!(l, mail.reach_none)}</span> }
            });
            let href = format!("/beheer/mensen/{}", line.id);
            let function = (line.function != line.name).then(|| {
                view! { <span class="kt-sub">{line.function.clone()}</span> }
            });
            view! {
                <TableRow>
                    <NameCell><a class="utrecht-link" href=href>{line.name}</a>{function}</NameCell>
                    <Cell label=columns[1]>{line.organisation}</Cell>
                    <Cell label=columns[2]>{roles}</Cell>
                    <Cell label=columns[3]>{state}{nowhere}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    view! {
        <DenseTable label=say!(l, people.people_label) columns=heads shape=TableShape::Cards>{rows}</DenseTable>
    }
    .into_any()
}

/// The roles in a row of words.
pub(super) fn roles(held: &[domain::people::Role]) -> String {
    let words: Vec<&str> = held.iter().map(|role| words::role(*role)).collect();
    if words.is_empty() {
        say!(Locale::Nl, people.no_roles).to_owned()
    } else {
        words.join(", ")
    }
}

/// Whether somebody may come in, and what is still missing for it to open anything.
pub(super) fn state(active: bool, comes_in: bool, entitled: bool) -> AnyView {
    let l = Locale::Nl;
    let missing = [
        (!comes_in).then_some(say!(l, people.not_bound)),
        (!entitled).then_some(say!(l, people.no_rights)),
    ];
    let mut missing = missing.into_iter().flatten();
    let (tone, icon, word) = match (active, missing.next()) {
        (false, _) => (Tone::Critical, "blocked", say!(l, people.state_paused)),
        (true, Some(first)) => (Tone::Neutral, "wait", first),
        (true, None) => (Tone::Positive, "check", say!(l, people.state_active)),
    };
    let rest = missing.next().filter(|_| active);
    let rest = rest.map(|word| view! { <span class="kt-sub">{word}</span> });
    view! { <Status tone icon word/>{rest} }.into_any()
}

fn pager(filter: &Filter, count: u64) -> Option<AnyView> {
    let l = Locale::Nl;
    let link = |page: u64, word: &'static str| {
        let href = format!(
            "/beheer/mensen?organisatie={}&blad={}",
            filter.organisation,
            page + 1
        );
        view! { <LinkButton href compact=true>{word}</LinkButton> }
    };
    let back = (filter.page > 0).then(|| link(filter.page - 1, say!(l, people.page_back)));
    let more = (filter.page + 1) * PAGE < count;
    let on = more.then(|| link(filter.page + 1, say!(l, people.page_on)));
    (back.is_some() || on.is_some()).then(|| {
        view! {
            <nav class="kt-actions kt-noprint" aria-label=say!(l, people.pager)>{back}{on}</nav>
        }
        .into_any()
    })
}
