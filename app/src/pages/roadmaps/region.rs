//! The region at a glance.

use domain::calendar::day_month;
use leptos::prelude::*;
use service::roadmaps::{Municipality, RegionView};

use super::super::form::{Form, Hidden, Problem};
use super::super::{Nav, Page, screen};
use super::matrix::matrix;
use super::parts::{briefs, progress};
use crate::bridge::{self, Visit};
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Button, Empty, Head, Panel, SectionHead};

const ADOPT: &str = "/api/roadmaps/adopt";

/// The matrix of the region, with what is in the way beside it.
pub fn region() -> AnyView {
    screen(Nav::Roadmaps, |visit| async move {
        let view = service::roadmaps::region(&visit.ctx).await?;
        let title = say!(Locale::Nl, roadmaps.title);
        Ok(Page::new(title, body(&visit, &view)))
    })
}

fn body(visit: &Visit, view: &RegionView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let today = visit.ctx.today();
    let region = visit.viewer.region.clone();
    let places = view.municipalities.len();
    let steps = view.rows.len();
    let extent = if places == 1 {
        say!(l, roadmaps.meta_one, steps = steps)
    } else {
        say!(l, roadmaps.meta, places = places, steps = steps)
    };
    let meta = vec![
        extent.into_any(),
        say!(l, roadmaps.as_of, date = day_month(today)).into_any(),
    ];
    let adopted = view.municipalities.iter().any(|place| place.adopted);
    let main = if adopted {
        view! { {progress(&view.sum)} <div class="kt-columns kt-columns--wide">{matrix(view)}{side(visit, view)}</div> }
            .into_any()
    } else {
        view! { <div class="kt-columns kt-columns--wide">{empty(&view.municipalities)}{bottlenecks(visit, view)}</div> }
            .into_any()
    };
    view! {
        <Head title=say!(l, roadmaps.title_region, region = region) meta/>
        <Problem refused=bridge::refused(ADOPT)/>
        {main}
    }
}

fn side(visit: &Visit, view: &RegionView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let places = view.municipalities.iter().map(place).collect_view();
    view! {
        <div class="kt-stack kt-side">
            {bottlenecks(visit, view)}
            <Panel labelled_by="plaatsen">
                <SectionHead id="plaatsen" title=say!(l, roadmaps.places) note=say!(l, roadmaps.places_note).to_owned() small=true/>
                <ul class="kt-mini">{places}</ul>
            </Panel>
        </div>
    }
}

/// What is in the way, and the way to all of it: also where nobody has a routekaart yet.
fn bottlenecks(visit: &Visit, view: &RegionView) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let note = say!(l, roadmaps.bottlenecks_open, count = view.open_bottlenecks);
    let list = if view.bottlenecks.is_empty() {
        view! { <p class="kt-note">{say!(l, roadmaps.bottlenecks_none)}</p> }.into_any()
    } else {
        briefs(view.bottlenecks.clone(), visit.ctx.today()).into_any()
    };
    view! {
        <Panel labelled_by="knel">
            <SectionHead id="knel" title=say!(l, roadmaps.bottlenecks) note small=true/>
            {list}
            <p class="kt-note"><a class="utrecht-link" href="/knelpunten">{say!(l, roadmaps.bottlenecks_all)}</a></p>
        </Panel>
    }
}

fn place(place: &Municipality) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let href = format!("/routekaart/{}", place.id);
    let missing = (!place.adopted).then(|| {
        view! {
            <p class="kt-mini__meta">{say!(l, roadmaps.no_roadmap)}</p>
            {place.may_adopt.then(|| adopt(place.id.to_string(), place.short.clone()))}
        }
    });
    view! {
        <li>
            <p class="kt-mini__title"><a class="utrecht-link" href=href>{place.short.clone()}</a></p>
            {missing}
        </li>
    }
}

fn empty(places: &[Municipality]) -> AnyView {
    let l = Locale::Nl;
    let mine: Vec<_> = places
        .iter()
        .filter(|place| place.may_adopt)
        .map(|place| adopt(place.id.to_string(), place.short.clone()))
        .collect();
    let who = mine
        .is_empty()
        .then(|| view! { <p class="kt-note">{say!(l, roadmaps.adopt_who)}</p> });
    view! {
        <Empty id="leeg" title=say!(l, roadmaps.empty_title) text=say!(l, roadmaps.empty_text)>
            {mine}
            {who}
        </Empty>
    }
    .into_any()
}

/// Takes the template over for a municipality.
pub fn adopt(organisation: String, place: String) -> AnyView {
    view! {
        <Form action=ADOPT>
            <Hidden field="organisation" value=organisation/>
            <Button compact=true>{say!(Locale::Nl, roadmaps.adopt_for, place = place)}</Button>
        </Form>
    }
    .into_any()
}
