//! The two doors of papers: a file comes in with its form, and leaves as what one saves, never as what a
//! browser shows in our name.

use std::time::Duration;

use app::bridge::Visit;
use app::error::AppError;
use app::pages::{ATTACH_PAPER, PAPER_FILE};
use app::refused::{Refused, field_name};
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State as Extract};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::papers::LARGEST;
use domain::papers::command::AttachPaper;
use futures_util::stream;
use multer::{Constraints, Field, Multipart, SizeLimit};
use service::error::Error;
use service::papers::{Opened, Upload, attach, download, may_attach};
use tokio::time::timeout;

use crate::headers::fault_page;
use crate::refused;
use crate::router::State;

/// Where a file comes in.
pub const ATTACH: &str = "/punt/{id}/stukken";
/// Where one leaves.
pub const OPEN: &str = "/stuk/{id}";

/// The most a form with a file may hold, in bytes: beyond what is taken in, so that who sends something
/// too large is told so on the page.
const FORM_LIMIT: usize = 3 * LARGEST;
/// How long a form with a file may take to come in: 20 MB over two megabits a second, and then some.
const LONGEST: Duration = Duration::from_mins(3);
/// The most one field beside the file may hold, in bytes.
const FIELD_LIMIT: usize = 16 * 1024;
/// The most fields.
const MOST_FIELDS: usize = 12;

/// How much the body of a request may hold: one address takes a file, all others take forms.
pub fn body_limit(request: &Request, otherwise: usize) -> usize {
    let path = request.uri().path();
    let inside = path.strip_prefix("/punt/");
    let is_ours = inside.is_some_and(|rest| rest.ends_with("/stukken"));
    let kind = request.headers().get(header::CONTENT_TYPE);
    let has_file = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    if request.method() == Method::POST && is_ours && has_file {
        FORM_LIMIT
    } else {
        otherwise
    }
}

/// Takes a file in.
pub async fn take_in(
    Extract(state): Extract<State>,
    visit: Option<Extension<Visit>>,
    Path(item): Path<String>,
    request: Request,
) -> Response {
    let Some(Extension(visit)) = visit else {
        return Redirect::to("/").into_response();
    };
    let page = format!("/punt/{item}/stukken");
    // Whoever may not, has nothing of theirs read.
    if let Err(error) = may_attach(&visit.ctx, &item).await {
        return fault_page(error.into()).await;
    }
    let (parts, body) = request.into_parts();
    let slot = match state.settings.papers.slot().await {
        Ok(slot) => slot,
        Err(error) => return fault_page(error.into()).await,
    };
    // Who sends a byte now and then would keep others out.
    let read = timeout(LONGEST, read(&parts.headers, body)).await;
    let (fields, file) = match read.unwrap_or(Err(AppError::Malformed)) {
        Ok(read) => read,
        Err(error) => return fault_page(error).await,
    };
    let command = command(&fields, item);
    let done = attach(&visit.ctx, &state.settings.papers, command, file).await;
    drop(slot);
    match done {
        Ok(_) => Redirect::to(&page).into_response(),
        Err(error) => again(&state, parts, (page, fields), error).await,
    }
}

/// Shows the form once more, with everything that was typed.
async fn again(
    state: &State,
    mut parts: Parts,
    (page, fields): (String, Vec<(String, String)>),
    error: Error,
) -> Response {
    parts.method = Method::GET;
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    if let Ok(uri) = page.parse() {
        parts.uri = uri;
    }
    let refused = Refused {
        operation: ATTACH_PAPER.to_owned(),
        error: error.into(),
        fields,
    };
    refused::show(state, Request::from_parts(parts, Body::empty()), refused).await
}

type Read = (Vec<(String, String)>, Option<Upload>);

/// Reads the form to its end: fields as text, the file as far as it may be large.
async fn read(headers: &HeaderMap, body: Body) -> Result<Read, AppError> {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| AppError::Malformed)?;
    let limits = SizeLimit::new().whole_stream(FORM_LIMIT as u64);
    let rules = Constraints::new().size_limit(limits);
    let mut form = Multipart::with_constraints(body.into_data_stream(), boundary, rules);
    let (mut fields, mut file) = (Vec::new(), None);
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == PAPER_FILE {
            if file.is_some() {
                return Err(AppError::Malformed);
            }
            file = Some(upload(field).await?);
        } else {
            let typed = limited(field, FIELD_LIMIT).await?;
            let (bytes, whole) = typed;
            let text = String::from_utf8(bytes).map_err(|_| AppError::Malformed)?;
            if !whole || fields.len() == MOST_FIELDS {
                return Err(AppError::TooLarge);
            }
            fields.push((name, text));
        }
    }
    Ok((fields, file))
}

fn broken(error: multer::Error) -> AppError {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            AppError::TooLarge
        }
        _ => AppError::Malformed,
    }
}

async fn upload(field: Field<'_>) -> Result<Upload, AppError> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let (bytes, whole) = limited(field, LARGEST).await?;
    Ok(Upload {
        name,
        bytes,
        too_large: !whole,
    })
}

/// What a field holds, up to so many bytes, and whether that was all. What is more is read and let go, so
/// that the browser comes to the end of what it sends and hears the answer.
async fn limited(mut field: Field<'_>, most: usize) -> Result<(Vec<u8>, bool), AppError> {
    let (mut bytes, mut whole) = (Vec::new(), true);
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        if whole && bytes.len() + piece.len() <= most {
            bytes.extend_from_slice(&piece);
        } else {
            whole = false;
            bytes = Vec::new();
        }
    }
    Ok((bytes, whole))
}

fn command(fields: &[(String, String)], item: String) -> AttachPaper {
    let field = |name: &str| {
        let name = field_name(name);
        let found = fields.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    AttachPaper {
        id: field("id"),
        item,
        title: field("title"),
        checked: field("checked"),
        reason: field("reason"),
    }
}

/// Hands a paper over.
pub async fn hand_over(
    Extract(state): Extract<State>,
    visit: Option<Extension<Visit>>,
    Path(paper): Path<String>,
) -> Response {
    let Some(Extension(visit)) = visit else {
        return Redirect::to("/").into_response();
    };
    let opened = download(&visit.ctx, &state.settings.papers.vault, &paper).await;
    match opened {
        Ok(opened) => leave(opened),
        Err(error) => fault_page(error.into()).await,
    }
}

/// The content as it is opened, with everything that keeps a browser from doing something with it but save
/// it (ASVS 5.0 V3.2.1 and V5.4).
fn leave(opened: Opened) -> Response {
    let name = opened.kind.file_name(opened.number);
    let headers = [
        (header::CONTENT_TYPE, opened.kind.media_type().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\"; filename*=UTF-8''{name}"),
        ),
        (header::CONTENT_LENGTH, opened.size.to_string()),
        (
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'; frame-ancestors 'none'".to_owned(),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let mut answer = Response::new(Body::from_stream(stream::unfold(Some(opened), piece)));
    *answer.status_mut() = StatusCode::OK;
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

type Piece = Result<Bytes, Error>;

/// The next piece; after one that did not open nothing follows, and the browser knows that it misses some.
async fn piece(opened: Option<Opened>) -> Option<(Piece, Option<Opened>)> {
    let mut opened = opened?;
    match opened.next().await {
        Ok(Some(piece)) => Some((Ok(piece.into()), Some(opened))),
        Ok(None) => None,
        Err(error) => {
            service::log_broken(&error);
            Some((Err(error), None))
        }
    }
}
