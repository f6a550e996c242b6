//! `/bevestigen`: somebody who is in shows again who they are, by the way they came in. The same
//! stands in place of a page that asks for it.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use service::identity::{Way, own_factors};

use super::guests::door::Passkey;
use super::screen::{Nav, Page, screen};
use crate::bridge::{self, Visit};
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Button, ButtonKind, Head, Notice, TextField, Tone};

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
        let sentence = match word.as_str() {
            "someone_else" => say!(l, account.prove_someone_else),
            "code" => say!(l, account.prove_code_wrong),
            _ => say!(l, account.prove_failed),
        };
        view! { <Notice tone=Tone::Attention><span role="alert">{sentence}</span></Notice> }
    });
    let body = view! {
        {failed}
        <Head title/>
        <p>{say!(l, account.prove_text)}</p>
        {bridge::visit_quietly().map(ways)}
    };
    Page::new(title, body)
}

/// What somebody carries comes first, then the way they came in.
fn ways(visit: Visit) -> AnyView {
    let page = bridge::here();
    let nonce = use_nonce().map(|nonce| nonce.to_string());
    Suspend::new(async move {
        // When this cannot be read, the other way still stands there.
        let has = own_factors(&visit.ctx).await.unwrap_or_default();
        let key = has.passkey.then(|| by_passkey(page.clone(), nonce));
        let code = has.totp.then(|| by_code(page.clone()));
        let carries = has.passkey || has.totp;
        let or = carries.then(|| {
            view! { <p>{say!(Locale::Nl, account.prove_or)}</p> }
        });
        view! { {key}{code}{or}{way(&visit, page, !carries)} }
    })
    .into_any()
}

fn by_passkey(page: String, nonce: Option<String>) -> AnyView {
    let l = Locale::Nl;
    let instead = view! { <p>{say!(l, account.prove_no_passkey)}</p> }.into_any();
    let place = Passkey {
        address: "/bevestigen/met/sleutel",
        does: "prove",
        word: say!(l, account.prove_passkey),
        page: Some(page),
    };
    view! {
        <script type="module" nonce=nonce src="/passkey.js"></script>
        {place.button(instead)}
    }
    .into_any()
}

fn by_code(page: String) -> AnyView {
    let l = Locale::Nl;
    view! {
        <form class="kt-form" method="post" action="/bevestigen/met/code" novalidate>
            <input type="hidden" name="page" value=page/>
            <TextField id="code" name="code" label=say!(l, guest_door.code) hint=say!(l, guest_door.code_hint).to_owned()
                inputmode="numeric" autocomplete="one-time-code" maxlength=10 short=true/>
            <div class="kt-actions">
                <Button kind=ButtonKind::Primary>{say!(l, account.prove_code)}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// By the way they came in; the only way, or another one.
fn way(visit: &Visit, page: String, only: bool) -> AnyView {
    let l = Locale::Nl;
    let button = if only {
        "utrecht-button utrecht-button--primary-action"
    } else {
        "utrecht-button utrecht-button--secondary-action"
    };
    match &visit.here.way {
        Way::Demo => {
            let sure = say!(l, account.prove_demo, function = visit.viewer.function);
            view! {
                <form method="post" action="/bevestigen" class="kt-actions">
                    <input type="hidden" name="page" value=page/>
                    <button class=button type="submit">{sure}</button>
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
                    <p><a class=button href=href>{again}</a></p>
                }
            })
            .into_any()
        }
        // Whoever came in by another way comes in by it again.
        Way::Other(_) => view! {
            {only.then(|| view! { <p>{say!(l, account.prove_other)}</p> })}
            <form method="post" action="/afmelden" class="kt-actions">
                <button class=button type="submit">
                    {say!(l, account.prove_sign_out)}
                </button>
            </form>
        }
        .into_any(),
    }
}
