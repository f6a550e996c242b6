//! `/account/gegevens`: what the site holds about whoever looks, to read and to take along.

use domain::people::Role;
use leptos::prelude::*;
use service::audit::Deed;
use service::identity::{OwnData, own_data as load};

use super::meetings::when;
use super::oversight::deed;
use super::screen::{Nav, Page, screen};
use crate::bridge;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{
    Button, ButtonKind, Cell, Column, DenseTable, Fact, Facts, Head, NameCell, TableRow, TableShape,
};
use crate::words;

/// How many lines of the trail are shown; the file has all.
const SHOWN: usize = 25;

/// The page.
pub fn own_data() -> AnyView {
    screen(Nav::Elsewhere, |visit| async move {
        bridge::no_store();
        let data = load(&visit.ctx).await?;
        let l = Locale::Nl;
        let title = say!(l, account.data_title);
        let lead = say!(l, account.data_page_lead, region = data.person.region);
        let body = view! {
            <Head title/>
            <p>{lead}</p>
            <form method="post" action="/account/gegevens/meenemen" class="kt-actions">
                <Button kind=ButtonKind::Primary icon="file">{say!(l, account.data_do)}</Button>
            </form>
            <p class="kt-note">{say!(l, account.data_note)}</p>
            {facts(&data)}
            {parts(&data)}
            {trail(&data)}
        };
        Ok(Page::new(title, body))
    })
}

fn facts(data: &OwnData) -> AnyView {
    let l = Locale::Nl;
    let person = data.person.clone();
    let account = when::day(data.account.since);
    view! {
        <Facts>
            <Fact label=say!(l, account.data_name)>{person.name}</Fact>
            <Fact label=say!(l, account.function)>{person.function}</Fact>
            <Fact label=say!(l, account.organisation)>{person.organisation}</Fact>
            <Fact label=say!(l, account.region)>{person.region}</Fact>
            <Fact label=say!(l, account.since)>{when::day(person.since)}</Fact>
            <Fact label=say!(l, account.data_account)>{account}</Fact>
        </Facts>
    }
    .into_any()
}

fn parts(data: &OwnData) -> AnyView {
    let l = Locale::Nl;
    let roles = data.roles.iter().map(|role| {
        let word = Role::parse(&role.role).map(words::role).unwrap_or_default();
        match &role.table {
            Some(table) => say!(l, account.data_role_at, role = word, table = table),
            None => word.to_owned(),
        }
    });
    let seats = data.seats.iter().map(|seat| {
        let kind = if seat.kind == "guest" {
            say!(l, account.data_guest)
        } else {
            say!(l, account.data_member)
        };
        let ceiling = seat.ceiling.to_uppercase();
        say!(
            l,
            account.data_seat,
            table = seat.table,
            kind = kind,
            ceiling = ceiling
        )
    });
    let identities = data.identities.iter().map(|it| {
        say!(
            l,
            account.data_identity,
            issuer = it.issuer,
            subject = it.subject
        )
    });
    let statements = data.statements.iter().map(|it| {
        say!(
            l,
            account.data_signed,
            thing = it.table,
            day = when::day(it.signed)
        )
    });
    let signatures = data.signatures.iter().map(|it| {
        let day = when::day(it.signed);
        if it.withdrawn.is_some() {
            say!(l, account.data_withdrawn, thing = it.covenant, day = day)
        } else {
            say!(l, account.data_signed, thing = it.covenant, day = day)
        }
    });
    [
        list(say!(l, account.roles), roles.collect()),
        list(say!(l, account.data_seats), seats.collect()),
        list(say!(l, account.data_identities), identities.collect()),
        list(say!(l, account.data_statements), statements.collect()),
        list(say!(l, account.data_signatures), signatures.collect()),
    ]
    .into_any()
}

fn list(title: &'static str, items: Vec<String>) -> AnyView {
    let body = if items.is_empty() {
        view! { <p>{say!(Locale::Nl, account.data_nothing)}</p> }.into_any()
    } else {
        let items = items
            .into_iter()
            .map(|item| view! { <li>{item}</li> })
            .collect_view();
        view! { <ul class="kt-lines">{items}</ul> }.into_any()
    };
    view! { <h2 class="utrecht-heading-2">{title}</h2>{body} }.into_any()
}

fn trail(data: &OwnData) -> AnyView {
    let l = Locale::Nl;
    let shown = data.trail.len().min(SHOWN);
    let words = [
        say!(l, oversight.when),
        say!(l, oversight.what),
        say!(l, oversight.thing),
    ];
    let columns = words.map(|word| Column {
        word: word.to_owned(),
        numeric: false,
    });
    let rows = data
        .trail
        .iter()
        .take(SHOWN)
        .map(|line| {
            let at = format!("{}, {}", when::day(line.at), when::time(line.at));
            let what = deed(Deed::of(&line.action, &line.result, &line.detail));
            let thing = words::oversight::thing(&line.object);
            view! {
                <TableRow>
                    <NameCell>{at}</NameCell>
                    <Cell label=words[1]>{what}</Cell>
                    <Cell label=words[2]>{thing}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    let title = say!(l, account.data_trail);
    let note = say!(
        l,
        account.data_trail_note,
        shown = shown,
        all = data.trail.len()
    );
    view! {
        <h2 class="utrecht-heading-2">{title}</h2>
        <p class="kt-note">{note}</p>
        <DenseTable label=title columns=columns.to_vec() shape=TableShape::Cards>{rows}</DenseTable>
    }
    .into_any()
}
