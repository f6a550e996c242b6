//! "Bekijk als": who directs begins to look as somebody else, and goes back to themselves.

use app::bridge::Visit;
use app::error::AppError;
use axum::Extension;
use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use domain::actor::Actor;
use domain::id::PersonId;
use domain::policy::{Facts, Operation, may};
use serde::Deserialize;
use service::ctx::Ctx;
use service::identity::{look_as, look_as_oneself};
use tower_sessions::Session;

use crate::headers::fault_page;
use crate::refused::is_ours;
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
    session: Session,
    visit: Option<Extension<Visit>>,
    Form(form): Form<Choose>,
) -> Response {
    match put_on(&session, visit, &form).await {
        Ok(page) => Redirect::to(&page).into_response(),
        Err(error) => fault_page(error).await,
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
    session: Session,
    visit: Option<Extension<Visit>>,
    Form(form): Form<Back>,
) -> Response {
    let Some(Extension(visit)) = visit else {
        return fault_page(AppError::SignedOut).await;
    };
    if let Err(error) = put_off(&session, &visit.ctx).await {
        return fault_page(error).await;
    }
    let page = match form.page {
        page if !is_ours(&page) => "/".to_owned(),
        page if opens(visit.ctx.doer(), &page) => page,
        // That page is for somebody else: the choice of whom to look as comes first again.
        _ => BEGIN.to_owned(),
    };
    Redirect::to(&page).into_response()
}

/// Whether a page is one for whoever went back to themselves. What was shown of it opened for them too;
/// what is for one role only, such as the start of a guest, did not.
fn opens(oneself: &Actor, page: &str) -> bool {
    let path = page.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.split('/').skip(1);
    let (first, second) = (parts.next().unwrap_or_default(), parts.next());
    let operation = match (first, second) {
        ("overleg" | "punt" | "besluiten", _) => Operation::ReadMeetings,
        ("acties", _) => Operation::ReadActions,
        ("bijdragen", Some(_)) => Operation::ReadContributions,
        ("convenant", _) => Operation::ReadCovenants,
        ("routekaart" | "knelpunten", _) => Operation::ReadRoadmap,
        ("naslag", _) => Operation::ReadReference,
        ("regie", None) => Operation::ReadCockpit,
        _ => return false,
    };
    may(oneself, operation, Facts::default())
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

#[cfg(test)]
mod tests {
    use domain::actor::HeldRole;
    use domain::id::{AccountId, OrganisationId, RegionId};
    use domain::people::{OrganisationKind, Role};

    use super::*;

    #[test]
    fn one_goes_back_to_a_page_that_is_ones_own() {
        let director = Actor {
            account: AccountId::from(uuid::Uuid::nil()),
            person: PersonId::from(uuid::Uuid::nil()),
            region: RegionId::from(uuid::Uuid::nil()),
            organisation: OrganisationId::from(uuid::Uuid::nil()),
            kind: OrganisationKind::Municipality,
            roles: vec![HeldRole {
                role: Role::Director,
                series: None,
            }],
            seats: Vec::new(),
            stand_ins: Vec::new(),
            guest_places: Vec::new(),
        };
        for page in [
            "/overleg",
            "/overleg/1?serie=2",
            "/acties#leeg",
            "/regie",
            "/bijdragen/1",
        ] {
            assert!(opens(&director, page), "{page}");
        }
        for page in [
            "/gast",
            "/adviezen",
            "/bijdragen",
            "/account",
            "/",
            "/bekijk-als",
        ] {
            assert!(!opens(&director, page), "{page}");
        }
    }
}
