//! Dense tables: a real table that turns into cards or lines when its container is narrow.

use leptos::prelude::*;

/// What a table becomes when there is no room for columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TableShape {
    /// It scrolls.
    #[default]
    Scroll,
    /// Label and value, one under the other.
    Cards,
    /// The same, and wide too the first column is only a number.
    Numbered,
    /// One line; zeros disappear.
    Inline,
}

impl TableShape {
    const fn class(self) -> &'static str {
        match self {
            Self::Scroll => "utrecht-table kt-dense",
            Self::Cards => "utrecht-table kt-dense kt-dense--cards",
            Self::Numbered => "utrecht-table kt-dense kt-dense--cards kt-dense--numbered",
            Self::Inline => "utrecht-table kt-dense kt-dense--inline",
        }
    }
}

/// The head of one column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    pub word: String,
    pub numeric: bool,
}

/// A table in a region that scrolls and takes focus; `label` names it. Children are [`TableRow`]s.
#[component]
pub fn DenseTable(
    #[prop(into)] label: String,
    columns: Vec<Column>,
    #[prop(optional)] shape: TableShape,
    children: Children,
) -> impl IntoView {
    let heads = columns
        .into_iter()
        .map(|column| {
            let class = if column.numeric {
                "utrecht-table__header-cell utrecht-table__header-cell--numeric-column"
            } else {
                "utrecht-table__header-cell"
            };
            view! { <th scope="col" class=class>{column.word}</th> }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="kt-scroll" role="region" aria-label=label tabindex="0">
            <table class=shape.class()>
                <thead class="utrecht-table__header">
                    <tr class="utrecht-table__row">{heads}</tr>
                </thead>
                <tbody class="utrecht-table__body">{children()}</tbody>
            </table>
        </div>
    }
}

/// One row: a [`NameCell`], then [`Cell`]s.
#[component]
pub fn TableRow(children: Children) -> impl IntoView {
    view! { <tr class="utrecht-table__row">{children()}</tr> }
}

/// The cell that names the row.
#[component]
pub fn NameCell(children: Children) -> impl IntoView {
    view! { <th scope="row" class="utrecht-table__cell kt-cell--name">{children()}</th> }
}

/// A value. `label` repeats the head of its column for when the columns are gone.
#[component]
pub fn Cell(
    #[prop(into)] label: String,
    #[prop(optional)] numeric: bool,
    #[prop(optional)] muted: bool,
    children: Children,
) -> impl IntoView {
    let class = match (numeric, muted) {
        (true, true) => "utrecht-table__cell utrecht-table__cell--numeric-column kt-cell--muted",
        (true, false) => "utrecht-table__cell utrecht-table__cell--numeric-column",
        (false, true) => "utrecht-table__cell kt-cell--muted",
        (false, false) => "utrecht-table__cell",
    };
    view! { <td class=class data-label=label>{children()}</td> }
}
