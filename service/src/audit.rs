//! Writes down who did what, in the transaction that does it. Never the content, never a name.

use ::entity::audit;
use domain::people::Role;
use domain::policy::Operation;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, Set};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::Result;

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
    let actor = &ctx.actor;
    audit::ActiveModel {
        id: Set(ctx.new_id()),
        region_id: Set(Some(actor.region.0)),
        at: Set(ctx.now()),
        account_id: Set(Some(actor.account.0)),
        person_id: Set(Some(actor.person.0)),
        organisation_id: Set(Some(actor.organisation.0)),
        role: Set(actor.leading_role().map_or("none", Role::word).to_owned()),
        action: Set(format!("{:?}", entry.operation)),
        object: Set(entry.object.to_owned()),
        object_id: Set(Some(entry.id)),
        result: Set("done".to_owned()),
        origin: Set("web".to_owned()),
        purpose: Set("ketenoverleg".to_owned()),
        detail: Set(entry.detail),
    }
    .insert(tx)
    .await?;
    Ok(())
}
