//! `/bevestigen`: somebody who is in shows again who they are, by the way they came in. The same
//! stands in place of a page that asks for it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::identity::Way;

use super::screen::{Nav, Page, screen};
use crate::bridge::{self, Visit};
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Head, Notice, Tone};

/// The page by itself.
pub fn page() -> AnyView {
    screen(Nav::Elsewhere, |_| async { Ok(ask()) })
}

/// What asks for the proof.
pub fn ask() -> Page {
    let l = Locale::Nl;
    bridge::no_store();
    let title = say!(l, account.prove_title);
    let failed = use_query_map().with_untracked(|query| query.get("waarom"));
    let failed = failed.map(|word| {
        let sentence = if word == "someone_else" {
            say!(l, account.prove_someone_else)
        } else {
            say!(l, account.prove_failed)
        };
        view! { <Notice tone=Tone::Attention><span role="alert">{sentence}</span></Notice> }
    });
    let body = view! {
        {failed}
        <Head title/>
        <p>{say!(l, account.prove_text)}</p>
        {bridge::visit_quietly().map(|visit| way(&visit))}
    };
    Page::new(title, body)
}

fn way(visit: &Visit) -> AnyView {
    let l = Locale::Nl;
    let page = bridge::here();
    match &visit.here.way {
        Way::Demo => {
            let sure = say!(l, account.prove_demo, function = visit.viewer.function);
            view! {
                <form method="post" action="/bevestigen" class="kt-actions">
                    <input type="hidden" name="page" value=page/>
                    <button class="utrecht-button utrecht-button--primary-action" type="submit">{sure}</button>
                </form>
            }
            .into_any()
        }
        Way::Provider(key) => {
            let page = form_urlencoded::byte_serialize(page.as_bytes()).collect::<String>();
            let href = format!("/bevestigen/{key}?page={page}");
            let key = key.clone();
            Suspend::new(async move {
                let name = bridge::provider_name(&key).await;
                let again = say!(l, account.prove_provider, organisation = name);
                view! {
                    <p><a class="utrecht-button utrecht-button--primary-action" href=href>{again}</a></p>
                }
            })
            .into_any()
        }
        // Whoever came in by another way comes in by it again.
        Way::Other(_) => view! {
            <p>{say!(l, account.prove_other)}</p>
            <form method="post" action="/afmelden" class="kt-actions">
                <button class="utrecht-button utrecht-button--primary-action" type="submit">
                    {say!(l, account.prove_sign_out)}
                </button>
            </form>
        }
        .into_any(),
    }
}
