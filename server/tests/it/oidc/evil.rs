//! A provider that does what it is told, also what none should do.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD as URL};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING as ES256, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

/// A key of the provider, or of somebody who says so.
pub struct Key {
    pair: EcdsaKeyPair,
    pub pkcs8: Vec<u8>,
}

impl Key {
    pub fn new() -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ES256, &random).unwrap();
        let pkcs8 = pkcs8.as_ref().to_vec();
        let pair = EcdsaKeyPair::from_pkcs8(&ES256, &pkcs8, &random).unwrap();
        Self { pair, pkcs8 }
    }

    pub fn jwk(&self, kid: &str) -> Value {
        let point = &self.pair.public_key().as_ref()[1..];
        let (x, y) = (URL.encode(&point[..32]), URL.encode(&point[32..]));
        json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": kid, "use": "sig", "alg": "ES256"})
    }

    pub fn public(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    pub fn pem(&self) -> String {
        let lines = STANDARD.encode(&self.pkcs8);
        format!("-----BEGIN PRIVATE KEY-----\n{lines}\n-----END PRIVATE KEY-----\n")
    }

    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        let said = unsigned(header, claims);
        let signature = self
            .pair
            .sign(&SystemRandom::new(), said.as_bytes())
            .unwrap();
        format!("{said}.{}", URL.encode(signature.as_ref()))
    }
}

pub fn unsigned(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL.encode(value.to_string());
    format!("{}.{}", part(header), part(claims))
}

pub fn hmac(secret: &[u8], header: &Value, claims: &Value) -> String {
    let said = unsigned(header, claims);
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret);
    let signature = ring::hmac::sign(&key, said.as_bytes());
    format!("{said}.{}", URL.encode(signature.as_ref()))
}

/// What to answer at each address.
#[derive(Default)]
pub struct Plan {
    pub discovery: Option<Reply>,
    pub keys: Option<Reply>,
    pub token: Option<Reply>,
    /// What was asked at the token endpoint: the form, and the authorization header.
    pub asked: Vec<(HashMap<String, String>, Option<String>)>,
}

/// An answer as it stands, or none ever.
#[derive(Clone)]
pub enum Reply {
    Json(Value),
    Text(StatusCode, String),
    Elsewhere(String),
    Never,
}

/// A provider on this machine.
pub struct Evil {
    pub issuer: String,
    pub key: Key,
    pub plan: Arc<Mutex<Plan>>,
}

impl Evil {
    pub async fn open() -> Self {
        let plan = Arc::new(Mutex::new(Plan::default()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(plan.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let evil = Self {
            issuer,
            key: Key::new(),
            plan,
        };
        let mut plan = evil.plan.lock().unwrap();
        plan.discovery = Some(Reply::Json(evil.says()));
        plan.keys = Some(Reply::Json(json!({"keys": [evil.key.jwk("een")]})));
        drop(plan);
        evil
    }

    /// Makes it answer otherwise.
    pub fn change(&self, change: impl FnOnce(&mut Plan)) {
        change(&mut self.plan.lock().unwrap());
    }

    /// What it says of itself.
    pub fn says(&self) -> Value {
        let at = |path: &str| format!("{}/{path}", self.issuer);
        json!({
            "issuer": self.issuer,
            "authorization_endpoint": at("auth"),
            "token_endpoint": at("token"),
            "jwks_uri": at("keys"),
            "end_session_endpoint": at("end"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "authorization_response_iss_parameter_supported": true,
        })
    }
}

async fn discovery(State(plan): State<Arc<Mutex<Plan>>>) -> Response {
    let reply = plan.lock().unwrap().discovery.clone();
    answer(reply).await
}

async fn keys(State(plan): State<Arc<Mutex<Plan>>>) -> Response {
    let reply = plan.lock().unwrap().keys.clone();
    answer(reply).await
}

async fn token(State(plan): State<Arc<Mutex<Plan>>>, headers: HeaderMap, form: Bytes) -> Response {
    let reply = {
        let mut plan = plan.lock().unwrap();
        let form = form_urlencoded::parse(&form).into_owned().collect();
        let proof = headers.get(header::AUTHORIZATION);
        let proof = proof.map(|it| it.to_str().unwrap().to_owned());
        plan.asked.push((form, proof));
        plan.token.clone()
    };
    answer(reply).await
}

async fn answer(reply: Option<Reply>) -> Response {
    match reply {
        Some(Reply::Json(value)) => axum::Json(value).into_response(),
        Some(Reply::Text(status, text)) => (status, text).into_response(),
        Some(Reply::Elsewhere(address)) => (
            StatusCode::TEMPORARY_REDIRECT,
            [(header::LOCATION, address)],
        )
            .into_response(),
        Some(Reply::Never) => std::future::pending().await,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
