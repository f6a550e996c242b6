//! `/toezicht/lek`: what one account touched between two moments.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Timelike, Utc};
use domain::id::PersonId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::audit::{self, Between, Choices, Touched};
use service::clock::at_local;

use super::lines::outcome;
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
    let asked = use_query_map().with_untracked(|query| Asked::read(|name| query.get(name)));
    screen(Nav::Elsewhere, move |visit| async move {
        bridge::no_store();
        let title = say!(Locale::Nl, oversight.breach_title);
        // Without a ground there is nothing to choose from either: it is given first.
        if audit::open_until(&visit.ctx).await?.is_none() {
            bridge::go("/toezicht");
            return Ok(Page::new(title, ()));
        }
        let choices = audit::choices(&visit.ctx).await?;
        let found = match asked.between() {
            Some(between) => Some((between, audit::breach(&visit.ctx, between).await?)),
            None => None,
        };
        let body = view! {
            <Head title/>
            <p>{say!(Locale::Nl, oversight.breach_lead)}</p>
            {form(&asked, &choices)}
            {found.map(|(between, found)| touched((&asked, between), &found))}
            <p><a class="utrecht-link" href="/toezicht">{say!(Locale::Nl, oversight.back)}</a></p>
        };
        Ok(Page::new(title, body))
    })
}

/// What the fields ask for, as it was typed.
#[derive(Debug, Clone)]
struct Asked {
    /// Whether anything was asked.
    sent: bool,
    person: String,
    from: String,
    to: String,
}

impl Asked {
    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| get(name).unwrap_or_default();
        Self {
            sent: get("wie").is_some(),
            person: text("wie"),
            from: text("van"),
            to: text("tot"),
        }
    }

    /// The moments; the last one counts until the minute is over.
    fn moments(&self) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
        let to = moment(&self.to).and_then(|at| at.checked_add_signed(TimeDelta::minutes(1)));
        (moment(&self.from), to)
    }

    fn between(&self) -> Option<Between> {
        let (from, to) = self.moments();
        Some(Between {
            person: self.person.parse().ok()?,
            from: from?,
            to: to.filter(|to| from.is_some_and(|from| from < *to))?,
        })
    }

    /// What is wrong with the three fields.
    fn faults(&self) -> [Option<&'static str>; 3] {
        if !self.sent {
            return [None; 3];
        }
        let l = Locale::Nl;
        let (from, to) = self.moments();
        let person = self.person.parse::<PersonId>().is_err();
        let ends = match (from, to) {
            (_, None) => Some(say!(l, oversight.breach_to_wrong)),
            (Some(from), Some(to)) if to <= from => Some(say!(l, oversight.breach_order)),
            _ => None,
        };
        [
            person.then(|| say!(l, oversight.breach_who_missing)),
            from.is_none().then(|| say!(l, oversight.breach_from_wrong)),
            ends,
        ]
    }
}

/// A moment as a field sends it, on the clock of the Netherlands.
fn moment(typed: &str) -> Option<DateTime<Utc>> {
    let at = NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M").ok()?;
    at_local(at.date(), at.hour() * 60 + at.minute())
}

/// What the fields ask for; nothing as long as somebody or a moment is missing.
pub fn between(get: impl Fn(&str) -> Option<String>) -> Option<Between> {
    Asked::read(get).between()
}

fn form(asked: &Asked, choices: &Choices) -> AnyView {
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
    let [who, begins, ends] = asked.faults().map(|fault| fault.map(str::to_owned));
    let (from, to) = if asked.sent {
        (asked.from.clone(), asked.to.clone())
    } else {
        let today = filter::today();
        (format!("{today}T00:00"), format!("{today}T23:59"))
    };
    view! {
        <form method="get" action="/toezicht/lek" class="kt-form">
            <SelectField id="wie" name="wie" label=say!(l, oversight.person) choices=people
                value=asked.person.clone() error=who/>
            <TextField id="van" name="van" kind="datetime-local" label=say!(l, oversight.breach_from_day)
                value=from error=begins/>
            <TextField id="tot" name="tot" kind="datetime-local" label=say!(l, oversight.breach_to_day)
                value=to error=ends/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, oversight.breach_do)}</Button>
            </div>
        </form>
    }
    .into_any()
}

fn touched((asked, between): (&Asked, Between), found: &[Touched]) -> AnyView {
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
        say!(l, oversight.outcome),
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
            let outcome = outcome(&one.result);
            view! {
                <TableRow>
                    <NameCell>{what}</NameCell>
                    <Cell label=words[1]>{thing}</Cell>
                    <Cell label=words[2] numeric=true>{things}</Cell>
                    <Cell label=words[3] numeric=true>{times}</Cell>
                    <Cell label=words[4]>{first}</Cell>
                    <Cell label=words[5]>{last}</Cell>
                    <Cell label=words[6]>{outcome}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    view! {
        <DenseTable label=say!(l, oversight.breach_title) columns=columns.collect() shape=TableShape::Cards>
            {rows}
        </DenseTable>
        <form method="post" action="/toezicht/lek/uitvoer" class="kt-actions">
            <input type="hidden" name="wie" value=between.person.to_string()/>
            <input type="hidden" name="van" value=asked.from.clone()/>
            <input type="hidden" name="tot" value=asked.to.clone()/>
            <Button icon="file">{say!(l, oversight.breach_export)}</Button>
        </form>
        <p class="kt-note">{say!(l, oversight.export_note)}</p>
    }
    .into_any()
}
