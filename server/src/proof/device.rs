//! Showing again who one is with what one carries: a passkey, or a code of an app. The question of a
//! passkey stands in the session with the account it was asked of, counts once, and not for long.

use app::bridge::Visit;
use app::error::AppError;
use axum::extract::{Form, State as Extract};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Json};
use chrono::TimeDelta;
use domain::id::AccountId;
use serde::{Deserialize, Serialize};
use service::ctx::Ctx;
use service::identity::{Origin, passkeys, refuse_proof, totp_verify};
use tower_sessions::Session;
use webauthn_rs::prelude::{Passkey, PasskeyAuthentication, PublicKeyCredential};

use super::{destination, proven};
use crate::headers::fault_page;
use crate::passkey::{Next, count, put, take, told, webauthn};
use crate::router::State;

/// The name under which a session keeps the question.
const ASKED: &str = "passkey_confirms";
/// How long it can be answered: WebAuthn level 3, section 15.1, advises five minutes at least.
const PATIENCE: TimeDelta = TimeDelta::minutes(5);

/// A question that was put to somebody's passkey.
#[derive(Serialize, Deserialize)]
struct Question {
    account: AccountId,
    since: i64,
    page: Option<String>,
    expected: PasskeyAuthentication,
}

/// The page that asked.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    page: Option<String>,
}

/// A code of an app, and the page that asked. It is not printed.
#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    code: String,
    page: Option<String>,
}

/// Asks for one of the passkeys of whoever is in.
pub async fn ask_key(
    Extract(state): Extract<State>,
    visit: Option<Extension<Visit>>,
    session: Session,
    Json(asked): Json<Asked>,
) -> Response {
    let done = async {
        let Extension(visit) = visit.ok_or(AppError::SignedOut)?;
        let account = visit.ctx.actor.account;
        let keys = keys(&state, account).await?;
        if keys.is_empty() {
            return Err(AppError::NotFound);
        }
        let (shown, expected) = webauthn(&state)?
            .start_passkey_authentication(&keys)
            .map_err(|_| AppError::Broken)?;
        let question = Question {
            account,
            since: visit.ctx.now().timestamp(),
            page: asked.page,
            expected,
        };
        put(&session, ASKED, question).await?;
        Ok(Json(shown).into_response())
    };
    told(done.await)
}

/// Lets somebody go on who showed their own passkey.
pub async fn prove_key(
    Extract(state): Extract<State>,
    visit: Option<Extension<Visit>>,
    session: Session,
    Json(shown): Json<PublicKeyCredential>,
) -> Response {
    let done = async {
        let Extension(visit) = visit.ok_or(AppError::SignedOut)?;
        let ctx = &visit.ctx;
        let question: Question = match take(&session, ASKED).await {
            Ok(question) => question,
            Err(AppError::NotAllowed) => return refuse(ctx, "not_asked").await,
            Err(error) => return Err(error),
        };
        let waited = ctx.now().timestamp() - question.since;
        if question.account != ctx.actor.account || waited > PATIENCE.num_seconds() {
            return refuse(ctx, "late").await;
        }
        if !answers(&state, &shown, &question).await? {
            return refuse(ctx, "passkey").await;
        }
        let to = destination(&session, question.page).await;
        proven(ctx, &session, Origin::Passkey).await?;
        Ok(Json(Next { to }).into_response())
    };
    told(done.await)
}

/// Whether what was shown answers the question.
async fn answers(
    state: &State,
    shown: &PublicKeyCredential,
    question: &Question,
) -> Result<bool, AppError> {
    let result = webauthn(state)?.finish_passkey_authentication(shown, &question.expected);
    let Ok(result) = result else {
        return Ok(false);
    };
    // One that was taken away since the question answers nothing.
    let mut keys = keys(state, question.account).await?;
    let used = keys
        .iter_mut()
        .find(|key| key.cred_id() == result.cred_id());
    let Some(key) = used else {
        return Ok(false);
    };
    count(state, key, &result).await?;
    Ok(true)
}

async fn keys(state: &State, account: AccountId) -> Result<Vec<Passkey>, AppError> {
    let kept = passkeys(&state.site, account).await?;
    let read = |kept: String| serde_json::from_str(&kept).map_err(|_| AppError::Broken);
    kept.into_iter().map(read).collect()
}

async fn refuse(ctx: &Ctx, why: &str) -> Result<Response, AppError> {
    refuse_proof(ctx, Origin::Passkey, why).await?;
    Err(AppError::NotAllowed)
}

/// Lets somebody go on who sends a code of their own app that is right now.
pub async fn prove_code(
    Extract(state): Extract<State>,
    visit: Option<Extension<Visit>>,
    session: Session,
    Form(form): Form<Code>,
) -> Response {
    let Some(Extension(visit)) = visit else {
        return Redirect::to("/").into_response();
    };
    let (ctx, vault) = (&visit.ctx, &state.settings.vault);
    let done = async {
        let account = ctx.actor.account;
        if !totp_verify(&state.site, vault, account, &form.code).await? {
            refuse_proof(ctx, Origin::Codes, "code").await?;
            return Ok("/bevestigen?waarom=code".to_owned());
        }
        let to = destination(&session, form.page).await;
        proven(ctx, &session, Origin::Codes).await?;
        Ok::<_, AppError>(to)
    };
    match done.await {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(error) => fault_page(error).await,
    }
}
