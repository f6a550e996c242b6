//! A passkey as fresh proof: one's own, to a question of this session, once, and not too late.

use ::entity::audit;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tower::ServiceExt;

use super::{cookie, knock};
use crate::device::Device;
use crate::guests::{self, AGREED, MADE_UP};
use crate::house::{Answer, House, ORIGIN};

/// Something that asks for the proof, for guests too.
const FILE: &str = "/account/gegevens/meenemen";
const PROOF: &str = "/bevestigen/met/sleutel";
const QUESTION: &str = "/bevestigen/met/sleutel/vraag";

async fn send(router: &Router, path: &str, cookie: Option<&str>, body: &str) -> Answer {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::ORIGIN, ORIGIN)
        .header(header::CONTENT_TYPE, "application/json")
        .header("sec-fetch-site", "same-origin");
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    let request = request.body(Body::from(body.to_owned())).unwrap();
    Answer::read(router.clone().oneshot(request).await.unwrap()).await
}

/// A guest who comes in by invitation and makes a passkey; the cookie.
async fn guest(house: &House, device: &mut Device) -> String {
    come(house, "Buurtmoeder", device).await
}

async fn come(house: &House, receiver: &str, device: &mut Device) -> String {
    let link = guests::path(house, receiver).await;
    let at = cookie(&house.post(&link, None, AGREED).await);
    let asked = send(&house.router, "/toegang/sleutel/vraag", Some(&at), "{}").await;
    let made = device.make(&asked.body);
    let inside = send(&house.router, "/toegang/sleutel", Some(&at), &made).await;
    assert_eq!(inside.status, StatusCode::OK, "{}", inside.body);
    cookie(&inside)
}

/// The same guest, who signs in with the passkey once more.
async fn again(house: &House, device: &mut Device) -> String {
    let door = "/aanmelden-gast/sleutel";
    let asked = send(&house.router, &format!("{door}/vraag"), None, "{}").await;
    let shown = device.show(&asked.body);
    let inside = send(&house.router, door, Some(&cookie(&asked)), &shown).await;
    assert_eq!(inside.status, StatusCode::OK, "{}", inside.body);
    cookie(&inside)
}

/// Asks for the proof on a session: what the device is asked.
async fn question(router: &Router, cookie: &str) -> String {
    let page = r#"{"page":"/account"}"#;
    let asked = send(router, QUESTION, Some(cookie), page).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
    asked.body
}

async fn proofs(house: &House, result: &str) -> u64 {
    let rows = audit::Entity::find()
        .filter(audit::Column::Result.eq(result))
        .filter(audit::Column::Origin.eq("passkey"))
        .filter(audit::Column::AccountId.is_not_null())
        .filter(audit::Column::Detail.starts_with("again=yes"));
    rows.count(house.site.store.reader()).await.unwrap()
}

#[tokio::test]
async fn a_passkey_proves_who_one_is_and_the_form_that_waited_comes_back() {
    let house = House::open().await;
    let mut device = Device::new();
    let inside = guest(&house, &mut device).await;
    let later = house.later(TimeDelta::minutes(16));
    let asked = knock(&later, Method::POST, FILE, &inside, "").await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    for said in [
        "Bevestig met uw toegangssleutel",
        "Afmelden en opnieuw aanmelden",
    ] {
        assert!(asked.body.contains(said), "{said}: {}", asked.body);
    }
    let policy = asked.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap();
    let script = format!("nonce=\"{nonce}\" src=\"/passkey.js\"");
    assert!(asked.body.contains(&script), "{script}: {}", asked.body);

    let shown = device.show(&question(&later, &inside).await);
    let sure = send(&later, PROOF, Some(&inside), &shown).await;
    assert_eq!(sure.status, StatusCode::OK);
    assert_eq!(
        sure.body, r#"{"to":"/account/gegevens"}"#,
        "where the form stands"
    );
    let proven = cookie(&sure);
    assert_ne!(proven, inside, "a new id at every change of rights");
    let file = knock(&later, Method::POST, FILE, &proven, "").await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(
        (
            proofs(&house, "done").await,
            proofs(&house, "refused").await
        ),
        (1, 0)
    );
    let old = send(&later, QUESTION, Some(&inside), "{}").await;
    assert_eq!(old.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn no_answer_but_the_own_one_to_this_question_in_time_proves_anything() {
    let house = House::open().await;
    let (mut device, mut other) = (Device::new(), Device::new());
    let inside = guest(&house, &mut device).await;
    let beside = again(&house, &mut device).await;
    let stranger = colleague(&house, &mut other).await;
    let router = house.later(TimeDelta::minutes(16));
    let here = |shown: String| {
        let (router, inside) = (router.clone(), inside.clone());
        async move { send(&router, PROOF, Some(&inside), &shown).await.status }
    };
    let shut = StatusCode::FORBIDDEN;
    assert_eq!(here(MADE_UP.to_owned()).await, shut, "nothing was asked");

    let of_beside = device.show(&question(&router, &beside).await);
    question(&router, &inside).await;
    assert_eq!(
        here(of_beside).await,
        shut,
        "the question of another session"
    );

    let of_stranger = other.show(&question(&router, &inside).await);
    assert_eq!(
        here(of_stranger).await,
        shut,
        "the passkey of somebody else"
    );
    let asked_of_stranger = other.show(&question(&router, &stranger).await);
    question(&router, &inside).await;
    assert_eq!(
        here(asked_of_stranger).await,
        shut,
        "a question to somebody else"
    );

    let shown = device.show(&question(&router, &inside).await);
    let wrong = here(shown.replace("\"signature\":\"", "\"signature\":\"AAAA")).await;
    assert_eq!(wrong, shut, "not what was signed");
    assert_eq!(here(shown).await, shut, "the question was asked once");

    let slow = device.show(&question(&router, &inside).await);
    let late = house.later(TimeDelta::minutes(22));
    let late = send(&late, PROOF, Some(&inside), &slow).await.status;
    assert_eq!(late, shut, "five minutes have passed");
    assert_eq!(
        (
            proofs(&house, "done").await,
            proofs(&house, "refused").await
        ),
        (0, 7)
    );

    let shown = device.show(&question(&router, &inside).await);
    let sure = send(&router, PROOF, Some(&inside), &shown).await;
    assert_eq!(sure.status, StatusCode::OK, "and this is how it goes");
    let inside = cookie(&sure);
    question(&router, &inside).await;
    let replayed = send(&router, PROOF, Some(&inside), &shown).await;
    assert_eq!(
        replayed.status, shut,
        "what was shown before proves nothing again"
    );
    assert_eq!(
        (
            proofs(&house, "done").await,
            proofs(&house, "refused").await
        ),
        (1, 8)
    );
}

#[tokio::test]
async fn who_has_no_passkey_or_is_not_in_is_not_asked() {
    let house = House::open().await;
    let police = house.enter("politie").await;
    let none = send(&house.router, QUESTION, Some(&police), "{}").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    for path in [QUESTION, PROOF] {
        let nobody = send(&house.router, path, None, MADE_UP).await;
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let page = house.get("/bevestigen", Some(&police)).await;
    assert!(!page.body.contains("passkey"), "{}", page.body);
}

/// Another guest, invited once more.
async fn colleague(house: &House, device: &mut Device) -> String {
    let director = house.enter("regisseur").await;
    let id = house.id("guest.invited");
    let form = format!("command[id]={id}&command[version]=1");
    let done = house.post("/api/guests/invite_again", Some(&director), &form);
    assert!(done.await.status.is_redirection());
    come(house, "Coördinator", device).await
}
