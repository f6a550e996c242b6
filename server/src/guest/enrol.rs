//! Choosing a second factor after an invitation. Without one there is no session.

use app::error::AppError;
use app::pages::Door;
use axum::extract::{Form, State as Extract};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use service::guests::door::{self, AtTheDoor};
use service::identity::{Factor, TotpSetup, totp_begin, totp_proves};
use tower_sessions::Session;

use super::{Stage, admit, answered, gone, see, show, standing};
use crate::router::State;

/// The secret of codes that are being set up, shut, under this name in the session.
const SECRET: &str = "guest_codes";

/// A code of an app.
#[derive(Debug, Deserialize)]
pub struct Code {
    #[serde(default)]
    pub code: String,
}

/// The choice.
pub async fn choose(Extract(state): Extract<State>, session: Session) -> Response {
    let done = async {
        Ok(match standing(&state, &session, Stage::Enrols).await? {
            Some(_) => show(Door::Choose, StatusCode::OK).await,
            None => see("/aanmelden-gast"),
        })
    };
    answered(done.await).await
}

/// The page with the secret to bring into an app.
pub async fn codes(Extract(state): Extract<State>, session: Session) -> Response {
    let done = async {
        let Some(at) = standing(&state, &session, Stage::Enrols).await? else {
            return Ok(see("/aanmelden-gast"));
        };
        let setup = setup(&state, &session, at).await?;
        let wrong = false;
        Ok(show(Door::Codes { setup, wrong }, StatusCode::OK).await)
    };
    answered(done.await).await
}

/// The secret of this session: the same one when the page is opened again.
async fn setup(state: &State, session: &Session, at: AtTheDoor) -> Result<TotpSetup, AppError> {
    let away = |_| AppError::Unavailable;
    let vault = &state.settings.vault;
    let kept: Option<String> = session.get(SECRET).await.map_err(away)?;
    if let Some(kept) = kept
        && let Ok(setup) = TotpSetup::again(vault, at.account, &kept)
    {
        return Ok(setup);
    }
    let setup = totp_begin(vault, at.account)?;
    session.insert(SECRET, &setup.shut).await.map_err(away)?;
    Ok(setup)
}

/// Proves that the app has the secret, keeps it, and lets the guest in.
pub async fn prove_codes(
    Extract(state): Extract<State>,
    session: Session,
    Form(form): Form<Code>,
) -> Response {
    let done = async {
        let Some(at) = standing(&state, &session, Stage::Enrols).await? else {
            return Ok(see("/aanmelden-gast"));
        };
        let setup = setup(&state, &session, at).await?;
        let now = state.site.clock.now();
        let vault = &state.settings.vault;
        let step = totp_proves(vault, at.account, &setup.shut, &form.code, now)?;
        let Some(step) = step else {
            let wrong = true;
            let page = Door::Codes { setup, wrong };
            return Ok(show(page, StatusCode::UNPROCESSABLE_ENTITY).await);
        };
        let secret = setup.shut;
        door::enrol(&state.site, at, Factor::Totp { secret, step }).await?;
        Ok(match admit(&state, &session, at.account, "totp").await? {
            Some(page) => see(&page),
            None => gone().await,
        })
    };
    answered(done.await).await
}
