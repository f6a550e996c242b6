//! Working on a bottleneck: giving it an owner, resolving it, or accepting that it stays.

use ::entity::{bottleneck, bottleneck_step};
use domain::fault::Faults;
use domain::id::{BottleneckId, OrganisationId};
use domain::policy::{Facts, Operation};
use domain::roadmaps::BottleneckState;
use domain::roadmaps::command::{AcceptBottleneck, OwnBottleneck, ResolveBottleneck};
use domain::text::{Reason, Screen};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{facts, find, visible};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::{audit, screen, stored};

/// Gives a bottleneck to an organisation, or to another one.
///
/// # Errors
/// [`Error::Refused`] on `owner`; [`Error::NotNow`] once it is settled; [`Error::Stale`],
/// [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn own_bottleneck(ctx: &Ctx, command: OwnBottleneck) -> Result<BottleneckId> {
    let tx = ctx.write().await?;
    let row = load(&tx, ctx, &command.id, command.version).await?;
    let mut faults = Faults::default();
    let owner = find::organisation(&tx, ctx, &command.owner).await?;
    let Some(owner) = faults.keep("owner", owner) else {
        return Err(faults.into());
    };
    let state: BottleneckState = stored::state(&row.state)?;
    let state = state.own(ctx.now(), ctx.actor.person, owner)?;
    write(tx, ctx, &row, &state).await
}

/// Records how a bottleneck was solved; the steps it held up are derived anew.
///
/// # Errors
/// [`Error::Refused`] on `how` or `reason`; [`Error::NotNow`] when nobody owned it;
/// [`Error::Stale`], [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn resolve_bottleneck(ctx: &Ctx, command: ResolveBottleneck) -> Result<BottleneckId> {
    let tx = ctx.write().await?;
    let row = load(&tx, ctx, &command.id, command.version).await?;
    let how = explained(&tx, ctx, &row, ("how", &command.how), &command.reason).await?;
    let state: BottleneckState = stored::state(&row.state)?;
    let state = state.resolve(ctx.now(), ctx.actor.person, how)?;
    write(tx, ctx, &row, &state).await
}

/// Records that a bottleneck stays; it no longer holds up steps.
///
/// # Errors
/// [`Error::Refused`] on `why` or `reason`; [`Error::NotNow`] when nobody owned it;
/// [`Error::Stale`], [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn accept_bottleneck(ctx: &Ctx, command: AcceptBottleneck) -> Result<BottleneckId> {
    let tx = ctx.write().await?;
    let row = load(&tx, ctx, &command.id, command.version).await?;
    let why = explained(&tx, ctx, &row, ("why", &command.why), &command.reason).await?;
    let state: BottleneckState = stored::state(&row.state)?;
    let state = state.accept(ctx.now(), ctx.actor.person, why)?;
    write(tx, ctx, &row, &state).await
}

async fn load(tx: &Write, ctx: &Ctx, id: &str, version: i32) -> Result<bottleneck::Model> {
    ctx.authorise(Operation::HandleBottleneck, Facts::default())?;
    let id: BottleneckId = id.parse().map_err(|_| Error::NotFound)?;
    let row = bottleneck::Entity::find_by_id(id.0)
        .filter(visible::to(tx, ctx).await?)
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound)?;
    if row.version != version {
        return Err(Error::Stale(row.version));
    }
    Ok(row)
}

async fn explained(
    tx: &Write,
    ctx: &Ctx,
    row: &bottleneck::Model,
    (field, raw): (&str, &str),
    reason: &str,
) -> Result<String> {
    let known = screen::known(tx, ctx).await?;
    let screen = Screen {
        reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let Some(text) = faults.keep(field, Reason::parse(raw, &screen)) else {
        return Err(faults.into());
    };
    screen::keep_answer(tx, ctx, ("bottleneck", row.id), &screen, &[text.as_str()]).await?;
    Ok(text.into_string())
}

async fn write(
    mut tx: Write,
    ctx: &Ctx,
    row: &bottleneck::Model,
    state: &BottleneckState,
) -> Result<BottleneckId> {
    let owner = match state {
        BottleneckState::Owned { owner, .. } => Some(*owner),
        _ => row.owner_id.map(OrganisationId),
    };
    let done = bottleneck::Entity::update_many()
        .col_expr(
            bottleneck::Column::OwnerId,
            Expr::value(owner.map(|owner| owner.0)),
        )
        .col_expr(bottleneck::Column::StateWord, Expr::value(state.word()))
        .col_expr(bottleneck::Column::State, Expr::value(stored::json(state)?))
        .col_expr(bottleneck::Column::Version, Expr::value(row.version + 1))
        .filter(bottleneck::Column::Id.eq(row.id))
        .filter(bottleneck::Column::Version.eq(row.version))
        .exec(&*tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(Error::Stale(row.version + 1));
    }
    let steps: Vec<Uuid> = bottleneck_step::Entity::find()
        .select_only()
        .column(bottleneck_step::Column::StepId)
        .filter(bottleneck_step::Column::BottleneckId.eq(row.id))
        .into_tuple()
        .all(&*tx)
        .await?;
    facts::refresh(&tx, ctx, &steps).await?;
    let entry = audit::Entry {
        operation: Operation::HandleBottleneck,
        object: "bottleneck",
        id: row.id,
        detail: format!("state={} version={}", state.word(), row.version + 1),
    };
    audit::record(&tx, ctx, entry).await?;
    if let Some(meeting) = row.meeting_id {
        tx.touch(meeting.into());
    }
    tx.commit().await?;
    Ok(row.id.into())
}
