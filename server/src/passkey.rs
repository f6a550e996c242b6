//! The ceremony of a passkey (WebAuthn level 3). The question stands in the session and is asked
//! once; who answers has unlocked the device (user verification is required).

use app::error::AppError;
use axum::Json;
use axum::extract::State as Extract;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use openidconnect::reqwest::Url;
use serde::Serialize;
use service::guests::door::{enrol as keep, refuse_factor};
use service::identity::{self, Factor};
use tower_sessions::Session;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};
use webauthn_rs_proto::ResidentKeyRequirement;

use crate::guest::{Stage, admit, standing};
use crate::router::State;

const ENROLS: &str = "passkey_enrols";
const PROVES: &str = "passkey_proves";

/// Where the browser goes next.
#[derive(Serialize)]
pub(crate) struct Next {
    pub to: String,
}

/// Makes ready for passkeys on the address that people type; nothing for one without a domain.
pub fn ready(origin: &str) -> Option<Webauthn> {
    let origin = Url::parse(origin).ok()?;
    let domain = origin.domain()?.to_owned();
    let builder = WebauthnBuilder::new(&domain, &origin).ok()?;
    builder.rp_name("Ketentafel").build().ok()
}

/// Asks a device to make a passkey, for who accepted an invitation.
pub async fn ask_enrol(Extract(state): Extract<State>, session: Session) -> Response {
    let done = async {
        let at = standing(&state, &session, Stage::Enrols)
            .await?
            .ok_or(AppError::SignedOut)?;
        let webauthn = webauthn(&state)?;
        // The device shows this name to whoever looks along, so it says nothing.
        let name = "Ketentafel";
        let (mut asked, expected) = webauthn
            .start_passkey_registration(at.account.0, name, name, None)
            .map_err(|_| AppError::Broken)?;
        // The device itself has to know whose it is: nobody types a name to sign in.
        if let Some(wanted) = &mut asked.public_key.authenticator_selection {
            wanted.resident_key = Some(ResidentKeyRequirement::Required);
            wanted.require_resident_key = true;
        }
        put(&session, ENROLS, expected).await?;
        Ok(Json(asked).into_response())
    };
    told(done.await)
}

/// Keeps the passkey that a device made, and lets the guest in.
pub async fn enrol(
    Extract(state): Extract<State>,
    session: Session,
    Json(made): Json<RegisterPublicKeyCredential>,
) -> Response {
    let done = async {
        let at = standing(&state, &session, Stage::Enrols)
            .await?
            .ok_or(AppError::SignedOut)?;
        let expected: PasskeyRegistration = take(&session, ENROLS).await?;
        let key = webauthn(&state)?.finish_passkey_registration(&made, &expected);
        let Ok(key) = key else {
            refuse_factor(&state.site, Some(at.guest), "passkey").await?;
            return Err(AppError::NotAllowed);
        };
        let credential = serde_json::to_string(&key).map_err(|_| AppError::Broken)?;
        let factor = Factor::passkey(key.cred_id().as_ref(), credential);
        keep(&state.site, at, factor).await?;
        enter(&state, &session, at.account).await
    };
    told(done.await)
}

/// Asks a device to show a passkey, whoever it is of.
pub async fn ask_prove(Extract(state): Extract<State>, session: Session) -> Response {
    let done = async {
        let (asked, expected) = webauthn(&state)?
            .start_discoverable_authentication()
            .map_err(|_| AppError::Broken)?;
        put(&session, PROVES, expected).await?;
        Ok(Json(asked).into_response())
    };
    told(done.await)
}

/// Lets in who shows a passkey that we know.
pub async fn prove(
    Extract(state): Extract<State>,
    session: Session,
    Json(shown): Json<PublicKeyCredential>,
) -> Response {
    let done = async {
        let expected: DiscoverableAuthentication = take(&session, PROVES).await?;
        let account = proven(&state, &shown, expected).await?;
        let Some(account) = account else {
            refuse_factor(&state.site, None, "passkey").await?;
            return Err(AppError::NotAllowed);
        };
        enter(&state, &session, account).await
    };
    told(done.await)
}

/// Whose passkey was shown, if it is genuine.
async fn proven(
    state: &State,
    shown: &PublicKeyCredential,
    expected: DiscoverableAuthentication,
) -> Result<Option<domain::id::AccountId>, AppError> {
    let webauthn = webauthn(state)?;
    let Ok((user, id)) = webauthn.identify_discoverable_authentication(shown) else {
        return Ok(None);
    };
    let Some((account, kept)) = identity::passkey(&state.site, id).await? else {
        return Ok(None);
    };
    if account.0 != user {
        return Ok(None);
    }
    let mut key: Passkey = serde_json::from_str(&kept).map_err(|_| AppError::Broken)?;
    let result = webauthn.finish_discoverable_authentication_v2(shown, expected, &key);
    let Ok(result) = result else {
        return Ok(None);
    };
    count(state, &mut key, &result).await?;
    Ok(Some(account))
}

/// Keeps what a passkey counted.
pub(crate) async fn count(
    state: &State,
    key: &mut Passkey,
    result: &AuthenticationResult,
) -> Result<(), AppError> {
    if key.update_credential(result) == Some(true) {
        let credential = serde_json::to_string(key).map_err(|_| AppError::Broken)?;
        identity::keep_counter(&state.site, key.cred_id().as_ref(), credential).await?;
    }
    Ok(())
}

async fn enter(
    state: &State,
    session: &Session,
    account: domain::id::AccountId,
) -> Result<Response, AppError> {
    let to = admit(state, session, account, "passkey").await?;
    let to = to.ok_or(AppError::NotAllowed)?;
    Ok(Json(Next { to }).into_response())
}

pub(crate) fn webauthn(state: &State) -> Result<&Webauthn, AppError> {
    state.settings.passkeys.as_deref().ok_or(AppError::NotFound)
}

pub(crate) async fn put(
    session: &Session,
    name: &str,
    expected: impl Serialize,
) -> Result<(), AppError> {
    let kept = session.insert(name, expected).await;
    kept.map_err(|_| AppError::Unavailable)
}

/// Takes the question out of the session: an answer is read once, whatever comes of it.
pub(crate) async fn take<T: serde::de::DeserializeOwned>(
    session: &Session,
    name: &str,
) -> Result<T, AppError> {
    let found = session.remove(name).await;
    let found = found.map_err(|_| AppError::Unavailable)?;
    session.save().await.map_err(|_| AppError::Unavailable)?;
    found.ok_or(AppError::NotAllowed)
}

/// The script needs no more than whether it worked.
pub(crate) fn told(done: Result<Response, AppError>) -> Response {
    done.unwrap_or_else(|error| {
        StatusCode::from_u16(error.status())
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            .into_response()
    })
}
