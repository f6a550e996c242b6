//! What the law wants said to anybody, signed in or not: how accessible the site is, what it keeps of
//! people, and whom to tell about a weakness.

use leptos::prelude::*;

use super::screen::{Nav, Page, bare, screen};
use crate::bridge::{self, Entrances};
use crate::i18n::Locale;
use crate::say;
use crate::ui::Head;

/// `/toegankelijkheid` (Besluit digitale toegankelijkheid overheid, art. 4).
pub fn accessibility() -> AnyView {
    anybody(|| {
        let l = Locale::Nl;
        let title = say!(l, public.accessibility);
        let tests = [
            say!(l, public.accessibility_test_1),
            say!(l, public.accessibility_test_2),
            say!(l, public.accessibility_test_3),
            say!(l, public.accessibility_test_4),
        ];
        let body = view! {
            <Head title/>
            <p>{say!(l, public.accessibility_lead)}</p>
            {part(say!(l, public.accessibility_goal_title), say!(l, public.accessibility_goal))}
            {part(say!(l, public.accessibility_state_title), say!(l, public.accessibility_state))}
            {list(say!(l, public.accessibility_tests_title), &tests)}
            {part(say!(l, public.accessibility_left_title), say!(l, public.accessibility_left))}
            {part(say!(l, public.accessibility_tell_title), say!(l, public.accessibility_tell))}
            {reach()}
        };
        Page::new(title, body).comfort()
    })
}

/// `/privacy` (GDPR, art. 13).
pub fn privacy() -> AnyView {
    anybody(|| {
        let l = Locale::Nl;
        let title = say!(l, public.privacy);
        let what = [
            say!(l, public.privacy_what_1),
            say!(l, public.privacy_what_2),
            say!(l, public.privacy_what_3),
            say!(l, public.privacy_what_4),
        ];
        let body = view! {
            <Head title/>
            <p>{say!(l, public.privacy_lead)}</p>
            {part(say!(l, public.privacy_who_title), say!(l, public.privacy_who))}
            {list(say!(l, public.privacy_what_title), &what)}
            {part(say!(l, public.privacy_cookie_title), say!(l, public.privacy_cookie))}
            {part(say!(l, public.privacy_long_title), say!(l, public.privacy_long))}
            {part(say!(l, public.privacy_rights_title), say!(l, public.privacy_rights))}
            {reach()}
        };
        Page::new(title, body).comfort()
    })
}

/// `/beveiliging`: how to tell about a weakness (BIO2 5.24.08).
pub fn security() -> AnyView {
    anybody(|| {
        let l = Locale::Nl;
        let title = say!(l, public.security);
        let you = [
            say!(l, public.security_you_1),
            say!(l, public.security_you_2),
            say!(l, public.security_you_3),
        ];
        let we = [
            say!(l, public.security_we_1),
            say!(l, public.security_we_2),
            say!(l, public.security_we_3),
        ];
        let body = view! {
            <Head title/>
            <p>{say!(l, public.security_lead)}</p>
            <h2 class="utrecht-heading-2">{say!(l, public.security_how_title)}</h2>
            {written(say!(l, public.security_how_none))}
            {list(say!(l, public.security_you_title), &you)}
            {list(say!(l, public.security_we_title), &we)}
        };
        Page::new(title, body).comfort()
    })
}

/// Where to write to, if the operator said so.
fn reach() -> Option<AnyView> {
    let l = Locale::Nl;
    let contact = use_context::<Entrances>().unwrap_or_default().contact;
    contact.map(|_| {
        view! {
            <h2 class="utrecht-heading-2">{say!(l, public.contact_title)}</h2>
            {written("")}
        }
        .into_any()
    })
}

/// The sentence that names the address of the operator, as a link; `otherwise` where there is none.
fn written(otherwise: &'static str) -> AnyView {
    let l = Locale::Nl;
    let Some(contact) = use_context::<Entrances>().unwrap_or_default().contact else {
        return view! { <p>{otherwise}</p> }.into_any();
    };
    let (verb, plain) = if let Some(address) = contact.strip_prefix("mailto:") {
        (say!(l, public.contact_mail), address)
    } else if let Some(number) = contact.strip_prefix("tel:") {
        (say!(l, public.contact_call), number)
    } else {
        (say!(l, public.contact_page), contact.as_str())
    };
    let plain = plain.split('?').next().unwrap_or(plain).to_owned();
    view! { <p>{verb}" "<a class="utrecht-link" href=contact.clone()>{plain}</a>"."</p> }.into_any()
}

/// A page with the menu for who is in, and without one for who is not.
fn anybody(page: fn() -> Page) -> AnyView {
    if bridge::visit_quietly().is_some() {
        screen(Nav::Elsewhere, move |_| async move { Ok(page()) })
    } else {
        bare(page())
    }
}

fn part(title: &'static str, text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <h2 class="utrecht-heading-2">{title}</h2><p>{text}</p> }.into_any()
}

fn list(title: &'static str, items: &[&'static str]) -> AnyView {
    let items = items
        .iter()
        .map(|item| view! { <li>{*item}</li> })
        .collect_view();
    view! {
        <h2 class="utrecht-heading-2">{title}</h2>
        <ul class="kt-lines">{items}</ul>
    }
    .into_any()
}

/// The links to these pages, for the foot of every page.
#[component]
pub fn About() -> impl IntoView {
    let l = Locale::Nl;
    let links = [
        ("/toegankelijkheid", say!(l, public.accessibility)),
        ("/privacy", say!(l, public.privacy)),
        ("/beveiliging", say!(l, public.security)),
    ];
    links.map(|(href, word)| view! { <li><a href=href>{word}</a></li> })
}
