//! `/naslag/gemeenten`: the ten municipalities, and the programmes behind their agreements.

use leptos::prelude::*;
use service::content::programmes::{Municipality, Participation, Programme, ProgrammeState};

use super::{columns, page, partial};
use crate::i18n::Locale;
use crate::pages::screen::{Nav, screen};
use crate::say;
use crate::ui::{Cell, DenseTable, NameCell, SectionHead, TableRow, TableShape};

/// Both lists.
pub fn municipalities() -> AnyView {
    screen(Nav::Elsewhere, |visit| async move {
        let (places, plans) = service::programmes::programmes(&visit.ctx).await?;
        let l = Locale::Nl;
        let here = columns([
            say!(l, programmes.col_municipality),
            say!(l, programmes.col_role),
            say!(l, programmes.col_facts),
        ]);
        let there = columns([
            say!(l, programmes.col_programme),
            say!(l, programmes.col_period),
            say!(l, programmes.col_facts),
        ]);
        let rows = places
            .municipalities
            .iter()
            .map(|place| municipality(place, &plans.programmes))
            .collect_view();
        let others = plans
            .programmes
            .iter()
            .map(|plan| programme(plan, &plans.programmes))
            .collect_view();
        let body = view! {
            <section aria-labelledby="gemeenten">
                <SectionHead id="gemeenten" title=say!(l, programmes.municipality_list)/>
                <DenseTable label=say!(l, programmes.municipalities_label) columns=here shape=TableShape::Cards>
                    {rows}
                </DenseTable>
            </section>
            <section aria-labelledby="programmas">
                <SectionHead id="programmas" title=say!(l, programmes.programme_list)/>
                <DenseTable label=say!(l, programmes.programmes_label) columns=there shape=TableShape::Cards>
                    {others}
                </DenseTable>
            </section>
        };
        let from = vec![
            (say!(l, programmes.municipality_list), places.provenance),
            (say!(l, programmes.programme_list), plans.provenance),
        ];
        Ok(page(say!(l, programmes.municipalities), body, from))
    })
}

fn title(key: &str, all: &[Programme]) -> String {
    let plan = all.iter().find(|plan| plan.key == key);
    plan.map_or_else(|| key.to_owned(), |plan| plan.title.clone())
}

fn municipality(place: &Municipality, all: &[Programme]) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let part = match place.participation {
        Participation::Programme => say!(l, programmes.participation_programme),
        Participation::Pilot => say!(l, programmes.participation_pilot),
    };
    let plan = title(&place.programme, all);
    let facts: Vec<String> = place.facts.iter().map(|fact| fact.text.clone()).collect();
    let facts = if facts.is_empty() {
        view! {
            <span class="kt-cell--muted" aria-hidden="true">"–"</span>
            <span class="kt-vh">{say!(l, programmes.nothing)}</span>
        }
        .into_any()
    } else {
        facts.join(" ").into_any()
    };
    let name = place.name.clone();
    view! {
        <TableRow>
            <NameCell>{name}</NameCell>
            <Cell label=say!(l, programmes.col_role)>{part}<span class="kt-sub">{plan}</span></Cell>
            <Cell label=say!(l, programmes.col_facts)>{facts}</Cell>
        </TableRow>
    }
}

fn programme(plan: &Programme, all: &[Programme]) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let period = match (&plan.start, &plan.end) {
        (Some(start), Some(end)) => {
            say!(
                l,
                programmes.period,
                start = partial(start),
                end = partial(end)
            )
        }
        (Some(start), None) => say!(l, programmes.period_from, start = partial(start)),
        (None, Some(end)) => say!(l, programmes.period_to, end = partial(end)),
        (None, None) => String::new(),
    };
    let state = match plan.state {
        ProgrammeState::Ended => say!(l, programmes.ended),
        ProgrammeState::Unverified => say!(l, programmes.unverified),
    };
    let parent = plan.parent.as_deref().map(|key| title(key, all));
    let parent = parent.map(|title| say!(l, programmes.part_of, title = title));
    let next = plan.successor.as_deref().map(|key| title(key, all));
    let next = next.map(|title| say!(l, programmes.followed_by, title = title));
    let more: Vec<String> = [parent, next, Some(state.to_owned())]
        .into_iter()
        .flatten()
        .collect();
    let (name, summary, more) = (plan.title.clone(), plan.summary.clone(), more.join(" "));
    view! {
        <TableRow>
            <NameCell>{name}</NameCell>
            <Cell label=say!(l, programmes.col_period)>{period}</Cell>
            <Cell label=say!(l, programmes.col_facts)>{summary}<span class="kt-sub">{more}</span></Cell>
        </TableRow>
    }
}
