//! `/toezicht/lek`: what one account touched between two days.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::audit::{self, Between, Choices, Touched};

use super::{deed, filter};
use crate::bridge;
use crate::i18n::Locale;
use crate::pages::meetings::when;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{
    Button, ButtonKind, Cell, Choice, Column, DenseTable, Empty, Head, NameCell, SelectField,
    TableRow, TableShape, TextField,
};
use crate::words;

/// The page.
pub fn breach() -> AnyView {
    let asked = use_query_map().with_untracked(|query| between(|name| query.get(name)));
    screen(Nav::Elsewhere, move |visit| async move {
        bridge::no_store();
        let title = say!(Locale::Nl, oversight.breach_title);
        // Without a ground there is nothing to choose from either: it is given first.
        if audit::open_until(&visit.ctx).await?.is_none() {
            bridge::go("/toezicht");
            return Ok(Page::new(title, ()));
        }
        let choices = audit::choices(&visit.ctx).await?;
        let found = match asked {
            Some(asked) => Some((asked, audit::breach(&visit.ctx, asked).await?)),
            None => None,
        };
        let body = view! {
            <Head title/>
            <p>{say!(Locale::Nl, oversight.breach_lead)}</p>
            {form(asked, &choices)}
            {found.map(|(asked, found)| touched(asked, &found))}
            <p><a class="utrecht-link" href="/toezicht">{say!(Locale::Nl, oversight.back)}</a></p>
        };
        Ok(Page::new(title, body))
    })
}

/// What the fields ask for; nothing as long as somebody or a day is missing.
pub fn between(get: impl Fn(&str) -> Option<String>) -> Option<Between> {
    Some(Between {
        person: get("wie")?.parse().ok()?,
        from: get("van")?.parse().ok()?,
        to: get("tot")?.parse().ok()?,
    })
}

fn form(asked: Option<Between>, choices: &Choices) -> AnyView {
    let l = Locale::Nl;
    let choice = |value: String, word: String| Choice {
        value,
        word,
        explanation: String::new(),
    };
    let people = choices
        .people
        .iter()
        .map(|(id, word)| choice(id.to_string(), word.clone()));
    let first = choice(String::new(), say!(l, oversight.breach_choose).to_owned());
    let people: Vec<Choice> = std::iter::once(first).chain(people).collect();
    let person = asked
        .map(|asked| asked.person.to_string())
        .unwrap_or_default();
    let day = |pick: fn(Between) -> NaiveDate| {
        asked.map_or_else(filter::today, |asked| pick(asked).to_string())
    };
    let (from, to) = (day(|asked| asked.from), day(|asked| asked.to));
    view! {
        <form method="get" action="/toezicht/lek" class="kt-form">
            <SelectField id="wie" name="wie" label=say!(l, oversight.person) choices=people value=person/>
            <TextField id="van" name="van" kind="date" label=say!(l, oversight.breach_from_day) value=from/>
            <TextField id="tot" name="tot" kind="date" label=say!(l, oversight.breach_to_day) value=to/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, oversight.breach_do)}</Button>
            </div>
        </form>
    }
    .into_any()
}

fn touched(asked: Between, found: &[Touched]) -> AnyView {
    let l = Locale::Nl;
    if found.is_empty() {
        let (title, text) = (
            say!(l, oversight.none_title),
            say!(l, oversight.breach_nothing),
        );
        return view! { <Empty id="niets" icon="shield" title text/> }.into_any();
    }
    let words = [
        say!(l, oversight.what),
        say!(l, oversight.object),
        say!(l, oversight.breach_things),
        say!(l, oversight.breach_times),
        say!(l, oversight.breach_first),
        say!(l, oversight.breach_last),
    ];
    let columns = words.iter().enumerate().map(|(place, word)| Column {
        word: (*word).to_owned(),
        numeric: matches!(place, 2 | 3),
    });
    let at = |at| format!("{}, {}", when::day(at), when::time(at));
    let rows = found
        .iter()
        .map(|one| {
            let (what, thing) = (deed(one.deed), words::oversight::thing(&one.object));
            let (things, times) = (one.things, one.times);
            let (first, last) = (at(one.first), at(one.last));
            view! {
                <TableRow>
                    <NameCell>{what}</NameCell>
                    <Cell label=words[1]>{thing}</Cell>
                    <Cell label=words[2] numeric=true>{things}</Cell>
                    <Cell label=words[3] numeric=true>{times}</Cell>
                    <Cell label=words[4]>{first}</Cell>
                    <Cell label=words[5]>{last}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    view! {
        <DenseTable label=say!(l, oversight.breach_title) columns=columns.collect() shape=TableShape::Cards>
            {rows}
        </DenseTable>
        <form method="post" action="/toezicht/lek/uitvoer" class="kt-actions">
            <input type="hidden" name="wie" value=asked.person.to_string()/>
            <input type="hidden" name="van" value=asked.from.to_string()/>
            <input type="hidden" name="tot" value=asked.to.to_string()/>
            <Button icon="file">{say!(l, oversight.breach_export)}</Button>
        </form>
        <p class="kt-note">{say!(l, oversight.export_note)}</p>
    }
    .into_any()
}
