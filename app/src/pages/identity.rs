//! Coming in. For now only the demo's way: pick somebody.

use crate::say;
use leptos::prelude::*;
use leptos_meta::Title;
use service::ctx::Site;
use service::identity::{DemoGroup, DemoPerson, DemoRegion, demo_people, is_demo_database};

use super::frame::Safety;
use super::screen::{bare, fault};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ui::Mark;

/// The front door.
pub fn sign_in() -> AnyView {
    Suspend::new(async move {
        let Some(site) = use_context::<Site>() else {
            return bare(fault(&AppError::Broken));
        };
        match load(&site).await {
            Ok(regions) => door(regions).into_any(),
            Err(error) => bare(fault(&error)),
        }
    })
    .into_any()
}

async fn load(site: &Site) -> Result<Vec<DemoRegion>, AppError> {
    if is_demo_database(site).await? {
        Ok(demo_people(site).await?)
    } else {
        Ok(Vec::new())
    }
}

fn door(regions: Vec<DemoRegion>) -> impl IntoView {
    let l = Locale::Nl;
    bridge::no_store();
    let choices = regions.into_iter().map(region).collect_view();
    view! {
        <Title text=format!("{} - Ketentafel", say!(l, identity.title))/>
        <Safety/>
        <main class="kt-main kt-main--bare" id="inhoud" tabindex="-1">
            <div class="kt-doorway">
                <p class="kt-doorway__mark"><Mark/></p>
                <h1 class="utrecht-heading-1">"Ketentafel"</h1>
                <p class="kt-doorway__lead">{say!(l, identity.lead)}</p>
                <p class="kt-note">{say!(l, identity.demo)}</p>
                <Walk/>
            </div>
            {choices}
        </main>
    }
}

/// What a newcomer can try, in the order of one meeting.
#[component]
fn Walk() -> impl IntoView {
    let l = Locale::Nl;
    let steps = [
        say!(l, identity.walk_1),
        say!(l, identity.walk_2),
        say!(l, identity.walk_3),
        say!(l, identity.walk_4),
        say!(l, identity.walk_5),
        say!(l, identity.walk_6),
    ]
    .map(|step| view! { <li>{step}</li> });
    view! {
        <details class="kt-details" open>
            <summary>{say!(l, identity.walk_title)}</summary>
            <ol class="kt-numbered">{steps}</ol>
        </details>
    }
}

fn region(region: DemoRegion) -> impl IntoView {
    let l = Locale::Nl;
    let groups = region
        .groups
        .into_iter()
        .map(|(group, people)| {
            let people = people.into_iter().map(person).collect_view();
            view! {
                <h3 class="utrecht-heading-3">{group_word(group)}</h3>
                <ul class="kt-doorway__people">{people}</ul>
            }
        })
        .collect_view();
    view! {
        <section class="kt-doorway__region">
            <div class="kt-sechead">
                <h2 class="utrecht-heading-2">{say!(l, identity.region, name = region.name)}</h2>
            </div>
            {groups}
        </section>
    }
}

fn group_word(group: DemoGroup) -> &'static str {
    let l = Locale::Nl;
    match group {
        DemoGroup::First => say!(l, identity.group_first),
        DemoGroup::Municipality => say!(l, identity.group_municipality),
        DemoGroup::Partner => say!(l, identity.group_partner),
        DemoGroup::Guest => say!(l, identity.group_guest),
        DemoGroup::Around => say!(l, identity.group_around),
    }
}

fn person(person: DemoPerson) -> impl IntoView {
    view! {
        <li>
            <form method="post" action="/aanmelden">
                <input type="hidden" name="person" value=person.id.to_string()/>
                <button class="kt-doorway__person" type="submit">
                    <b>{person.function}</b><span>{person.organisation}</span>
                </button>
            </form>
        </li>
    }
}
