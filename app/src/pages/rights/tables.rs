//! `/beheer/tafels`: who sits at which table.

use domain::people::SeatKind;
use leptos::prelude::*;
use service::people::view::Place;

use super::crumbs;
use crate::i18n::Locale;
use crate::pages::meetings::when;
use crate::pages::screen::{Nav, Page, screen};
use crate::say;
use crate::ui::{
    Cell, Column, DenseTable, Empty, Head, NameCell, SectionHead, TableRow, TableShape,
};
use crate::words::people::code;

/// The places, table by table.
pub fn tables() -> AnyView {
    screen(Nav::Manage, |visit| async move {
        let l = Locale::Nl;
        let tables = service::people::view::tables(&visit.ctx).await?;
        let title = say!(l, people.tables_title);
        let empty = tables.is_empty().then(|| {
            let text = say!(l, people.tables_lead);
            view! { <Empty id="leeg" title=say!(l, people.tables_none) text icon="chat"/> }
        });
        let sections = tables
            .into_iter()
            .map(|(id, name, places)| {
                let heading = format!("tafel-{id}");
                let table = table(&name, places);
                view! {
                    <section aria-labelledby=heading.clone()>
                        <SectionHead id=heading.clone() title=name/>
                        {table}
                    </section>
                }
            })
            .collect_view();
        let body = view! {
            {crumbs(None, title)}
            <Head title/>
            <p>{say!(l, people.tables_lead)}</p>
            {empty}
            {sections}
        };
        Ok(Page::new(title, body))
    })
}

fn table(name: &str, places: Vec<Place>) -> AnyView {
    let l = Locale::Nl;
    let columns = [
        say!(l, people.col_place),
        say!(l, people.col_organisation),
        say!(l, people.col_person),
        say!(l, people.col_ceiling),
    ];
    let heads = columns
        .map(|word| Column {
            word: word.to_owned(),
            numeric: false,
        })
        .to_vec();
    let rows = places
        .into_iter()
        .map(|place| {
            let who = match place.person {
                Some((id, name)) => {
                    let href = format!("/beheer/mensen/{id}");
                    view! { <a class="utrecht-link" href=href>{name}</a> }.into_any()
                }
                None => say!(l, people.place_free).into_any(),
            };
            let paused = (!place.active)
                .then(|| view! { <span class="kt-sub">{say!(l, people.state_paused)}</span> });
            let guest = (place.kind == SeatKind::Guest)
                .then(|| view! { <span class="kt-sub">{say!(l, people.seat_guest)}</span> });
            let only = place.meeting.map(|at| {
                let only = say!(l, people.seat_only, day = when::day(at));
                view! { <span class="kt-sub">{only}</span> }
            });
            view! {
                <TableRow>
                    <NameCell>{place.label}</NameCell>
                    <Cell label=columns[1]>{place.organisation}</Cell>
                    <Cell label=columns[2]>{who}{paused}</Cell>
                    <Cell label=columns[3]>{code(place.ceiling)}{guest}{only}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    view! {
        <DenseTable label=name.to_owned() columns=heads shape=TableShape::Cards>{rows}</DenseTable>
    }
    .into_any()
}
