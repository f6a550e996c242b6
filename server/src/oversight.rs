//! What is taken out as a file: the trail, what an account touched, and one's own data. Only by a
//! press, and never under a name that says what is in it.

use app::bridge::Visit;
use app::error::AppError;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::State as Extract;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use service::error::Error;

use crate::headers::fault_page;
use crate::proof::{self, Kept};
use crate::router::State;

type Fields = Vec<(String, String)>;

/// The lines of the trail that the fields ask for.
pub async fn trail(
    Extract(state): Extract<State>,
    visit: Option<Extension<Visit>>,
    parts: Parts,
    body: Bytes,
) -> Response {
    let fields = fields(&body);
    let Some(Extension(visit)) = visit else {
        return Redirect::to("/").into_response();
    };
    let filter = app::pages::trail_filter(|name| field(&fields, name));
    let file = service::audit::export(&visit.ctx, &filter).await;
    let page = format!("/toezicht?{}", query(&fields));
    let file = file.map(|file| csv(app::pages::trail_file(&file)));
    hand_over(&state, parts, (fields, page), file).await
}

/// What an account touched, thing by thing.
pub async fn breach(
    Extract(state): Extract<State>,
    visit: Option<Extension<Visit>>,
    parts: Parts,
    body: Bytes,
) -> Response {
    let fields = fields(&body);
    let Some(Extension(visit)) = visit else {
        return Redirect::to("/").into_response();
    };
    let Some(between) = app::pages::breach_between(|name| field(&fields, name)) else {
        return fault_page(AppError::NotFound).await;
    };
    let file = service::audit::breach_file(&visit.ctx, between).await;
    let page = format!("/toezicht/lek?{}", query(&fields));
    let file = file.map(|file| csv(app::pages::breach_file(&file)));
    hand_over(&state, parts, (fields, page), file).await
}

/// What the system holds about whoever asks.
pub async fn own_data(
    Extract(state): Extract<State>,
    visit: Option<Extension<Visit>>,
    parts: Parts,
) -> Response {
    let Some(Extension(visit)) = visit else {
        return Redirect::to("/").into_response();
    };
    let file = service::identity::export_own_data(&visit.ctx).await;
    let file = file.map(|text| attached("application/json; charset=utf-8", "gegevens.json", text));
    let page = "/account/gegevens".to_owned();
    hand_over(&state, parts, (Vec::new(), page), file).await
}

fn csv(text: String) -> Response {
    attached("text/csv; charset=utf-8", "uitvoer.csv", text)
}

fn attached(kind: &'static str, name: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, text).into_response()
}

async fn hand_over(
    state: &State,
    parts: Parts,
    (fields, page): (Fields, String),
    file: Result<Response, Error>,
) -> Response {
    match file.map_err(AppError::from) {
        Ok(file) => file,
        Err(AppError::Unproven) => {
            let form = Kept {
                operation: parts.uri.path().to_owned(),
                page,
                fields,
            };
            proof::ask(state, parts, form).await
        }
        Err(error) => fault_page(error).await,
    }
}

fn fields(body: &Bytes) -> Fields {
    form_urlencoded::parse(body).into_owned().collect()
}

fn field(fields: &Fields, name: &str) -> Option<String> {
    let found = fields.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.clone())
}

fn query(fields: &Fields) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}
