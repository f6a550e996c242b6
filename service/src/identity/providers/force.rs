//! Which providers are in force, for every node: each sign-in asks here, so nothing has to be told.

use ::entity::provider;
use domain::fault::{Code, Faults};
use domain::id::{OrganisationId, ProviderId};
use domain::identity::provider::{ProviderSettings, ProviderState, ProviderStep};
use domain::people::approval::PATIENCE;
use domain::policy::Operation;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use super::super::my_sessions::end_by;
use super::{FRESH, Found, place, written};
use crate::ctx::{Ctx, Site, Write};
use crate::error::{Result, is_duplicate};
use crate::stored;
use crate::vault::Vault;

/// A provider by which people come in now.
#[derive(Debug, Clone)]
pub struct InForce {
    /// Its settings have an id of their own: other settings, another id.
    pub id: ProviderId,
    /// The settings.
    pub settings: ProviderSettings,
    /// What the provider calls our key, where one is used.
    pub key_id: Option<String>,
    secret: Option<String>,
}

impl InForce {
    /// The secret, or the private half of the key as PKCS#8.
    ///
    /// # Errors
    /// [`crate::error::Error::Broken`] when the vault does not open it.
    pub fn secret(&self, vault: &Vault) -> Result<Vec<u8>> {
        vault.open(
            &place(self.id.0),
            self.secret.as_deref().unwrap_or_default(),
        )
    }
}

/// Name in addresses and name on the front door of every provider in force, in the order to show.
///
/// # Errors
/// When the database does not answer.
pub async fn active(site: &Site) -> Result<Vec<(String, String)>> {
    let rows = provider::Entity::find()
        .filter(provider::Column::Word.eq(ProviderState::Active.word()))
        .order_by_asc(provider::Column::Key)
        .all(site.store.reader())
        .await?;
    rows.into_iter()
        .map(|row| {
            let settings: ProviderSettings = stored::state(&row.settings)?;
            Ok((row.key, settings.name))
        })
        .collect()
}

/// The provider in force with this name in addresses.
///
/// # Errors
/// When the database does not answer.
pub async fn in_force(site: &Site, key: &str) -> Result<Option<InForce>> {
    let row = provider::Entity::find()
        .filter(provider::Column::Key.eq(key))
        .filter(provider::Column::Word.eq(ProviderState::Active.word()))
        .one(site.store.reader())
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let named = row.public_key.as_deref();
    let named = named.and_then(|key| serde_json::from_str::<serde_json::Value>(key).ok());
    Ok(Some(InForce {
        id: ProviderId(row.id),
        settings: stored::state(&row.settings)?,
        key_id: named.and_then(|key| key.get("kid")?.as_str().map(str::to_owned)),
        secret: row.secret,
    }))
}

/// The organisations whose people may be bound to an identity of a provider; nothing when it is not
/// one of the page.
pub(crate) async fn open_to(site: &Site, key: &str) -> Result<Option<Vec<OrganisationId>>> {
    let row = provider::Entity::find()
        .filter(provider::Column::Key.eq(key))
        .filter(provider::Column::Word.eq(ProviderState::Active.word()))
        .one(site.store.reader())
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let settings: ProviderSettings = stored::state(&row.settings)?;
    Ok(Some(settings.organisations))
}

/// What of some settings is in use already.
pub(super) struct Taken {
    /// The name, by a provider of this region.
    pub(super) key: bool,
    /// The name, by a provider of another region.
    pub(super) foreign_key: bool,
    /// The issuer, by a provider with another name or of another region.
    pub(super) issuer: bool,
}

/// Looks over all regions: names and issuers are those of the installation.
pub(super) async fn is_taken(ctx: &Ctx, settings: &ProviderSettings) -> Result<Taken> {
    let kept = [ProviderState::Active, ProviderState::Off].map(ProviderState::word);
    let same = Condition::any()
        .add(provider::Column::Key.eq(settings.key.as_str()))
        .add(provider::Column::Issuer.eq(settings.issuer.as_str()));
    let rows = provider::Entity::find()
        .filter(provider::Column::Word.is_in(kept))
        .filter(same)
        .all(ctx.site().store.reader())
        .await?;
    let (own, foreign): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .partition(|row| row.region_id == ctx.region().0);
    let key = |row: &provider::Model| row.key == settings.key;
    Ok(Taken {
        key: own.iter().any(key),
        foreign_key: foreign.iter().any(key),
        issuer: own.iter().any(|row| !key(row))
            || foreign.iter().any(|row| row.issuer == settings.issuer),
    })
}

