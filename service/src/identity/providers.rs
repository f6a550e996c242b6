//! Sign-in providers that a region adds itself: looked at first, then proposed, confirmed by a second
//! person, and switched off at once (`docs/domain.md#providers`).

mod force;
mod keep;
mod key;
mod list;

use std::fmt;
use std::sync::Arc;

use ::entity::provider;
use chrono::TimeDelta;
use domain::id::ProviderId;
use domain::identity::command as form;
use domain::identity::provider::{
    ProviderSettings, ProviderState, ProviderStep, ProviderWay, Unfit,
};
use domain::people::approval::Proposal;
use domain::policy::{Facts, Operation, role_for};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::people::approvals::{Outcome, put};
use crate::people::register_why;
use crate::stored;
use crate::vault::Vault;

pub use force::{InForce, active, forget_drafts, in_force};
pub(crate) use force::{drop_waiting, fits, name_of, open_to, take_effect};
pub use keep::check;
pub use list::{ProviderLine, ProviderView, Providers, provider, providers};

/// How long what was looked at may wait for its proposal.
const FRESH: TimeDelta = TimeDelta::days(1);
/// What a provider is called in the trail.
const OBJECT: &str = "provider";

/// Looks at a provider from outside: the part that needs a network.
#[async_trait::async_trait]
pub trait Outside: Send + Sync {
    /// Why the provider of this issuer cannot be used this way; nothing when it can.
    async fn look(&self, issuer: &str, way: ProviderWay) -> Vec<Unfit>;
}

/// A provider that the operator wrote in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InFile {
    /// Its name in addresses.
    pub key: String,
    /// Its name on the front door.
    pub name: String,
    /// The issuer.
    pub issuer: String,
}

/// What adding providers takes beside the database.
#[derive(Clone)]
pub struct Desk {
    /// Where secrets go.
    pub vault: Vault,
    /// Who looks.
    pub outside: Arc<dyn Outside>,
    /// Those of the file: their names and issuers are taken.
    pub in_file: Arc<[InFile]>,
    /// Where this site stands, as a provider has to know it.
    pub origin: Arc<str>,
    /// Whether a provider on this machine may do without https: on a demonstration.
    pub local: bool,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk")
            .field("in_file", &self.in_file)
            .finish_non_exhaustive()
    }
}

/// Proposes that people come in by a provider, with settings that were looked at less than a day
/// ago. Nobody comes in by it before a second person agrees (`docs/domain.md#four-eyes`).
///
/// # Errors
/// `Refused` without a reason, and when the name or the issuer is taken meanwhile; `NotNow` when they
/// were proposed already or looked at too long ago; `Stale`, `NotAllowed`, `NotFound`, `Unproven`.
pub async fn propose(ctx: &Ctx, form: form::ProposeProvider) -> Result<Outcome> {
    ctx.authorise(Operation::ProposeProvider, Facts::default())?;
    let tx = ctx.write().await?;
    let found = Found::load(&tx, ctx, &form.id).await?;
    let next = found.state.after(ProviderStep::Propose)?;
    if ctx.now() - found.row.checked_at > FRESH {
        return Err(domain::fault::NotNow {
            state: "lapsed",
            operation: "propose",
        }
        .into());
    }
    let said = (form.why.as_str(), form.reason.as_str());
    let why = register_why(&tx, ctx, (OBJECT, found.row.id), said).await?;
    found.move_to(&tx, ctx, form.version, next).await?;
    let proposal = Proposal::ChangeProvider {
        provider: ProviderId(found.row.id),
    };
    let first = role_for(&ctx.actor, Operation::ProposeProvider, Facts::default());
    let first = first.ok_or(Error::NotAllowed)?;
    let outcome = put(&tx, ctx, proposal, found.row.id, first, &why).await?;
    written(&tx, ctx, Operation::ProposeProvider, &found.row, "").await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Switches a provider off, at once and for everybody: nobody comes in by it any more, and whoever
/// did is signed out, but for the session that does it. Returns how many sessions ended.
///
/// # Errors
/// `NotNow` for one that is not in force; `Stale`, `NotAllowed`, `NotFound`.
pub async fn switch_off(ctx: &Ctx, form: form::SwitchOffProvider, here: &str) -> Result<u64> {
    ctx.authorise(Operation::SwitchOffProvider, Facts::default())?;
    let tx = ctx.write().await?;
    let found = Found::load(&tx, ctx, &form.id).await?;
    let next = found.state.after(ProviderStep::SwitchOff)?;
    found.move_to(&tx, ctx, form.version, next).await?;
    let ended = super::my_sessions::end_by(&tx, &found.row.key, here).await?;
    let detail = format!(" sessions={ended}");
    written(&tx, ctx, Operation::SwitchOffProvider, &found.row, &detail).await?;
    tx.commit().await?;
    Ok(ended)
}

/// A provider of this region, read back.
struct Found {
    row: provider::Model,
    state: ProviderState,
    settings: ProviderSettings,
}

impl Found {
    fn read(row: provider::Model) -> Result<Self> {
        Ok(Self {
            state: stored::word(ProviderState::parse, &row.word)?,
            settings: stored::state(&row.settings)?,
            row,
        })
    }

    async fn load(tx: &DatabaseTransaction, ctx: &Ctx, id: &str) -> Result<Self> {
        let id: ProviderId = id.parse().map_err(|_| Error::NotFound)?;
        Self::load_by(tx, ctx, id.0).await
    }

    async fn load_by(tx: &DatabaseTransaction, ctx: &Ctx, id: Uuid) -> Result<Self> {
        let row = provider::Entity::find_by_id(id)
            .filter(provider::Column::RegionId.eq(ctx.region().0))
            .one(tx)
            .await?
            .ok_or(Error::NotFound)?;
        Self::read(row)
    }

    /// Has it stand elsewhere, for who saw this version. A secret that no state needs any more goes.
    async fn move_to(&self, tx: &Write, ctx: &Ctx, seen: i32, next: ProviderState) -> Result<()> {
        if seen != self.row.version {
            return Err(Error::Stale(self.row.version));
        }
        let mut change = provider::Entity::update_many()
            .col_expr(provider::Column::Word, Expr::value(next.word()))
            .col_expr(provider::Column::Version, Expr::value(seen + 1))
            .col_expr(provider::Column::ChangedAt, Expr::value(ctx.now()));
        if matches!(next, ProviderState::Replaced | ProviderState::Refused) {
            change = change.col_expr(provider::Column::Secret, Expr::value(None::<String>));
        }
        let done = change
            .filter(provider::Column::Id.eq(self.row.id))
            .filter(provider::Column::Version.eq(seen))
            .exec(&**tx)
            .await?;
        if done.rows_affected == 1 {
            Ok(())
        } else {
            Err(Error::Stale(seen + 1))
        }
    }
}

/// The place of its secret in the vault.
fn place(id: Uuid) -> String {
    format!("provider:{id}")
}

async fn written(
    tx: &Write,
    ctx: &Ctx,
    operation: Operation,
    row: &provider::Model,
    more: &str,
) -> Result<()> {
    let detail = format!("key={}{more}", row.key);
    audit::note(tx, ctx, operation, (OBJECT, row.id), detail).await
}
