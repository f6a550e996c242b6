//! What somebody may see of a proposal about an item, and whether it still is what was proposed.

use ::entity::person;
use domain::fault::{Code, Faults};
use domain::id::{AccountId, ItemId};
use domain::people::approval::Proposal;
use sea_orm::DatabaseTransaction;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Found, apply};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::identity::viewer;
use crate::meetings;

/// How somebody stands to the item of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    /// May read it.
    Reads,
    /// May know that it is there.
    Blind,
    /// Is left out of it: the proposal does not exist.
    LeftOut,
}

/// How the actor stands to an item.
pub(super) async fn of_item(tx: &DatabaseTransaction, ctx: &Ctx, item: Uuid) -> Result<Sight> {
    if meetings::is_left_out(tx, ctx, item).await? {
        return Ok(Sight::LeftOut);
    }
    if meetings::reads(tx, ctx, ItemId(item)).await? {
        Ok(Sight::Reads)
    } else {
        Ok(Sight::Blind)
    }
}

/// How the actor stands to what a proposal is about; who is left out does not find it.
///
/// # Errors
/// `NotFound` for who is left out of its item.
pub(super) async fn of(tx: &DatabaseTransaction, ctx: &Ctx, proposal: &Proposal) -> Result<Sight> {
    let Some(item) = proposal.item() else {
        return Ok(Sight::Reads);
    };
    match of_item(tx, ctx, item.0).await? {
        Sight::LeftOut => Err(Error::NotFound),
        seen => Ok(seen),
    }
}

/// What the subject of a proposal looks like now, as a hash: two people agree on the same thing.
pub(super) async fn print(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    proposal: &Proposal,
) -> Result<String> {
    match (proposal.person(), proposal.item()) {
        (Some(person), _) => Ok(of_person(&apply::find_person(tx, ctx, person.0).await?)),
        (None, Some(item)) => {
            let row = apply::find_item(tx, ctx, item.0).await?;
            let question = row.question.as_deref().unwrap_or_default();
            Ok(hash([
                &row.kind, &row.class, &row.title, question, &row.body,
            ]))
        }
        (None, None) => Ok(String::new()),
    }
}

/// What somebody is called and whom they work for, as a hash.
pub(crate) fn of_person(row: &person::Model) -> String {
    hash([&row.name, &row.function, &row.organisation_id.to_string()])
}

fn hash<const N: usize>(parts: [&str; N]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    crate::hex(&hash.finalize())
}

/// Refuses what is no longer as it was proposed, or by whom.
///
/// # Errors
/// `Refused` when the subject changed since, and when who proposed it may no longer do so.
pub(super) async fn still_so(tx: &DatabaseTransaction, ctx: &Ctx, found: &Found) -> Result<()> {
    let mut faults = Faults::default();
    if print(tx, ctx, &found.proposal).await? != found.row.subject_print {
        faults.add("", Code::ChangedSince);
    }
    let facts = apply::facts(tx, ctx, &found.proposal).await?;
    let first = AccountId(found.row.proposed_account);
    let first = viewer(ctx.site(), first, ctx.region()).await?;
    if !first.is_some_and(|first| first.actor.still_acts_as(found.first, facts.series)) {
        faults.add("", Code::ProposerGone);
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.into())
    }
}
