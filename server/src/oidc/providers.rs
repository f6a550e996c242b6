//! All providers by which people come in: those of the file, and those of the page. The page's are
//! looked up in the database at each sign-in, so that every node knows the same without a restart.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use app::error::AppError;
use domain::id::ProviderId;
use domain::identity::provider::ProviderWay;
use jsonwebtoken::EncodingKey;
use service::ctx::Site;
use service::identity::providers::{Desk, InFile, InForce, in_force};
use service::vault::Vault;
use tokio::sync::Mutex;

use super::assertion::Proof;
use super::line::Line;
use super::look::Look;
use super::provider::Provider;
use super::settings::ProviderSettings;
use crate::commands::Failure;

/// All providers, by the name that stands in addresses.
#[derive(Clone)]
pub struct Providers(Arc<All>);

struct All {
    of_file: BTreeMap<String, Arc<Provider>>,
    /// What was made ready of the page's; other settings have another id.
    added: Mutex<HashMap<ProviderId, Arc<Provider>>>,
    guarded: Line,
    vault: Vault,
    origin: String,
}

impl std::fmt::Debug for Providers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.of_file.keys()).finish()
    }
}

impl Providers {
    /// Makes the providers of a file ready, and what those of the page need; nothing is fetched yet.
    ///
    /// # Errors
    /// When a key or a secret cannot be read.
    pub fn load(
        settings: Vec<ProviderSettings>,
        origin: &str,
        vault: Vault,
    ) -> Result<Self, Failure> {
        let line = Line::open()?;
        let mut of_file = BTreeMap::new();
        for settings in settings {
            let (key, proof) = (settings.key.clone(), Proof::load(&settings)?);
            let provider = Provider::ready(settings, proof, line.clone(), origin)?;
            of_file.insert(key, Arc::new(provider));
        }
        Ok(Self(Arc::new(All {
            of_file,
            added: Mutex::default(),
            guarded: Line::guarded(is_local(origin))?,
            vault,
            origin: origin.to_owned(),
        })))
    }

    /// The provider of this name, if people come in by it now.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when the database does not answer; [`AppError::Broken`] when the
    /// secret of one does not open.
    pub async fn get(&self, site: &Site, key: &str) -> Result<Option<Arc<Provider>>, AppError> {
        if let Some(provider) = self.0.of_file.get(key) {
            return Ok(Some(provider.clone()));
        }
        let Some(found) = in_force(site, key).await? else {
            return Ok(None);
        };
        let mut added = self.0.added.lock().await;
        if let Some(provider) = added.get(&found.id) {
            return Ok(Some(provider.clone()));
        }
        let provider = self.make(&found).map_err(|error| {
            tracing::error!(provider = key, %error, "a sign-in provider cannot be made ready");
            AppError::Broken
        })?;
        let provider = Arc::new(provider);
        // What was in force before under this name is needed by nobody.
        added.retain(|_, old| old.settings.key != key);
        added.insert(found.id, provider.clone());
        Ok(Some(provider))
    }

    /// What the page that adds providers works with.
    ///
    /// # Errors
    /// When TLS cannot be set up on this machine.
    pub fn desk(&self) -> Result<Desk, Failure> {
        let (origin, local) = (self.0.origin.as_str(), is_local(&self.0.origin));
        Ok(Desk {
            vault: self.0.vault.clone(),
            outside: Arc::new(Look::ready(local)?),
            in_file: self.in_file().into(),
            origin: origin.into(),
            local,
        })
    }

    /// Names and issuers of the file, which the page leaves alone.
    pub fn in_file(&self) -> Vec<InFile> {
        let each = self.0.of_file.values().map(|provider| InFile {
            key: provider.settings.key.clone(),
            name: provider.settings.name.clone(),
            issuer: provider.settings.issuer.clone(),
        });
        each.collect()
    }

    fn make(&self, found: &InForce) -> Result<Provider, Failure> {
        let secret = found.secret(&self.0.vault)?;
        let proof = match found.settings.way {
            ProviderWay::Key => {
                let key = EncodingKey::from_ec_der(&secret);
                Proof::Key(Box::new(key), found.key_id.clone())
            }
            ProviderWay::Secret => Proof::Secret(String::from_utf8(secret)?),
        };
        let known = found.settings.clone();
        let settings = ProviderSettings {
            key: known.key,
            name: known.name,
            issuer: known.issuer,
            client_id: known.client_id,
            client_key_file: None,
            client_key_id: None,
            client_secret_file: None,
            acr: known.acr,
            amr: known.amr,
            max_age_minutes: known.max_age_minutes,
            end_session: known.end_session,
        };
        Provider::ready(settings, proof, self.0.guarded.clone(), &self.0.origin)
    }
}

/// Whether this installation stands on the machine of who uses it: then a provider may stand there
/// too.
fn is_local(origin: &str) -> bool {
    let after = origin.strip_prefix("http://localhost");
    after.is_some_and(|after| after.is_empty() || after.starts_with(':'))
}
