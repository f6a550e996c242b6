//! Links of letters. Looking burns nothing, for whoever checks mail looks too; only a form does.

use app::error::AppError;
use app::pages::Door;
use axum::extract::{Form, Path, State as Extract};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use service::guests::door;
use service::mail;
use tower_sessions::Session;

use super::{Stage, answered, gone, remember, see, show};
use crate::headers::fault_page;
use crate::router::State;

/// What somebody accepted.
#[derive(Debug, Default, Deserialize)]
pub struct Accepted {
    huisregels: Option<String>,
    geheim: Option<String>,
}

/// The page of an invitation.
pub async fn invitation(Extract(state): Extract<State>, Path(token): Path<String>) -> Response {
    answered(shown(&state, &token, false).await).await
}

async fn shown(state: &State, token: &str, missing: bool) -> Result<Response, AppError> {
    let Some(invitation) = door::look(&state.site, token).await? else {
        return Ok(gone().await);
    };
    let page = Door::Invitation {
        address: format!("/uitnodiging/{token}"),
        invitation,
        missing,
    };
    let status = if missing {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok(show(page, status).await)
}

/// Uses an invitation, once the house rules and the secrecy statement are accepted.
pub async fn accept(
    Extract(state): Extract<State>,
    Path(token): Path<String>,
    session: Session,
    Form(accepted): Form<Accepted>,
) -> Response {
    let done = async {
        if accepted.huisregels.is_none() || accepted.geheim.is_none() {
            return shown(&state, &token, true).await;
        }
        let Some(at) = door::accept(&state.site, &token).await? else {
            return Ok(gone().await);
        };
        remember(&state, &session, Stage::Enrols, at).await?;
        Ok(see("/toegang"))
    };
    answered(done.await).await
}

/// The page of a link to sign in with.
pub async fn link(Extract(state): Extract<State>, Path(token): Path<String>) -> Response {
    let done = async {
        let Some(series) = door::leads_to(&state.site, &token).await? else {
            return Ok(gone().await);
        };
        let address = format!("/aanmelden-gast/brief/{token}");
        Ok(show(Door::Begin { address, series }, StatusCode::OK).await)
    };
    answered(done.await).await
}

/// Uses a link to sign in with: the first half.
pub async fn begin(
    Extract(state): Extract<State>,
    Path(token): Path<String>,
    session: Session,
) -> Response {
    let done = async {
        let Some(at) = door::begin(&state.site, &token).await? else {
            return Ok(gone().await);
        };
        remember(&state, &session, Stage::Proves, at).await?;
        Ok(see("/aanmelden-gast/code"))
    };
    answered(done.await).await
}

/// The post of a demonstration; anywhere else there is no such page.
pub async fn post(Extract(state): Extract<State>) -> Response {
    if !state.settings.demo {
        return fault_page(AppError::NotFound).await;
    }
    let done = async {
        let letters = mail::post(&state.site, &state.settings.vault).await?;
        Ok(show(Door::Post { letters }, StatusCode::OK).await)
    };
    answered(done.await).await
}
