//! The doors of calendars: the address of a feed, one's own entry of a meeting, and the link with which
//! somebody says whether they come.

use ::entity::{meeting_answer, series};
use axum::http::{Method, StatusCode, header};
use sea_orm::sea_query::Expr;
use sea_orm::{EntityTrait, PaginatorTrait};
use service::limits::FEED;

use crate::guests::answer_path;
use crate::house::{Answer, House, ORIGIN};
use crate::roster::samples::invited;

const NEW: &str = "/api/identity/new_feed";
const END: &str = "/api/identity/end_feed";
const YES: &str = "command%5Byes%5D=yes";

/// Makes an address for somebody; its path.
async fn feed(house: &House, cookie: &str) -> String {
    let made = house.post(NEW, Some(cookie), YES).await;
    assert!(made.status.is_redirection(), "{}", made.body);
    let page = house.get("/account", Some(cookie)).await.body;
    let (_, rest) = page.split_once(&format!("{ORIGIN}/agenda/")).unwrap();
    let secret = rest.split('<').next().unwrap();
    assert_eq!(secret.len(), 64 + ".ics".len());
    // It shows once.
    let again = house.get("/account", Some(cookie)).await.body;
    assert!(!again.contains("/agenda/"));
    format!("/agenda/{secret}")
}

/// What tells two answers apart.
fn told(answer: &Answer) -> (StatusCode, String, Vec<String>) {
    let headers = answer.headers.iter();
    let headers = headers.map(|(name, value)| format!("{name}: {value:?}"));
    (answer.status, answer.body.clone(), headers.collect())
}

#[tokio::test]
async fn a_calendar_finds_its_days_until_the_address_ends() {
    let house = House::open().await;
    let police = house.enter("politie").await;
    let path = feed(&house, &police).await;
    let found = house.get(&path, None).await;
    assert_eq!(found.status, StatusCode::OK);
    assert_eq!(
        found.headers[header::CONTENT_TYPE],
        "text/calendar; charset=utf-8"
    );
    assert_eq!(found.headers[header::CACHE_CONTROL], "private, no-cache");
    assert!(!found.headers.contains_key(header::SET_COOKIE));
    let uid = format!("UID:{}@", house.id("meeting.next"));
    assert!(found.body.contains(&uid), "{}", found.body);
    let tag = found.headers[header::ETAG].to_str().unwrap().to_owned();
    let known = [("if-none-match", tag.as_str())];
    let same = house
        .send(Method::GET, &path, None, &known, String::new())
        .await;
    assert_eq!(
        (same.status, same.body.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
    // A new one ends the old one, and ending ends it at once: both like one that never was.
    let second = feed(&house, &police).await;
    let unknown = house
        .get(&format!("/agenda/{}.ics", "0".repeat(64)), None)
        .await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(told(&house.get(&path, None).await), told(&unknown));
    assert_eq!(house.get(&second, None).await.status, StatusCode::OK);
    let ended = house.post(END, Some(&police), YES).await;
    assert!(ended.status.is_redirection(), "{}", ended.body);
    for gone in [
        &second,
        "/agenda/niets",
        "/agenda/niets.ics",
        "/agenda/%00.ics",
    ] {
        assert_eq!(told(&house.get(gone, None).await), told(&unknown), "{gone}");
    }
}

#[tokio::test]
async fn who_keeps_guessing_addresses_waits() {
    let house = House::open().await;
    let wrong = "/agenda/niets.ics";
    for _ in 0..FEED.most {
        assert_eq!(house.get(wrong, None).await.status, StatusCode::NOT_FOUND);
    }
    let waits = house.get(wrong, None).await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(waits.headers.contains_key(header::RETRY_AFTER));
}

#[tokio::test]
async fn an_entry_is_for_who_has_a_place_and_says_nothing() {
    let house = House::open().await;
    let name = "Kanarieoverleg";
    series::Entity::update_many()
        .col_expr(series::Column::Name, Expr::value(name))
        .exec(house.site.store.writer())
        .await
        .unwrap();
    let path = format!("/overleg/{}/agenda.ics", house.id("meeting.next"));
    for who in ["politie", "vrijwilliger", "regisseur"] {
        let cookie = house.enter(who).await;
        let entry = house.get(&path, Some(&cookie)).await;
        assert_eq!(entry.status, StatusCode::OK, "{who}");
        let named = &entry.headers[header::CONTENT_DISPOSITION];
        assert_eq!(named, "attachment; filename=\"overleg.ics\"");
        for word in [name, "ATTENDEE", "ORGANIZER", "LOCATION"] {
            assert!(!entry.body.contains(word), "{word} in {}", entry.body);
        }
        assert!(entry.body.contains("CLASS:CONFIDENTIAL\r\n"));
    }
    for who in ["beheerder", "fg"] {
        let cookie = house.enter(who).await;
        let entry = house.get(&path, Some(&cookie)).await;
        assert_eq!(entry.status, StatusCode::NOT_FOUND, "{who}");
    }
    let stranger = house.get(&path, None).await;
    assert!(stranger.status.is_redirection());
}

async fn answers(house: &House) -> u64 {
    let rows = meeting_answer::Entity::find();
    rows.count(house.site.store.reader()).await.unwrap()
}

#[tokio::test]
async fn looking_at_a_link_answers_nothing_and_pressing_signs_nobody_in() {
    let house = House::open().await;
    let path = invited(&house).await;
    for _ in 0..3 {
        let page = house.get(&path, None).await;
        assert_eq!(page.status, StatusCode::OK);
        for word in ["KEGA", "Stadhuis", "politie", "Politie"] {
            assert!(!page.body.contains(word), "{word}");
        }
    }
    assert_eq!(answers(&house).await, 0);
    // From another site, or from nowhere that says so.
    for headers in [
        &[("origin", "https://elders.example")][..],
        &[("content-type", "application/x-www-form-urlencoded")][..],
    ] {
        let sent = "antwoord=accepted".to_owned();
        let forged = house.send(Method::POST, &path, None, headers, sent).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
    }
    let nothing = house.post(&path, None, "").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = house.post(&path, None, "antwoord=misschien").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answers(&house).await, 0);
    let done = house.post(&path, None, "antwoord=declined").await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    assert!(!done.headers.contains_key(header::SET_COOKIE));
    assert_eq!(answers(&house).await, 1);
    // It is the same link in every letter about that day, and another for everybody else.
    let again = answer_path(&house, "Taakaccenthouder politie").await;
    assert_eq!(again, path);
    let secretary = answer_path(&house, "Secretaris").await;
    assert_ne!(secretary, path);
    let unknown = house.get("/antwoord/niets", None).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}
