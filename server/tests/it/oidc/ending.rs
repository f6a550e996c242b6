//! A provider ends sessions here: by a statement of its own, and by no other.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::evil::{Key, unsigned};
use super::{CLIENT, Scene, header, now};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

fn statement(scene: &Scene, once: &str) -> Value {
    let now = now();
    json!({
        "iss": scene.evil.issuer, "aud": CLIENT, "iat": now, "exp": now + 120, "jti": once,
        "sub": "regisseur", "events": {EVENT: {}},
    })
}

fn head() -> Value {
    json!({"alg": "ES256", "kid": "een", "typ": "logout+jwt"})
}

async fn tell(scene: &Scene, token: &str) -> StatusCode {
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("logout_token", token)
        .finish();
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    let path = "/aanmelden/proef/beeindigd";
    scene
        .house
        .send(Method::POST, path, None, &kind, form)
        .await
        .status
}

async fn enter(scene: &Scene) -> String {
    let entered = scene.sign_in(|scene, claims| scene.evil.key.sign(&header(), &claims));
    entered.await.unwrap()
}

#[tokio::test]
async fn a_provider_ends_all_sessions_of_somebody_or_one() {
    let scene = Scene::open(|_| {}).await;
    let (here, there) = (enter(&scene).await, enter(&scene).await);
    let token = scene.evil.key.sign(&head(), &statement(&scene, "1"));
    assert_eq!(tell(&scene, &token).await, StatusCode::OK);
    assert!(!scene.is_in(&here).await && !scene.is_in(&there).await);
    // Said once, it counts once: who signed in since stays in.
    let back = enter(&scene).await;
    assert_eq!(tell(&scene, &token).await, StatusCode::BAD_REQUEST);
    assert!(scene.is_in(&back).await);

    let mut other = statement(&scene, "2");
    other["sid"] = json!("een andere sessie");
    let token = scene.evil.key.sign(&head(), &other);
    assert_eq!(tell(&scene, &token).await, StatusCode::OK);
    assert!(scene.is_in(&back).await, "another session there");
    let mut this = statement(&scene, "3");
    this["sid"] = json!("sessie-1");
    this.as_object_mut().unwrap().remove("sub");
    let token = scene.evil.key.sign(&head(), &this);
    assert_eq!(tell(&scene, &token).await, StatusCode::OK);
    assert!(!scene.is_in(&back).await);
}

#[tokio::test]
async fn what_the_provider_did_not_say_ends_nothing() {
    let scene = Scene::open(|_| {}).await;
    let inside = enter(&scene).await;
    let now = now();
    let key = &scene.evil.key;
    let with = |change: Value| {
        let mut claims = statement(&scene, &change.to_string());
        for (name, value) in change.as_object().unwrap() {
            if value.is_null() {
                claims.as_object_mut().unwrap().remove(name);
            } else {
                claims[name] = value.clone();
            }
        }
        key.sign(&head(), &claims)
    };
    let typed = |typ: &str| {
        let mut head = head();
        head["typ"] = json!(typ);
        key.sign(&head, &statement(&scene, typ))
    };
    let mut none = head();
    none["alg"] = json!("none");
    let mut unknown = head();
    unknown["kid"] = json!("twee");
    let cases = [
        (
            "another issuer",
            with(json!({"iss": "https://ander.example"})),
        ),
        ("no issuer", with(json!({"iss": null}))),
        ("another audience", with(json!({"aud": "een ander"}))),
        ("no audience", with(json!({"aud": null}))),
        (
            "another event",
            with(json!({"events": {"https://ander.example": {}}})),
        ),
        ("no event", with(json!({"events": null}))),
        ("with a nonce", with(json!({"nonce": "n"}))),
        ("about nobody", with(json!({"sub": null}))),
        ("without a number", with(json!({"jti": null}))),
        ("an empty number", with(json!({"jti": ""}))),
        ("from yesterday", with(json!({"iat": now - 86_400}))),
        ("from tomorrow", with(json!({"iat": now + 86_400}))),
        ("over", with(json!({"exp": now - 300}))),
        ("an access token", typed("at+jwt")),
        ("something else", typed("secevent+jwt")),
        (
            "not signed",
            format!("{}.", unsigned(&none, &statement(&scene, "none"))),
        ),
        (
            "another key",
            Key::new().sign(&head(), &statement(&scene, "key")),
        ),
        (
            "a key of nobody",
            Key::new().sign(&unknown, &statement(&scene, "kid")),
        ),
        ("a sign-in token", {
            let begun = scene.begin().await;
            key.sign(&header(), &scene.claims(&begun))
        }),
        ("no token", "niets".to_owned()),
        ("nothing", String::new()),
    ];
    for (name, token) in cases {
        let before = scene.house.audited().await;
        assert_eq!(
            tell(&scene, &token).await,
            StatusCode::BAD_REQUEST,
            "{name}"
        );
        assert_eq!(scene.house.audited().await, before + 1, "{name}");
    }
    assert!(scene.is_in(&inside).await);
}
