//! Looking as somebody else, at the doors: what is shown, what is refused, and how it ends.

use ::entity::audit;
use axum::http::{Method, StatusCode, header};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::house::House;

const BANNER: &str = "U bekijkt dit als";

/// A director who looks as somebody, beginning at the next meeting.
async fn looking_as(house: &House, who: &str) -> String {
    let cookie = house.enter("regisseur").await;
    let form = format!(
        "person={}&page=/overleg/{}",
        house.id(&format!("person.{who}")),
        house.id("meeting.next")
    );
    let begun = house.post("/bekijk-als", Some(&cookie), &form).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let page = format!("/overleg/{}", house.id("meeting.next"));
    assert_eq!(begun.headers[header::LOCATION], page);
    cookie
}

/// What the trail says of looking, oldest first.
async fn told(house: &House) -> Vec<String> {
    let rows = audit::Entity::find()
        .filter(audit::Column::Action.eq("ViewAs"))
        .order_by_asc(audit::Column::Id)
        .all(house.site.store.reader())
        .await
        .unwrap();
    let me = house.id("person.regisseur");
    assert!(rows.iter().all(|row| row.person_id == Some(me)));
    rows.into_iter().map(|row| row.detail).collect()
}

#[tokio::test]
async fn pages_are_those_of_the_other_and_say_so() {
    let house = House::open().await;
    let cookie = looking_as(&house, "vrijwilliger").await;
    let next = house.id("meeting.next");
    for page in [
        "/gast".to_owned(),
        format!("/overleg/{next}"),
        format!("/overleg/{next}/live"),
    ] {
        let shown = house.get(&page, Some(&cookie)).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}");
        assert!(shown.body.contains(BANNER), "{page}");
        assert!(
            shown.body.contains("Vrijwilliger Vrouwen Verbinden"),
            "{page}"
        );
        assert!(!shown.body.contains("Instructie Burgerzaken"), "{page}");
    }
    // The live page asks for its parts and hears of changes.
    let parts = house
        .get(&format!("/live/{next}/deel"), Some(&cookie))
        .await;
    assert_eq!(parts.status, StatusCode::OK);
    let stream = house.get(&format!("/live/{next}"), Some(&cookie)).await;
    assert_eq!(stream.status, StatusCode::OK);
    // What is for who directs is not shown meanwhile, and what is the guest's alone neither.
    for (page, status) in [
        ("/regie", StatusCode::FORBIDDEN),
        ("/beheer", StatusCode::FORBIDDEN),
        ("/bekijk-als", StatusCode::FORBIDDEN),
        ("/account", StatusCode::NOT_FOUND),
        ("/account/gegevens", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(
            house.get(page, Some(&cookie)).await.status,
            status,
            "{page}"
        );
    }
}

