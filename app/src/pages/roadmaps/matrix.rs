//! Municipalities by steps: a picture that is also a table. When narrow it is one column, chosen
//! by a radio button without any script.

use leptos::prelude::*;
use service::roadmaps::{MatrixCell, MatrixRow, Municipality, RegionView};

use crate::i18n::Locale;
use crate::say;
use crate::ui::Icon;
use crate::words::roadmaps as words;

/// The table with its choice of a column. Roles are explicit: the narrow view changes what the
/// elements are displayed as, and a browser would forget that they are a table.
pub fn matrix(view: &RegionView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let places: Vec<Municipality> = view.municipalities.clone();
    let heads = places
        .iter()
        .enumerate()
        .map(|(at, place)| {
            let href = format!("/routekaart/{}", place.id);
            view! {
                <th role="columnheader" scope="col" data-m=at + 1>
                    <a class="utrecht-link" href=href>{place.short.clone()}</a>
                </th>
            }
        })
        .collect_view();
    let span = places.len() + 2;
    let bodies = view
        .phases
        .iter()
        .map(|(code, title)| {
            let rows = view
                .rows
                .iter()
                .filter(|row| row.phase == *code)
                .map(|row| line(row, &places))
                .collect_view();
            view! {
                <tbody role="rowgroup">
                    <tr role="row" class="kt-matrix__phase">
                        <th role="rowheader" scope="rowgroup" colspan=span><b>{code.clone()}</b>" "{title.clone()}</th>
                    </tr>
                    {rows}
                </tbody>
            }
        })
        .collect_view();
    view! {
        <section class="kt-matrixwrap" aria-labelledby="stand">
            <h2 class="utrecht-heading-2 kt-vh" id="stand">{say!(l, roadmaps.matrix)}</h2>
            {pick(&places)}
            <table class="kt-matrix" role="table" aria-labelledby="stand">
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{say!(l, roadmaps.step)}</th>
                        {heads}
                        <th role="columnheader" scope="col" data-m="0">{say!(l, roadmaps.lowest_region)}</th>
                    </tr>
                </thead>
                {bodies}
            </table>
            <p class="kt-note">{say!(l, roadmaps.note)}</p>
        </section>
    }
}

fn pick(places: &[Municipality]) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let option = |at: usize, word: String| {
        view! {
            <label class="kt-pick__o">
                <input type="radio" name="m" id=format!("m{at}") checked=at == 0/>
                <span>{word}</span>
            </label>
        }
    };
    let places = places
        .iter()
        .enumerate()
        .map(|(at, place)| option(at + 1, place.short.clone()))
        .collect_view();
    view! {
        <fieldset class="kt-pick">
            <legend>{say!(l, roadmaps.show)}</legend>
            {option(0, say!(l, roadmaps.lowest).to_owned())}
            {places}
        </fieldset>
    }
}

fn line(row: &MatrixRow, places: &[Municipality]) -> impl IntoView + use<> {
    let cells = row
        .cells
        .iter()
        .zip(places)
        .enumerate()
        .map(|(at, (cell, place))| one(at + 1, *cell, place))
        .collect_view();
    view! {
        <tr role="row">
            <th role="rowheader" scope="row" class="kt-matrix__step">
                <span>{row.code.clone()}</span>{row.title.clone()}
            </th>
            {cells}
            {lowest(row)}
        </tr>
    }
}

fn one(at: usize, cell: Option<MatrixCell>, place: &Municipality) -> AnyView {
    let label = place.short.clone();
    let Some(cell) = cell else {
        let none = say!(Locale::Nl, roadmaps.no_roadmap);
        return view! {
            <td role="cell" class="kt-cell kt-cell--na" data-m=at data-label=label>
                <span class="kt-vh">{none}</span>
            </td>
        }
        .into_any();
    };
    let look = words::step(cell.status);
    let href = format!("/routekaart/stap/{}", cell.step);
    view! {
        <td role="cell" class=format!("kt-cell kt-cell--{}", look.cell) data-m=at data-label=label>
            <a href=href><Icon name=look.icon/><span>{look.word}</span></a>
        </td>
    }
    .into_any()
}

/// The least advanced status leads to the step that has it.
fn lowest(row: &MatrixRow) -> AnyView {
    let label = say!(Locale::Nl, roadmaps.lowest);
    let found = row.lowest.and_then(|status| {
        let mut cells = row.cells.iter().flatten();
        cells.find(|cell| cell.status == status)
    });
    let Some(cell) = found else {
        return view! { <td role="cell" class="kt-cell kt-cell--na" data-m="0" data-label=label></td> }
            .into_any();
    };
    let look = words::step(cell.status);
    let href = format!("/routekaart/stap/{}", cell.step);
    view! {
        <td role="cell" class=format!("kt-cell kt-cell--{}", look.cell) data-m="0" data-label=label>
            <a href=href><Icon name=look.icon/><span>{look.word}</span></a>
        </td>
    }
    .into_any()
}
