//! How long somebody stays in, and that a page that stands open can ask and stay.

use std::time::Duration;

use axum::http::{Method, Request, StatusCode, header};
use axum::{Router, body::Body};
use chrono::TimeDelta;
use futures_util::StreamExt;
use ketentafel::router::Edges;
use tower::ServiceExt;

use crate::house::{Answer, House, ORIGIN};

async fn knock(router: &Router, method: Method, path: &str, cookie: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::COOKIE, cookie)
        .header(header::ORIGIN, ORIGIN)
        .header("sec-fetch-site", "same-origin")
        .body(Body::empty())
        .unwrap();
    Answer::read(router.clone().oneshot(request).await.unwrap()).await
}

fn left(answer: &Answer) -> i64 {
    answer.headers["x-left"].to_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn who_is_silent_for_half_an_hour_is_out() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let soon = house.later(TimeDelta::minutes(29));
    let still = knock(&soon, Method::GET, "/sessie", &cookie).await;
    assert_eq!(still.status, StatusCode::OK, "asking is no sign of life");
    let late = house.later(TimeDelta::minutes(31));
    let out = knock(&late, Method::GET, "/sessie", &cookie).await;
    assert_eq!(out.status, StatusCode::UNAUTHORIZED);
    let out = knock(&late, Method::GET, "/regie", &cookie).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_page_is_warned_and_a_press_keeps_it_going() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let now = house.get("/sessie", Some(&cookie)).await;
    assert_eq!(now.status, StatusCode::NO_CONTENT);
    assert!((1790..=1800).contains(&left(&now)));

    let nearly = house.later(TimeDelta::minutes(29));
    let warned = knock(&nearly, Method::GET, "/sessie", &cookie).await;
    assert_eq!(warned.status, StatusCode::OK);
    assert!(left(&warned) <= 60);
    assert!(warned.body.contains("role=\"alertdialog\""));
    assert!(warned.body.contains("Blijf aangemeld"));
    let stays = knock(&nearly, Method::POST, "/sessie", &cookie).await;
    assert_eq!(stays.status, StatusCode::NO_CONTENT);
    assert!((1799..=1800).contains(&left(&stays)));
    let later = house.later(TimeDelta::minutes(45));
    let in_there = knock(&later, Method::GET, "/regie", &cookie).await;
    assert_eq!(in_there.status, StatusCode::OK);
}

#[tokio::test]
async fn ten_hours_are_ten_hours_however_often_one_presses() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    for quarter in 1..40 {
        let then = house.later(TimeDelta::minutes(15 * quarter));
        let stays = knock(&then, Method::POST, "/sessie", &cookie).await;
        assert_eq!(
            stays.status,
            StatusCode::NO_CONTENT,
            "after {quarter} quarters"
        );
    }
    let nearly = house.later(TimeDelta::minutes(599));
    let warned = knock(&nearly, Method::GET, "/sessie", &cookie).await;
    assert!(warned.body.contains("tien uur"), "{}", warned.body);
    let over = house.later(TimeDelta::minutes(600) + TimeDelta::seconds(1));
    for (method, path) in [(Method::GET, "/sessie"), (Method::POST, "/sessie")] {
        let out = knock(&over, method, path, &cookie).await;
        assert_eq!(out.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn who_is_nobody_has_no_session_to_prolong() {
    let house = House::open().await;
    for cookie in ["", "ketentafel=AAAAAAAAAAAAAAAAAAAAAA", "ketentafel=niets"] {
        for method in [Method::GET, Method::POST] {
            let answer = knock(&house.router, method, "/sessie", cookie).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{cookie}");
        }
    }
}

#[tokio::test]
async fn a_meeting_that_is_followed_keeps_its_reader_in() {
    let edges = Edges {
        beat: Duration::from_millis(20),
        ..Edges::default()
    };
    let house = House::at(Vec::new(), edges).await;
    let cookie = house.enter("politie").await;
    let path = format!("/live/{}", house.id("meeting.next"));
    let request = Request::get(&path).header(header::COOKIE, &cookie);
    let stream = house.router.clone();
    let stream = stream.oneshot(request.body(Body::empty()).unwrap()).await;
    let mut events = stream.unwrap().into_body().into_data_stream();
    let listening = tokio::spawn(async move { while events.next().await.is_some() {} });
    // Nothing happens in the meeting, and the browser asks for nothing.
    for _ in 0..2 {
        let seen = house.seen(&cookie).await;
        while house.seen(&cookie).await == seen {
            tokio::task::yield_now().await;
        }
    }
    // Ended elsewhere: the stream finds out at its next beat.
    house.post("/afmelden", Some(&cookie), "").await;
    listening.await.unwrap();
}

#[tokio::test]
async fn the_account_page_lists_this_session_and_ends_the_others() {
    let house = House::open().await;
    let phone = house.enter("politie").await;
    let here = house.enter("politie").await;
    let page = house.get("/account", Some(&here)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.body.matches("dit apparaat, nu").count(), 1);
    assert!(page.body.contains("Meld alle andere apparaten af"));
    let form = "command%5Ball%5D=yes&page=%2Faccount";
    let done = house
        .post("/api/identity/end_other_sessions", Some(&here), form)
        .await;
    assert!(done.status.is_redirection());
    let out = house.get("/acties", Some(&phone)).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    let page = house.get("/account", Some(&here)).await;
    assert!(page.body.contains("alleen op dit apparaat"));
}

#[tokio::test]
async fn coming_in_again_leaves_nothing_of_who_was_there() {
    let house = House::open().await;
    let first = house.enter("beheerder").await;
    let form = format!("person={}", house.id("person.politie"));
    let answer = house.post("/aanmelden", Some(&first), &form).await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap();
    assert!(!cookie.contains(first.split_once('=').unwrap().1));
    assert!(
        !answer.headers[header::SET_COOKIE]
            .to_str()
            .unwrap()
            .contains("Max-Age")
    );
    let sessions = house.get("/account", Some(cookie)).await;
    assert!(sessions.body.contains("alleen op dit apparaat"));
}
