//! "Bekijk als": who directs begins to look as somebody else, and goes back to themselves.

use app::bridge::Visit;
use app::error::AppError;
use axum::Extension;
use axum::extract::{Form, State as Extract};
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::PersonId;
use serde::Deserialize;
use service::ctx::Ctx;
use service::identity::{look_as, look_as_oneself};
use tower_sessions::Session;

use crate::headers::fault_page;
use crate::refused::is_ours;
use crate::router::State;
use crate::visit::{LOOKS_AS, home};

/// The page to choose on, and where the choice goes.
pub const BEGIN: &str = "/bekijk-als";
/// The way back to oneself.
pub const BACK: &str = "/bekijk-als/terug";

/// As whom, and where to begin.
#[derive(Debug, Deserialize)]
pub struct Choose {
    person: String,
    #[serde(default)]
    page: String,
}

/// The page to go back to.
#[derive(Debug, Deserialize)]
pub struct Back {
    #[serde(default)]
    page: String,
}

/// Begins to look as somebody.
pub async fn begin(
    Extract(state): Extract<State>,
    session: Session,
    visit: Option<Extension<Visit>>,
    Form(form): Form<Choose>,
) -> Response {
    match put_on(&session, visit, &form).await {
        Ok(page) => Redirect::to(&page).into_response(),
        Err(error) => fault_page(&state, error).await,
    }
}

async fn put_on(
    session: &Session,
    visit: Option<Extension<Visit>>,
    form: &Choose,
) -> Result<String, AppError> {
    let Extension(visit) = visit.ok_or(AppError::SignedOut)?;
    let (face, shown) = look_as(&visit.ctx, &visit.viewer, &form.person).await?;
    let kept = session.insert(LOOKS_AS, face).await;
    kept.map_err(|_| AppError::Unavailable)?;
    let page = Some(&form.page).filter(|page| is_ours(page));
    Ok(page.cloned().unwrap_or_else(|| home(&shown).to_owned()))
}

/// Goes back to oneself.
pub async fn end(
    Extract(state): Extract<State>,
    session: Session,
    visit: Option<Extension<Visit>>,
    Form(form): Form<Back>,
) -> Response {
    let Some(Extension(visit)) = visit else {
        return fault_page(&state, AppError::SignedOut).await;
    };
    if let Err(error) = put_off(&session, &visit.ctx).await {
        return fault_page(&state, error).await;
    }
    let page = if is_ours(&form.page) {
        form.page
    } else {
        "/".to_owned()
    };
    Redirect::to(&page).into_response()
}

/// Ends looking as somebody, if that is what this session does, and writes down that it ended.
///
/// # Errors
/// When the session cannot be read, or nothing can be written down.
pub async fn put_off(session: &Session, ctx: &Ctx) -> Result<(), AppError> {
    let face: Option<PersonId> = session
        .remove(LOOKS_AS)
        .await
        .map_err(|_| AppError::Unavailable)?;
    if let Some(face) = face {
        look_as_oneself(ctx, face).await?;
    }
    Ok(())
}
