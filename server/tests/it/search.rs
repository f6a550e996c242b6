//! The search page: asked by a form, answered by itself, with nothing of the question in an address.

use axum::http::StatusCode;

use crate::house::House;

#[tokio::test]
async fn a_question_is_answered_by_the_page_and_stands_in_no_address() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let page = house.get("/zoek", Some(&cookie)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Waar zoekt u naar?"));
    let trail = house.audited().await;
    let found = house
        .post("/zoek", Some(&cookie), "vraag=overl&soort=")
        .await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.body.contains("<mark>"), "nothing is marked");
    assert!(!found.body.contains("?vraag") && !found.body.contains("vraag="));
    assert!(house.audited().await > trail);
    // A question in an address is none.
    let address = house.get("/zoek?vraag=overleg", Some(&cookie)).await;
    assert!(!address.body.contains("<mark>"));
}

#[tokio::test]
async fn whatever_is_sent_a_sentence_comes_back() {
    let house = House::open().await;
    let cookie = house.enter("politie").await;
    let long = format!("vraag={}", "a".repeat(10_000));
    for (sent, status) in [
        ("", StatusCode::UNPROCESSABLE_ENTITY),
        ("vraag=", StatusCode::UNPROCESSABLE_ENTITY),
        ("vraag=a", StatusCode::UNPROCESSABLE_ENTITY),
        ("vraag=%00%00", StatusCode::UNPROCESSABLE_ENTITY),
        (long.as_str(), StatusCode::UNPROCESSABLE_ENTITY),
        ("vraag=%22overleg", StatusCode::OK),
        ("vraag=overleg%00%25&soort=niets&na=niets", StatusCode::OK),
        (
            "vraag=overleg&na=item/01900000-0000-7000-8000-000000000001",
            StatusCode::OK,
        ),
        ("vraag=%ff%fe%fdoverleg", StatusCode::OK),
        ("vraag=<script>alert(1)</script>", StatusCode::OK),
    ] {
        let answer = house.post("/zoek", Some(&cookie), sent).await;
        assert_eq!(answer.status, status, "{sent:.40}");
        assert!(!answer.body.contains("<script>alert"), "{sent:.40}");
    }
    for person in ["vrijwilliger", "beheerder"] {
        let cookie = house.enter(person).await;
        let answer = house.post("/zoek", Some(&cookie), "vraag=overleg").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{person}");
        assert!(!answer.body.contains("<mark>"));
        let page = house.get("/zoek", Some(&cookie)).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{person}");
    }
}

#[tokio::test]
async fn who_looks_as_somebody_else_may_search() {
    let house = House::open().await;
    let cookie = house.enter("regisseur").await;
    let form = format!("person={}", house.id("person.politie"));
    house.post("/bekijk-als", Some(&cookie), &form).await;
    let answer = house.post("/zoek", Some(&cookie), "vraag=overl").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("<mark>"));
}