/// Why settings that wait cannot come into force any more, if anything stands in the way.
pub(crate) async fn fits(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: ProviderId,
) -> Result<Option<(&'static str, Code)>> {
    let found = Found::load_by(tx, ctx, id.0).await?;
    found.state.after(ProviderStep::Confirm)?;
    let taken = is_taken(ctx, &found.settings).await?;
    Ok((taken.foreign_key || taken.issuer).then_some(("issuer", Code::Taken)))
}

/// Settings that were agreed on come into force, in the place of what was there. Where they name
/// another issuer, everybody who came in by the old one is out: nobody vouches for them any more.
pub(crate) async fn take_effect(tx: &Write, ctx: &Ctx, id: ProviderId) -> Result<()> {
    let found = Found::load_by(tx, ctx, id.0).await?;
    let next = found.state.after(ProviderStep::Confirm)?;
    let kept = [ProviderState::Active, ProviderState::Off].map(ProviderState::word);
    let old = provider::Entity::find()
        .filter(provider::Column::RegionId.eq(ctx.region().0))
        .filter(provider::Column::Key.eq(found.row.key.as_str()))
        .filter(provider::Column::Word.is_in(kept))
        .all(&**tx)
        .await?;
    for old in old {
        let old = Found::read(old)?;
        let replaced = old.state.after(ProviderStep::Replace)?;
        old.move_to(tx, ctx, old.row.version, replaced).await?;
        if old.settings.issuer != found.settings.issuer {
            let ended = end_by(tx, &old.row.key, "").await?;
            let detail = format!(" sessions={ended}");
            written(tx, ctx, Operation::EndSessions, &old.row, &detail).await?;
        }
    }
    match found.move_to(tx, ctx, found.row.version, next).await {
        // Two were agreed on in the same instant; the index lets one through.
        Err(crate::error::Error::Broken(_, Some(source)))
            if source.downcast_ref::<DbErr>().is_some_and(is_duplicate) =>
        {
            let mut faults = Faults::default();
            faults.add("issuer", Code::Taken);
            Err(faults.into())
        }
        other => other,
    }
}

/// Settings that were not agreed on stay to be read, without their secret.
pub(crate) async fn drop_waiting(tx: &Write, ctx: &Ctx, id: ProviderId) -> Result<()> {
    let found = Found::load_by(tx, ctx, id.0).await?;
    let next = found.state.after(ProviderStep::Drop)?;
    found.move_to(tx, ctx, found.row.version, next).await
}

/// What a provider is called on the front door, for the list of proposals.
pub(crate) async fn name_of(tx: &DatabaseTransaction, ctx: &Ctx, id: ProviderId) -> Result<String> {
    Ok(Found::load_by(tx, ctx, id.0).await?.settings.name)
}

/// Forgets settings that nobody proposed within a day, and the secrets of those that waited too long.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_drafts(site: &Site) -> Result<()> {
    let now = site.clock.now();
    let tx = site.store.begin_write().await?;
    provider::Entity::delete_many()
        .filter(provider::Column::Word.eq(ProviderState::Draft.word()))
        .filter(provider::Column::ChangedAt.lt(now - FRESH))
        .exec(&tx)
        .await?;
    provider::Entity::update_many()
        .col_expr(
            provider::Column::Word,
            Expr::value(ProviderState::Refused.word()),
        )
        .col_expr(provider::Column::Secret, Expr::value(None::<String>))
        .filter(provider::Column::Word.eq(ProviderState::Waiting.word()))
        .filter(provider::Column::ChangedAt.lt(now - PATIENCE))
        .exec(&tx)
        .await?;
    Ok(tx.commit().await?)
}
