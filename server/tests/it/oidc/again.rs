//! Showing again who one is, at the same provider.

use axum::http::{StatusCode, header};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use super::{Begun, Scene, cookie, now};

const KEY: &str = "een";

/// Goes to the provider once more from a session.
async fn begin(scene: &Scene, carried: &str, page: &str) -> Begun {
    let path = format!("/bevestigen/proef?page={page}");
    let answer = scene.house.get(&path, Some(carried)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let to = answer.headers[header::LOCATION].to_str().unwrap();
    let (_, asked) = to.split_once('?').unwrap();
    let asked = form_urlencoded::parse(asked.as_bytes());
    Begun {
        cookie: cookie(&answer.headers),
        asked: asked.into_owned().collect(),
    }
}

/// Comes back; where that leads.
async fn end(scene: &Scene, begun: &Begun, claims: &Value) -> (String, Option<String>) {
    let header = json!({"alg": "ES256", "kid": KEY});
    scene.gives(&scene.evil.key.sign(&header, claims));
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(scene.back(begun))
        .finish();
    let path = format!("/aanmelden/proef/terug?{query}");
    let answer = scene.house.get(&path, Some(&begun.cookie)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let to = answer.headers[header::LOCATION].to_str().unwrap();
    let new = answer.headers.contains_key(header::SET_COOKIE);
    (to.to_owned(), new.then(|| cookie(&answer.headers)))
}

async fn enter(scene: &Scene) -> String {
    let honest = |scene: &Scene, claims: Value| {
        let header = json!({"alg": "ES256", "kid": KEY});
        scene.evil.key.sign(&header, &claims)
    };
    scene.sign_in(honest).await.unwrap()
}

#[tokio::test]
async fn the_same_person_just_now_goes_on_where_they_were() {
    let scene = Scene::open(|_| {}).await;
    let inside = enter(&scene).await;
    let begun = begin(&scene, &inside, "/acties").await;
    assert_eq!(begun.asked["prompt"], "login");
    assert_eq!(begun.asked["max_age"], "0");
    let mut claims = scene.claims(&begun);
    claims["auth_time"] = json!(now());
    let (to, new) = end(&scene, &begun, &claims).await;
    assert_eq!(to, "/acties");
    let new = new.expect("a new id");
    assert_ne!(new, begun.cookie);
    let old = scene.house.get("/regie", Some(&begun.cookie)).await;
    assert_eq!(
        old.status,
        StatusCode::SEE_OTHER,
        "the old id is worth nothing"
    );
    let goes_on = scene.house.get("/regie", Some(&new)).await;
    assert_eq!(goes_on.status, StatusCode::OK);
}

#[tokio::test]
async fn somebody_else_or_long_ago_proves_nothing_and_is_written_down() {
    let scene = Scene::open(|settings| settings.max_age_minutes = None).await;
    let mut inside = enter(&scene).await;
    for (change, why) in [
        (("sub", json!("secretaris")), "someone_else"),
        (("sub", json!("niemand")), "someone_else"),
        (("auth_time", json!(now() - 300)), "too_long_ago"),
        (("auth_time", Value::Null), "too_long_ago"),
        (("nonce", json!("een andere")), "untrusted"),
        (("acr", json!("los")), "too_weak"),
    ] {
        let begun = begin(&scene, &inside, "/acties").await;
        let mut claims = scene.claims(&begun);
        claims["auth_time"] = json!(now());
        claims[change.0] = change.1.clone();
        if change.1.is_null() {
            claims.as_object_mut().unwrap().remove(change.0);
        }
        let before = scene.refused().await;
        let (to, new) = end(&scene, &begun, &claims).await;
        assert_eq!(to, format!("/bevestigen?waarom={why}"), "{change:?}");
        assert_eq!(scene.refused().await, before + 1, "{change:?}");
        inside = new.unwrap_or(begun.cookie);
        let page = scene.house.get(&to, Some(&inside)).await;
        assert_eq!(page.status, StatusCode::OK, "still in, as who they were");
        assert!(page.body.contains("role=\"alert\""));
    }
}

#[tokio::test]
async fn only_who_came_in_there_is_sent_there_and_only_to_a_page_of_ours_after() {
    let scene = Scene::open(|_| {}).await;
    let demo = scene.house.enter("regisseur").await;
    let answer = scene.house.get("/bevestigen/proef", Some(&demo)).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = scene.house.get("/bevestigen/proef", None).await;
    assert_eq!(answer.headers[header::LOCATION], "/");
    let inside = enter(&scene).await;
    let sure = scene
        .house
        .post("/bevestigen", Some(&inside), "page=%2Facties")
        .await;
    assert_eq!(
        sure.status,
        StatusCode::NOT_FOUND,
        "saying so is for the demo"
    );
    let begun = begin(&scene, &inside, "%2F%2Felders.example").await;
    let mut claims = scene.claims(&begun);
    claims["auth_time"] = json!(now());
    let (to, _) = end(&scene, &begun, &claims).await;
    assert_eq!(to, "/account");
}

/// A restricted operation on a session; whether it was done, or asked for a proof first.
async fn is_proven(scene: &Scene, inside: &str) -> bool {
    let house = &scene.house;
    let id = house.id("person.politie");
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("command[id]", &id.to_string())
        .append_pair("page", "/account")
        .finish();
    let path = "/api/identity/end_sessions_of";
    let answer = house.post(path, Some(inside), &form).await;
    if answer.status == StatusCode::FORBIDDEN {
        assert!(answer.body.contains("Bevestig dat u het bent"));
    } else {
        assert!(answer.status.is_redirection(), "{}", answer.body);
    }
    answer.status != StatusCode::FORBIDDEN
}

#[tokio::test]
async fn coming_in_proves_what_the_provider_says_and_no_more() {
    let scene = Scene::open(|settings| settings.max_age_minutes = None).await;
    let hours = now() - 5 * 3600;
    for (said, proves) in [
        (json!(now() - 60), true),
        (json!(hours), false),
        (Value::Null, false),
        // Nobody proves anything for tomorrow.
        (json!(now() + 86_400), true),
    ] {
        let token = |scene: &Scene, mut claims: Value| {
            if said.is_null() {
                claims.as_object_mut().unwrap().remove("auth_time");
            } else {
                claims["auth_time"] = said.clone();
            }
            scene
                .evil
                .key
                .sign(&json!({"alg": "ES256", "kid": KEY}), &claims)
        };
        let inside = scene.sign_in(token).await.unwrap();
        assert!(scene.is_in(&inside).await);
        assert_eq!(is_proven(&scene, &inside).await, proves, "{said}");
        assert!(kept_proof(&scene, &inside).await <= now(), "{said}");
    }
}

/// When the session says its person last showed who they are.
async fn kept_proof(scene: &Scene, inside: &str) -> i64 {
    let id = inside.split_once('=').unwrap().1.parse().unwrap();
    let name = service::identity::Sessions::name_of(id);
    let row = ::entity::session::Entity::find_by_id(name);
    let row = row.one(scene.house.site.store.reader()).await.unwrap();
    let data: Value = serde_json::from_str(&row.unwrap().data).unwrap();
    data["proven"].as_i64().unwrap()
}

#[tokio::test]
async fn a_session_opens_the_regions_that_agreed_to_its_identity() {
    use sea_orm::{ColumnTrait, QueryFilter};
    let scene = Scene::open(|_| {}).await;
    let house = &scene.house;
    let adviser = |scene: &Scene, mut claims: Value| {
        claims["sub"] = json!("adviseur");
        let header = json!({"alg": "ES256", "kid": KEY});
        scene.evil.key.sign(&header, &claims)
    };
    let there = house.id("region.vechtdelta");
    let form = format!("region={there}");
    let inside = scene.sign_in(adviser).await.unwrap();
    let both = house.get("/overleg", Some(&inside)).await;
    assert!(both.body.contains("Vechtdelta"), "both regions agreed");
    let entered = house.post("/regio", Some(&inside), &form).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
    let inside_there = cookie(&entered.headers);
    let page = house.get("/account", Some(&inside_there)).await;
    assert_eq!(page.status, StatusCode::OK);

    // Vechtdelta agrees no more: at the next request.
    ::entity::identity::Entity::delete_many()
        .filter(::entity::identity::Column::RegionId.eq(there))
        .exec(house.site.store.writer())
        .await
        .unwrap();
    let gone = house.get("/account", Some(&inside_there)).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    let inside = scene.sign_in(adviser).await.unwrap();
    let one = house.get("/overleg", Some(&inside)).await;
    assert_eq!(one.status, StatusCode::OK);
    assert!(!one.body.contains("Vechtdelta"), "nothing to switch to");
    let shut = house.post("/regio", Some(&inside), &form).await;
    assert_eq!(shut.status, StatusCode::NOT_FOUND);
}
