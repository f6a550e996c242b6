//! Lines of the trail as a table.

use leptos::prelude::*;
use service::audit::{Filter, Line, Lines};

use super::deed;
use super::filter::href;
use crate::i18n::Locale;
use crate::pages::meetings::when;
use crate::say;
use crate::ui::{Cell, Column, DenseTable, Empty, NameCell, TableRow, TableShape};
use crate::words;

/// The table; `technical` leaves out what things were touched.
pub fn table(found: &Lines, technical: bool) -> AnyView {
    let l = Locale::Nl;
    if found.lines.is_empty() {
        let (title, text) = (say!(l, oversight.none_title), say!(l, oversight.none_text));
        return view! { <Empty id="niets" icon="shield" title text/> }.into_any();
    }
    let columns = [
        say!(l, oversight.when),
        say!(l, oversight.who),
        say!(l, oversight.what),
        if technical {
            say!(l, oversight.way)
        } else {
            say!(l, oversight.thing)
        },
        say!(l, oversight.outcome),
    ];
    let rows = found
        .lines
        .iter()
        .map(|line| row(line, columns, technical))
        .collect_view();
    let columns = columns.map(|word| Column {
        word: word.to_owned(),
        numeric: false,
    });
    view! {
        <DenseTable label=say!(l, oversight.title) columns=columns.to_vec() shape=TableShape::Cards>
            {rows}
        </DenseTable>
    }
    .into_any()
}

fn row(line: &Line, columns: [&'static str; 5], technical: bool) -> AnyView {
    let at = format!("{}, {}", when::day(line.at), when::time(line.at));
    let what = deed(line.deed);
    let outcome = outcome(&line.result);
    let who = who(line);
    let fourth = if technical {
        words::oversight::origin(&line.origin).into_any()
    } else {
        thing(line)
    };
    view! {
        <TableRow>
            <NameCell>{at}</NameCell>
            <Cell label=columns[1]>{who}</Cell>
            <Cell label=columns[2]>{what}</Cell>
            <Cell label=columns[3]>{fourth}</Cell>
            <Cell label=columns[4]>{outcome}</Cell>
        </TableRow>
    }
    .into_any()
}

/// Who did it, as far as is known.
pub fn who(line: &Line) -> String {
    match (&line.function, &line.organisation) {
        (Some(function), Some(organisation)) => format!("{function}, {organisation}"),
        (Some(function), None) => function.clone(),
        // Jobs and the program itself act for nobody.
        _ if line.role.is_none() && line.origin == "house" => {
            say!(Locale::Nl, oversight.house).to_owned()
        }
        _ => say!(Locale::Nl, oversight.nobody).to_owned(),
    }
}

fn thing(line: &Line) -> AnyView {
    let word = words::oversight::thing(&line.object);
    let readers = line.object_id.filter(|_| line.object == "item");
    let readers = readers.map(|id| {
        let href = format!("/punt/{id}/gezien");
        view! { ": "<a class="utrecht-link" href=href>{say!(Locale::Nl, oversight.readers)}</a> }
    });
    let about = line.about.clone().map(|about| format!(": {about}"));
    let ground = line.ground.clone().map(|words| {
        view! { <span class="kt-sub">"“"{words}"”"</span> }
    });
    view! { {word}{about}{readers}{ground} }.into_any()
}

/// How it ended.
pub fn outcome(result: &str) -> &'static str {
    let l = Locale::Nl;
    if result == "refused" {
        say!(l, oversight.result_refused)
    } else {
        say!(l, oversight.result_done)
    }
}

/// The way to older lines.
pub fn pager(asked: &Filter, found: &Lines) -> AnyView {
    let l = Locale::Nl;
    let at = |before| {
        href(&Filter {
            before,
            ..asked.clone()
        })
    };
    let newest = asked.before.is_some().then(|| {
        view! { <a class="utrecht-link" href=at(None)>{say!(l, oversight.newest)}</a> }
    });
    let older = found.next.map(|next| {
        view! { <a class="utrecht-link" href=at(Some(next))>{say!(l, oversight.older)}</a> }
    });
    if newest.is_none() && older.is_none() {
        return ().into_any();
    }
    view! {
        <nav class="kt-actions kt-noprint" aria-label=say!(l, meetings.pager)>{newest}{older}</nav>
    }
    .into_any()
}
