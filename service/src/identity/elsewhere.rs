//! One account in several regions: who somebody is at a provider counts in the regions that agreed to
//! it, and each region hears what another did about it (`docs/domain.md#registered-people`).

use ::entity::{audit, identity, person};
use domain::id::RegionId;
use domain::policy::Operation;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::bound::{Origin, sign_in};
use crate::audit::append;
use crate::ctx::{Ctx, Write};
use crate::db::go_on_in;
use crate::error::Result;

/// The account that a region knows by this identity, the first one if several do.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn account_of(ctx: &Ctx, issuer: &str, subject: &str) -> Result<Option<Uuid>> {
    let found = identity::Entity::find()
        .filter(identity::Column::Issuer.eq(issuer))
        .filter(identity::Column::Subject.eq(subject))
        .order_by_asc(identity::Column::BoundAt)
        .one(ctx.site().store.reader())
        .await?;
    Ok(found.map(|found| found.account_id))
}

/// Whether some region knows the account by an identity.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn is_bound(ctx: &Ctx, account: Uuid) -> Result<bool> {
    let found = identity::Entity::find()
        .filter(identity::Column::AccountId.eq(account))
        .count(ctx.site().store.reader())
        .await?;
    Ok(found > 0)
}

/// Leaves a line in the trail of every other region of an account, in the transaction that does it.
/// The line says in which region it was done, and not by whom: the people there are not known here.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn tell_elsewhere(
    tx: &Write,
    ctx: &Ctx,
    operation: Operation,
    account: Uuid,
) -> Result<()> {
    let people = person::Entity::find()
        .filter(person::Column::AccountId.eq(account))
        .filter(person::Column::RegionId.ne(ctx.region().0))
        .all(ctx.site().store.reader())
        .await?;
    for person in people {
        go_on_in(tx, RegionId(person.region_id)).await?;
        let row = audit::Model {
            region_id: Some(person.region_id),
            action: format!("{operation:?}"),
            object: "person".to_owned(),
            object_id: Some(person.id),
            detail: format!("region={}", ctx.region()),
            ..sign_in(ctx.site(), Origin::Elsewhere, "done")
        };
        append(tx, row).await?;
    }
    go_on_in(tx, ctx.region()).await
}
