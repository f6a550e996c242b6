//! A refused HTML form shows its page again with everything that was typed (DESIGN section 2).
//!
//! A server function answers an HTML form with a redirect and drops the body. This layer keeps
//! the body, and when the operation did not happen it renders the form's page itself, with the
//! status that says why. Nothing goes into an address, nothing is stored.

use app::bridge::Visit;
use app::error::AppError;
use app::refused::Refused;
use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State as Extract};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::provide_context;
use tower_sessions::Session;

use crate::headers::fault_page;
use crate::proof::{self, Kept};
use crate::router::{BODY_LIMIT, State};

/// The most an HTML form may hold, in bytes.
const FORM_LIMIT: usize = 64 * 1024;
/// The hidden field that names the page of a form.
const PAGE: &str = "page";
/// Under this name a session keeps where the form stands that was refused last.
const FORM: &str = "form";

/// Watches the forms of a browser that post to an operation.
pub async fn layer(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    let opened_again = opened_again(&request);
    if let Some(page) = form_page(opened_again).await {
        return Redirect::to(&page).into_response();
    }
    if !is_form(&request) {
        return if is_call(&request) {
            call(request, next).await
        } else {
            next.run(request).await
        };
    }
    let (parts, body) = request.into_parts();
    let Ok(typed) = to_bytes(body, FORM_LIMIT).await else {
        return fault_page(AppError::TooLarge).await;
    };
    let fields = fields(&typed);
    let page = page(&fields, &parts);
    let operation = parts.uri.path().to_owned();
    let again = parts.clone();
    let answer = next
        .run(Request::from_parts(parts, Body::from(typed)))
        .await;

    match outcome(answer).await {
        Outcome::Done(mut answer) => {
            let went_back = address(answer.headers(), header::LOCATION)
                == address(&again.headers, header::REFERER);
            if went_back && let Ok(page) = HeaderValue::from_str(&page) {
                *answer.status_mut() = StatusCode::SEE_OTHER;
                answer.headers_mut().insert(header::LOCATION, page);
            }
            answer
        }
        Outcome::Not(AppError::Unproven) => {
            let form = Kept {
                operation,
                page,
                fields,
            };
            proof::ask(&state, again, form).await
        }
        Outcome::Not(error) => {
            remember(&again, &operation, &page).await;
            let mut request = Request::from_parts(again, Body::empty());
            *request.method_mut() = Method::GET;
            if let Ok(uri) = page.parse() {
                *request.uri_mut() = uri;
            }
            show(
                &state,
                request,
                Refused {
                    operation,
                    error,
                    fields,
                },
            )
            .await
        }
    }
}

/// Keeps on which page the form of an operation stands that was refused: its answer stands at the
/// address of the operation, and somebody may open that again.
async fn remember(parts: &Parts, operation: &str, page: &str) {
    let is_in = parts.extensions.get::<Visit>().is_some();
    let session = parts.extensions.get::<Session>().filter(|_| is_in);
    if let Some(session) = session
        && let Err(error) = session.insert(FORM, (operation, page)).await
    {
        // Nothing is lost but the way back.
        service::log_session(&error);
    }
}

/// The operation whose address somebody opens who is in, with their session.
fn opened_again(request: &Request) -> Option<(Session, String)> {
    let path = request.uri().path();
    let is_in = request.extensions().get::<Visit>().is_some();
    let opens = request.method() == Method::GET && path.starts_with("/api/") && is_in;
    let session = request.extensions().get::<Session>().filter(|_| opens)?;
    Some((session.clone(), path.to_owned()))
}

/// The page of its form, when that was refused last.
async fn form_page(opened: Option<(Session, String)>) -> Option<String> {
    let (session, path) = opened?;
    let kept: Option<(String, String)> = session.get(FORM).await.ok()?;
    let (operation, page) = kept?;
    (operation == path && is_ours(&page)).then_some(page)
}

/// A call of an operation that is no form of a page. What cannot be read, and what is too much of it
/// to read, is a fault of who sent it: the framework answers 500 to both.
async fn call(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(sent) = to_bytes(body, BODY_LIMIT).await else {
        let error = AppError::TooLarge;
        return (StatusCode::PAYLOAD_TOO_LARGE, Json(error)).into_response();
    };
    let answer = next.run(Request::from_parts(parts, Body::from(sent))).await;
    if answer.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let body = to_bytes(body, FORM_LIMIT).await.unwrap_or_default();
    if let Ok(error) = serde_json::from_slice::<AppError>(&body) {
        parts.status = StatusCode::from_u16(error.status()).unwrap_or(parts.status);
    }
    Response::from_parts(parts, Body::from(body))
}

fn is_call(request: &Request) -> bool {
    request.method() == Method::POST && request.uri().path().starts_with("/api/")
}

/// An address in a header, without the bare question mark that `server_fn` leaves behind.
fn address(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let address = headers.get(name)?.to_str().ok()?;
    Some(address.strip_suffix('?').unwrap_or(address))
}

fn is_form(request: &Request) -> bool {
    let has = |name, part: &str| {
        request
            .headers()
            .get(name)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|v| v.contains(part))
    };
    is_call(request)
        && has(header::ACCEPT, "text/html")
        && has(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

enum Outcome {
    Done(Response),
    Not(AppError),
}

/// The body of an answer that failed holds the error, whatever its status and address became: where
/// the browser does not say which page it was on, the address says nothing.
async fn outcome(answer: Response) -> Outcome {
    if answer.status().is_success() {
        return Outcome::Done(answer);
    }
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, FORM_LIMIT).await.unwrap_or_default();
    let named = address(&parts.headers, header::LOCATION);
    let named = named.is_some_and(|location| location.contains("__err="));
    match serde_json::from_slice(&body) {
        Ok(error) => Outcome::Not(error),
        Err(_) if parts.status.is_redirection() && !named => {
            Outcome::Done(Response::from_parts(parts, Body::from(body)))
        }
        Err(_) => Outcome::Not(AppError::Malformed),
    }
}

