//! A question of the search page, answered by the page itself: the words stand in no address, so neither in
//! a history nor in a log.

use app::bridge::{Asked, Visit};
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State as Extract};
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;

use crate::router::State;

/// Answers what was asked.
pub async fn ask(
    Extract(state): Extract<State>,
    visit: Option<Extension<Visit>>,
    mut parts: Parts,
    body: Bytes,
) -> Response {
    if visit.is_none() {
        return Redirect::to("/").into_response();
    }
    let fields = form_urlencoded::parse(&body).into_owned().collect();
    parts.extensions.insert(Asked(fields));
    parts.method = Method::GET;
    let (site, entrances) = (state.site.clone(), state.entrances());
    let desk = state.settings.desk.clone();
    let context = move || {
        provide_context(site.clone());
        provide_context(entrances.clone());
        provide_context(desk.clone());
    };
    let request = Request::from_parts(parts, Body::empty());
    leptos_axum::render_app_async_with_context(context, app::pages::shell)(request).await
}
