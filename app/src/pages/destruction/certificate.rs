//! The certificate, on the screen and on paper.

use leptos::prelude::*;
use service::clock::local_date;
use service::retention::{Certificate, Gone, Signed};

use super::{HOME, date, reference, told};
use crate::bridge::Visit;
use crate::i18n::Locale;
use crate::pages::meetings::when;
use crate::pages::paper;
use crate::pages::rights::crumbs;
use crate::pages::screen::Page;
use crate::say;
use crate::ui::{
    Cell, Column, DenseTable, Fact, Facts, Head, NameCell, Notice, SectionHead, TableRow,
    TableShape, Tone,
};
use crate::words::destruction as words;

/// The page.
pub fn page(visit: &Visit, of: &Certificate, (mark, whole): (&str, bool)) -> Page {
    let l = Locale::Nl;
    let title = say!(l, destruction.certificate_title);
    let (tone, said) = if whole {
        (Tone::Positive, say!(l, destruction.whole))
    } else {
        (Tone::Critical, say!(l, destruction.broken))
    };
    let day = date(local_date(of.confirmed.at));
    let copy = say!(l, destruction.copy_of, day = day);
    let body = view! {
        {crumbs(Some((say!(l, destruction.title), HOME)), title)}
        <Head title meta=vec![of.series.clone().into_any(), day.clone().into_any()]/>
        <p>{say!(l, destruction.certificate_lead)}</p>
        <Notice tone>{said}</Notice>
        {facts(of, mark)}
        {advice(of)}
        {gone(&of.items)}
        {counts(of)}
        {paper::foot(visit, copy)}
    };
    Page::new(title, body)
}

fn facts(of: &Certificate, mark: &str) -> AnyView {
    let l = Locale::Nl;
    let (term, most) = of.term;
    let term = say!(l, destruction.term_text, term = term, most = most);
    let (series, proposed) = (of.series.clone(), when::day(of.proposed_at));
    let (advised, decided) = (by(&of.advised), by(&of.decided));
    let (confirmed, mark) = (by(&of.confirmed), mark.to_owned());
    view! {
        <Facts>
            <Fact label=say!(l, destruction.table_label)>{series}</Fact>
            <Fact label=say!(l, destruction.term_label)>{term}</Fact>
            <Fact label=say!(l, destruction.proposed_label)>{proposed}</Fact>
            <Fact label=say!(l, destruction.advised_label)>{advised}</Fact>
            <Fact label=say!(l, destruction.decided_label)>{decided}</Fact>
            <Fact label=say!(l, destruction.confirmed_label)>{confirmed}</Fact>
            <Fact label=say!(l, destruction.mark_label)><code class="kt-hash">{mark}</code></Fact>
        </Facts>
    }
    .into_any()
}

fn by(signed: &Signed) -> String {
    say!(
        Locale::Nl,
        destruction.by,
        function = signed.function,
        organisation = signed.organisation,
        day = when::day(signed.at),
        time = when::time(signed.at)
    )
}

fn advice(of: &Certificate) -> AnyView {
    let l = Locale::Nl;
    let opinion = domain::meetings::Opinion::parse(&of.opinion);
    let opinion = opinion.map(|opinion| words::opinion(opinion).0);
    let answer = of.answer.clone().map(|text| {
        view! {
            <h3 class="utrecht-heading-3">{say!(l, destruction.answer_title)}</h3>
            <p class="kt-text">{text}</p>
        }
    });
    let text = of.advice.clone();
    view! {
        <section aria-labelledby="advies">
            <SectionHead id="advies" title=say!(l, destruction.advice_title)/>
            <blockquote class="kt-answer">
                <p><b>{opinion}</b></p>
                <p class="kt-text">{text}</p>
            </blockquote>
            {answer}
        </section>
    }
    .into_any()
}

fn gone(items: &[Gone]) -> AnyView {
    let l = Locale::Nl;
    let words = [
        say!(l, destruction.col_item),
        say!(l, destruction.col_last),
        say!(l, destruction.col_due),
        say!(l, destruction.col_hashes),
    ];
    let columns = words.map(|word| Column {
        word: word.to_owned(),
        numeric: false,
    });
    let rows = items
        .iter()
        .map(|one| {
            let name = told((one.meeting_on, one.place), one.last_on);
            let sub = reference(one.item);
            let extended = one.extended.map(|until| {
                let text = say!(l, destruction.extended_until, day = date(until));
                view! { <span class="kt-sub">{text}</span> }
            });
            let (last, due) = (date(one.last_on), date(one.due_on));
            let hashes = if one.hashes.is_empty() {
                say!(l, destruction.no_hashes).into_any()
            } else {
                let each = one.hashes.iter();
                each.map(|hash| view! { <code class="kt-hash kt-sub">{hash.clone()}</code> })
                    .collect_view()
                    .into_any()
            };
            view! {
                <TableRow>
                    <NameCell>{name}<span class="kt-sub">{sub}</span></NameCell>
                    <Cell label=words[1]>{last}</Cell>
                    <Cell label=words[2]>{due}{extended}</Cell>
                    <Cell label=words[3]>{hashes}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    let label = say!(l, destruction.gone_title);
    view! {
        <section aria-labelledby="welke">
            <SectionHead id="welke" title=label/>
            <DenseTable label columns=columns.to_vec() shape=TableShape::Cards>{rows}</DenseTable>
        </section>
    }
    .into_any()
}

fn counts(of: &Certificate) -> AnyView {
    let l = Locale::Nl;
    let mut known: Vec<(&'static str, u64)> = Vec::new();
    let mut other = 0;
    for (table, rows) in &of.counts {
        match words::table(table) {
            Some(word) => known.push((word, *rows)),
            None => other += rows,
        }
    }
    if other > 0 {
        known.push((say!(l, destruction.count_other), other));
    }
    let facts = known
        .into_iter()
        .map(|(word, rows)| view! { <Fact label=word>{rows}</Fact> })
        .collect_view();
    view! {
        <section aria-labelledby="hoeveel">
            <SectionHead id="hoeveel" title=say!(l, destruction.counts_title)/>
            <Facts>{facts}</Facts>
        </section>
    }
    .into_any()
}
