//! The ground on which the trail is read: written down first, as a line of the trail itself.

use ::entity::audit;
use chrono::{DateTime, TimeDelta, Utc};
use domain::audit::{LEAST_GROUND, command as form};
use domain::fault::{Code, Faults};
use domain::policy::{Facts, Operation};
use domain::text::{Reason, Screen};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{Entry, record};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::screen;

/// How long the trail stays open on one ground.
const OPEN: TimeDelta = TimeDelta::hours(1);

/// Opens the trail for an hour. What it is needed for becomes a line of the trail, which nobody can
/// change: of all text only this stands there.
///
/// # Errors
/// [`Error::Refused`] without a reason of at least ten characters or when the guard refuses it; [`Error::NotAllowed`].
pub async fn open_trail(ctx: &Ctx, command: form::OpenTrail) -> Result<()> {
    ctx.authorise(Operation::OpenTrail, Facts::default())?;
    let tx = ctx.write().await?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let why = Reason::parse(&command.why, &screen).and_then(|why| {
        if why.as_str().chars().count() < LEAST_GROUND {
            Err(Code::TooShort(LEAST_GROUND))
        } else {
            Ok(why)
        }
    });
    let Some(why) = faults.keep("why", why) else {
        return Err(faults.into());
    };
    let id = ctx.new_id();
    screen::keep_answer(&tx, ctx, ("trail", id), &screen, &[why.as_str()]).await?;
    let entry = Entry {
        operation: Operation::OpenTrail,
        object: "trail",
        id,
        detail: format!("reason={}", why.as_str()),
    };
    record(&tx, ctx, entry).await?;
    tx.commit().await
}

/// Until when the trail is open for whoever asks; nothing when a ground has to be given first.
///
/// # Errors
/// [`Error::NotAllowed`].
pub async fn open_until(ctx: &Ctx) -> Result<Option<DateTime<Utc>>> {
    ctx.authorise(Operation::ReadTrail, Facts::default())?;
    let tx = ctx.read().await?;
    until(&tx, ctx).await
}

async fn until(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Option<DateTime<Utc>>> {
    Ok(current(tx, ctx).await?.map(|(_, at)| at + OPEN))
}

/// The ground that whoever asks gave within the hour: which row of the trail it is.
pub(crate) async fn ground(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Option<Uuid>> {
    Ok(current(tx, ctx).await?.map(|(id, _)| id))
}

async fn current(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Option<(Uuid, DateTime<Utc>)>> {
    Ok(audit::Entity::find()
        .select_only()
        .columns([audit::Column::Id, audit::Column::At])
        .filter(audit::Column::AccountId.eq(ctx.actor.account.0))
        .filter(audit::Column::RegionId.eq(ctx.region().0))
        .filter(audit::Column::Action.eq(format!("{:?}", Operation::OpenTrail)))
        .filter(audit::Column::Result.eq("done"))
        .filter(audit::Column::At.gt(ctx.now() - OPEN))
        .order_by_desc(audit::Column::At)
        .limit(1)
        .into_tuple()
        .one(tx)
        .await?)
}

/// Refuses unless a ground was given in the last hour.
pub(crate) async fn must_be_open(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<()> {
    match until(tx, ctx).await? {
        Some(_) => Ok(()),
        None => Err(Error::NotAllowed),
    }
}

/// Writes down that lines of the trail were looked at, and how many.
pub(super) async fn looked(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    operation: Operation,
    lines: usize,
) -> Result<()> {
    let entry = Entry {
        operation,
        object: "trail",
        id: ctx.region().0,
        detail: format!("lines={lines}"),
    };
    record(tx, ctx, entry).await
}
