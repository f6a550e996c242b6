//! The ways in which a sign-in is not what it seems. Every case: what is changed, and the word.

use serde_json::{Value, json};

use super::evil::{Key, hmac, unsigned};
use super::{CLIENT, SECRET, Scene, half, header, now};

/// Makes a token of claims.
type Make<'a> = Box<dyn Fn(&Value) -> String + 'a>;

/// An honest token with claims changed: a null takes the claim away.
fn with(scene: &Scene, mut claims: Value, changes: &Value) -> String {
    merge(&mut claims, changes);
    scene.evil.key.sign(&header(), &claims)
}

pub fn merge(into: &mut Value, changes: &Value) {
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            into.as_object_mut().unwrap().remove(name);
        } else {
            into[name] = value.clone();
        }
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "a list of cases, read from top to bottom"
)]
#[tokio::test]
async fn claims_that_are_not_ours_fresh_or_strong_are_refused() {
    let scene = Scene::open(|_| {}).await;
    let now = now();
    let issuer = scene.evil.issuer.clone();
    let cases = [
        ("nonce missing", json!({"nonce": null}), "untrusted"),
        ("nonce wrong", json!({"nonce": "een andere"}), "untrusted"),
        ("nonce empty", json!({"nonce": ""}), "untrusted"),
        (
            "issuer other",
            json!({"iss": "https://ander.example"}),
            "untrusted",
        ),
        (
            "issuer with a slash",
            json!({"iss": format!("{issuer}/")}),
            "untrusted",
        ),
        ("issuer missing", json!({"iss": null}), "untrusted"),
        ("audience other", json!({"aud": "een ander"}), "untrusted"),
        (
            "audience without us",
            json!({"aud": ["a", "b"]}),
            "untrusted",
        ),
        (
            "audience with others",
            json!({"aud": [CLIENT, "een ander"]}),
            "untrusted",
        ),
        ("audience empty", json!({"aud": []}), "untrusted"),
        ("audience missing", json!({"aud": null}), "untrusted"),
        ("party other", json!({"azp": "een ander"}), "untrusted"),
        ("over long ago", json!({"exp": now - 300}), "untrusted"),
        (
            "over just past the margin",
            json!({"exp": now - 90}),
            "untrusted",
        ),
        ("without an end", json!({"exp": null}), "untrusted"),
        ("made in the future", json!({"iat": now + 300}), "untrusted"),
        ("made long ago", json!({"iat": now - 7200}), "untrusted"),
        ("made nowhere in time", json!({"iat": null}), "untrusted"),
        ("not yet", json!({"nbf": now + 300}), "untrusted"),
        (
            "of another access token",
            json!({"at_hash": half("een andere")}),
            "untrusted",
        ),
        ("looked too little", json!({"acr": "los"}), "too_weak"),
        (
            "does not say how it looked",
            json!({"acr": null}),
            "too_weak",
        ),
        ("one step", json!({"amr": ["pwd"]}), "too_weak"),
        ("no steps", json!({"amr": null}), "too_weak"),
        (
            "signed in yesterday",
            json!({"auth_time": now - 86_400}),
            "too_long_ago",
        ),
        (
            "does not say when",
            json!({"auth_time": null}),
            "too_long_ago",
        ),
        (
            "signed in tomorrow",
            json!({"auth_time": now + 86_400}),
            "too_long_ago",
        ),
        (
            "same mail, other person",
            json!({"sub": "x", "email": "regisseur@example.nl", "email_verified": true}),
            "unknown",
        ),
        ("other capitals", json!({"sub": "Regisseur"}), "unknown"),
        ("with a space", json!({"sub": "regisseur "}), "unknown"),
        ("no name at all", json!({"sub": ""}), "unknown"),
        ("without a name", json!({"sub": null}), "untrusted"),
    ];
    for (name, changes, word) in cases {
        let outcome = scene
            .sign_in(|scene, claims| with(scene, claims, &changes))
            .await;
        assert_eq!(outcome.err().as_deref(), Some(word), "{name}");
    }
    for (name, changes) in [
        (
            "clocks that differ a little",
            json!({"exp": now - 20, "iat": now - 320}),
        ),
        (
            "made in half a minute",
            json!({"iat": now + 30, "nbf": now + 30}),
        ),
        (
            "a list with only us",
            json!({"aud": [CLIENT], "azp": CLIENT}),
        ),
        ("without the hash", json!({"at_hash": null})),
    ] {
        let outcome = scene
            .sign_in(|scene, claims| with(scene, claims, &changes))
            .await;
        assert!(outcome.is_ok(), "{name}: {outcome:?}");
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "a list of cases, read from top to bottom"
)]
#[tokio::test]
async fn signatures_that_prove_nothing_are_refused() {
    let scene = Scene::open(|_| {}).await;
    let other = Key::new();
    let key = &scene.evil.key;
    let head = |changes: Value| {
        let mut head = header();
        merge(&mut head, &changes);
        head
    };
    let cut = |token: String| token[..token.len() - 4].to_owned();
    let cases: Vec<(&str, Make<'_>)> = vec![
        (
            "none",
            Box::new(|c| format!("{}.", unsigned(&head(json!({"alg": "none"})), c))),
        ),
        (
            "none, in capitals",
            Box::new(|c| format!("{}.", unsigned(&head(json!({"alg": "NONE"})), c))),
        ),
        (
            "none, with a signature",
            Box::new(|c| key.sign(&head(json!({"alg": "none"})), c)),
        ),
        (
            "without a signature",
            Box::new(|c| format!("{}.", unsigned(&header(), c))),
        ),
        ("two parts", Box::new(|c| unsigned(&header(), c))),
        (
            "five parts",
            Box::new(|c| format!("{}.a.b", key.sign(&header(), c))),
        ),
        (
            "the public key as a secret",
            Box::new(|c| hmac(key.public(), &head(json!({"alg": "HS256"})), c)),
        ),
        (
            "the client secret",
            Box::new(|c| hmac(SECRET.as_bytes(), &head(json!({"alg": "HS256"})), c)),
        ),
        (
            "another kind of key",
            Box::new(|c| key.sign(&head(json!({"alg": "RS256"})), c)),
        ),
        (
            "another curve",
            Box::new(|c| key.sign(&head(json!({"alg": "ES384"})), c)),
        ),
        (
            "a key of nobody",
            Box::new(|c| other.sign(&head(json!({"kid": "twee"})), c)),
        ),
        (
            "another key under the name",
            Box::new(|c| other.sign(&header(), c)),
        ),
        (
            "a key in the header",
            Box::new(|c| other.sign(&head(json!({"jwk": other.jwk("een")})), c)),
        ),
        (
            "a key at an address",
            Box::new(|c| {
                other.sign(
                    &head(json!({"jku": "https://kwaad.example/k", "kid": "twee"})),
                    c,
                )
            }),
        ),
        (
            "a certificate at an address",
            Box::new(|c| other.sign(&head(json!({"x5u": "https://kwaad.example/c"})), c)),
        ),
        (
            "demands we do not know",
            Box::new(|c| key.sign(&head(json!({"crit": ["exp"]})), c)),
        ),
        (
            "an access token",
            Box::new(|c| key.sign(&head(json!({"typ": "at+jwt"})), c)),
        ),
        (
            "a token in a token",
            Box::new(|c| key.sign(&head(json!({"cty": "JWT"})), c)),
        ),
        ("a cut signature", Box::new(|c| cut(key.sign(&header(), c)))),
        (
            "other claims under it",
            Box::new(|c| {
                let honest = key.sign(&header(), c);
                let mut claims = c.clone();
                claims["sub"] = json!("secretaris");
                let (_, signature) = honest.rsplit_once('.').unwrap();
                format!("{}.{signature}", unsigned(&header(), &claims))
            }),
        ),
        ("no token", Box::new(|_| "geen token".to_owned())),
    ];
    for (name, make) in cases {
        let outcome = scene.sign_in(|_, claims| make(&claims)).await;
        let word = outcome.err().unwrap_or_else(|| panic!("{name} came in"));
        assert!(
            matches!(word.as_str(), "untrusted" | "unreachable"),
            "{name}: {word}"
        );
    }
}

