//! `/.well-known/security.txt` (RFC 9116): whom to tell about a weakness. Mandatory for Dutch
//! government sites ("pas toe of leg uit").

use axum::extract::State as Extract;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{SecondsFormat, TimeDelta};

use crate::router::State;

/// Where it stands.
pub const PATH: &str = "/.well-known/security.txt";
/// How long what it says may be relied on: the standard advises less than a year.
const HOLDS: TimeDelta = TimeDelta::days(180);

/// The file. Without a contact of the operator it names the page that says what to do.
pub async fn security(Extract(state): Extract<State>) -> Response {
    let origin = &state.settings.origin;
    let policy = format!("{origin}/beveiliging");
    let contact = state.settings.contact.as_deref().unwrap_or(&policy);
    let expires = state.site.clock.now() + HOLDS;
    let expires = expires.to_rfc3339_opts(SecondsFormat::Secs, true);
    let text = format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: nl, en\n\
         Canonical: {origin}{PATH}\nPolicy: {policy}\n"
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
