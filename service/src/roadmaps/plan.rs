//! Agreeing who carries a step and when it is due.

use ::entity::roadmap_step;
use chrono::NaiveDate;
use domain::fault::{Code, Faults};
use domain::id::StepId;
use domain::policy::Operation;
use domain::roadmaps::command::PlanStep;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{facts, find};
use crate::audit;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Sets the organisation and the due date of a step, or clears them, and derives it anew.
///
/// # Errors
/// [`Error::Refused`] on `owner` or `due`; [`Error::NotNow`] for a step that was left out;
/// [`Error::Stale`], [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn plan_step(ctx: &Ctx, command: PlanStep) -> Result<StepId> {
    let tx = ctx.write().await?;
    let found = find::step(&tx, ctx, &command.id).await?;
    found.authorise_update(ctx)?;
    found.at_version(command.version)?;
    found.status(&tx, ctx).await?.change()?;
    let mut faults = Faults::default();
    let owner = match command.owner.as_str() {
        "" => Some(None),
        raw => faults
            .keep("owner", find::organisation(&tx, ctx, raw).await?)
            .map(Some),
    };
    let due = faults.keep("due", due(ctx, &command.due, found.step.due_on));
    let (Some(owner), Some(due)) = (owner, due) else {
        return Err(faults.into());
    };
    let step = found.step;
    let done = roadmap_step::Entity::update_many()
        .col_expr(
            roadmap_step::Column::OwnerId,
            Expr::value(owner.map(|owner| owner.0)),
        )
        .col_expr(roadmap_step::Column::DueOn, Expr::value(due))
        .col_expr(roadmap_step::Column::Version, Expr::value(step.version + 1))
        .filter(roadmap_step::Column::Id.eq(step.id))
        .filter(roadmap_step::Column::Version.eq(step.version))
        .exec(&*tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(Error::Stale(step.version + 1));
    }
    facts::refresh(&tx, ctx, &[step.id]).await?;
    let entry = audit::Entry {
        operation: Operation::UpdateStep,
        object: "step",
        id: step.id,
        detail: format!("planned version={}", step.version + 1),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await?;
    Ok(step.id.into())
}

/// A due date lies today or later; one that stands already may stay as it is.
fn due(
    ctx: &Ctx,
    raw: &str,
    standing: Option<NaiveDate>,
) -> std::result::Result<Option<NaiveDate>, Code> {
    if raw.is_empty() {
        return Ok(None);
    }
    let due: NaiveDate = raw.parse().map_err(|_| Code::NotADate)?;
    if due < ctx.today() && Some(due) != standing {
        return Err(Code::InThePast);
    }
    Ok(Some(due))
}