#[tokio::test]
async fn what_comes_back_has_to_fit_what_went_out() {
    let scene = Scene::open(|_| {}).await;
    let honest = |scene: &Scene, begun: &super::Begun| {
        scene.gives(&scene.evil.key.sign(&header(), &scene.claims(begun)));
    };
    let cases: [(&str, &str, Option<&str>, &str); 8] = [
        ("state missing", "state", None, "not_ours"),
        ("state empty", "state", Some(""), "not_ours"),
        ("state wrong", "state", Some("zomaar"), "not_ours"),
        ("provider not named", "iss", None, "not_ours"),
        (
            "another provider",
            "iss",
            Some("https://ander.example"),
            "not_ours",
        ),
        ("no code", "code", None, "declined"),
        ("an empty code", "code", Some(""), "declined"),
        (
            "the provider says no",
            "error",
            Some("access_denied"),
            "declined",
        ),
    ];
    for (name, field, value, word) in cases {
        let begun = scene.begin().await;
        honest(&scene, &begun);
        let mut back = scene.back(&begun);
        back.retain(|(known, _)| *known != field);
        back.extend(value.map(|value| (field, value.to_owned())));
        let outcome = scene.come_back(&back, Some(&begun.cookie)).await;
        assert_eq!(outcome.err().as_deref(), Some(word), "{name}");
        // What was refused cannot be mended: the way back is used up.
        let again = scene
            .come_back(&scene.back(&begun), Some(&begun.cookie))
            .await;
        assert_eq!(
            again.err().as_deref(),
            Some("not_under_way"),
            "{name}, again"
        );
    }
    let (mine, theirs) = (scene.begin().await, scene.begin().await);
    honest(&scene, &theirs);
    let planted = scene
        .come_back(&scene.back(&theirs), Some(&mine.cookie))
        .await;
    assert_eq!(
        planted.unwrap_err(),
        "not_ours",
        "the answer of another browser"
    );
    let bare = scene.come_back(&scene.back(&theirs), None).await;
    assert_eq!(bare.unwrap_err(), "not_under_way", "without a cookie");
    let entered = scene
        .come_back(&scene.back(&theirs), Some(&theirs.cookie))
        .await;
    let cookie = entered.unwrap();
    let twice = scene.come_back(&scene.back(&theirs), Some(&cookie)).await;
    assert_eq!(twice.unwrap_err(), "not_under_way", "the same answer twice");
    // A nonce that was used belongs to another sign-in.
    let used = scene.claims(&theirs);
    let outcome = scene
        .sign_in(|scene, _| scene.evil.key.sign(&header(), &used))
        .await;
    assert_eq!(outcome.unwrap_err(), "untrusted", "a nonce used again");
}

#[tokio::test]
async fn who_lost_the_account_or_the_place_does_not_come_in() {
    use ::entity::{account, person};
    use sea_orm::sea_query::Expr;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let scene = Scene::open(|_| {}).await;
    let store = &scene.house.site.store;
    person::Entity::update_many()
        .col_expr(person::Column::Active, Expr::value(false))
        .filter(person::Column::Id.eq(scene.house.id("person.regisseur")))
        .exec(store.writer())
        .await
        .unwrap();
    let entered = scene.sign_in(|scene, claims| scene.evil.key.sign(&header(), &claims));
    assert_eq!(entered.await.unwrap_err(), "unknown");
    account::Entity::update_many()
        .col_expr(account::Column::Active, Expr::value(false))
        .filter(account::Column::Name.eq("Secretaris"))
        .exec(store.writer())
        .await
        .unwrap();
    let changes = json!({"sub": "secretaris"});
    let entered = scene.sign_in(|scene, claims| with(scene, claims, &changes));
    assert_eq!(entered.await.unwrap_err(), "unknown");
}
