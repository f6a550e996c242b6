//! `/account/gegevens`: what the site holds about whoever looks, to read and to take along.

use domain::people::Role;
use leptos::prelude::*;
use service::audit::Deed;
use service::identity::{OwnData, OwnRegion, own_data as load};

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
        let regions = data.regions.iter().enumerate().map(region).collect_view();
        let body = view! {
            <Head title/>
            <p>{say!(l, account.data_page_lead)}</p>
            <form method="post" action="/account/gegevens/meenemen" class="kt-actions">
                <Button kind=ButtonKind::Primary icon="file">{say!(l, account.data_do)}</Button>
            </form>
            <p class="kt-note">{say!(l, account.data_note)}</p>
            {whole(&data)}
            {regions}
        };
        Ok(Page::new(title, body))
    })
}

/// What is of the account, whatever the region.
fn whole(data: &OwnData) -> AnyView {
    let l = Locale::Nl;
    let since = when::day(data.account.since);
    let identities = data.identities.iter().map(|it| {
        say!(
            l,
            account.data_identity,
            issuer = it.issuer,
            subject = it.subject
        )
    });
    let factors = data.factors.iter().map(|it| {
        let day = when::day(it.since);
        if it.kind == "passkey" {
            say!(l, account.data_passkey, day = day)
        } else {
            say!(l, account.data_codes, day = day)
        }
    });
    let sessions = data.sessions.iter().map(|it| {
        let (day, time) = (when::day(it.began), when::time(it.began));
        say!(l, account.data_session, day = day, time = time)
    });
    let identities = list(say!(l, account.data_identities), identities.collect());
    let factors = list(say!(l, account.data_factors), factors.collect());
    let sessions = list(say!(l, account.data_sessions), sessions.collect());
    view! {
        <section aria-labelledby="account">
            <h2 class="utrecht-heading-2" id="account">{say!(l, account.data_whole)}</h2>
            <Facts>
                <Fact label=say!(l, account.data_account)>{since}</Fact>
                {identities}
                {factors}
                {sessions}
            </Facts>
        </section>
    }
    .into_any()
}

/// What hangs on the person in one region.
fn region((at, data): (usize, &OwnRegion)) -> AnyView {
    let l = Locale::Nl;
    let person = data.person.clone();
    let title = say!(l, account.data_region, region = person.region);
    let id = format!("regio-{}", at + 1);
    let rights = rights(data);
    let email = person.email.clone().map(|email| {
        view! { <Fact label=say!(l, mail.own_email)>{email}</Fact> }
    });
    let comes = if person.daily {
        say!(l, mail.own_daily)
    } else {
        say!(l, mail.own_at_once)
    };
    view! {
        <section aria-labelledby=id.clone()>
            <h2 class="utrecht-heading-2" id=id.clone()>{title}</h2>
            <Facts>
                <Fact label=say!(l, account.data_name)>{person.name}</Fact>
                <Fact label=say!(l, account.function)>{person.function}</Fact>
                <Fact label=say!(l, account.organisation)>{person.organisation}</Fact>
                <Fact label=say!(l, account.since)>{when::day(person.since)}</Fact>
                {email}
                <Fact label=say!(l, mail.own_when)>{comes}</Fact>
                {rights}
            </Facts>
            {trail(data)}
        </section>
    }
    .into_any()
}

fn rights(data: &OwnRegion) -> AnyView {
    let l = Locale::Nl;
    let role = |word: &str| Role::parse(word).map(words::role).unwrap_or_default();
    let roles = data.roles.iter().map(|it| match &it.table {
        Some(table) => say!(
            l,
            account.data_role_at,
            role = role(&it.role),
            table = table
        ),
        None => role(&it.role).to_owned(),
    });
    let seats = data.seats.iter().map(|seat| {
        let kind = if seat.kind == "guest" {
            say!(l, account.data_guest)
        } else {
            say!(l, account.data_member)
        };
        let ceiling = seat.ceiling.to_uppercase();
        let said = say!(
            l,
            account.data_seat,
            table = seat.table,
            kind = kind,
            ceiling = ceiling
        );
        match seat.meeting {
            Some(at) => say!(l, account.data_seat_only, seat = said, day = when::day(at)),
            None => said,
        }
    });
    let deputies = data.deputies.iter().map(|it| {
        let day = when::day(it.starts);
        say!(l, account.data_signed, thing = it.table, day = day)
    });
    let answers = data.answers.iter().map(|it| {
        let day = when::day(it.starts);
        if it.comes {
            say!(l, account.data_comes, table = it.table, day = day)
        } else {
            say!(l, account.data_stays_away, table = it.table, day = day)
        }
    });
    let guest = data.guest.iter().map(|it| {
        say!(
            l,
            account.data_invited,
            table = it.table,
            sponsor = it.sponsor,
            email = it.email,
            purpose = it.purpose
        )
    });
    let statements = data.statements.iter().map(|it| {
        let day = when::day(it.signed);
        let signed = say!(l, account.data_signed, thing = it.table, day = day);
        match it.meeting {
            Some(at) => say!(
                l,
                account.data_seat_only,
                seat = signed,
                day = when::day(at)
            ),
            None => signed,
        }
    });
    let signatures = data.signatures.iter().map(|it| {
        let day = when::day(it.signed);
        if it.withdrawn.is_some() {
            say!(l, account.data_withdrawn, thing = it.covenant, day = day)
        } else {
            say!(l, account.data_signed, thing = it.covenant, day = day)
        }
    });
    let guest =
        (!data.guest.is_empty()).then(|| list(say!(l, account.data_invitation), guest.collect()));
    let deputies = (!data.deputies.is_empty())
        .then(|| list(say!(l, account.data_deputies), deputies.collect()));
    let answers =
        (!data.answers.is_empty()).then(|| list(say!(l, account.data_answers), answers.collect()));
    view! {
        {guest}
        {list(say!(l, account.roles), roles.collect())}
        {list(say!(l, account.data_seats), seats.collect())}
        {deputies}
        {answers}
        {list(say!(l, account.data_statements), statements.collect())}
        {list(say!(l, account.data_signatures), signatures.collect())}
    }
    .into_any()
}

/// Everything of one kind, as a fact.
fn list(title: &'static str, items: Vec<String>) -> AnyView {
    let body = if items.is_empty() {
        say!(Locale::Nl, account.data_nothing).into_any()
    } else {
        let items = items
            .into_iter()
            .map(|item| view! { <li>{item}</li> })
            .collect_view();
        view! { <ul class="kt-values">{items}</ul> }.into_any()
    };
    view! { <Fact label=title>{body}</Fact> }.into_any()
}

fn trail(data: &OwnRegion) -> AnyView {
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
    let label = say!(l, account.data_trail_label, region = data.person.region);
    let note = say!(
        l,
        account.data_trail_note,
        shown = shown,
        all = data.trail.len()
    );
    view! {
        <h3 class="utrecht-heading-3">{title}</h3>
        <p class="kt-note">{note}</p>
        <DenseTable label=label columns=columns.to_vec() shape=TableShape::Cards>{rows}</DenseTable>
    }
    .into_any()
}
