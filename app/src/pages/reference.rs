//! `/naslag`: the real reference content, each list with where it comes from.

mod agreements;
mod chain;
mod contacts;
mod municipalities;

pub use agreements::{commitments, measures};
pub use chain::{chain, code};
pub use contacts::contacts;
pub use municipalities::municipalities;

use domain::calendar::{day_month, month_nl};
use leptos::prelude::*;
use service::content::provenance::{PartialDate, Provenance};
use service::error::Error;

use super::screen::{Nav, Page, screen};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Breadcrumbs, Column, Crumb, Fact, Facts, Head, Panel, SectionHead};

/// The lists there are.
pub fn index() -> AnyView {
    screen(Nav::Elsewhere, |visit| async move {
        use domain::policy::{Facts, Operation};
        let read = visit
            .ctx
            .authorise(Operation::ReadReference, Facts::default());
        read.map_err(|error: Error| AppError::from(error))?;
        let l = Locale::Nl;
        let mut lists = vec![
            (
                "/naslag/maatregelen",
                say!(l, programmes.measures),
                say!(l, programmes.measures_text),
            ),
            (
                "/naslag/toezeggingen",
                say!(l, programmes.commitments),
                say!(l, programmes.commitments_text),
            ),
            (
                "/naslag/gemeenten",
                say!(l, programmes.municipalities),
                say!(l, programmes.municipalities_text),
            ),
            (
                "/naslag/keten",
                say!(l, programmes.chain),
                say!(l, programmes.chain_text),
            ),
            (
                "/naslag/meldcode",
                say!(l, programmes.code),
                say!(l, programmes.code_text),
            ),
            (
                "/naslag/contact",
                say!(l, programmes.contacts),
                say!(l, programmes.contacts_text),
            ),
        ];
        let mine = Facts::of_owner(visit.ctx.actor.organisation);
        if visit.ctx.may(Operation::ChooseTheme, mine) {
            let text = say!(l, programmes.theme_text);
            lists.push(("/beheer/thema", say!(l, programmes.theme_title), text));
        }
        let rows = lists
            .into_iter()
            .map(|(href, title, text)| {
                view! {
                    <section class="kt-panel">
                        <h2 class="utrecht-heading-3">
                            <a class="utrecht-link" href=href>{title}</a>
                        </h2>
                        <p>{text}</p>
                    </section>
                }
            })
            .collect_view();
        let body = view! {
            <Head title=say!(l, programmes.title)/>
            <p>{say!(l, programmes.lead)}</p>
            <div class="kt-duo">{rows}</div>
        };
        Ok(Page::new(say!(l, programmes.title), body))
    })
}

/// A reference page: the trail, the title, what is on it, and where it comes from.
fn page(
    title: &'static str,
    body: impl IntoView + 'static,
    from: Vec<(&'static str, Provenance)>,
) -> Page {
    let l = Locale::Nl;
    let trail = vec![
        Crumb {
            word: say!(l, programmes.title).to_owned(),
            href: Some("/naslag".to_owned()),
        },
        Crumb {
            word: title.to_owned(),
            href: None,
        },
    ];
    let alone = from.len() == 1;
    let from = from
        .into_iter()
        .enumerate()
        .map(|(at, (part, from))| provenance(at, (!alone).then_some(part), from))
        .collect_view();
    let body = view! {
        <Breadcrumbs label=say!(l, programmes.trail) trail/>
        <Head title/>
        <div class="kt-columns">
            <div class="kt-stack">{body}</div>
            <div class="kt-stack kt-side">{from}</div>
        </div>
    };
    Page::new(say!(l, programmes.kind), body)
}

/// Where a piece of content comes from.
fn provenance(at: usize, part: Option<&'static str>, from: Provenance) -> impl IntoView {
    let l = Locale::Nl;
    let title = part.map_or_else(
        || say!(l, programmes.provenance).to_owned(),
        |part| say!(l, programmes.provenance_of, part = part),
    );
    let id = format!("herkomst-{at}");
    let labelled_by = id.clone();
    let fact = |label: &'static str, value: Option<String>| {
        value.map(|value| view! { <Fact label=label>{value}</Fact> })
    };
    let facts = [
        fact(say!(l, programmes.provenance_title), Some(from.title)),
        fact(say!(l, programmes.provenance_publisher), from.publisher),
        fact(
            say!(l, programmes.provenance_date),
            from.date.as_ref().map(partial),
        ),
        fact(say!(l, programmes.provenance_reference), from.reference),
        fact(say!(l, programmes.provenance_note), from.note),
    ]
    .into_iter()
    .flatten()
    .collect_view();
    view! {
        <Panel labelled_by>
            <SectionHead id title small=true/>
            <Facts>{facts}</Facts>
        </Panel>
    }
}

/// A date in words, no more precise than its source: "2013", "juni 2008", "1 juni 2008".
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "it is mapped over references"
)]
fn partial(date: &PartialDate) -> String {
    let (first, last) = (date.first_day(), date.last_day());
    let year = first.format("%Y");
    match (last - first).num_days() {
        0 => format!("{} {year}", day_month(first)),
        1..=30 => format!("{} {year}", month_nl(first)),
        _ => year.to_string(),
    }
}

fn columns<const N: usize>(words: [&str; N]) -> Vec<Column> {
    words
        .into_iter()
        .map(|word| Column {
            word: word.to_owned(),
            numeric: false,
        })
        .collect()
}
