//! What an operation says it did, kept for the one page that follows: an operation answers a form with
//! the address of that page, and an address is no place for what happened.

use app::bridge::Done;
use app::error::AppError;
use axum::extract::Request;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::Response;
use tower_sessions::Session;

/// Under this name a session keeps it.
pub const DONE: &str = "done";

/// Takes what was done out of the answer of an operation, and keeps it.
pub async fn layer(request: Request, next: Next) -> Response {
    let session = request.extensions().get::<Session>().cloned();
    let mut answer = next.run(request).await;
    let said = answer.headers_mut().remove(app::bridge::DONE);
    let word = said.as_ref().and_then(|said| said.to_str().ok());
    if let (Some(session), Some(word)) = (session, word)
        && let Err(error) = session.insert(DONE, word).await
    {
        // It was done all the same.
        service::log_session(&error);
    }
    answer
}

/// What was done just before, for the first page that is opened afterwards. It is said once.
///
/// # Errors
/// When the database does not answer.
pub async fn just_done(session: &Session) -> Result<Option<Done>, AppError> {
    let away = |_| AppError::Unavailable;
    let kept: Option<String> = session.get(DONE).await.map_err(away)?;
    if kept.is_some() {
        session.remove::<String>(DONE).await.map_err(away)?;
    }
    Ok(kept.and_then(|word| Done::parse(&word)))
}

/// Whether a browser asks for a page to look at: only there it is said.
pub fn opens_a_page(request: &Request) -> bool {
    let says = |name, part: &str| {
        let value = request.headers().get(name);
        value
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.contains(part))
    };
    // A browser that says what it wants says so here; what a script fetches is no page.
    let fetched = request.headers().contains_key("sec-fetch-dest")
        && !says(
            header::HeaderName::from_static("sec-fetch-dest"),
            "document",
        );
    request.method() == Method::GET && says(header::ACCEPT, "text/html") && !fetched
}
