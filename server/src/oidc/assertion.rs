//! How we prove to a provider who we are: a fresh, short-lived statement signed with our own key
//! (RFC 7523), or the secret it gave us.

use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde::Serialize;

use super::settings::ProviderSettings;
use crate::commands::Failure;

/// How long a statement holds, in seconds.
const HOLDS: i64 = 60;

/// What RFC 7523 calls this way.
pub const KIND: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The means of one provider.
#[derive(Clone)]
pub enum Proof {
    /// Our key, and what the provider calls it.
    Key(Box<EncodingKey>, Option<String>),
    /// A secret we share.
    Secret(String),
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    jti: String,
    iat: i64,
    exp: i64,
}

impl Proof {
    /// Reads the key or the secret from its file.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else; the message says which.
    pub fn load(settings: &ProviderSettings) -> Result<Self, Failure> {
        let read = |path: &std::path::Path| {
            std::fs::read_to_string(path).map_err(|error| {
                let key = &settings.key;
                format!(
                    "provider `{key}`: {} cannot be read: {error}",
                    path.display()
                )
            })
        };
        if let Some(path) = &settings.client_key_file {
            let key = EncodingKey::from_ec_pem(read(path)?.as_bytes()).map_err(|_| {
                let key = &settings.key;
                format!(
                    "provider `{key}`: {} holds no P-256 key in PKCS#8 PEM",
                    path.display()
                )
            })?;
            return Ok(Self::Key(Box::new(key), settings.client_key_id.clone()));
        }
        let path = settings
            .client_secret_file
            .as_deref()
            .unwrap_or("".as_ref());
        Ok(Self::Secret(read(path)?.trim().to_owned()))
    }
}

/// A fresh statement for one request to the token endpoint.
///
/// # Errors
/// When the key cannot sign.
pub fn statement(
    key: &EncodingKey,
    key_id: Option<&str>,
    (client, audience): (&str, &str),
    now: DateTime<Utc>,
) -> Result<String, jsonwebtoken::errors::Error> {
    let header = Header {
        kid: key_id.map(str::to_owned),
        ..Header::new(Algorithm::ES256)
    };
    let claims = Claims {
        iss: client,
        sub: client,
        aud: audience,
        jti: service::chance::token(),
        iat: now.timestamp(),
        exp: now.timestamp() + HOLDS,
    };
    encode(&header, &claims, key)
}
