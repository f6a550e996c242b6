//! Signing in by a provider, against one that lies in every way SECURITY 4.4 knows. Each sign-in that
//! is refused leaves one line in the trail, and nobody inside.

mod again;
mod cases;
mod ending;
mod evil;
mod onward;
mod providers;

use std::collections::HashMap;

use axum::http::{StatusCode, header};
use ketentafel::oidc::ProviderSettings;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::house::{House, ORIGIN};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as URL;
use evil::{Evil, Reply};

const CLIENT: &str = "ketentafel";
const SECRET: &str = "een geheim van de proef";

/// A house with one provider, whose people may come in.
pub struct Scene {
    pub house: House,
    pub evil: Evil,
}

/// What the browser carries from one address to the next.
#[derive(Clone)]
pub struct Begun {
    pub cookie: String,
    pub asked: HashMap<String, String>,
}

impl Scene {
    pub async fn open(change: impl FnOnce(&mut ProviderSettings)) -> Self {
        let evil = Evil::open().await;
        let folder = std::env::temp_dir();
        let secret = folder.join(format!("kt_oidc_secret_{}", std::process::id()));
        std::fs::write(&secret, SECRET).unwrap();
        let mut settings = ProviderSettings {
            key: "proef".to_owned(),
            name: "Gemeente Proef".to_owned(),
            issuer: evil.issuer.clone(),
            client_id: CLIENT.to_owned(),
            client_key_file: None,
            client_key_id: None,
            client_secret_file: Some(secret),
            acr: vec!["streng".to_owned()],
            amr: vec!["mfa".to_owned()],
            max_age_minutes: Some(60),
            end_session: true,
        };
        change(&mut settings);
        let house = House::with(vec![settings]).await;
        service::seed::bind(&house.site, &evil.issuer)
            .await
            .unwrap();
        Self { house, evil }
    }

    /// Goes to the provider: the cookie of the browser, and what the provider is asked.
    pub async fn begin(&self) -> Begun {
        self.begun("/aanmelden/proef").await
    }

    /// The same, by who wanted to see a page.
    pub async fn begin_to(&self, page: &str) -> Begun {
        let page: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
        self.begun(&format!("/aanmelden/proef?next={page}")).await
    }

    async fn begun(&self, path: &str) -> Begun {
        let answer = self.house.get(path, None).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let to = answer.headers[header::LOCATION].to_str().unwrap();
        let (at, asked) = to.split_once('?').unwrap_or((to, ""));
        assert_eq!(at, format!("{}/auth", self.evil.issuer));
        Begun {
            cookie: cookie(&answer.headers),
            asked: form_urlencoded::parse(asked.as_bytes())
                .into_owned()
                .collect(),
        }
    }

    /// Claims as an honest provider makes them.
    pub fn claims(&self, begun: &Begun) -> Value {
        let now = now();
        json!({
            "iss": self.evil.issuer, "aud": CLIENT, "sub": "regisseur", "nonce": begun.asked["nonce"],
            "iat": now, "exp": now + 300, "auth_time": now - 60, "acr": "streng",
            "amr": ["pwd", "mfa"], "sid": "sessie-1", "at_hash": half("toegang"),
        })
    }

    /// Makes the token endpoint give this token.
    pub fn gives(&self, id_token: &str) {
        let reply =
            json!({"access_token": "toegang", "token_type": "Bearer", "id_token": id_token});
        self.evil.plan.lock().unwrap().token = Some(Reply::Json(reply));
    }

    /// What comes back by way of the browser when all is well.
    pub fn back(&self, begun: &Begun) -> Vec<(&'static str, String)> {
        vec![
            ("code", "code-1".to_owned()),
            ("state", begun.asked["state"].clone()),
            ("iss", self.evil.issuer.clone()),
        ]
    }

