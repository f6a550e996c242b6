//! The pages about covenants: the list, one with its doors, its text, signing, a new one.

mod done;
mod draft;
mod list;
mod next;
mod one;
mod parties;
pub(in crate::pages) mod reading;
mod sign;
mod statement;
mod term;
mod text;

pub use draft::draft;
pub use list::list;
pub use one::one;
pub use sign::sign;
pub use text::text;

use domain::id::CovenantId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use service::covenants::CovenantView;

use crate::bridge::Visit;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::say;
use crate::ui::{Breadcrumbs, Crumb, Status};
use crate::words;

/// The id in the address of this page, as it was written there.
fn id() -> String {
    use_params_map().with_untracked(|params| params.get("id").unwrap_or_default())
}

/// The covenant of this page, or "not found" for whatever is no address of one.
async fn load(visit: &Visit, id: &str) -> Result<CovenantView, AppError> {
    let id: CovenantId = id
        .parse()
        .map_err(|_| AppError::from(service::error::Error::NotFound))?;
    Ok(service::covenants::read(&visit.ctx, id).await?)
}

/// The way back up, ending in `here`, with the covenant in between when there is one.
fn crumbs(covenant: Option<&CovenantView>, here: &str) -> impl IntoView + use<> {
    let l = Locale::Nl;
    let mut trail = vec![Crumb {
        word: say!(l, covenants.title).to_owned(),
        href: Some("/convenant".to_owned()),
    }];
    trail.extend(covenant.map(|covenant| Crumb {
        word: covenant.title.clone(),
        href: Some(format!("/convenant/{}", covenant.id)),
    }));
    trail.push(Crumb {
        word: here.to_owned(),
        href: None,
    });
    view! { <Breadcrumbs label=say!(l, covenants.trail) trail/> }
}

/// The status of a covenant today.
fn status(covenant: &CovenantView) -> impl IntoView + use<> {
    let (tone, icon, word) =
        words::covenants::covenant(&covenant.state, covenant.term, covenant.today);
    view! { <Status tone icon word/> }
}
