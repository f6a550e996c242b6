//! `/convenant`: all covenants of the region, who still has to sign, which end soon.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::covenants::{CovenantLine, CovenantList};

use super::statement::statements;
use crate::i18n::Locale;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{
    ButtonKind, Cell, Column, DenseTable, Empty, Head, LinkButton, NameCell, Seat, Status,
    TableRing, TableRow, TableShape,
};
use crate::words::covenants::{covenant, day, days_left};

/// The list.
pub fn list() -> AnyView {
    let page = use_query_map().with_untracked(|query| query.get("bladzijde"));
    let page = page.and_then(|page| page.parse().ok()).unwrap_or(0_u64);
    screen(Nav::Covenants, move |visit| async move {
        let list = service::covenants::list(&visit.ctx, page.min(10_000)).await?;
        let l = Locale::Nl;
        let aside = list.may_draft.then(|| {
            view! {
                <LinkButton href="/convenant/nieuw" kind=ButtonKind::Primary icon="plus">
                    {say!(l, covenants.new)}
                </LinkButton>
            }
            .into_any()
        });
        let aside = aside.unwrap_or_else(|| ().into_any());
        let statements = statements(&list.statements);
        let body = view! {
            <Head title=say!(l, covenants.title) aside=aside/>
            {statements}
            {table(list, page)}
        };
        Ok(Page::new(say!(l, covenants.title), body))
    })
}

fn table(list: CovenantList, page: u64) -> AnyView {
    let l = Locale::Nl;
    if list.lines.is_empty() && page == 0 {
        let (title, text) = (
            say!(l, covenants.empty_title),
            say!(l, covenants.empty_text),
        );
        return view! { <Empty id="leeg" title text icon="file"/> }.into_any();
    }
    let columns = [
        say!(l, covenants.col_covenant),
        say!(l, covenants.col_state),
        say!(l, covenants.col_signed),
        say!(l, covenants.col_waits),
        say!(l, covenants.col_term),
    ];
    let columns = columns
        .into_iter()
        .map(|word| Column {
            word: word.to_owned(),
            numeric: false,
        })
        .collect();
    let today = list.today;
    let rows = list
        .lines
        .into_iter()
        .map(|line| row(line, today))
        .collect_view();
    let link = |page: u64, label: &'static str| {
        let href = format!("/convenant?bladzijde={page}");
        view! { <LinkButton href compact=true>{label}</LinkButton> }
    };
    view! {
        <DenseTable label=say!(l, covenants.list_label) columns shape=TableShape::Cards>{rows}</DenseTable>
        <div class="kt-actions">
            {page.checked_sub(1).map(|page| link(page, say!(l, covenants.later)))}
            {list.more.then(|| link(page + 1, say!(l, covenants.earlier)))}
        </div>
    }
    .into_any()
}

fn row(line: CovenantLine, today: chrono::NaiveDate) -> impl IntoView {
    let l = Locale::Nl;
    let href = format!("/convenant/{}", line.id);
    let (tone, icon, word) = covenant(&line.state, line.term, today);
    let waits = if line.waits_for.is_empty() {
        say!(l, covenants.nothing).to_owned()
    } else {
        line.waits_for.join(", ")
    };
    let term = line.term.ends.map_or_else(
        || say!(l, covenants.open_end).to_owned(),
        |ends| say!(l, covenants.until, day = day(ends)),
    );
    // The status says that it ends soon; here is how soon.
    let ends_soon = line
        .days_left
        .map(|days| view! { <span class="kt-sub">{days_left(days)}</span> });
    let asks_me = line.asks_me.then(|| {
        let href = format!("/convenant/{}/ondertekenen", line.id);
        view! { " " <LinkButton href compact=true icon="signed">{say!(l, covenants.sign_go)}</LinkButton> }
    });
    view! {
        <TableRow>
            <NameCell><a class="utrecht-link" href=href>{line.title}</a></NameCell>
            <Cell label=say!(l, covenants.col_state)><Status tone icon word/></Cell>
            <Cell label=say!(l, covenants.col_signed)><span class="kt-ringcell">{ring(&line.signed)}</span></Cell>
            <Cell label=say!(l, covenants.col_waits)>{waits}{asks_me}</Cell>
            <Cell label=say!(l, covenants.col_term)>{term}{ends_soon}</Cell>
        </TableRow>
    }
}

/// The ring of who signed.
pub fn ring(signed: &[bool]) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let (count, all) = (
        signed.iter().filter(|signed| **signed).count(),
        signed.len(),
    );
    let seats = signed
        .iter()
        .map(|signed| if *signed { Seat::Signed } else { Seat::Waiting })
        .collect();
    let label = say!(l, covenants.ring, signed = count, all = all);
    let big = format!("{count}/{all}");
    view! { <TableRing seats label big small=say!(l, covenants.ring_small)/> }
}
