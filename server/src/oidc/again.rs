//! Showing again who one is, at the provider one came in by: the same person, and just now.

use app::bridge::Visit;
use app::error::AppError;
use axum::Extension;
use axum::extract::{Path, Query, State as Extract};
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use service::identity::{Opens, Origin, SID, Way, refuse_sign_in};
use tower_sessions::Session;

use super::doors::{ask, go, provider, see};
use super::provider::Provider;
use super::token::{Proven, SKEW};
use super::{HINT, Refusal};
use crate::headers::fault_page;
use crate::proof;
use crate::router::State;
use crate::visit;

/// Where somebody goes who shows again who they are.
#[derive(Debug, Deserialize)]
pub struct Asked {
    page: Option<String>,
}

/// Sends somebody who is in to their own provider, to show again who they are.
pub async fn prove_again(
    Extract(state): Extract<State>,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
    visit: Option<Extension<Visit>>,
    session: Session,
) -> Response {
    let Some(Extension(visit)) = visit else {
        return see("/");
    };
    let own = visit.here.way == Way::Provider(key.clone());
    let found = match provider(&state, &key).await {
        Ok(found) if own => found,
        Ok(_) => return fault_page(AppError::NotFound).await,
        Err(error) => return fault_page(error).await,
    };
    let provider = &*found;
    let now = state.site.clock.now();
    let metadata = match provider.known(now).await {
        Ok(metadata) => metadata,
        Err(refusal) => return not_proven(&state, &key, refusal).await,
    };
    let page = proof::destination(&session, asked.page).await;
    let request = ask(provider, &metadata, now, Some(page));
    go(&session, request).await
}

/// Lets somebody go on who showed again who they are: the same person as before, and just now.
pub(super) async fn come_again(
    state: &State,
    provider: &Provider,
    session: &Session,
    (proven, hint): (Proven, String),
    (page, since): (String, DateTime<Utc>),
) -> Response {
    let key = provider.settings.key.as_str();
    let Some(id) = session.id() else {
        return see("/");
    };
    let ctx = match visit::again(&state.site, id).await {
        Ok(ctx) => ctx,
        Err(error) => return fault_page(error).await,
    };
    // Nobody is in any more: then there is nothing to go on with.
    let Some(ctx) = ctx else {
        return see("/");
    };
    // The same account is not enough: another region may have agreed to another identity of it.
    if *ctx.opens() != Opens::Agreed(proven.bound(provider)) {
        return not_proven(state, key, Refusal::SomeoneElse).await;
    }
    if proven.at.is_none_or(|at| at < since - SKEW) {
        return not_proven(state, key, Refusal::TooLongAgo).await;
    }
    let kept = async {
        proof::proven(&ctx, session, Origin::Provider(key)).await?;
        let store = |_| AppError::Unavailable;
        session.insert(SID, &proven.session).await.map_err(store)?;
        session.insert(HINT, hint).await.map_err(store)
    };
    match kept.await {
        Ok(()) => see(&page),
        Err(error) => fault_page(error).await,
    }
}

/// Writes down that somebody did not show who they are, and asks again.
pub(super) async fn not_proven(state: &State, key: &str, refusal: Refusal) -> Response {
    let word = refusal.word();
    match refuse_sign_in(&state.site, Origin::Provider(key), word).await {
        Ok(()) => see(&format!("/bevestigen?waarom={word}")),
        Err(error) => fault_page(error.into()).await,
    }
}
