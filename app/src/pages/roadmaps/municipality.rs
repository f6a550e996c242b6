//! The routekaart of one municipality, phase by phase.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::roadmaps::{MunicipalityView, PhaseView, StepLine};

use super::super::{Nav, Page, screen};
use super::parts::{day, progress, status};
use super::region::adopt;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{
    Breadcrumbs, Cell, Column, Crumb, DenseTable, Empty, Head, NameCell, SectionHead, TableRow,
    TableShape,
};

/// The steps of a municipality.
pub fn municipality() -> AnyView {
    let id = use_params_map().read_untracked().get("organisation");
    screen(Nav::Roadmaps, |visit| async move {
        let id = id.unwrap_or_default();
        let view = service::roadmaps::municipality(&visit.ctx, &id).await?;
        let title = say!(Locale::Nl, roadmaps.title);
        Ok(Page::new(title, body(&view, visit.ctx.today())))
    })
}

fn body(view: &MunicipalityView, today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let trail = vec![
        Crumb {
            word: say!(l, roadmaps.title).to_owned(),
            href: Some("/routekaart".to_owned()),
        },
        Crumb {
            word: view.name.clone(),
            href: None,
        },
    ];
    let meta = view
        .adopted_on
        .map(|on| say!(l, roadmaps.adopted_on, date = day(on, today)).into_any());
    let meta: Vec<AnyView> = meta.into_iter().collect();
    let main = if view.adopted_on.is_some() {
        let phases = view.phases.iter().map(|p| phase(p, today)).collect_view();
        view! { {progress(&view.sum)} {phases} }.into_any()
    } else {
        empty(view)
    };
    view! {
        <Breadcrumbs label=say!(l, roadmaps.trail) trail/>
        <Head title=view.name.clone() meta/>
        {main}
    }
}

fn empty(view: &MunicipalityView) -> AnyView {
    let l = Locale::Nl;
    let action = if view.may_adopt {
        adopt(view.id.to_string(), view.name.clone())
    } else {
        view! { <p class="kt-note">{say!(l, roadmaps.adopt_who)}</p> }.into_any()
    };
    view! {
        <Empty id="leeg" title=say!(l, roadmaps.empty_one_title) text=say!(l, roadmaps.empty_one_text)>
            {action}
        </Empty>
    }
    .into_any()
}

fn phase(phase: &PhaseView, today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let id = format!("fase-{}", phase.code);
    let labelled_by = id.clone();
    let title = format!("{} {}", phase.code, phase.title);
    let columns = [
        say!(l, roadmaps.step),
        say!(l, roadmaps.column_status),
        say!(l, roadmaps.column_criteria),
        say!(l, roadmaps.column_owner),
        say!(l, roadmaps.column_due),
    ]
    .map(|word| Column {
        word: word.to_owned(),
        numeric: false,
    });
    let rows: Vec<_> = phase.steps.iter().map(|step| row(step, today)).collect();
    view! {
        <section aria-labelledby=labelled_by>
            <SectionHead id title=title.clone()/>
            <DenseTable label=title columns=columns.into() shape=TableShape::Cards>{rows}</DenseTable>
        </section>
    }
}

fn row(step: &StepLine, today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let href = format!("/routekaart/stap/{}", step.id);
    let name = format!("{} {}", step.code, step.title);
    let met = say!(l, roadmaps.met_of, met = step.met.0, total = step.met.1);
    let owner = step.owner.clone();
    let owner = owner.unwrap_or_else(|| say!(l, roadmaps.nobody).to_owned());
    let due = step.due.map(|due| day(due, today));
    let due = due.unwrap_or_else(|| say!(l, roadmaps.no_date).to_owned());
    let shown = status(step.status);
    let (owned, dated) = (step.owner.is_some(), step.due.is_some());
    view! {
        <TableRow>
            <NameCell><a class="utrecht-link" href=href>{name}</a></NameCell>
            <Cell label=say!(l, roadmaps.column_status)>{shown}</Cell>
            <Cell label=say!(l, roadmaps.column_criteria)>{met}</Cell>
            <Cell label=say!(l, roadmaps.column_owner) muted=!owned>{owner}</Cell>
            <Cell label=say!(l, roadmaps.column_due) muted=!dated>{due}</Cell>
        </TableRow>
    }
}