/// The page of the form with the status that says why. A page that does not open for this person
/// has no form to come back to: then only the refusal is told, never what the page would say.
pub(crate) async fn show(state: &State, request: Request, refused: Refused) -> Response {
    let error = refused.error.clone();
    let status = StatusCode::from_u16(refused.error.status()).unwrap_or(StatusCode::CONFLICT);
    let (site, entrances) = (state.site.clone(), state.entrances());
    let desk = state.settings.desk.clone();
    let context = move || {
        provide_context(site.clone());
        provide_context(entrances.clone());
        provide_context(desk.clone());
        provide_context(refused.clone());
    };
    let mut answer =
        leptos_axum::render_app_async_with_context(context, app::pages::shell)(request).await;
    if answer.status().is_client_error() {
        return fault_page(error).await;
    }
    if answer.status().is_success() {
        *answer.status_mut() = status;
    }
    answer
}

fn fields(typed: &Bytes) -> Vec<(String, String)> {
    form_urlencoded::parse(typed).into_owned().collect()
}

/// The page of the form: what the form says, else where the browser says it was. Only a path of
/// this site counts.
fn page(fields: &[(String, String)], parts: &Parts) -> String {
    let said = fields
        .iter()
        .find(|(name, _)| name == PAGE)
        .map(|(_, value)| value.clone());
    said.or_else(|| came_from(parts))
        .filter(|page| is_ours(page))
        .unwrap_or_else(|| "/".to_owned())
}

/// Whether an address can only mean a page of this site.
///
/// A browser drops tabs and line breaks from an address and reads a backslash as a slash, so what
/// looks like a path can name another host. Only printable ASCII passes, as our own pages write it,
/// and neither the address nor what it decodes to may begin with two slashes.
pub(crate) fn is_ours(page: &str) -> bool {
    let plain = page.bytes().all(|byte| byte.is_ascii_graphic()) && !page.contains('\\');
    let after = page.strip_prefix('/').map(str::to_ascii_lowercase);
    let host = ["/", "%2f", "%5c", "%09", "%0a", "%0d"];
    plain && after.is_some_and(|after| !host.iter().any(|sign| after.starts_with(sign)))
}

fn came_from(parts: &Parts) -> Option<String> {
    let referer = parts.headers.get(header::REFERER)?.to_str().ok()?;
    let uri: Uri = referer.parse().ok()?;
    uri.path_and_query().map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_a_page_of_this_site_is_gone_back_to() {
        for page in [
            "/",
            "/acties",
            "/acties?toon=mijn&van=0190",
            "/overleg/nieuw?serie=1#volgt",
            "/zoek?q=https%3A%2F%2Fexample.org",
        ] {
            assert!(is_ours(page), "{page}");
        }
        for page in [
            "",
            "acties",
            "//example.org",
            "///example.org",
            "/\\example.org",
            "\\\\example.org",
            "/\t/example.org",
            "/\n/example.org",
            "/\r//example.org",
            "\t//example.org",
            " //example.org",
            "/ /example.org",
            "/\u{200b}/example.org",
            "/\u{a0}/example.org",
            "/%2fexample.org",
            "/%2F/example.org",
            "/%5Cexample.org",
            "/%09/example.org",
            "/%0a/example.org",
            "https://example.org",
            "javascript:alert(1)",
        ] {
            assert!(!is_ours(page), "{page:?}");
        }
    }

    /// What a browser does with an address is decided by the standard for addresses: it, and not our
    /// own reading, says whether one that passes stays here.
    #[test]
    fn of_a_thousand_ways_to_lead_elsewhere_none_passes() {
        use openidconnect::reqwest::Url;
        let here = Url::parse("https://tafel.example/overleg").unwrap();
        let begins = [
            "",
            "/",
            "//",
            "///",
            "\\",
            "\\\\",
            "/\\",
            "\\/",
            "/\t/",
            "/\n/",
            "\r//",
            " //",
            "/ /",
            "/%2f",
            "/%2F/",
            "/%5c",
            "%2f%2f",
            "/.//",
            "/..//",
            "/./\\",
            "/;//",
            "/?//",
            "/#//",
            "https:",
            "https:/",
            "https://",
            "HTTPS://",
            "http://",
            "javascript:",
            "data:",
            "//user@",
            "https://tafel.example@",
            "/\u{2044}/",
            "/\u{ff0f}",
            "\u{3002}",
            "/%e2%81%84/",
            "/\0/",
        ];
        let hosts = [
            "elders.example",
            "elders.example/",
            "elders.example:443/x",
            "@elders.example",
            "tafel.example.elders.example",
            "tafel.example@elders.example",
            "%65lders.example",
            "elders%2eexample",
            "xn--elders-9ra.example",
            "[2001:db8::1]",
            "3221225985",
            "0xc0.0.2.1",
            "elders.example?a=//b",
            "elders.example#c",
        ];
        let mut tried = 0;
        for begin in begins {
            for host in hosts {
                for end in ["", "/acties", "\\x"] {
                    let page = format!("{begin}{host}{end}");
                    tried += 1;
                    if is_ours(&page) {
                        let goes = here.join(&page).unwrap();
                        assert_eq!(goes.origin(), here.origin(), "{page:?}");
                    }
                }
            }
        }
        assert!(tried >= 1000, "{tried}");
    }
}
