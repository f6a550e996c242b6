//! `/beheer/gasten`: who comes as a guest, who vouches for them, and until when.

mod forms;
mod one;
mod request;

use domain::people::guest::Recovery;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::guests::accounts::{GuestList, GuestSummary};

use super::super::meetings::day;
use super::super::roadmaps::page_of;
use super::super::{Nav, Page, screen};
use crate::bridge;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{
    ButtonKind, Cell, Column, DenseTable, Empty, Head, LinkButton, NameCell, Status, TableRow,
    TableShape, Tone,
};
use crate::words::guests::guest_account;

pub use one::one;
pub use request::request;

/// The list.
pub fn list() -> AnyView {
    let (over, page) = {
        let query = use_query_map();
        let query = query.read_untracked();
        let over = query.get("toon").as_deref() == Some("voorbij");
        (over, page_of(query.get("blad")).max(1))
    };
    let nav = if bridge::is_guest() {
        Nav::Guest
    } else {
        Nav::Manage
    };
    screen(nav, move |visit| async move {
        bridge::no_store();
        let list = service::guests::accounts::accounts(&visit.ctx, over, page - 1).await?;
        let now = visit.ctx.now();
        let title = say!(Locale::Nl, guest_accounts.title);
        let table = if list.accounts.is_empty() {
            empty(over)
        } else {
            table(&list, now)
        };
        let body = view! {
            {head(&list)}
            {chips(over)}
            {table}
            {pager(over, page, list.more)}
        };
        Ok(Page::new(title, body))
    })
}

fn head(list: &GuestList) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let lead = if list.all {
        say!(l, guest_accounts.lead)
    } else {
        say!(l, guest_accounts.lead_own)
    };
    let aside = list.may_request.then(|| {
        view! {
            <LinkButton href="/beheer/gasten/nieuw" kind=ButtonKind::Primary icon="plus">
                {say!(l, guest_accounts.request)}
            </LinkButton>
        }
        .into_any()
    });
    let title = say!(l, guest_accounts.title);
    let head = match aside {
        Some(aside) => view! { <Head title aside/> }.into_any(),
        None => view! { <Head title/> }.into_any(),
    };
    view! { {head}<p>{lead}</p> }
}

fn chips(over: bool) -> impl IntoView {
    let l = Locale::Nl;
    let current = |this: bool| (this == over).then_some("page");
    view! {
        <nav class="kt-chips" aria-label=say!(l, guest_accounts.which)>
            <a class="kt-chip" href="/beheer/gasten" aria-current=current(false)>{say!(l, guest_accounts.living)}</a>
            <a class="kt-chip" href="/beheer/gasten?toon=voorbij" aria-current=current(true)>{say!(l, guest_accounts.over)}</a>
        </nav>
    }
}

fn empty(over: bool) -> AnyView {
    let l = Locale::Nl;
    let (title, text) = if over {
        (
            say!(l, guest_accounts.empty_over_title),
            say!(l, guest_accounts.empty_over_text),
        )
    } else {
        (
            say!(l, guest_accounts.empty_title),
            say!(l, guest_accounts.empty_text),
        )
    };
    view! { <Empty id="leeg" icon="guest" title text/> }.into_any()
}

fn table(list: &GuestList, now: chrono::DateTime<chrono::Utc>) -> AnyView {
    let l = Locale::Nl;
    let words = [
        say!(l, guest_accounts.column_guest),
        say!(l, guest_accounts.column_sponsor),
        say!(l, guest_accounts.column_state),
        say!(l, guest_accounts.column_until),
    ];
    let columns = words.map(|word| Column {
        word: word.to_owned(),
        numeric: false,
    });
    let row = |guest: &GuestSummary| {
        let href = format!("/beheer/gasten/{}", guest.id);
        let until = guest
            .ends_at
            .map_or_else(|| say!(l, guest_accounts.no_term).to_owned(), day);
        let (function, organisation) = (guest.function.clone(), guest.organisation.clone());
        let (sponsor, state) = (guest.sponsor.clone(), state(guest, now));
        view! {
            <TableRow>
                <NameCell>
                    <a class="utrecht-link" href=href>{function}</a>
                    <br/><small>{organisation}</small>
                </NameCell>
                <Cell label=words[1]>{sponsor}</Cell>
                <Cell label=words[2]>{state}</Cell>
                <Cell label=words[3]>{until}</Cell>
            </TableRow>
        }
    };
    let rows = list.accounts.iter().map(row).collect_view();
    view! {
        <DenseTable label=say!(l, guest_accounts.title) columns=columns.to_vec() shape=TableShape::Cards>
            {rows}
        </DenseTable>
    }
    .into_any()
}

/// Where an account stands, and whether its guest asks for a new way in.
fn state(guest: &GuestSummary, now: chrono::DateTime<chrono::Utc>) -> impl IntoView + use<> {
    let (tone, icon, word) = guest_account(&guest.state, now);
    let asks = (guest.recovery != Recovery::None).then(|| {
        let word = say!(Locale::Nl, guest_accounts.asks_anew);
        view! { <br/><Status tone=Tone::Attention icon="ask" word/> }
    });
    view! { <Status tone icon word/>{asks} }
}

fn pager(over: bool, page: u64, more: bool) -> Option<AnyView> {
    let l = Locale::Nl;
    let show = if over { "toon=voorbij&" } else { "" };
    let link = |to: u64, word: &'static str| {
        let href = format!("/beheer/gasten?{show}blad={to}");
        view! { <a class="utrecht-link" href=href>{word}</a> }
    };
    let before = (page > 1).then(|| link(page - 1, say!(l, roadmaps.previous)));
    let after = more.then(|| link(page + 1, say!(l, roadmaps.next)));
    (page > 1 || more).then(|| {
        view! { <nav class="kt-actions" aria-label=say!(l, roadmaps.pages)>{before}{after}</nav> }
            .into_any()
    })
}
