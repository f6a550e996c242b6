//! Letters: `/beheer/post` with those that did not leave, and the choice on `/account` of when they come.

use domain::policy::{Facts, Operation};
use leptos::prelude::*;
use service::mail::{Reach, Stuck};

use super::form::{self, Form, Problem, hidden};
use super::meetings::when;
use super::rights::crumbs;
use super::screen::{Nav, Page, screen};
use crate::bridge::{self, Visit};
use crate::i18n::Locale;
use crate::refused::field_name;
use crate::say;
use crate::ui::{
    Button, Cell, Choice, Column, DenseTable, Empty, Head, NameCell, RadioGroup, SectionHead,
    TableRow, TableShape,
};
use crate::words::mail::{purpose, trouble};

const CHOOSE: &str = "/api/people/choose_digest";
const RETRY: &str = "/api/people/retry_letter";

/// The letters that did not leave.
pub fn post() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        bridge::no_store();
        let letters = service::mail::stuck(&visit.ctx).await?;
        let l = Locale::Nl;
        let title = say!(l, mail.title);
        let may = visit.ctx.may(Operation::RetryLetter, Facts::default());
        let list = if letters.is_empty() {
            let (title, text) = (say!(l, mail.empty_title), say!(l, mail.empty_text));
            view! { <Empty id="leeg" title text icon="check"/> }.into_any()
        } else {
            table(letters, may)
        };
        let body = view! {
            {crumbs(None, title)}
            <Problem refused=bridge::refused(RETRY)/>
            <Head title/>
            <p>{say!(l, mail.lead)}</p>
            {list}
        };
        Ok(Page::new(title, body))
    })
}

fn table(letters: Vec<Stuck>, may: bool) -> AnyView {
    let l = Locale::Nl;
    let columns = [
        say!(l, mail.col_receiver),
        say!(l, mail.col_purpose),
        say!(l, mail.col_trouble),
        say!(l, mail.col_todo),
    ];
    let heads = columns
        .map(|word| Column {
            word: word.to_owned(),
            numeric: false,
        })
        .to_vec();
    let rows = letters
        .into_iter()
        .map(|letter| row(letter, may, columns))
        .collect_view();
    view! {
        <DenseTable label=say!(l, mail.label) columns=heads shape=TableShape::Cards>{rows}</DenseTable>
    }
    .into_any()
}

fn row(letter: Stuck, may: bool, columns: [&'static str; 4]) -> AnyView {
    let l = Locale::Nl;
    let (said, todo) = trouble(letter.trouble);
    let number = letter.reply.map(|number| {
        let number = say!(l, mail.number, number = number);
        view! { <span class="kt-sub">{number}</span> }
    });
    let at = |instant| (when::day(instant), when::time(instant));
    let (state, todo) = match letter.failed {
        Some(failed) => {
            let (day, time) = at(failed);
            let tries = letter.tries;
            let state = if tries == 1 {
                say!(l, mail.failed_once, day = day, time = time)
            } else {
                say!(l, mail.failed, day = day, time = time, tries = tries)
            };
            (state, todo)
        }
        None => {
            let (day, time) = at(letter.next);
            (
                say!(l, mail.waits, day = day, time = time),
                say!(l, mail.waits_todo),
            )
        }
    };
    let what = purpose(letter.purpose);
    let about = say!(
        l,
        mail.retry_about,
        purpose = what,
        receiver = letter.receiver.clone()
    );
    let keys = hidden([("id", letter.id.to_string())]);
    let again = (may && letter.failed.is_some()).then(|| {
        view! {
            <Form action=RETRY>
                {keys}
                <Button compact=true>
                    <span aria-hidden="true">{say!(l, mail.retry)}</span>
                    <span class="kt-visually-hidden">{about}</span>
                </Button>
            </Form>
        }
    });
    let since = say!(
        l,
        mail.since,
        day = when::day(letter.since),
        time = when::time(letter.since)
    );
    view! {
        <TableRow>
            <NameCell>{letter.receiver}<span class="kt-sub">{letter.organisation}</span></NameCell>
            <Cell label=columns[1]>{what}<span class="kt-sub">{since}</span></Cell>
            <Cell label=columns[2]>{said}{number}<span class="kt-sub">{state}</span></Cell>
            <Cell label=columns[3]>{todo}{again}</Cell>
        </TableRow>
    }
    .into_any()
}

/// How many letters were given up, in words, for the overview.
pub fn failed(count: u64) -> String {
    let l = Locale::Nl;
    match count {
        0 => say!(l, mail.count_none).to_owned(),
        1 => say!(l, mail.count_one).to_owned(),
        count => say!(l, mail.count_many, count = count),
    }
}

/// The choice on the page of the account.
pub fn choice(visit: &Visit, reach: Reach) -> AnyView {
    let l = Locale::Nl;
    let refused = bridge::refused(CHOOSE);
    let choices = [
        ("no", say!(l, mail.at_once), say!(l, mail.at_once_text)),
        ("yes", say!(l, mail.daily), say!(l, mail.daily_text)),
    ];
    let choices = choices
        .map(|(value, word, explanation)| Choice {
            value: value.to_owned(),
            word: word.to_owned(),
            explanation: explanation.to_owned(),
        })
        .to_vec();
    let now = if reach.daily { "yes" } else { "no" };
    let value = form::value(refused.as_ref(), "daily", now);
    let error = form::error(refused.as_ref(), "daily");
    let nowhere = (!reach.is_known).then(|| {
        let text = if visit.viewer.actor.is_guest() {
            say!(l, mail.nowhere_guest)
        } else {
            say!(l, mail.nowhere)
        };
        view! { <p>{text}</p> }
    });
    view! {
        <section aria-labelledby="brieven">
            <SectionHead id="brieven" title=say!(l, mail.choice_title)/>
            <p>{say!(l, mail.choice_lead)}</p>
            {nowhere}
            <Problem refused/>
            <Form action=CHOOSE class="kt-form">
                <RadioGroup id="daily" name=field_name("daily") label=say!(l, mail.choice_field)
                    choices value error required=true/>
                <div class="kt-actions"><Button>{say!(l, mail.choice_do)}</Button></div>
            </Form>
        </section>
    }
    .into_any()
}
