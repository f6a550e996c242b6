//! The providers of a region, to read.

use ::entity::provider;
use chrono::{DateTime, Utc};
use domain::id::ProviderId;
use domain::identity::provider::{ProviderSettings, ProviderState};
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Desk, FRESH, Found, InFile};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::people::{OrganisationRef, organisations};

/// One provider of the page.
#[derive(Debug, Clone)]
pub struct ProviderLine {
    /// Which settings.
    pub id: ProviderId,
    /// Its name on the front door.
    pub name: String,
    /// The issuer.
    pub issuer: String,
    /// Where it stands.
    pub state: ProviderState,
    /// Since when it stands there.
    pub changed_at: DateTime<Utc>,
}

/// All providers that a region has to do with.
#[derive(Debug, Clone)]
pub struct Providers {
    /// Those of the file of the operator: they are changed there.
    pub in_file: Vec<InFile>,
    /// Those of the page: in force, switched off, waiting, and looked at.
    pub added: Vec<ProviderLine>,
    /// Whether the actor may add one.
    pub may_add: bool,
}

/// One provider with everything but its secret.
#[derive(Debug, Clone)]
pub struct ProviderView {
    /// Which settings.
    pub id: ProviderId,
    /// The version for what is done to them.
    pub version: i32,
    /// The settings.
    pub settings: ProviderSettings,
    /// Where they stand.
    pub state: ProviderState,
    /// When the provider was looked at.
    pub checked_at: DateTime<Utc>,
    /// The public half of our key, to hand to the provider.
    pub public_key: Option<String>,
    /// Whether a secret is kept.
    pub keeps_secret: bool,
    /// The organisations of the region.
    pub organisations: Vec<OrganisationRef>,
    /// Whether the actor may propose them now.
    pub may_propose: bool,
    /// Whether the actor may make other settings from these.
    pub may_change: bool,
    /// Whether the actor may switch it off.
    pub may_switch_off: bool,
}

/// The list.
///
/// # Errors
/// [`Error::NotAllowed`].
pub async fn providers(ctx: &Ctx, desk: &Desk) -> Result<Providers> {
    ctx.authorise(Operation::ReadProviders, Facts::default())?;
    let may_add = ctx.may(Operation::CheckProvider, Facts::default());
    let tx = ctx.read().await?;
    let rows = provider::Entity::find()
        .filter(provider::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(provider::Column::Key)
        .order_by_desc(provider::Column::ChangedAt)
        .all(&*tx)
        .await?;
    let mut added = Vec::new();
    for row in rows {
        let found = Found::read(row)?;
        let shows = match found.state {
            ProviderState::Active | ProviderState::Off | ProviderState::Waiting => true,
            ProviderState::Draft => may_add,
            ProviderState::Replaced | ProviderState::Refused => false,
        };
        if shows {
            added.push(ProviderLine {
                id: ProviderId(found.row.id),
                name: found.settings.name,
                issuer: found.settings.issuer,
                state: found.state,
                changed_at: found.row.changed_at,
            });
        }
    }
    Ok(Providers {
        in_file: desk.in_file.to_vec(),
        added,
        may_add,
    })
}

/// One provider of this region.
///
/// # Errors
/// [`Error::NotAllowed`]; [`Error::NotFound`] for an unknown or foreign one, and for a draft to who
/// makes none.
pub async fn provider(ctx: &Ctx, id: &str) -> Result<ProviderView> {
    ctx.authorise(Operation::ReadProviders, Facts::default())?;
    let may = |operation| ctx.may(operation, Facts::default());
    let tx = ctx.read().await?;
    let found = Found::load(&tx, ctx, id).await?;
    if found.state == ProviderState::Draft && !may(Operation::CheckProvider) {
        return Err(Error::NotFound);
    }
    let fresh = ctx.now() - found.row.checked_at <= FRESH;
    Ok(ProviderView {
        id: ProviderId(found.row.id),
        version: found.row.version,
        state: found.state,
        checked_at: found.row.checked_at,
        keeps_secret: found.row.secret.is_some(),
        public_key: found.row.public_key,
        organisations: organisations(&tx, ctx).await?,
        may_propose: found.state == ProviderState::Draft
            && fresh
            && may(Operation::ProposeProvider),
        may_change: found.state.may_change() && may(Operation::CheckProvider),
        may_switch_off: found.state == ProviderState::Active && may(Operation::SwitchOffProvider),
        settings: found.settings,
    })
}
