//! The letters that did not leave, for who keeps the process: to whom, why, and once more.

use std::collections::HashMap;

use ::entity::{guest_account, organisation, outbox, person};
use chrono::{DateTime, Utc};
use domain::fault::NotNow;
use domain::people::mail::{Purpose, RetryLetter, Trouble};
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::audit::note;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// How many letters are shown.
const SHOWN: u64 = 100;

/// A letter that did not leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// Which one.
    pub id: Uuid,
    /// What it is for.
    pub purpose: Purpose,
    /// The function of the receiver.
    pub receiver: String,
    /// The organisation of the receiver.
    pub organisation: String,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// How often it was tried.
    pub tries: u32,
    /// Why it did not leave.
    pub trouble: Trouble,
    /// The number with which the server said so.
    pub reply: Option<i32>,
    /// When it was given up; nothing when it is tried again by itself.
    pub failed: Option<DateTime<Utc>>,
    /// When it is tried again.
    pub next: DateTime<Utc>,
}

/// The letters that did not leave: first those that were given up, then those that are tried again by
/// themselves, latest first.
///
/// # Errors
/// [`Error::NotAllowed`].
pub async fn stuck(ctx: &Ctx) -> Result<Vec<Stuck>> {
    ctx.authorise(Operation::ReadLetters, Facts::default())?;
    let tx = ctx.read().await?;
    let mut rows = outbox::Entity::find()
        .filter(outbox::Column::RegionId.eq(ctx.region().0))
        .filter(outbox::Column::DoneAt.is_null())
        .filter(outbox::Column::Trouble.is_not_null())
        .order_by_desc(outbox::Column::At)
        .limit(SHOWN)
        .all(&*tx)
        .await?;
    rows.sort_by_key(|row| row.failed_at.is_none());
    let names = receivers(&tx, ctx, &rows).await?;
    rows.into_iter()
        .map(|row| {
            let trouble = row.trouble.as_deref().unwrap_or_default();
            let (receiver, organisation) = names.get(&row.receiver_id).cloned().unwrap_or_default();
            Ok(Stuck {
                id: row.id,
                purpose: stored::word(Purpose::parse, &row.purpose)?,
                receiver,
                organisation,
                since: row.at,
                tries: u32::try_from(row.attempts).unwrap_or_default(),
                trouble: stored::word(Trouble::parse, trouble)?,
                reply: row.reply,
                failed: row.failed_at,
                next: row.due_at,
            })
        })
        .collect()
}

/// How many letters were given up.
///
/// # Errors
/// [`Error::NotAllowed`].
pub async fn failed(ctx: &Ctx) -> Result<u64> {
    ctx.authorise(Operation::ReadLetters, Facts::default())?;
    let tx = ctx.read().await?;
    Ok(outbox::Entity::find()
        .filter(outbox::Column::RegionId.eq(ctx.region().0))
        .filter(outbox::Column::DoneAt.is_null())
        .filter(outbox::Column::FailedAt.is_not_null())
        .count(&*tx)
        .await?)
}

/// The function and the organisation of each receiver, guest or not.
async fn receivers(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    rows: &[outbox::Model],
) -> Result<HashMap<Uuid, (String, String)>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.receiver_id).collect();
    let people = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::Id.is_in(ids.clone()))
        .all(tx)
        .await?;
    let guests = guest_account::Entity::find()
        .filter(guest_account::Column::RegionId.eq(ctx.region().0))
        .filter(guest_account::Column::Id.is_in(ids))
        .all(tx)
        .await?;
    let people = people
        .into_iter()
        .map(|row| (row.id, row.function, row.organisation_id));
    let guests = guests
        .into_iter()
        .map(|row| (row.id, row.function, row.organisation_id));
    let found: Vec<(Uuid, String, Uuid)> = people.chain(guests).collect();
    let owners: HashMap<Uuid, String> = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(found.iter().map(|(_, _, owner)| *owner)))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    Ok(found
        .into_iter()
        .map(|(id, function, owner)| {
            let owner = owners.get(&owner).cloned().unwrap_or_default();
            (id, (function, owner))
        })
        .collect())
}

/// Has a letter that was given up tried again, from the beginning.
///
/// # Errors
/// `NotNow` for one that was not given up; [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn retry(ctx: &Ctx, command: RetryLetter) -> Result<()> {
    let tx = ctx.write().await?;
    ctx.authorise(Operation::RetryLetter, Facts::default())?;
    let id: Uuid = command.id.parse().map_err(|_| Error::NotFound)?;
    let row = outbox::Entity::find_by_id(id)
        .filter(outbox::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let again = outbox::Entity::update_many()
        .col_expr(outbox::Column::FailedAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(outbox::Column::Attempts, Expr::value(0))
        .col_expr(outbox::Column::DueAt, Expr::value(ctx.now()))
        .filter(outbox::Column::Id.eq(row.id))
        .filter(outbox::Column::DoneAt.is_null())
        .filter(outbox::Column::FailedAt.is_not_null())
        .exec(&*tx)
        .await?;
    if again.rows_affected == 0 {
        return Err(NotNow {
            state: "waiting",
            operation: "retry",
        }
        .into());
    }
    let detail = format!("purpose={}", row.purpose);
    note(&tx, ctx, Operation::RetryLetter, ("letter", row.id), detail).await?;
    tx.commit().await
}
