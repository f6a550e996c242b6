//! Providers that answer badly, say odd things of themselves, or change their keys.

use axum::http::StatusCode;
use domain::identity::provider::{ProviderWay, Unfit};
use ketentafel::oidc::Look;
use serde_json::{Value, json};

use super::cases::merge;
use super::evil::{Key, Reply};
use super::{Scene, header};
use service::identity::providers::Outside;

#[tokio::test]
async fn a_provider_that_answers_badly_lets_nobody_in() {
    let scene = Scene::open(|_| {}).await;
    let text = |status, text: &str| Reply::Text(status, text.to_owned());
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let cases = [
        (
            "the code is used",
            text(StatusCode::BAD_REQUEST, r#"{"error":"invalid_grant"}"#),
            "declined",
        ),
        (
            "we are unknown",
            text(StatusCode::UNAUTHORIZED, r#"{"error":"invalid_client"}"#),
            "declined",
        ),
        (
            "it is broken",
            text(StatusCode::INTERNAL_SERVER_ERROR, "stuk"),
            "untrusted",
        ),
        ("it says nothing", text(StatusCode::OK, ""), "unreachable"),
        (
            "it never ends",
            text(StatusCode::OK, &" ".repeat(400_000)),
            "unreachable",
        ),
        ("it goes deep", text(StatusCode::OK, &deep), "unreachable"),
        (
            "it sends us on",
            Reply::Elsewhere("http://127.0.0.1:1/".to_owned()),
            "unreachable",
        ),
        (
            "no token about the person",
            Reply::Json(json!({"access_token": "a", "token_type": "Bearer"})),
            "untrusted",
        ),
        ("it does not answer", Reply::Never, "unreachable"),
    ];
    for (name, reply, word) in cases {
        let begun = scene.begin().await;
        scene.evil.plan.lock().unwrap().token = Some(reply);
        let outcome = scene
            .come_back(&scene.back(&begun), Some(&begun.cookie))
            .await;
        assert_eq!(outcome.err().as_deref(), Some(word), "{name}");
    }
}

#[tokio::test]
async fn a_provider_that_says_odd_things_of_itself_is_not_gone_to() {
    let honest = Scene::open(|_| {}).await.evil.says();
    let changes: [(&str, Value); 8] = [
        ("another issuer", json!({"issuer": "https://ander.example"})),
        (
            "an issuer with a slash",
            json!({"issuer": format!("{}/", honest["issuer"].as_str().unwrap())}),
        ),
        (
            "an open line for tokens",
            json!({"token_endpoint": "http://ander.example/token"}),
        ),
        (
            "an open line for people",
            json!({"authorization_endpoint": "http://ander.example/auth"}),
        ),
        (
            "an open line for keys",
            json!({"jwks_uri": "http://ander.example/keys"}),
        ),
        ("nowhere for tokens", json!({"token_endpoint": null})),
        ("nowhere for keys", json!({"jwks_uri": null})),
        (
            "no address at all",
            json!({"authorization_endpoint": "zomaar"}),
        ),
    ];
    for (name, change) in changes {
        let scene = Scene::open(|_| {}).await;
        let mut says = scene.evil.says();
        merge(&mut says, &change);
        scene.evil.plan.lock().unwrap().discovery = Some(Reply::Json(says));
        assert_turned_away(&scene, name).await;
    }
    let scene = Scene::open(|_| {}).await;
    for (name, reply) in [
        (
            "not there",
            Reply::Text(StatusCode::NOT_FOUND, String::new()),
        ),
        ("no sense", Reply::Text(StatusCode::OK, "<html>".to_owned())),
        (
            "sends us on",
            Reply::Elsewhere("http://127.0.0.1:1/".to_owned()),
        ),
        ("silent", Reply::Never),
    ] {
        scene.evil.plan.lock().unwrap().discovery = Some(reply);
        assert_turned_away(&scene, name).await;
    }
    let says = scene.evil.says();
    let keys = vec![scene.evil.key.jwk("een"); 3000];
    for (name, reply) in [
        ("endless keys", Reply::Json(json!({"keys": keys}))),
        ("no keys", Reply::Text(StatusCode::OK, "[]".to_owned())),
    ] {
        scene.evil.change(|plan| {
            plan.discovery = Some(Reply::Json(says.clone()));
            plan.keys = Some(reply);
        });
        assert_turned_away(&scene, name).await;
    }
}

async fn assert_turned_away(scene: &Scene, name: &str) {
    let before = scene.house.audited().await;
    let answer = scene.house.get("/aanmelden/proef", None).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}");
    assert_eq!(answer.headers["location"], "/?waarom=unreachable", "{name}");
    assert_eq!(scene.house.audited().await, before + 1, "{name}");
}

#[tokio::test]
async fn new_keys_are_fetched_once_and_who_is_in_stays_in() {
    let scene = Scene::open(|_| {}).await;
    let inside = scene.sign_in(|scene, claims| scene.evil.key.sign(&header(), &claims));
    let inside = inside.await.unwrap();
    // The provider takes new keys while somebody is on the way.
    let begun = scene.begin().await;
    let fresh = Key::new();
    scene.evil.plan.lock().unwrap().keys = Some(Reply::Json(json!({"keys": [fresh.jwk("nieuw")]})));
    let mut head = header();
    head["kid"] = json!("nieuw");
    scene.gives(&fresh.sign(&head, &scene.claims(&begun)));
    scene
        .come_back(&scene.back(&begun), Some(&begun.cookie))
        .await
        .unwrap();
    // The old ones are worth nothing any more.
    let old = scene.sign_in(|scene, claims| scene.evil.key.sign(&header(), &claims));
    assert_eq!(old.await.unwrap_err(), "untrusted");
    // Then it goes down: who is in goes on.
    scene.evil.change(|plan| {
        plan.discovery = None;
        plan.token = None;
    });
    assert!(scene.is_in(&inside).await);
}

#[tokio::test]
async fn of_two_keys_with_one_name_or_none_nothing_is_guessed() {
    for (name, kids, kid) in [
        ("one name", ["een", "een"], json!("een")),
        ("no name asked", ["een", "twee"], Value::Null),
    ] {
        let scene = Scene::open(|_| {}).await;
        let other = Key::new();
        let keys = json!({"keys": [other.jwk(kids[0]), scene.evil.key.jwk(kids[1])]});
        scene.evil.plan.lock().unwrap().keys = Some(Reply::Json(keys));
        let mut head = header();
        merge(&mut head, &json!({"kid": kid}));
        let outcome = scene.sign_in(|scene, claims| scene.evil.key.sign(&head, &claims));
        assert_eq!(outcome.await.unwrap_err(), "untrusted", "{name}");
    }
}

#[tokio::test]
async fn a_provider_of_the_page_is_looked_at_before_anybody_is_sent_there() {
    let scene = Scene::open(|_| {}).await;
    let (here, outside) = (Look::ready(true).unwrap(), Look::ready(false).unwrap());
    let issuer = scene.evil.issuer.as_str();
    let look = async |change: Value| {
        let mut says = json!({
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        });
        let said = scene.evil.says();
        let mut all = said.clone();
        merge(&mut all, &says);
        merge(&mut all, &change);
        says = all;
        scene.evil.plan.lock().unwrap().discovery = Some(Reply::Json(says));
        here.look(issuer, ProviderWay::Secret).await
    };
    assert_eq!(look(json!({})).await, []);
    for (change, why) in [
        (
            json!({"issuer": "https://ander.example"}),
            Unfit::OtherIssuer,
        ),
        (
            json!({"response_types_supported": ["id_token"]}),
            Unfit::NoCode,
        ),
        (
            json!({"code_challenge_methods_supported": ["plain"]}),
            Unfit::NoPkce,
        ),
        (
            json!({"token_endpoint": "http://ander.example/token"}),
            Unfit::OpenLine,
        ),
        (
            json!({"jwks_uri": "https://10.0.0.1/keys"}),
            Unfit::OpenLine,
        ),
        (
            json!({"token_endpoint_auth_methods_supported": ["private_key_jwt"]}),
            Unfit::OtherWay,
        ),
        (json!({"authorization_endpoint": 7}), Unfit::Silent),
    ] {
        assert_eq!(look(change.clone()).await, [why], "{change}");
    }
    for reply in [
        Reply::Text(StatusCode::NOT_FOUND, String::new()),
        Reply::Text(StatusCode::OK, " ".repeat(400_000)),
        Reply::Elsewhere(format!("{issuer}/keys")),
    ] {
        scene.evil.plan.lock().unwrap().discovery = Some(reply);
        assert_eq!(here.look(issuer, ProviderWay::Key).await, [Unfit::Silent]);
    }
    // From outside nothing inside is asked, by number or by name.
    for inside in [
        issuer,
        "https://localhost:1",
        "https://127.0.0.1",
        "https://169.254.169.254",
    ] {
        let found = outside.look(inside, ProviderWay::Key).await;
        assert_eq!(found, [Unfit::Inside], "{inside}");
    }
}
