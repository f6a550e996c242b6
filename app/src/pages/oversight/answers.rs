//! `/toezicht/bewaking`: what the guard asked, and why the text stands nevertheless.

use domain::policy::{Facts, Operation};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::audit::{GuardAnswer, guard_answers, open_until};

use crate::bridge;
use crate::i18n::Locale;
use crate::pages::meetings::when;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{Cell, Column, DenseTable, Empty, Head, NameCell, TableRow, TableShape};
use crate::words;

/// The page.
pub fn answers() -> AnyView {
    let page = use_query_map().with_untracked(|query| query.get("pagina"));
    let page: u64 = page.and_then(|page| page.parse().ok()).unwrap_or_default();
    screen(Nav::Elsewhere, move |visit| async move {
        bridge::no_store();
        let oversees = visit.ctx.may(Operation::OpenTrail, Facts::default());
        if oversees && open_until(&visit.ctx).await?.is_none() {
            // First the ground, as for the rest of the trail.
            bridge::go("/toezicht");
            return Ok(Page::new(say!(Locale::Nl, oversight.guard_title), ()));
        }
        let (found, more) = guard_answers(&visit.ctx, page).await?;
        let l = Locale::Nl;
        let title = say!(l, oversight.guard_title);
        let link = |page: u64, word: &'static str| {
            let href = format!("/toezicht/bewaking?pagina={page}");
            view! { <a class="utrecht-link" href=href>{word}</a> }
        };
        let newer = (page > 0).then(|| link(page - 1, say!(l, oversight.newest)));
        let older = more.then(|| link(page + 1, say!(l, oversight.older)));
        let pager = (page > 0 || more).then(|| {
            view! {
                <nav class="kt-actions kt-noprint" aria-label=say!(l, meetings.pager)>{newer}{older}</nav>
            }
        });
        let body = view! {
            <Head title/>
            <p>{say!(l, oversight.guard_lead)}</p>
            {list(&found)}
            {pager}
            <p><a class="utrecht-link" href="/toezicht">{say!(l, oversight.back)}</a></p>
        };
        Ok(Page::new(title, body))
    })
}

fn list(found: &[GuardAnswer]) -> AnyView {
    let l = Locale::Nl;
    if found.is_empty() {
        let (title, text) = (say!(l, oversight.none_title), say!(l, oversight.guard_none));
        return view! { <Empty id="niets" icon="shield" title text/> }.into_any();
    }
    let words = [
        say!(l, oversight.when),
        say!(l, oversight.thing),
        say!(l, oversight.guard_kinds),
        say!(l, oversight.guard_reason),
    ];
    let columns = words.map(|word| Column {
        word: word.to_owned(),
        numeric: false,
    });
    let rows = found
        .iter()
        .map(|answer| {
            let at = format!("{}, {}", when::day(answer.at), when::time(answer.at));
            let thing = words::oversight::thing(&answer.object);
            let kinds: Vec<&str> = answer
                .kinds
                .iter()
                .map(|kind| words::oversight::kind(*kind))
                .collect();
            let kinds = kinds.join(", ");
            let reason = answer.reason.clone();
            let reason = reason.unwrap_or_else(|| say!(l, oversight.guard_hidden).to_owned());
            view! {
                <TableRow>
                    <NameCell>{at}</NameCell>
                    <Cell label=words[1]>{thing}</Cell>
                    <Cell label=words[2]>{kinds}</Cell>
                    <Cell label=words[3]>{reason}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    view! {
        <DenseTable label=say!(l, oversight.guard_title) columns=columns.to_vec() shape=TableShape::Cards>
            {rows}
        </DenseTable>
    }
    .into_any()
}
