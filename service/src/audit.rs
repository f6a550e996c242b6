//! Writes down who did what, in the transaction that does it. Never the content, never a name.
//! Afterwards the rows of a region are sealed into a chain, so that a change shows.

use ::entity::{audit, audit_pending};
use domain::audit::chain_of;
use domain::people::Role;
use domain::policy::Operation;
use sea_orm::{DatabaseTransaction, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::Result;

mod answers;
mod breach;
mod chain;
pub mod check;
pub mod csv;
mod export;
mod ground;
mod guest_deed;
mod head;
mod key;
mod knock;
mod names;
mod reach;
mod renew;
mod report;
mod seal;
mod verify;
mod view;

pub use answers::{GuardAnswer, guard_answers};
pub use breach::{Between, Touched, TouchedThing, breach, breach_file};
pub use export::{TrailFile, TrailLine, export};
pub(crate) use ground::{ground, must_be_open};
pub use ground::{open_trail, open_until};
pub use guest_deed::GuestDeed;
pub use head::Head;
pub use key::{AuditKey, Ring, Secret, adopt, key_of};
pub use knock::turned_away;
pub use names::{Choices, choices};
pub use renew::change_key;
pub use report::{Fault, Report, What};
pub use seal::{BATCH, Sealer, Signing};
pub use verify::{verify, verify_in};
pub use view::{Deed, Filter, Line, Lines, counts, place, place_word, technical, trail};

/// One line of the trail.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// What was done, as the name of the operation.
    pub operation: Operation,
    /// The kind of thing it was done to.
    pub object: &'a str,
    /// Which one.
    pub id: Uuid,
    /// Facts without content, such as `version=3` or `guard=name`.
    pub detail: String,
}

/// Adds a line for an operation that happened.
pub async fn record(tx: &DatabaseTransaction, ctx: &Ctx, entry: Entry<'_>) -> Result<()> {
    append(tx, line(ctx, entry)).await
}

/// The same, for who has the parts of the line at hand.
pub(crate) async fn note(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    operation: Operation,
    (object, id): (&str, Uuid),
    detail: String,
) -> Result<()> {
    let entry = Entry {
        operation,
        object,
        id,
        detail,
    };
    record(tx, ctx, entry).await
}

fn line(ctx: &Ctx, entry: Entry<'_>) -> audit::Model {
    audit::Model {
        action: format!("{:?}", entry.operation),
        object: entry.object.to_owned(),
        object_id: Some(entry.id),
        result: "done".to_owned(),
        detail: entry.detail,
        ..of(ctx)
    }
}

/// A line of this person at this instant, about nothing yet.
fn of(ctx: &Ctx) -> audit::Model {
    let actor = ctx.doer();
    audit::Model {
        id: ctx.new_id(),
        region_id: Some(actor.region.0),
        at: ctx.now(),
        account_id: Some(actor.account.0),
        person_id: Some(actor.person.0),
        organisation_id: Some(actor.organisation.0),
        role: actor.leading_role().map_or("none", Role::word).to_owned(),
        action: String::new(),
        object: String::new(),
        object_id: None,
        result: String::new(),
        origin: "web".to_owned(),
        purpose: "ketenoverleg".to_owned(),
        detail: String::new(),
    }
}

/// A line for something that was refused, with the word why.
pub(crate) fn refused(
    ctx: &Ctx,
    operation: Operation,
    (object, id): (&str, Uuid),
    why: &str,
) -> audit::Model {
    let entry = Entry {
        operation,
        object,
        id,
        detail: format!("why={why}"),
    };
    audit::Model {
        result: "refused".to_owned(),
        ..line(ctx, entry)
    }
}

/// Adds a row to the trail and has it wait for its seal. Every row comes in this way: one that
/// did not would stand outside the chain, and `verify` would name it.
///
/// # Errors
/// When the database does not answer, or has a row with this id.
pub async fn append(tx: &DatabaseTransaction, row: audit::Model) -> Result<()> {
    append_all(tx, vec![row]).await
}

/// Adds lines for what happened at once, such as a page that shows several things: it costs as much as
/// one line.
pub(crate) async fn record_all(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    entries: Vec<Entry<'_>>,
) -> Result<()> {
    let rows = entries.into_iter().map(|entry| line(ctx, entry));
    append_all(tx, rows.collect()).await
}

async fn append_all(tx: &DatabaseTransaction, rows: Vec<audit::Model>) -> Result<()> {
    let pending = rows.iter().map(|row| audit_pending::Model {
        region_id: chain_of(row.region_id),
        audit_id: row.id,
    });
    let pending = pending.map(IntoActiveModel::into_active_model);
    let pending = audit_pending::Entity::insert_many(pending);
    audit::Entity::insert_many(rows.iter().cloned().map(IntoActiveModel::into_active_model))
        .exec_without_returning(tx)
        .await?;
    pending.exec_without_returning(tx).await?;
    Ok(())
}
