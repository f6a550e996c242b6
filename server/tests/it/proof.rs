//! What is restricted asks again who one is, keeps what was typed, and goes on afterwards.

mod passkey;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::TimeDelta;
use sea_orm::{EntityTrait, PaginatorTrait};
use tower::ServiceExt;

use crate::house::{Answer, House, ORIGIN};

const RESTRICTED: &str = "/api/identity/end_sessions_of";

async fn knock(router: &Router, method: Method, path: &str, cookie: &str, form: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::COOKIE, cookie)
        .header(header::ORIGIN, ORIGIN)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    let request = request.body(Body::from(form.to_owned())).unwrap();
    Answer::read(router.clone().oneshot(request).await.unwrap()).await
}

fn cookie(answer: &Answer) -> String {
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

fn form(house: &House, page: &str) -> String {
    let id = house.id("person.politie");
    let fields = [("command[id]", id.to_string()), ("page", page.to_owned())];
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

#[tokio::test]
async fn a_quarter_of_an_hour_after_coming_in_it_asks_and_then_goes_on() {
    let house = House::open().await;
    house.enter("politie").await;
    let director = house.enter("regisseur").await;
    let later = house.later(TimeDelta::minutes(16));
    let typed = form(&house, "/account");
    let trail = house.audited().await;

    let asked = knock(&later, Method::POST, RESTRICTED, &director, &typed).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    assert!(
        asked.body.contains("Bevestig dat u het bent"),
        "{}",
        asked.body
    );
    assert!(asked.body.contains("action=\"/bevestigen\""));
    assert_eq!(house.audited().await, trail, "nothing was done");

    let sure = knock(
        &later,
        Method::POST,
        "/bevestigen",
        &director,
        "page=%2Fregie",
    )
    .await;
    assert_eq!(sure.status, StatusCode::SEE_OTHER);
    assert_eq!(
        sure.headers[header::LOCATION],
        "/account",
        "where the form stands"
    );
    let proven = cookie(&sure);
    assert_ne!(proven, director);
    let old = knock(&later, Method::GET, "/regie", &director, "").await;
    assert_eq!(
        old.status,
        StatusCode::SEE_OTHER,
        "the old id is worth nothing"
    );

    let done = knock(&later, Method::POST, RESTRICTED, &proven, &typed).await;
    assert!(done.status.is_redirection(), "{}", done.body);
    assert_eq!(house.audited().await, trail + 2, "the proof and the deed");
}

#[tokio::test]
async fn who_may_not_is_not_asked_and_who_just_came_in_is_not_either() {
    let house = House::open().await;
    let typed = form(&house, "/account");
    let police = house.enter("politie").await;
    let later = house.later(TimeDelta::minutes(16));
    let refused = knock(&later, Method::POST, RESTRICTED, &police, &typed).await;
    assert!(!refused.body.contains("Bevestig dat u het bent"));
    let director = house.enter("regisseur").await;
    let early = house.later(TimeDelta::minutes(14));
    let done = knock(&early, Method::POST, RESTRICTED, &director, &typed).await;
    assert!(done.status.is_redirection());
}

#[tokio::test]
async fn what_waits_comes_back_once_and_never_what_the_guard_refuses() {
    let house = House::open().await;
    let director = house.enter("regisseur").await;
    let later = house.later(TimeDelta::minutes(16));
    let typed = form(&house, "/account") + "&command%5Bwhy%5D=Bel+06+12345678";
    knock(&later, Method::POST, RESTRICTED, &director, &typed).await;
    let stored = ::entity::session::Entity::find();
    let stored = stored.all(house.site.store.reader()).await.unwrap();
    let data: String = stored.into_iter().map(|row| row.data).collect();
    assert!(data.contains("\"waiting\"") && !data.contains("12345678"));
    let first = knock(&later, Method::GET, "/account", &director, "").await;
    assert_eq!(first.status, StatusCode::OK);
    let stored = ::entity::session::Entity::find();
    let stored = stored.all(house.site.store.reader()).await.unwrap();
    assert!(stored.iter().all(|row| !row.data.contains("\"waiting\"")));
}

#[tokio::test]
async fn saying_so_again_needs_a_session_and_leaves_no_second_one() {
    let house = House::open().await;
    let nobody = house.post("/bevestigen", None, "").await;
    assert_eq!(nobody.headers[header::LOCATION], "/");
    let cookie = house.enter("fg").await;
    let sessions = || ::entity::session::Entity::find().count(house.site.store.reader());
    let before = sessions().await.unwrap();
    for page in [
        "https%3A%2F%2Felders.example",
        "%2F%2Felders",
        "%2Fbevestigen",
        "",
    ] {
        let cookie = house.enter("fg").await;
        let form = format!("page={page}");
        let sure = house.post("/bevestigen", Some(&cookie), &form).await;
        assert_eq!(sure.headers[header::LOCATION], "/account", "{page}");
    }
    assert_eq!(sessions().await.unwrap(), before + 4);
    let page = house.get("/bevestigen", Some(&cookie)).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn a_code_of_the_own_app_proves_who_one_is_and_counts_once() {
    let house = House::open().await;
    let (inside, codes) = crate::guests::with_codes(&house).await;
    let later = house.later(TimeDelta::minutes(16));
    let page = knock(&later, Method::GET, "/bevestigen", &inside, "").await;
    assert!(page.body.contains("/bevestigen/met/code"), "{}", page.body);
    assert!(!page.body.contains("passkey"), "none was made");
    let door = "/bevestigen/met/code";
    let wrong = knock(&later, Method::POST, door, &inside, "code=000000").await;
    assert_eq!(wrong.headers[header::LOCATION], "/bevestigen?waarom=code");
    let form = format!("code={}&page=%2Fgast", codes.at(16 * 60));
    let sure = knock(&later, Method::POST, door, &inside, &form).await;
    assert_eq!(sure.headers[header::LOCATION], "/gast");
    let proven = cookie(&sure);
    let again = knock(&later, Method::POST, door, &proven, &form).await;
    assert_eq!(again.headers[header::LOCATION], "/bevestigen?waarom=code");
}
