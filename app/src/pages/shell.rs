//! The document around every page: head, theme, scripts with a nonce, and nothing inline.

use crate::say;
use http::HeaderValue;
use http::header::CONTENT_SECURITY_POLICY;
use leptos::nonce::use_nonce;
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;

use super::guests::door::Door;
use super::{App, screen};
use crate::bridge;
use crate::error::AppError;
use crate::i18n::Locale;

/// Wakes the islands when the browser is idle and marks the document when all are awake.
const WAKE: &str = include_str!("shell/wake.js");

/// A page that is drawn before its style has arrived goes without the fade between pages. That is no
/// fault, so it is not reported as one; it has to listen before anything is drawn.
const QUIET: &str = include_str!("shell/quiet.js");

/// The whole document.
pub fn shell() -> impl IntoView {
    let nonce = use_nonce();
    let nonce_text = nonce.as_ref().map(ToString::to_string).unwrap_or_default();
    set_policy(&format!(
        "'nonce-{nonce_text}' 'strict-dynamic' 'wasm-unsafe-eval'"
    ));
    let theme = bridge::visit_quietly()
        .map(|visit| visit.viewer.theme.clone())
        .filter(|theme| !theme.is_empty())
        .map_or_else(String::new, |theme| format!(" kt-theme--{theme}"));
    let body = format!("utrecht-document utrecht-body voorbeeld-theme kt-theme{theme}");
    let skip = say!(Locale::Nl, common.skip);
    // Somebody who is signed in is warned before the session ends.
    let left = bridge::visit_quietly().map(|visit| visit.here.lasts.num_seconds());
    let stay = left.map(|_| {
        view! { <script type="module" nonce=nonce_text.clone() src="/stay.js"></script> }
    });
    view! {
        <!DOCTYPE html>
        <html lang="nl" class="utrecht-root">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="robots" content="noindex"/>
                <script nonce=nonce_text.clone()>{QUIET}</script>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="preload" href="/fonts/source-sans-3-latin-wght-normal.woff2"
                    r#as="font" r#type="font/woff2" crossorigin=""/>
                <link rel="stylesheet" href="/pkg/ketentafel.css"/>
                <link rel="modulepreload" href="/pkg/ketentafel.js"/>
                <script type="module" nonce=nonce_text.clone()>{WAKE}</script>
                {stay}
                <MetaTags/>
            </head>
            <body class=body data-left=left>
                <a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#inhoud">{skip}</a>
                <App/>
            </body>
        </html>
    }
}

/// Says what the page may load: what is ours, and the scripts given.
fn set_policy(scripts: &str) {
    let policy = format!(
        "default-src 'none'; script-src {scripts}; \
         style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'none'; object-src 'none'; \
         report-uri /csp; report-to csp"
    );
    if let (Some(options), Ok(value)) = (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(&policy),
    ) {
        options.insert_header(CONTENT_SECURITY_POLICY, value);
    }
}

/// The document for a failure outside any page: no menu, no data, no script.
pub fn fault_shell(error: AppError) -> impl IntoView {
    plain_shell(screen::fault(&error), false)
}

/// The document at the door of a guest. Its one script is for the passkey, and stands in a file.
pub fn door_shell(door: Door) -> impl IntoView {
    plain_shell(door.page(), true)
}

/// The document for who signed out here and may want to sign out at the own organisation too, at this
/// address.
pub fn signed_out_shell(organisation: String, address: String) -> impl IntoView {
    plain_shell(super::identity::signed_out(&organisation, address), false)
}

fn plain_shell(page: screen::Page, passkey: bool) -> impl IntoView {
    provide_meta_context();
    // Without it the page would stand there unstyled, and its quick exit would be shut.
    set_policy(if passkey { "'self'" } else { "'none'" });
    let script = passkey.then(|| view! { <script type="module" src="/passkey.js"></script> });
    let skip = say!(Locale::Nl, common.skip);
    view! {
        <!DOCTYPE html>
        <html lang="nl" class="utrecht-root">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="robots" content="noindex"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="preload" href="/fonts/source-sans-3-latin-wght-normal.woff2"
                    r#as="font" r#type="font/woff2" crossorigin=""/>
                <link rel="stylesheet" href="/pkg/ketentafel.css"/>
                {script}
                <MetaTags/>
            </head>
            <body class="utrecht-document utrecht-body voorbeeld-theme kt-theme">
                <a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#inhoud">{skip}</a>
                {screen::bare(page)}
            </body>
        </html>
    }
}