    /// Comes back; the word why not, or nothing and the cookie of who is in.
    pub async fn come_back(
        &self,
        back: &[(&'static str, String)],
        carried: Option<&str>,
    ) -> Result<String, String> {
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(back)
            .finish();
        let before = self.refused().await;
        let path = format!("/aanmelden/proef/terug?{query}");
        let answer = self.house.get(&path, carried).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let to = answer.headers[header::LOCATION].to_str().unwrap();
        match to.strip_prefix("/?waarom=") {
            Some(why) => {
                assert_eq!(self.refused().await, before + 1, "one line in the trail");
                Err(why.to_owned())
            }
            None => {
                assert_eq!(self.refused().await, before);
                Ok(cookie(&answer.headers))
            }
        }
    }

    /// A whole sign-in with this token.
    pub async fn sign_in(
        &self,
        token: impl FnOnce(&Self, Value) -> String,
    ) -> Result<String, String> {
        let begun = self.begin().await;
        self.gives(&token(self, self.claims(&begun)));
        self.come_back(&self.back(&begun), Some(&begun.cookie))
            .await
    }

    async fn refused(&self) -> u64 {
        use ::entity::audit::{Column, Entity};
        Entity::find()
            .filter(Column::Action.eq("SignIn"))
            .filter(Column::Result.eq("refused"))
            .count(self.house.site.store.reader())
            .await
            .unwrap()
    }

    pub async fn is_in(&self, cookie: &str) -> bool {
        self.house.get("/regie", Some(cookie)).await.status == StatusCode::OK
    }
}

/// This moment, in seconds.
pub fn now() -> i64 {
    service::clock::Clock::System.now().timestamp()
}

/// The header of an honest token.
pub fn header() -> Value {
    json!({"alg": "ES256", "kid": "een", "typ": "JWT"})
}

pub fn half(token: &str) -> String {
    URL.encode(&Sha256::digest(token)[..16])
}

fn cookie(headers: &axum::http::HeaderMap) -> String {
    let set = headers[header::SET_COOKIE].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_honest_provider_brings_somebody_in() {
    let scene = Scene::open(|_| {}).await;
    let begun = scene.begin().await;
    let asked = |name: &str| begun.asked[name].as_str();
    assert_eq!(asked("response_type"), "code");
    assert_eq!(asked("code_challenge_method"), "S256");
    assert_eq!(
        asked("redirect_uri"),
        format!("{ORIGIN}/aanmelden/proef/terug")
    );
    assert_eq!(asked("acr_values"), "streng");
    assert_eq!(asked("max_age"), "3600");
    assert!(asked("state").len() >= 32 && asked("nonce").len() >= 32);
    scene.gives(&scene.evil.key.sign(&header(), &scene.claims(&begun)));
    let cookie = scene
        .come_back(&scene.back(&begun), Some(&begun.cookie))
        .await
        .unwrap();
    assert_ne!(cookie, begun.cookie, "a new session id");
    assert!(scene.is_in(&cookie).await);
    assert!(!scene.is_in(&begun.cookie).await);
    let (form, proof) = scene.evil.plan.lock().unwrap().asked.remove(0);
    let challenge = URL.encode(Sha256::digest(&form["code_verifier"]));
    assert_eq!(challenge, begun.asked["code_challenge"]);
    assert!(proof.unwrap().starts_with("Basic "));
    assert!(!form.contains_key("client_secret"));
}

#[tokio::test]
async fn we_prove_who_we_are_with_a_fresh_statement() {
    let key = evil::Key::new();
    let file = std::env::temp_dir().join(format!("kt_oidc_key_{}", std::process::id()));
    std::fs::write(&file, key.pem()).unwrap();
    let scene = Scene::open(|settings| {
        settings.client_secret_file = None;
        settings.client_key_file = Some(file);
        settings.client_key_id = Some("onze".to_owned());
    })
    .await;
    for _ in 0..2 {
        let entered = scene.sign_in(|scene, claims| scene.evil.key.sign(&header(), &claims));
        entered.await.unwrap();
    }
    let asked = std::mem::take(&mut scene.evil.plan.lock().unwrap().asked);
    let mut once = Vec::new();
    for (form, proof) in asked {
        assert_eq!(proof, None);
        assert_eq!(
            form["client_assertion_type"],
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        );
        let statement = &form["client_assertion"];
        let (said, signature) = statement.rsplit_once('.').unwrap();
        let parts: Vec<Value> = said
            .split('.')
            .map(|part| serde_json::from_slice(&URL.decode(part).unwrap()).unwrap())
            .collect();
        let known = ring::signature::UnparsedPublicKey::new(
            &ring::signature::ECDSA_P256_SHA256_FIXED,
            key.public(),
        );
        known
            .verify(said.as_bytes(), &URL.decode(signature).unwrap())
            .unwrap();
        assert_eq!(parts[0]["kid"], "onze");
        assert_eq!(
            (&parts[1]["iss"], &parts[1]["sub"]),
            (&json!(CLIENT), &json!(CLIENT))
        );
        assert_eq!(parts[1]["aud"], format!("{}/token", scene.evil.issuer));
        let holds = parts[1]["exp"].as_i64().unwrap() - parts[1]["iat"].as_i64().unwrap();
        assert!(holds <= 60);
        once.push(parts[1]["jti"].clone());
    }
    assert_ne!(once[0], once[1]);
}

#[tokio::test]
async fn the_front_door_says_why_and_where() {
    let scene = Scene::open(|_| {}).await;
    let door = scene.house.get("/?waarom=too_weak", None).await;
    assert!(door.body.contains("tweede stap"));
    assert!(door.body.contains("Gemeente Proef"));
    let odd = scene.house.get("/?waarom=%3Cscript%3Eproef", None).await;
    assert!(!odd.body.contains("U bent niet aangemeld"));
    assert!(!odd.body.contains("<script>proef"));
    for unknown in [
        "/aanmelden/niemand",
        "/aanmelden/niemand/terug?code=a&state=b",
    ] {
        assert_eq!(
            scene.house.get(unknown, None).await.status,
            StatusCode::NOT_FOUND
        );
    }
}
