//! Where the interface meets `service`: the context of a request, and errors with their status.

mod done;

use http::StatusCode;
use http::request::Parts;
use leptos::prelude::{use_context, with_context};
use leptos_axum::ResponseOptions;
use service::ctx::{Ctx, Site};
use service::error::Error;
use service::identity::providers::{Desk, InFile};
use service::identity::{Here, Viewer};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::AppError;
use crate::refused::Refused;

pub use done::{DONE, Done, done};

/// Who looks, put into the request by the session layer of `server`.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The person at work and the way to the data.
    pub ctx: Ctx,
    /// The names that the frame shows.
    pub viewer: Arc<Viewer>,
    /// The session of this request.
    pub here: Arc<Here>,
    /// Whether the page brings the watcher of the guard already.
    pub watched: Arc<AtomicBool>,
}

/// The code of somebody whom a provider vouched for and nobody here knows yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInCode(pub String);

/// The code to show at the door, if this browser was given one.
pub fn sign_in_code() -> Option<String> {
    let SignInCode(code) = extension()?;
    Some(code)
}

/// What was done just before this page, if it says so.
pub fn just_done() -> Option<Done> {
    extension()
}

/// What was typed into a form that is answered by its own page: the search page, whose words stand in no
/// address.
#[derive(Debug, Clone)]
pub struct Asked(pub Vec<(String, String)>);

/// The fields of such a form, when this page answers one.
pub fn asked() -> Option<Vec<(String, String)>> {
    let Asked(fields) = extension()?;
    Some(fields)
}

/// Marks a request for an address that is there and does not answer what was asked of it.
#[derive(Debug, Clone, Copy)]
pub struct WrongWay;

/// Whether this request is one.
pub fn is_wrong_way() -> bool {
    extension::<WrongWay>().is_some()
}

/// The ways in that this installation has.
#[derive(Debug, Clone, Default)]
pub struct Entrances {
    /// The sign-in providers that the operator wrote in a file.
    pub in_file: Arc<[InFile]>,
    /// Whether the demo's way in is open.
    pub demo: bool,
    /// Where to write to about a weakness, as an address with its scheme.
    pub contact: Option<String>,
}

/// Key and name of each sign-in provider by which people come in, in the order of the names.
///
/// # Errors
/// When the database does not answer.
pub async fn providers() -> Result<Vec<(String, String)>, AppError> {
    let site = use_context::<Site>().ok_or(AppError::Broken)?;
    let entrances = use_context::<Entrances>().unwrap_or_default();
    let of_file = entrances.in_file.iter();
    let mut all: Vec<_> = of_file
        .map(|one| (one.key.clone(), one.name.clone()))
        .collect();
    for added in service::identity::providers::active(&site).await? {
        // The operator has the last word about a name.
        if all.iter().all(|(key, _)| *key != added.0) {
            all.push(added);
        }
    }
    all.sort_by(|(_, a), (_, b)| a.cmp(b));
    Ok(all)
}

/// What a sign-in provider is called; its key when it is there no more.
pub async fn provider_name(key: &str) -> String {
    let known = providers().await.unwrap_or_default();
    let name = known.into_iter().find(|(known, _)| known == key);
    name.map_or_else(|| key.to_owned(), |(_, name)| name)
}

/// What adding sign-in providers takes.
///
/// # Errors
/// [`AppError::Broken`] outside a request of the site.
pub fn desk() -> Result<Desk, AppError> {
    use_context::<Desk>().ok_or(AppError::Broken)
}

/// The visit of this request.
///
/// # Errors
/// [`AppError::SignedOut`] when nobody is signed in.
pub fn visit() -> Result<Visit, AppError> {
    visit_quietly().ok_or_else(|| answer(AppError::SignedOut))
}

/// The context of this request, for calling `service`.
///
/// # Errors
/// [`AppError::SignedOut`] when nobody is signed in.
pub fn ctx() -> Result<Ctx, AppError> {
    Ok(visit()?.ctx)
}

/// The form that was refused, when this page is shown because of that.
pub fn refused(operation: &str) -> Option<Refused> {
    // One that waited for a proof comes with the request.
    let refused = use_context::<Refused>().or_else(extension)?;
    (refused.operation == operation).then_some(refused)
}

/// The address this page is to be reached at, also when it is shown after a refused form.
pub fn here() -> String {
    with_context(|parts: &Parts| parts.uri.to_string()).unwrap_or_default()
}

/// What a layer of `server` put into this request. Looked at where it is: a copy of a request, with
/// its headers and all that hangs on it, costs more than most of what pages ask for.
fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    with_context(|parts: &Parts| parts.extensions.get::<T>().cloned()).flatten()
}

/// Sends the reader of a form to another page after success.
pub fn go(path: &str) {
    leptos_axum::redirect(path);
}

/// Sets the status of the answer.
pub fn set_status(status: StatusCode) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(status);
    }
}

fn answer(error: AppError) -> AppError {
    set_status(StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    error
}

impl From<Error> for AppError {
    /// Converts once, at the boundary, and logs what is our own fault once.
    fn from(error: Error) -> Self {
        answer(match error {
            Error::Refused(faults) => Self::Refused { faults },
            Error::NotNow(now) => Self::NotNow {
                state: now.state.to_owned(),
                operation: now.operation.to_owned(),
            },
            Error::NotAllowed => Self::NotAllowed,
            Error::NotFound => Self::NotFound,
            Error::Stale(version) => Self::Stale { version },
            Error::Replayed => Self::Replayed,
            Error::FourEyes => Self::FourEyes,
            Error::Unproven => Self::Unproven,
            Error::OnlyLooking => Self::OnlyLooking,
            Error::TooMany(wait) => Self::TooMany {
                after: wait.num_seconds().max(1),
            },
            Error::DoorShut => Self::DoorShut,
            Error::NoScanner(_) => {
                service::log_broken(&error);
                Self::NoScanner
            }
            Error::Unavailable(source) => {
                service::log_outage(&source);
                Self::Unavailable
            }
            Error::Broken(..) => {
                service::log_broken(&error);
                Self::Broken
            }
        })
    }
}

/// The visit, without an answer when nobody is signed in: for the document around the page.
pub fn visit_quietly() -> Option<Visit> {
    extension()
}

/// Whether a guest looks: then sentences are short and in everyday words.
pub fn is_guest() -> bool {
    with_visit(|visit| visit.viewer.actor.is_guest()).unwrap_or_default()
}

/// Whether this is the first field of the page that the guard watches.
pub fn is_first_watch() -> bool {
    with_visit(|visit| !visit.watched.swap(true, Ordering::Relaxed)).unwrap_or(true)
}

fn with_visit<T>(ask: impl FnOnce(&Visit) -> T) -> Option<T> {
    with_context(|parts: &Parts| parts.extensions.get().map(ask)).flatten()
}

/// Keeps the answer out of every cache.
pub fn no_store() {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.insert_header(
            http::header::CACHE_CONTROL,
            http::HeaderValue::from_static("no-store"),
        );
    }
}