#[tokio::test]
async fn nothing_is_changed_but_by_going_back() {
    let house = House::open().await;
    let cookie = looking_as(&house, "politie").await;
    let trail = house.audited().await;
    let id = house.id("action.101");
    let form = format!("command[id]={id}&command[version]=1");
    for door in [
        "/api/actions/accept",
        "/account/gegevens/meenemen",
        "/bekijk-als",
        "/bevestigen",
        "/toezicht/uitvoer",
    ] {
        let no = house.post(door, Some(&cookie), &form).await;
        assert_eq!(no.status, StatusCode::CONFLICT, "{door}");
        assert!(no.body.contains("U kunt nu alleen kijken"), "{door}");
    }
    // An island gets the same in its own language.
    let headers = [
        ("accept", "application/json"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("origin", "http://localhost:3000"),
        ("sec-fetch-site", "same-origin"),
    ];
    let door = "/api/actions/accept";
    let no = house.send(Method::POST, door, Some(&cookie), &headers, form.clone());
    let no = no.await;
    assert_eq!(no.status, StatusCode::CONFLICT);
    assert_eq!(no.body, r#"{"kind":"only_looking"}"#);
    assert_eq!(house.audited().await, trail);

    let back = house
        .post("/bekijk-als/terug", Some(&cookie), "page=/acties")
        .await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert_eq!(back.headers[header::LOCATION], "/acties");
    assert!(
        !house
            .get("/acties", Some(&cookie))
            .await
            .body
            .contains(BANNER)
    );
    assert_eq!(told(&house).await, ["look=begin", "look=end"]);
    // A page of one role only is no place to come back to.
    let cookie = looking_as(&house, "vrijwilliger").await;
    let back = house
        .post("/bekijk-als/terug", Some(&cookie), "page=/gast")
        .await;
    assert_eq!(back.headers[header::LOCATION], "/bekijk-als");
    let trail = told(&house).await.len();
    // Going back twice says nothing twice, and no form leads off the site.
    let again = house
        .post("/bekijk-als/terug", Some(&cookie), "page=//example.org")
        .await;
    assert_eq!(again.headers[header::LOCATION], "/");
    assert_eq!(told(&house).await.len(), trail);
}

#[tokio::test]
async fn whatever_goes_wrong_keeps_the_way_back() {
    let house = House::open().await;
    let cookie = looking_as(&house, "politie").await;
    let form = "command[id]=niets";
    let answers = [
        house.get("/niets/hier", Some(&cookie)).await,
        house.get("/regie", Some(&cookie)).await,
        house.get("/api/actions/accept", Some(&cookie)).await,
        house.post("/api/actions/accept", Some(&cookie), form).await,
        house.post("/regio", Some(&cookie), "region=niets").await,
        house.post("/regie", Some(&cookie), "").await,
    ];
    for answer in answers {
        let (status, body) = (answer.status, answer.body);
        assert!(status.is_client_error(), "{status}");
        assert!(body.contains(BANNER), "{status}: {body}");
        assert!(body.contains("action=\"/bekijk-als/terug\""), "{status}");
        // A page that allows no script has none, so that its policy refuses nothing of ours.
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str();
        if policy.unwrap().contains("script-src 'none'") {
            assert!(!body.contains("<script"), "{status}: {body}");
        }
    }
    let back = house
        .post("/bekijk-als/terug", Some(&cookie), "page=/niets/hier")
        .await;
    assert_eq!(back.headers[header::LOCATION], "/bekijk-als");
    let alone = house.get("/niets/hier", Some(&cookie)).await;
    assert!(!alone.body.contains(BANNER));
}

#[tokio::test]
async fn it_ends_with_the_session_with_the_region_and_with_the_right() {
    let house = House::open().await;
    let cookie = looking_as(&house, "politie").await;
    house.post("/afmelden", Some(&cookie), "").await;
    assert_eq!(told(&house).await, ["look=begin", "look=end"]);
    let cookie = looking_as(&house, "politie").await;
    house.post("/verlaten", Some(&cookie), "").await;
    assert_eq!(told(&house).await.len(), 4);

    // Somebody who may not come in any more is looked at no longer.
    let cookie = looking_as(&house, "politie").await;
    let other = house.enter("beheerder").await;
    let person = house.id("person.politie");
    let pause = format!("command[id]={person}&command[version]=1");
    let paused = house.post("/api/people/pause", Some(&other), &pause).await;
    assert!(paused.status.is_redirection());
    let regie = house.get("/regie", Some(&cookie)).await;
    assert_eq!(regie.status, StatusCode::OK);
    assert!(!regie.body.contains(BANNER));
    assert_eq!(told(&house).await.len(), 6);
}

#[tokio::test]
async fn only_who_directs_looks() {
    let house = House::open().await;
    let form = format!("person={}", house.id("person.om"));
    let not = [
        "plaatsvervanger",
        "secretaris",
        "politie",
        "vrijwilliger",
        "beheerder",
        "fg",
    ];
    for who in not {
        let cookie = house.enter(who).await;
        let no = house.post("/bekijk-als", Some(&cookie), &form).await;
        assert_eq!(no.status, StatusCode::FORBIDDEN, "{who}");
    }
    let no = house.post("/bekijk-als", None, &form).await;
    assert_eq!(no.status, StatusCode::UNAUTHORIZED);
    let director = house.enter("regisseur").await;
    let foreign = format!("person={}", house.id("person.politie_delta"));
    let no = house.post("/bekijk-als", Some(&director), &foreign).await;
    assert_eq!(no.status, StatusCode::NOT_FOUND);
    assert!(told(&house).await.is_empty());
}
