//! What is known of a provider: its addresses and its keys, fetched when needed and kept a while.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClaimName, CoreClaimType, CoreClientAuthMethod,
    CoreErrorResponseType, CoreGenderClaim, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
    CoreResponseMode, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreSubjectIdentifierType, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AdditionalProviderMetadata, AuthType, Client, ClientId,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdToken, IdTokenFields,
    IssuerUrl, ProviderMetadata, RedirectUrl, StandardErrorResponse, StandardTokenResponse,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use super::assertion::Proof;
use super::line::Line;
use super::refusal::Refusal;
use super::settings::{ProviderSettings, is_safe};
use crate::commands::Failure;

/// How long addresses and keys are kept.
const KEPT: TimeDelta = TimeDelta::minutes(10);
/// How soon they may be fetched again when a key is not among them.
const SOONEST: TimeDelta = TimeDelta::seconds(10);

/// What a provider says of itself beside the standard.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Also {
    /// Whether its answers name it (RFC 9207).
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
    /// Where to go for signing out there.
    #[serde(default)]
    pub end_session_endpoint: Option<String>,
}

impl AdditionalProviderMetadata for Also {}

/// What a token says beside the standard.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Extra {
    /// Before when it does not hold.
    #[serde(default)]
    pub nbf: Option<i64>,
    /// The session at the provider.
    #[serde(default)]
    pub sid: Option<String>,
}

impl AdditionalClaims for Extra {}

/// The token about who signed in.
pub type Token =
    IdToken<Extra, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

/// The answer of the token endpoint.
pub type Answer = StandardTokenResponse<
    IdTokenFields<
        Extra,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

/// What a provider says of itself.
pub type Metadata = ProviderMetadata<
    Also,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Us, as a client of one provider.
pub type Us = Client<
    Extra,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Answer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// One provider, of the file or of the page.
pub struct Provider {
    /// What is known of it.
    pub settings: ProviderSettings,
    /// How we prove who we are.
    pub proof: Proof,
    /// The line to it.
    pub line: Line,
    issuer: IssuerUrl,
    back: RedirectUrl,
    known: Mutex<Option<Known>>,
}

/// What was fetched, and when.
struct Known {
    metadata: Arc<Metadata>,
    at: DateTime<Utc>,
    /// When it was fetched again for a key, the last time.
    again: Option<DateTime<Utc>>,
}

impl Provider {
    /// Makes one ready; nothing is fetched yet.
    ///
    /// # Errors
    /// When the issuer or the origin is no address.
    pub(super) fn ready(
        settings: ProviderSettings,
        proof: Proof,
        line: Line,
        origin: &str,
    ) -> Result<Self, Failure> {
        Ok(Self {
            issuer: IssuerUrl::new(settings.issuer.clone())?,
            back: RedirectUrl::new(format!("{origin}/aanmelden/{}/terug", settings.key))?,
            proof,
            line,
            known: Mutex::new(None),
            settings,
        })
    }

    /// Its addresses and keys, not older than [`KEPT`].
    ///
    /// # Errors
    /// [`Refusal::Unreachable`].
    pub async fn known(&self, now: DateTime<Utc>) -> Result<Arc<Metadata>, Refusal> {
        let mut known = self.known.lock().await;
        if let Some(known) = known.as_ref().filter(|known| now - known.at < KEPT) {
            return Ok(known.metadata.clone());
        }
        self.renew(&mut known, now, None).await
    }

    /// The same, fetched again because a key was not among what is known. Tokens with made-up keys
    /// do not make us ask all the time.
    ///
    /// # Errors
    /// [`Refusal::Unreachable`].
    pub async fn once_more(&self, now: DateTime<Utc>) -> Result<Arc<Metadata>, Refusal> {
        let mut known = self.known.lock().await;
        let lately = |known: &&Known| known.again.is_some_and(|again| now - again < SOONEST);
        if let Some(known) = known.as_ref().filter(lately) {
            return Ok(known.metadata.clone());
        }
        self.renew(&mut known, now, Some(now)).await
    }

    /// Us, as this provider knows us.
    pub fn us(&self, metadata: &Metadata) -> Us {
        let us = Us::from_provider_metadata(
            metadata.clone(),
            ClientId::new(self.settings.client_id.clone()),
            None,
        );
        let us = us.set_redirect_uri(self.back.clone());
        match &self.proof {
            Proof::Key(..) => us.set_auth_type(AuthType::RequestBody),
            Proof::Secret(secret) => us
                .set_auth_type(AuthType::BasicAuth)
                .set_client_secret(openidconnect::ClientSecret::new(secret.clone())),
        }
    }

    async fn renew(
        &self,
        known: &mut Option<Known>,
        at: DateTime<Utc>,
        again: Option<DateTime<Utc>>,
    ) -> Result<Arc<Metadata>, Refusal> {
        let metadata = Arc::new(self.fetch().await?);
        *known = Some(Known {
            metadata: metadata.clone(),
            at,
            again,
        });
        Ok(metadata)
    }

    async fn fetch(&self) -> Result<Metadata, Refusal> {
        let found = Metadata::discover_async(self.issuer.clone(), &self.line).await;
        let metadata = found.map_err(|error| {
            let key = self.settings.key.as_str();
            tracing::warn!(provider = key, %error, "a sign-in provider could not be asked");
            Refusal::Unreachable
        })?;
        let addresses = [
            Some(metadata.authorization_endpoint().as_str()),
            metadata.token_endpoint().map(|url| url.as_str()),
            Some(metadata.jwks_uri().as_str()),
            metadata
                .additional_metadata()
                .end_session_endpoint
                .as_deref(),
        ];
        // What is said over an open line could be said by anybody.
        if metadata.token_endpoint().is_none() || !addresses.into_iter().flatten().all(is_safe) {
            tracing::warn!(provider = %self.settings.key, "a sign-in provider names an unsafe address");
            return Err(Refusal::Unreachable);
        }
        Ok(metadata)
    }
}
