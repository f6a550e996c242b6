//! Coming in and leaving.

use axum::http::{StatusCode, header};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::house::House;

#[tokio::test]
async fn everybody_of_the_demo_gets_in_and_lands_on_a_page() {
    let house = House::open().await;
    for (person, home) in [
        ("regisseur", "/regie"),
        ("secretaris", "/regie"),
        ("politie", "/acties"),
        ("maatschappelijk_werk", "/acties"),
        ("vrijwilliger", "/gast"),
        ("stuurgroep", "/convenant"),
        ("beheerder", "/beheer"),
        ("fg", "/beheer"),
    ] {
        let cookie = house.enter(person).await;
        let door = house.get("/", Some(&cookie)).await;
        assert_eq!(door.headers[header::LOCATION], home, "{person}");
        let page = house.get(home, Some(&cookie)).await;
        assert_eq!(page.status, StatusCode::OK, "{person} on {home}");
    }
}

#[tokio::test]
async fn strangers_are_sent_to_the_door_and_learn_nothing() {
    let house = House::open().await;
    for path in ["/regie", "/overleg", "/acties", "/overleg/niets"] {
        let answer = house.get(path, None).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        // Where to go on to is what was asked, whether it is there or not.
        let door = answer.headers[header::LOCATION].to_str().unwrap();
        assert_eq!(door.replace("%2F", "/"), format!("/?next={path}"));
    }
}

#[tokio::test]
async fn a_session_id_planted_before_is_worth_nothing_after() {
    let house = House::open().await;
    let first = house.enter("regisseur").await;
    let form = format!("person={}", house.id("person.politie"));
    let answer = house.post("/aanmelden", Some(&first), &form).await;
    let second = answer.headers[header::SET_COOKIE]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    assert_ne!(first, second);
    assert_eq!(
        house.get("/regie", Some(&first)).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn the_quick_exit_ends_the_session_and_says_nothing() {
    let house = House::open().await;
    let cookie = house.enter("vrijwilliger").await;
    let away = house.post("/verlaten", Some(&cookie), "").await;
    assert_eq!(away.status, StatusCode::OK);
    assert!(!away.body.contains("Ketentafel"));
    assert!(away.headers.contains_key("clear-site-data"));
    assert_eq!(
        house.get("/gast", Some(&cookie)).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let house = House::open().await;
    let cookie = house.enter("politie").await;
    assert_eq!(
        house.post("/afmelden", Some(&cookie), "").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        house.get("/acties", Some(&cookie)).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn the_switcher_leads_only_to_regions_of_the_same_account() {
    let house = House::open().await;
    let there = format!("region={}", house.id("region.vechtdelta"));
    let advisor = house.enter("adviseur").await;
    let (before, told) = (house.audited().await, entered(&house).await);
    assert_eq!(
        house.post("/regio", Some(&advisor), &there).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(house.audited().await, before + 1);
    assert_eq!(entered(&house).await, told + 1, "in the region entered");
    let police = house.enter("politie").await;
    assert_eq!(
        house.post("/regio", Some(&police), &there).await.status,
        StatusCode::NOT_FOUND
    );
}

/// How many lines the trail of Vechtdelta has about coming in from another region.
async fn entered(house: &House) -> u64 {
    use ::entity::audit::{Column, Entity};
    Entity::find()
        .filter(Column::RegionId.eq(house.id("region.vechtdelta")))
        .filter(Column::Action.eq("SignIn"))
        .filter(Column::Detail.eq("from=region"))
        .count(house.site.store.reader())
        .await
        .unwrap()
}
