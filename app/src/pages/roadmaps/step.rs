//! One step: its criteria with evidence, what was decided, what holds it up, and the line back.

mod criteria;
mod decide;
mod line;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::roadmaps::StepView;

use super::super::form::Problem;
use super::super::{Nav, Page, screen};
use super::parts::{briefs, day, status};
use crate::bridge::{self, Visit};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Breadcrumbs, Crumb, Head, Panel, SectionHead};

/// The page of a step.
pub fn step() -> AnyView {
    let id = use_params_map().read_untracked().get("step");
    screen(Nav::Roadmaps, |visit| async move {
        page(&visit, &id.unwrap_or_default()).await
    })
}

/// The page of a step, by municipality and code.
pub fn step_of() -> AnyView {
    let (place, code) = {
        let params = use_params_map();
        let params = params.read_untracked();
        (params.get("organisation"), params.get("code"))
    };
    screen(Nav::Roadmaps, |visit| async move {
        let (place, code) = (place.unwrap_or_default(), code.unwrap_or_default());
        let id = service::roadmaps::locate(&visit.ctx, &place, &code).await?;
        page(&visit, &id.to_string()).await
    })
}

async fn page(visit: &Visit, id: &str) -> Result<Page, AppError> {
    let view = service::roadmaps::step(&visit.ctx, id).await?;
    let fresh = || visit.ctx.new_id().to_string();
    let title = say!(Locale::Nl, roadmaps.title);
    Ok(Page::new(title, body(&view, visit.ctx.today(), &fresh)))
}

fn body(view: &StepView, today: NaiveDate, fresh: &dyn Fn() -> String) -> impl IntoView + use<> {
    view! {
        <Breadcrumbs label=say!(Locale::Nl, roadmaps.trail) trail=trail(view)/>
        {head(view, today)}
        {refused()}
        <p>{view.why.clone()}</p>
        <div class="kt-columns kt-columns--wide">
            <div class="kt-stack">
                {criteria::section(view, today, fresh)}
                {line::section(view, today)}
            </div>
            <div class="kt-stack kt-side">
                {decide::panel(view, today)}
                {bottlenecks(view, today)}
            </div>
        </div>
    }
}

fn trail(view: &StepView) -> Vec<Crumb> {
    vec![
        Crumb {
            word: say!(Locale::Nl, roadmaps.title).to_owned(),
            href: Some("/routekaart".to_owned()),
        },
        Crumb {
            word: view.municipality.short.clone(),
            href: Some(format!("/routekaart/{}", view.municipality.id)),
        },
        Crumb {
            word: view.code.clone(),
            href: None,
        },
    ]
}

fn head(view: &StepView, today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let mut meta = vec![status(view.status).into_any()];
    if let Some(due) = view.due {
        meta.push(say!(l, roadmaps.due_on, date = day(due, today)).into_any());
    }
    if let Some(owner) = &view.owner {
        meta.push(owner.name.clone().into_any());
    }
    let eyebrow = format!("{}, {}", view.code, view.municipality.short);
    view! { <Head title=view.title.clone() eyebrow meta/> }
}

/// The refusal of an operation that has no fields to point at.
fn refused() -> impl IntoView {
    let bare = [
        "/api/roadmaps/verify_step",
        "/api/roadmaps/embed_step",
        "/api/roadmaps/take_up",
        "/api/roadmaps/remove_evidence",
    ];
    let refused = bare.into_iter().find_map(bridge::refused);
    let refused = refused.filter(|refused| refused.error.faults().is_empty());
    view! { <Problem refused/> }
}

fn bottlenecks(view: &StepView, today: NaiveDate) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let hidden = (view.hidden_bottlenecks > 0)
        .then(|| view! { <p class="kt-note">{say!(l, roadmaps.bottlenecks_hidden)}</p> });
    let list = if view.bottlenecks.is_empty() && view.hidden_bottlenecks == 0 {
        view! { <p class="kt-note">{say!(l, roadmaps.bottlenecks_step_none)}</p> }.into_any()
    } else {
        briefs(view.bottlenecks.clone(), today).into_any()
    };
    let raise = view.may_raise.then(|| {
        let href = format!("/knelpunten?stap={}#aangeven", view.id);
        view! { <p class="kt-note"><a class="utrecht-link" href=href>{say!(l, roadmaps.raise)}</a></p> }
    });
    view! {
        <Panel labelled_by="knel">
            <SectionHead id="knel" title=say!(l, roadmaps.bottlenecks) small=true/>
            {list}
            {hidden}
            {raise}
        </Panel>
    }
}
