//! Coming in. For now only the demo's way: pick somebody.

mod setup;

use crate::say;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use service::ctx::Site;
use service::identity::{DemoGroup, DemoPerson, DemoRegion, demo_people, is_demo_database};

pub use setup::set_up;

use super::frame::Safety;
use super::screen::{Page, bare, fault, foot, forgotten};
use crate::bridge::{self, Entrances};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ui::{Mark, Notice, Tone};

/// The front door.
pub fn sign_in() -> AnyView {
    Suspend::new(async move {
        let Some(site) = use_context::<Site>() else {
            return bare(fault(&AppError::Broken));
        };
        let entrances = use_context::<Entrances>().unwrap_or_default();
        let new = service::identity::setup_is_open(&site)
            .await
            .unwrap_or(false);
        let loaded = async {
            let providers = bridge::providers().await?;
            Ok((providers, load(&site, entrances.demo).await?))
        };
        match loaded.await {
            Ok((providers, regions)) => door(providers, regions, new).into_any(),
            Err(error) => bare(fault(&error)),
        }
    })
    .into_any()
}

async fn load(site: &Site, demo: bool) -> Result<Vec<DemoRegion>, AppError> {
    if demo && is_demo_database(site).await? {
        Ok(demo_people(site).await?)
    } else {
        Ok(Vec::new())
    }
}

fn door(providers: Vec<(String, String)>, regions: Vec<DemoRegion>, new: bool) -> impl IntoView {
    let l = Locale::Nl;
    bridge::no_store();
    let why = use_query_map().with(|query| query.get("waarom"));
    let turned_away = why.as_deref().map(turned_away);
    // Where somebody wanted to go; `server` looks whether it is a page.
    let next = use_query_map().with(|query| query.get("next"));
    let on = next.as_deref().map_or_else(String::new, going_on);
    let next = next.unwrap_or_default();
    let as_guest = format!("/aanmelden-gast{on}");
    let organisations = organisations(providers, (regions.is_empty(), &on));
    let set_up = new.then(|| {
        view! {
            <Notice tone=Tone::Info>
                {say!(l, identity.set_up_open)}" "
                <a class="utrecht-link" href="/inrichten">{say!(l, identity.set_up_go)}</a>
            </Notice>
        }
    });
    let demo = (!regions.is_empty()).then(|| {
        view! {
            <p class="kt-note">
                {say!(l, identity.demo)}" "
                <a class="utrecht-link" href="/postvak">{say!(l, identity.post)}</a>
            </p>
            <Walk/>
        }
    });
    let choices = regions
        .into_iter()
        .map(|it| region(it, &next))
        .collect_view();
    view! {
        <Title text=format!("{} - Ketentafel", say!(l, identity.title))/>
        <Safety/>
        {forgotten()}
        <main class="kt-main kt-main--bare" id="inhoud" tabindex="-1">
            <div class="kt-doorway">
                <p class="kt-doorway__mark"><Mark/></p>
                <h1 class="utrecht-heading-1">"Ketentafel"</h1>
                <p class="kt-doorway__lead">{say!(l, identity.lead)}</p>
                {turned_away}
                {set_up}
                {organisations}
                <p><a class="utrecht-link" href=as_guest>{say!(l, identity.as_guest)}</a></p>
                {demo}
            </div>
            {choices}
        </main>
        {foot()}
    }
}

/// The query that says where to go on to.
fn going_on(next: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("?next={next}")
}

