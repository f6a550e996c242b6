//! How far actions are for who reads none of them: numbers and dates for each organisation.

use domain::calendar::{day_month, days_late};
use leptos::prelude::*;
use service::actions::{Tallies, Tally};

use crate::i18n::Locale;
use crate::say;
use crate::ui::{Cell, Column, DenseTable, Empty, Head, NameCell, TableRow, TableShape};

const L: Locale = Locale::Nl;

/// The list in numbers.
pub fn body(found: &Tallies) -> AnyView {
    let (title, lead) = if found.whole {
        (say!(L, actions.title), say!(L, actions.tally_lead_whole))
    } else {
        (say!(L, actions.tally_title), say!(L, actions.tally_lead))
    };
    let body = if found.rows.is_empty() {
        let text = if found.whole {
            say!(L, actions.empty_all_text)
        } else {
            say!(L, actions.tally_none_text)
        };
        let title = if found.whole {
            say!(L, actions.empty_all_title)
        } else {
            say!(L, actions.tally_none)
        };
        view! { <Empty id="leeg" title text icon="check"/> }.into_any()
    } else {
        table(found)
    };
    view! {
        <Head title/>
        <p>{lead}</p>
        {body}
    }
    .into_any()
}

fn table(found: &Tallies) -> AnyView {
    let mut words = vec![say!(L, actions.col_organisation)];
    if found.whole {
        words.extend([
            say!(L, actions.head_confirm),
            say!(L, actions.head_running),
            say!(L, actions.chip_blocked),
            say!(L, actions.head_claimed),
            say!(L, actions.chip_returned),
        ]);
    }
    words.extend([say!(L, actions.chip_late), say!(L, actions.col_oldest)]);
    let last = words.len() - 1;
    let columns = words.iter().enumerate().map(|(at, word)| Column {
        word: (*word).to_owned(),
        numeric: at > 0 && at < last,
    });
    let columns: Vec<Column> = columns.collect();
    let rows: Vec<_> = found
        .rows
        .iter()
        .map(|tally| row(found, tally, &words))
        .collect();
    view! {
        <DenseTable label=say!(L, actions.tally_label) columns shape=TableShape::Cards>{rows}</DenseTable>
    }
    .into_any()
}

fn row(found: &Tallies, tally: &Tally, words: &[&'static str]) -> AnyView {
    let mut numbers = Vec::new();
    if let Some(by) = tally.by_state {
        numbers.extend([by.confirm, by.running, by.blocked, by.claimed, by.returned]);
    }
    numbers.push(tally.late);
    let cells: Vec<_> = words[1..]
        .iter()
        .zip(numbers)
        .map(|(word, number)| {
            // What is not nothing stands out.
            let muted = number == 0;
            view! { <Cell label=*word numeric=true muted>{number}</Cell> }
        })
        .collect();
    let oldest = match tally.oldest {
        None => say!(L, actions.tally_nothing_late).to_owned(),
        Some(due) => {
            let day = day_month(due);
            match days_late(due, found.today) {
                1 => say!(L, actions.tally_oldest_one, day = day),
                days => say!(L, actions.tally_oldest, day = day, days = days),
            }
        }
    };
    let name = tally.organisation.clone();
    view! {
        <TableRow>
            <NameCell>{name}</NameCell>
            {cells}
            <Cell label=say!(L, actions.col_oldest)>{oldest}</Cell>
        </TableRow>
    }
    .into_any()
}
