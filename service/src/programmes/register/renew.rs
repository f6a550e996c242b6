//! A later date for a commitment: the first stays on record, and it is said who was told.

use ::entity::{commitment_renewal, commitment_settlement};
use domain::fault::{Faults, NotNow};
use domain::id::CommitmentId;
use domain::policy::{Facts, Operation};
use domain::programmes::Period;
use domain::programmes::command::RenewCommitment;
use domain::text::{Reason, Screen, Title};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set,
};

use super::make::due;
use super::{bump, found};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{audit, screen, stored};

/// Gives a commitment a later date. Sent twice it is given once.
///
/// # Errors
/// `Refused` on a field, also by the guard; `NotNow` once it is settled; `Stale`; `NotAllowed`;
/// `NotFound`.
pub async fn renew_commitment(ctx: &Ctx, command: RenewCommitment) -> Result<CommitmentId> {
    ctx.authorise(Operation::RenewCommitment, Facts::default())?;
    let tx = ctx.write().await?;
    let row = found(&tx, ctx, &command.id).await?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let period = Period {
        period: &command.period,
        year: &command.year,
        on: &command.on,
        event: &command.event,
        months: &command.months,
    };
    let due = due(&mut faults, period, &command.wording, &screen);
    let told_to = faults.keep("told_to", Title::parse(&command.told_to, &screen));
    let why = faults.keep("why", Reason::parse(&command.why, &screen));
    let (Some((due, wording)), Some(told_to), Some(why)) = (due, told_to, why) else {
        return Err(faults.into());
    };
    let due = stored::json(&due)?;
    if command.version + 1 == row.version {
        // This very form, sent before, and nothing happened since.
        let last = commitment_renewal::Entity::find()
            .filter(commitment_renewal::Column::CommitmentId.eq(row.id))
            .order_by_desc(commitment_renewal::Column::At)
            .order_by_desc(commitment_renewal::Column::Id)
            .one(&*tx)
            .await?;
        let same = last.is_some_and(|last| {
            last.by == ctx.actor.person.0
                && (last.due.as_str(), last.why.as_str()) == (due.as_str(), why.as_str())
        });
        if same {
            return Ok(CommitmentId(row.id));
        }
    }
    if command.version != row.version {
        return Err(Error::Stale(row.version));
    }
    let settled = commitment_settlement::Entity::find()
        .filter(commitment_settlement::Column::CommitmentId.eq(row.id))
        .count(&*tx)
        .await?;
    if settled > 0 {
        let refused = NotNow {
            state: "settled",
            operation: "renew_commitment",
        };
        return Err(refused.into());
    }
    bump(&tx, &row).await?;
    let texts = [
        told_to.as_str(),
        why.as_str(),
        wording.as_str(),
        &command.event,
    ];
    screen::keep_answer(&tx, ctx, ("commitment", row.id), &screen, &texts).await?;
    commitment_renewal::ActiveModel {
        id: Set(ctx.new_id()),
        region_id: Set(ctx.region().0),
        commitment_id: Set(row.id),
        due: Set(due),
        wording: Set(wording),
        told_to: Set(told_to.into_string()),
        why: Set(why.into_string()),
        at: Set(ctx.now()),
        by: Set(ctx.actor.person.0),
    }
    .insert(&*tx)
    .await?;
    let detail = format!("version={}", row.version + 1);
    let about = ("commitment", row.id);
    audit::note(&tx, ctx, Operation::RenewCommitment, about, detail).await?;
    tx.commit().await?;
    Ok(CommitmentId(row.id))
}
