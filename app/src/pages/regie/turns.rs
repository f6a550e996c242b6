//! Who is to move: a table by name, each number a link to what it counts.

use domain::calendar::day_month;
use leptos::prelude::*;
use service::regie::{Cockpit, Turn};

use crate::i18n::Locale;
use crate::say;
use crate::ui::{Cell, Column, DenseTable, NameCell, SectionHead, TableRow, TableShape};

const L: Locale = Locale::Nl;

/// The table; nothing when nothing is open.
pub fn turns(cockpit: &Cockpit) -> Option<AnyView> {
    if cockpit.turns.is_empty() {
        return None;
    }
    let numeric = |word: &str| Column {
        word: word.to_owned(),
        numeric: true,
    };
    let columns = vec![
        Column {
            word: say!(L, regie.col_organisation).to_owned(),
            numeric: false,
        },
        numeric(say!(L, regie.col_open)),
        numeric(say!(L, regie.col_unaccepted)),
        numeric(say!(L, regie.col_late)),
        numeric(say!(L, regie.col_blocked)),
        Column {
            word: say!(L, regie.col_updated).to_owned(),
            numeric: false,
        },
    ];
    let rows: Vec<AnyView> = cockpit.turns.iter().map(row).collect();
    Some(
        view! {
            <section aria-labelledby="aanzet">
                <SectionHead id="aanzet" title=say!(L, regie.turns)
                    note=say!(L, regie.turns_note).to_owned()/>
                <DenseTable label=say!(L, regie.turns_label) columns shape=TableShape::Inline>
                    {rows}
                </DenseTable>
            </section>
        }
        .into_any(),
    )
}

fn row(turn: &Turn) -> AnyView {
    let name = turn.name.clone();
    let updated = day_month(turn.updated_on);
    let cells = vec![
        number(turn, say!(L, regie.small_open), "alles", turn.open, ""),
        number(
            turn,
            say!(L, regie.small_unaccepted),
            "onbevestigd",
            turn.unaccepted,
            " kt-num--attention",
        ),
        number(
            turn,
            say!(L, regie.small_late),
            "telaat",
            turn.late,
            " kt-num--critical",
        ),
        number(
            turn,
            say!(L, regie.small_blocked),
            "geblokkeerd",
            turn.blocked,
            " kt-num--critical",
        ),
    ];
    view! {
        <TableRow>
            <NameCell>{name}</NameCell>
            {cells}
            <Cell label=say!(L, regie.small_updated) muted=true>{updated}</Cell>
        </TableRow>
    }
    .into_any()
}

fn number(turn: &Turn, label: &'static str, list: &str, count: i64, tone: &str) -> AnyView {
    let inside = if count == 0 {
        view! { <span class="kt-num kt-num--zero">"0"</span> }.into_any()
    } else {
        let href = format!("/acties?toon={list}&van={}", turn.organisation);
        let class = format!("kt-num{tone}");
        let name = format!("{count} {label}, {}", turn.name);
        view! { <a class=class href=href aria-label=name>{count}</a> }.into_any()
    };
    view! { <Cell label numeric=true>{inside}</Cell> }.into_any()
}
