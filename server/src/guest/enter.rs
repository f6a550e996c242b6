//! Signing in later: a letter and a code. What is answered is the same for every address, down to the
//! last byte.

use app::error::AppError;
use app::pages::Door;
use axum::Extension;
use axum::extract::{Form, Query, State as Extract};
use axum::http::StatusCode;
use axum::response::Response;
use domain::text::Email;
use serde::Deserialize;
use service::guests::door::refuse_factor;
use service::guests::letters::{Wish, ask};
use service::identity::{factors, totp_verify};
use service::limits::{LETTER, take_now};
use tower_sessions::Session;

use super::enrol::Code;
use super::{Stage, admit, answered, gone, see, show, standing};
use crate::headers::fault_page;
use crate::limits::Asker;
use crate::router::State;

/// An address. It is not printed.
#[derive(Deserialize)]
pub struct Address {
    #[serde(default)]
    email: String,
}

/// Where somebody wanted to go.
#[derive(Debug, Deserialize)]
pub struct Asked {
    next: Option<String>,
}

/// The page to sign in on.
pub async fn sign_in(
    Extract(state): Extract<State>,
    session: Session,
    Query(asked): Query<Asked>,
) -> Response {
    // In the session: the way by a letter leaves no other place for it.
    let kept = state.pages.keep(&session, asked.next.as_deref()).await;
    match kept {
        Ok(()) => show(Door::SignIn { wrong: false }, StatusCode::OK).await,
        Err(error) => fault_page(error).await,
    }
}

/// Asks for a letter with a link.
pub async fn ask_letter(
    Extract(state): Extract<State>,
    Extension(asker): Extension<Asker>,
    Form(form): Form<Address>,
) -> Response {
    let doors = (Door::Asked, Door::SignIn { wrong: true });
    let done = asked(&state, asker, (Wish::SignIn, &form), doors);
    answered(done.await).await
}

/// The page for who lost the second factor.
pub async fn lost() -> Response {
    show(Door::Lost { wrong: false }, StatusCode::OK).await
}

/// Asks for a new way in.
pub async fn ask_anew(
    Extract(state): Extract<State>,
    Extension(asker): Extension<Asker>,
    Form(form): Form<Address>,
) -> Response {
    let doors = (Door::LostAsked, Door::Lost { wrong: true });
    let done = asked(&state, asker, (Wish::Recovery, &form), doors);
    answered(done.await).await
}

async fn asked(
    state: &State,
    Asker(address): Asker,
    (wish, form): (Wish, &Address),
    (done, wrong): (Door, Door),
) -> Result<Response, AppError> {
    let Ok(email) = Email::parse(&form.email) else {
        return Ok(show(wrong, StatusCode::UNPROCESSABLE_ENTITY).await);
    };
    // Before anything is known about the address of the letter, so that the bound tells nothing of it.
    take_now(&state.site, LETTER, &address.to_string()).await?;
    ask(&state.site, wish, &email).await?;
    Ok(show(done, StatusCode::OK).await)
}

/// The page for the second half.
pub async fn second(Extract(state): Extract<State>, session: Session) -> Response {
    answered(halfway(&state, &session, false).await).await
}

async fn halfway(state: &State, session: &Session, wrong: bool) -> Result<Response, AppError> {
    let Some(at) = standing(state, session, Stage::Proves).await? else {
        return Ok(see("/aanmelden-gast"));
    };
    let has = factors(&state.site, at.account).await?;
    let page = Door::Code {
        codes: has.totp,
        passkey: has.passkey,
        wrong,
    };
    let status = if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok(show(page, status).await)
}

/// Lets in who sends a code that is right now.
pub async fn prove(
    Extract(state): Extract<State>,
    session: Session,
    Form(form): Form<Code>,
) -> Response {
    let done = async {
        let Some(at) = standing(&state, &session, Stage::Proves).await? else {
            return Ok(see("/aanmelden-gast"));
        };
        let vault = &state.settings.vault;
        if !totp_verify(&state.site, vault, at.account, &form.code).await? {
            refuse_factor(&state.site, Some(at.guest), "code").await?;
            return halfway(&state, &session, true).await;
        }
        Ok(match admit(&state, &session, at.account, "totp").await? {
            Some(page) => see(&page),
            None => gone().await,
        })
    };
    answered(done.await).await
}
