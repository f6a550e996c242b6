//! The measures with their holders, and the commitments with their vague dates.

use chrono::{Datelike, NaiveDate};
use domain::calendar::month_nl;
use domain::programmes::CommitmentState;
use leptos::prelude::*;
use service::content::agreements::{CommitmentKind, FuzzyDue, House, Measure, Measures};
use service::programmes::CommitmentView;

use super::{columns, page};
use crate::i18n::Locale;
use crate::pages::screen::{Nav, screen};
use crate::say;
use crate::ui::{Cell, DenseTable, NameCell, SectionHead, Status, TableRow, TableShape};
use crate::words::covenants::day;
use crate::words::programmes::commitment as word_of;

/// `/naslag/maatregelen`.
pub fn measures() -> AnyView {
    screen(Nav::Elsewhere, |visit| async move {
        let file = service::programmes::measures(&visit.ctx).await?;
        let themes = file
            .themes
            .iter()
            .map(|theme| {
                let of = |measure: &&Measure| measure.theme == theme.key;
                let rows = file
                    .measures
                    .iter()
                    .filter(of)
                    .map(|measure| row(measure, &file))
                    .collect_view()
                    .into_any();
                section(&theme.key, &theme.title, rows)
            })
            .collect_view();
        let title = say!(Locale::Nl, programmes.measures);
        Ok(page(title, themes, vec![(title, file.provenance)]))
    })
}

fn section(key: &str, title: &str, rows: AnyView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let id = key.replace('_', "-");
    let labelled_by = id.clone();
    let label = format!("{}, {title}", say!(l, programmes.measures_label));
    let columns = columns([
        say!(l, programmes.col_number),
        say!(l, programmes.col_measure),
        say!(l, programmes.col_holders),
    ]);
    let title = title.to_owned();
    view! {
        <section aria-labelledby=labelled_by>
            <SectionHead id title/>
            <DenseTable label columns shape=TableShape::Numbered>{rows}</DenseTable>
        </section>
    }
}

fn row(measure: &Measure, file: &Measures) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let name = |key: &String| {
        let holder = file.holders.iter().find(|holder| holder.key == *key);
        holder.map_or_else(|| key.clone(), |holder| holder.name.clone())
    };
    let holders: Vec<String> = measure.holders.iter().map(name).collect();
    let holders = holders.join(", ");
    let (number, text) = (measure.number, measure.text.clone());
    view! {
        <TableRow>
            <NameCell>{number}</NameCell>
            <Cell label=say!(l, programmes.col_measure)>{text}</Cell>
            <Cell label=say!(l, programmes.col_holders)>{holders}</Cell>
        </TableRow>
    }
}

/// `/naslag/toezeggingen`.
pub fn commitments() -> AnyView {
    screen(Nav::Elsewhere, |visit| async move {
        let (views, from) = service::programmes::commitments(&visit.ctx).await?;
        let l = Locale::Nl;
        let today = visit.ctx.today();
        let open = views.iter().filter(|view| view.state.is_open()).count();
        let counts = say!(l, programmes.counts, all = views.len(), open = open);
        let columns = columns([
            say!(l, programmes.col_commitment),
            say!(l, programmes.col_to),
            say!(l, programmes.col_due),
            say!(l, programmes.col_latest),
            say!(l, programmes.col_state),
        ]);
        let rows = views
            .iter()
            .map(|view| commitment(view, today))
            .collect_view();
        let body = view! {
            <section>
                <p>{counts}</p>
                <DenseTable label=say!(l, programmes.commitments_label) columns shape=TableShape::Cards>
                    {rows}
                </DenseTable>
                <p class="kt-note">{say!(l, programmes.honest)}</p>
            </section>
        };
        let title = say!(l, programmes.commitments);
        Ok(page(title, body, vec![(title, from)]))
    })
}

fn commitment(view: &CommitmentView, today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let commitment = &view.commitment;
    let house = match commitment.made_to {
        House::Lower => say!(l, programmes.house_lower),
        House::Upper => say!(l, programmes.house_upper),
    };
    let motion = (commitment.kind == CommitmentKind::Motion)
        .then(|| view! { <span class="kt-sub">{say!(l, programmes.motion)}</span> });
    let notes = [
        commitment.note.clone(),
        commitment.slippage.as_ref().map(|slip| slip.text.clone()),
    ]
    .into_iter()
    .flatten()
    .map(|note| view! { <span class="kt-sub">{note}</span> })
    .collect_view();
    let (tone, icon, word) = word_of(&view.state);
    let more = more(view, today).map(|more| view! { <span class="kt-sub">{more}</span> });
    let (text, due) = (commitment.text.clone(), commitment.due_wording.clone());
    let latest = latest(view);
    view! {
        <TableRow>
            <NameCell>{text}{notes}</NameCell>
            <Cell label=say!(l, programmes.col_to)>{house}{motion}</Cell>
            <Cell label=say!(l, programmes.col_due)>{due}</Cell>
            <Cell label=say!(l, programmes.col_latest)>{latest}</Cell>
            <Cell label=say!(l, programmes.col_state)><Status tone icon word/>{more}</Cell>
        </TableRow>
    }
}

/// The last day that keeps it, or why that cannot be told.
fn latest(view: &CommitmentView) -> String {
    let l = Locale::Nl;
    match (&view.latest, &view.commitment.due) {
        (Some(on), due) if is_vague(due) => say!(l, programmes.latest_vague, day = day(*on)),
        (Some(on), _) => day(*on),
        (None, FuzzyDue::ByDocument { date, .. }) => day(*date),
        (None, FuzzyDue::Relative { event, .. }) => {
            say!(l, programmes.latest_event, event = event)
        }
        (None, _) => say!(l, programmes.latest_unknown).to_owned(),
    }
}

/// A month, a half of a year or its beginning: a day can be reckoned, but was never promised.
fn is_vague(due: &FuzzyDue) -> bool {
    matches!(
        due,
        FuzzyDue::Month { .. } | FuzzyDue::HalfYear { .. } | FuzzyDue::Begin { .. }
    )
}

/// What settled it, or how far the date lies behind us.
fn more(view: &CommitmentView, today: NaiveDate) -> Option<String> {
    let l = Locale::Nl;
    match &view.state {
        CommitmentState::Settled { document, on } => {
            let on = day(*on);
            Some(say!(
                l,
                programmes.settled_how,
                document = document,
                day = on
            ))
        }
        CommitmentState::Overdue if is_vague(&view.commitment.due) => {
            let over = view.latest?.succ_opt()?;
            let month = format!("{} {}", month_nl(over), over.year());
            Some(say!(l, programmes.overdue_vague, month = month))
        }
        CommitmentState::Overdue => {
            let days = (today - view.latest?).num_days();
            Some(say!(l, programmes.overdue_since, days = days))
        }
        _ => None,
    }
}