/// Why somebody was not let in, and what to do now. The word stands in the address, so an unknown
/// one says nothing.
fn turned_away(word: &str) -> AnyView {
    let l = Locale::Nl;
    let sentence = match word {
        "not_under_way" => say!(l, identity.why_not_under_way),
        "not_ours" => say!(l, identity.why_not_ours),
        "declined" => say!(l, identity.why_declined),
        "unreachable" => say!(l, identity.why_unreachable),
        "untrusted" => say!(l, identity.why_untrusted),
        "too_weak" => say!(l, identity.why_too_weak),
        "too_long_ago" => say!(l, identity.why_too_long_ago),
        "unknown" => return unknown(),
        "set_up" => {
            let done = say!(l, identity.set_up_done);
            return view! { <Notice tone=Tone::Info><span role="status">{done}</span></Notice> }
                .into_any();
        }
        "silent" => say!(l, identity.why_silent),
        "ended" => say!(l, identity.why_ended),
        "paused" => say!(l, identity.why_paused),
        "left" => say!(l, identity.why_left),
        "shut" => say!(l, identity.why_shut),
        _ => return ().into_any(),
    };
    view! {
        <Notice tone=Tone::Attention>
            <span role="alert"><b>{say!(l, identity.turned_away)}</b>" "{sentence}</span>
        </Notice>
    }
    .into_any()
}

/// What somebody does whom nobody here knows yet: say the code to who does know them.
fn unknown() -> AnyView {
    let l = Locale::Nl;
    let code = bridge::sign_in_code().map(|code| {
        // In two halves, as one says it over the telephone.
        let (first, second) = code.split_at_checked(4).unwrap_or((&code, ""));
        let spoken = format!("{first} {second}");
        view! {
            <p>{say!(l, identity.unknown_code)}</p>
            <p class="kt-code"><b>{spoken}</b></p>
        }
    });
    view! {
        <Notice tone=Tone::Attention>
            <div role="alert">
                <p><b>{say!(l, identity.turned_away)}</b>" "{say!(l, identity.why_unknown)}</p>
                {code}
            </div>
        </Notice>
    }
    .into_any()
}

/// The organisations whose people sign in with their own account.
fn organisations(providers: Vec<(String, String)>, (only, on): (bool, &str)) -> AnyView {
    let l = Locale::Nl;
    if providers.is_empty() {
        return only
            .then(|| view! { <p>{say!(l, identity.no_provider)}</p> })
            .into_any();
    }
    let doors = providers
        .into_iter()
        .map(|(key, name)| {
            view! {
                <li>
                    <a class="kt-doorway__person" href=format!("/aanmelden/{key}{on}")>
                        <b>{name}</b><span>{say!(l, identity.with_own_account)}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2 class="utrecht-heading-2">{say!(l, identity.choose_organisation)}</h2>
        <ul class="kt-doorway__people">{doors}</ul>
    }
    .into_any()
}

/// What somebody reads who signed out here: the own organisation does not know that by itself, and
/// signing out there ends more than this.
pub fn signed_out(organisation: &str, address: String) -> Page {
    let l = Locale::Nl;
    let title = say!(l, identity.signed_out_title);
    Page::new(
        title.to_owned(),
        view! {
            <div class="kt-empty">
                <h1 class="utrecht-heading-1">{title}</h1>
                <p>{say!(l, identity.signed_out_text, organisation = organisation)}</p>
                <p>
                    <a class="utrecht-link" href=address rel="noreferrer">
                        {say!(l, identity.sign_out_there, organisation = organisation)}
                    </a>
                </p>
                <p><a class="utrecht-link" href="/">{say!(l, faults.home)}</a></p>
            </div>
        },
    )
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

fn region(region: DemoRegion, next: &str) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let groups = region
        .groups
        .into_iter()
        .map(|(group, people)| {
            let people = people
                .into_iter()
                .map(|it| person(it, next.to_owned()))
                .collect_view();
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

fn person(person: DemoPerson, next: String) -> impl IntoView {
    let next = (!next.is_empty()).then(|| view! { <input type="hidden" name="next" value=next/> });
    view! {
        <li>
            <form method="post" action="/aanmelden">
                <input type="hidden" name="person" value=person.id.to_string()/>
                {next}
                <button class="kt-doorway__person" type="submit">
                    <b>{person.function}</b><span>{person.organisation}</span>
                </button>
            </form>
        </li>
    }
}
