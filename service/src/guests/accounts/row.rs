//! Rows of guest accounts, found for one actor: whom somebody does not follow does not exist.

use ::entity::guest_account;
use domain::id::{GuestId, OrganisationId, SeriesId};
use domain::people::guest::{GuestState, Recovery};
use domain::policy::{Facts, Operation};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use super::twin;
use crate::ctx::Ctx;
use crate::error::{Error, Result, is_duplicate};
use crate::{audit, stored};

/// A guest account with its states read.
#[derive(Debug, Clone)]
pub(in crate::guests) struct Held {
    pub row: guest_account::Model,
    pub state: GuestState,
    pub recovery: Recovery,
}

impl Held {
    pub(in crate::guests) fn of(row: guest_account::Model) -> Result<Self> {
        Ok(Self {
            state: stored::state(&row.state)?,
            recovery: stored::state(&row.recovery)?,
            row,
        })
    }
}

/// What the policy has to know of an account: its series, and who vouches for it.
pub(super) fn facts(row: &guest_account::Model) -> Facts {
    Facts::owned(
        Some(SeriesId(row.series_id)),
        OrganisationId(row.sponsor_organisation_id),
    )
}

/// The account, if it is of this region and the actor follows it.
pub(super) async fn seen(tx: &DatabaseTransaction, ctx: &Ctx, id: &str) -> Result<Held> {
    let id: GuestId = id.parse().map_err(|_| Error::NotFound)?;
    let row = guest_account::Entity::find_by_id(id.0)
        .filter(guest_account::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    ctx.authorise(Operation::ReadGuests, facts(&row))
        .map_err(|_| Error::NotFound)?;
    Held::of(row)
}

/// The account for an operation that the actor may do to it, at the version that was seen.
pub(super) async fn to_change(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (id, version): (&str, i32),
    operation: Operation,
) -> Result<Held> {
    let held = seen(tx, ctx, id).await?;
    ctx.authorise(operation, facts(&held.row))?;
    if held.row.version == version {
        Ok(held)
    } else {
        Err(Error::Stale(held.row.version))
    }
}

/// The account by its id, for who proved by other means that it is theirs.
pub(in crate::guests) async fn by_id(tx: &DatabaseTransaction, id: Uuid) -> Result<Option<Held>> {
    let row = guest_account::Entity::find_by_id(id).one(tx).await?;
    row.map(Held::of).transpose()
}

/// Writes an account and raises its version.
///
/// # Errors
/// [`Error::Stale`] when somebody else was first; [`Error::Refused`] when an account with the same
/// address comes already.
pub(in crate::guests) async fn update(tx: &DatabaseTransaction, held: &Held) -> Result<()> {
    let seen = held.row.version;
    let row = guest_account::Model {
        state_word: held.state.word().to_owned(),
        state: stored::json(&held.state)?,
        recovery: stored::json(&held.recovery)?,
        idle_since: held.state.idle_since(held.row.ends_at),
        version: seen + 1,
        ..held.row.clone()
    };
    let mut row = row.into_active_model().reset_all();
    row.id = sea_orm::Unchanged(held.row.id);
    let done = guest_account::Entity::update_many()
        .set(row)
        .filter(guest_account::Column::Id.eq(held.row.id))
        .filter(guest_account::Column::Version.eq(seen))
        .exec(tx)
        .await;
    let done = match done {
        // Somebody else let the same address in meanwhile.
        Err(error) if is_duplicate(&error) => return Err(twin::refusal("")),
        done => done?,
    };
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Stale(seen + 1))
    }
}

/// Writes an account after an operation, with its line of the trail.
pub(super) async fn done(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    held: &Held,
    operation: Operation,
) -> Result<GuestId> {
    update(tx, held).await?;
    let entry = audit::Entry {
        operation,
        object: "guest_account",
        id: held.row.id,
        detail: format!("version={} {}", held.row.version + 1, held.state.word()),
    };
    audit::record(tx, ctx, entry).await?;
    Ok(held.row.id.into())
}
