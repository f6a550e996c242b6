//! A sign-in provider that the demo had once: switched off, so that nobody is sent to a made-up
//! address. Other settings for it are looked at like any.

use ::entity::provider;
use domain::id::OrganisationId;
use domain::identity::provider::{ProviderSettings, ProviderState, ProviderWay};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, IntoActiveModel};

use super::super::cast::Cast;
use crate::error::Result;
use crate::stored;

/// Fills it.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    let settings = ProviderSettings {
        key: "oeverstad-oud".to_owned(),
        name: "Gemeente Oeverstad, oud account".to_owned(),
        organisations: vec![OrganisationId(cast.id("organisation.oeverstad"))],
        issuer: "https://aanmelden.oeverstad.example".to_owned(),
        client_id: "ketentafel".to_owned(),
        way: ProviderWay::Secret,
        acr: Vec::new(),
        amr: vec!["mfa".to_owned()],
        max_age_minutes: Some(480),
        end_session: true,
    };
    let row = provider::Model {
        id: cast.id("provider.old"),
        region_id: cast.id("region.amstelrand"),
        key: settings.key.clone(),
        issuer: settings.issuer.clone(),
        settings: stored::json(&settings)?,
        secret: None,
        public_key: None,
        word: ProviderState::Off.word().to_owned(),
        version: 3,
        checked_at: cast.at(-40, 600),
        changed_at: cast.at(-12, 615),
    };
    row.into_active_model().insert(tx).await?;
    Ok(())
}
