//! One address, one person: whether somebody with the same address comes in this region already
//! ([decision 0018](../../../../docs/decisions/0018-one-account-per-region.md)).

use ::entity::guest_account;
use domain::fault::{Code, Faults};
use domain::id::GuestId;
use domain::people::guest::GuestState;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// The states of an account that comes to nothing any more.
const OVER: [&str; 5] = super::list::OVER;

/// Whether the actor knows of a request or a guest with this address, other than `but`. Of the guests
/// of others they hear nothing: that somebody belongs to a community organisation is nobody's business.
pub(super) async fn known_to(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    email_hash: &str,
    but: GuestId,
) -> Result<bool> {
    let mut found = guest_account::Entity::find()
        .filter(guest_account::Column::RegionId.eq(ctx.region().0))
        .filter(guest_account::Column::EmailHash.eq(email_hash))
        .filter(guest_account::Column::StateWord.is_not_in(OVER))
        .filter(guest_account::Column::Id.ne(but.0));
    if !ctx.may(Operation::ReadGuests, Facts::default()) {
        let own = guest_account::Column::SponsorOrganisationId.eq(ctx.actor.organisation.0);
        found = found.filter(own);
    }
    Ok(found.one(tx).await?.is_some())
}

/// The account that was let in with the same address, in the same region.
pub(super) async fn let_in(
    tx: &DatabaseTransaction,
    row: &guest_account::Model,
) -> Result<Option<guest_account::Model>> {
    Ok(guest_account::Entity::find()
        .filter(guest_account::Column::RegionId.eq(row.region_id))
        .filter(guest_account::Column::EmailHash.eq(row.email_hash.as_str()))
        .filter(guest_account::Column::StateWord.is_in(GuestState::LET_IN))
        .filter(guest_account::Column::Id.ne(row.id))
        .one(tx)
        .await?)
}

/// The refusal of a second account on one address.
pub(in crate::guests) fn refusal(field: &str) -> Error {
    let mut faults = Faults::default();
    faults.add(field, Code::ComesAlready);
    faults.into()
}

/// Another account on the same address, for who decides about this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    /// Which one.
    pub id: GuestId,
    /// What that guest is called here.
    pub function: String,
}

impl Twin {
    pub(super) fn of(row: guest_account::Model) -> Self {
        Self {
            id: GuestId(row.id),
            function: row.function,
        }
    }
}
