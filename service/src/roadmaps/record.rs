//! Decisions about a step, recorded with name and date: verified, embedded, left out.

use ::entity::roadmap_step;
use domain::fault::Faults;
use domain::id::StepId;
use domain::policy::{Facts, Operation};
use domain::roadmaps::Recorded;
use domain::roadmaps::command::{EmbedStep, SetAside, TakeUp, VerifyStep};
use domain::text::{Reason, Screen};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::find::Found;
use super::{facts, find};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::{audit, screen, stored};

/// Records that the director looked and the criteria are met.
///
/// # Errors
/// [`Error::NotNow`] unless the criteria are met and nobody recorded it yet; [`Error::Stale`],
/// [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn verify_step(ctx: &Ctx, command: VerifyStep) -> Result<StepId> {
    let tx = ctx.write().await?;
    let found = judged(&tx, ctx, &command.id, command.version).await?;
    let recorded = found
        .status(&tx, ctx)
        .await?
        .verify(ctx.now(), ctx.actor.person)?;
    write(tx, ctx, &found, Operation::VerifyStep, Some(recorded)).await
}

/// Records that a verified result is secured.
///
/// # Errors
/// [`Error::NotNow`] unless the step is verified; [`Error::Stale`], [`Error::NotAllowed`],
/// [`Error::NotFound`].
pub async fn embed_step(ctx: &Ctx, command: EmbedStep) -> Result<StepId> {
    let tx = ctx.write().await?;
    let found = judged(&tx, ctx, &command.id, command.version).await?;
    let recorded = found
        .status(&tx, ctx)
        .await?
        .embed(ctx.now(), ctx.actor.person)?;
    write(tx, ctx, &found, Operation::VerifyStep, Some(recorded)).await
}

/// Leaves a step out, saying why. Only the municipality itself and the director may.
///
/// # Errors
/// [`Error::Refused`] on `why` or `reason`; [`Error::NotNow`] for a verified result;
/// [`Error::Stale`], [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn set_aside(ctx: &Ctx, command: SetAside) -> Result<StepId> {
    let tx = ctx.write().await?;
    let found = own(&tx, ctx, &command.id, command.version).await?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let Some(why) = faults.keep("why", Reason::parse(&command.why, &screen)) else {
        return Err(faults.into());
    };
    screen::keep_answer(&tx, ctx, ("step", found.step.id), &screen, &[why.as_str()]).await?;
    let status = found.status(&tx, ctx).await?;
    let recorded = status.set_aside(ctx.now(), ctx.actor.person, why.into_string())?;
    write(tx, ctx, &found, Operation::UpdateStep, Some(recorded)).await
}

/// Takes a step that was left out back in.
///
/// # Errors
/// [`Error::NotNow`] unless it was left out; [`Error::Stale`], [`Error::NotAllowed`],
/// [`Error::NotFound`].
pub async fn take_up(ctx: &Ctx, command: TakeUp) -> Result<StepId> {
    let tx = ctx.write().await?;
    let found = own(&tx, ctx, &command.id, command.version).await?;
    found.status(&tx, ctx).await?.take_up()?;
    write(tx, ctx, &found, Operation::UpdateStep, None).await
}

async fn judged(tx: &Write, ctx: &Ctx, id: &str, version: i32) -> Result<Found> {
    let found = find::step(tx, ctx, id).await?;
    ctx.authorise(Operation::VerifyStep, Facts::of_owner(found.municipality))?;
    found.at_version(version)?;
    Ok(found)
}

async fn own(tx: &Write, ctx: &Ctx, id: &str, version: i32) -> Result<Found> {
    let found = find::step(tx, ctx, id).await?;
    ctx.authorise(Operation::UpdateStep, Facts::of_owner(found.municipality))?;
    found.at_version(version)?;
    Ok(found)
}

async fn write(
    tx: Write,
    ctx: &Ctx,
    found: &Found,
    operation: Operation,
    recorded: Option<Recorded>,
) -> Result<StepId> {
    let step = &found.step;
    let word = recorded.as_ref().map_or("none", Recorded::word);
    let json = recorded.as_ref().map(stored::json).transpose()?;
    let mut update = roadmap_step::Entity::update_many();
    if matches!(recorded, Some(Recorded::Verified { .. })) {
        // Whoever verifies saw what is left.
        update = update.col_expr(roadmap_step::Column::Lost, Expr::value(None::<String>));
    }
    let done = update
        .col_expr(roadmap_step::Column::Recorded, Expr::value(json))
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
        operation,
        object: "step",
        id: step.id,
        detail: format!("recorded={word} version={}", step.version + 1),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await?;
    Ok(step.id.into())
}
