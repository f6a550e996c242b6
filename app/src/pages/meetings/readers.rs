//! `/punt/:id/gezien`: who saw an item, for who brought it in.

use domain::people::Class;
use leptos::prelude::*;
use service::meetings::{How, Readers, Reading};

use super::{param, query, when};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{
    Breadcrumbs, Cell, Column, Crumb, DenseTable, Empty, Head, NameCell, Notice, TableRow,
    TableShape, Tone,
};
use crate::words;

/// The page.
pub fn readers() -> AnyView {
    let id = param("id");
    let page = query("pagina").and_then(|page| page.parse().ok());
    let page: u64 = page.unwrap_or_default();
    screen(Nav::Meetings, move |visit| async move {
        bridge::no_store();
        let readers = service::meetings::readers(&visit.ctx, &id, page).await?;
        let title = say!(Locale::Nl, meetings.readers_title);
        Ok::<_, AppError>(Page::new(title, body(&readers, page)))
    })
}

fn body(readers: &Readers, page: u64) -> AnyView {
    let l = Locale::Nl;
    let title = say!(l, meetings.readers_title);
    let item = format!("/punt/{}", readers.item);
    // Who oversees gets the readings without the item.
    let crumbs = (!readers.title.is_empty()).then(|| {
        let crumb = |word: &str, href: Option<&str>| Crumb {
            word: word.to_owned(),
            href: href.map(str::to_owned),
        };
        let trail = vec![
            crumb(say!(l, common.nav_meetings), Some("/overleg")),
            crumb(&readers.title, Some(&item)),
            crumb(title, None),
        ];
        view! { <Breadcrumbs label=say!(l, meetings.crumbs) trail/> }
    });
    let list = if readers.class < Class::K2 {
        let class = words::class(readers.class);
        let text = say!(l, meetings.readers_open, class = class);
        view! { <Notice tone=Tone::Info>{text}</Notice> }.into_any()
    } else if readers.readings.is_empty() {
        let text = say!(l, meetings.readers_none);
        view! { <Empty id="gelezen" icon="shield" title text/> }.into_any()
    } else {
        view! { {table(&readers.readings)}{pager(&item, readers.more, page)} }.into_any()
    };
    view! {
        {crumbs}
        <Head title/>
        <p>{say!(l, meetings.readers_lead)}</p>
        {list}
    }
    .into_any()
}

fn table(readings: &[Reading]) -> AnyView {
    let l = Locale::Nl;
    let words = [
        say!(l, meetings.readers_when),
        say!(l, meetings.readers_who),
        say!(l, meetings.readers_how),
    ];
    let columns = words.map(|word| Column {
        word: word.to_owned(),
        numeric: false,
    });
    let rows = readings
        .iter()
        .map(|reading| {
            let at = format!("{}, {}", when::day(reading.at), when::time(reading.at));
            let how = match reading.how {
                How::Item => say!(l, meetings.readers_item),
                How::Live => say!(l, meetings.readers_live),
                How::Decisions => say!(l, meetings.readers_decisions),
                How::Minutes => say!(l, meetings.readers_minutes),
                How::Script => say!(l, meetings.readers_script),
                How::Search => say!(l, meetings.readers_search),
                How::Reasons => say!(l, meetings.readers_reasons),
            };
            let who = format!("{}, {}", reading.function, reading.organisation);
            view! {
                <TableRow>
                    <NameCell>{at}</NameCell>
                    <Cell label=words[1]>{who}</Cell>
                    <Cell label=words[2]>{how}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    view! {
        <DenseTable label=say!(l, meetings.readers_title) columns=columns.to_vec() shape=TableShape::Cards>
            {rows}
        </DenseTable>
    }
    .into_any()
}

fn pager(item: &str, more: bool, page: u64) -> Option<AnyView> {
    let l = Locale::Nl;
    let link = |page: u64, word: &'static str| {
        view! { <a class="utrecht-link" href=format!("{item}/gezien?pagina={page}")>{word}</a> }
    };
    let later = (page > 0).then(|| link(page - 1, say!(l, meetings.readers_later)));
    let earlier = more.then(|| link(page + 1, say!(l, meetings.readers_earlier)));
    (page > 0 || more).then(|| {
        view! {
            <nav class="kt-actions kt-noprint" aria-label=say!(l, meetings.pager)>{later}{earlier}</nav>
        }
        .into_any()
    })
}
