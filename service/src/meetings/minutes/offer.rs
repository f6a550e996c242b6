//! Offers the minutes to everybody at the table.

use ::entity::{minutes, minutes_item};
use domain::fault::{Code, Faults};
use domain::id::{MeetingId, SeriesId};
use domain::meetings::minutes::correction_until;
use domain::meetings::minutes_command::OfferMinutes;
use domain::people::mail::Notice;
use domain::policy::Operation;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::super::{fill, publish};
use super::book::Book;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Offers the minutes: everybody at the table reads what opens for them and gets a letter, organisations
/// may propose corrections until the end of the term, and approving them comes onto the next agenda by
/// itself (`docs/domain.md#minutes`).
///
/// # Errors
/// `Refused` on `days`; `Stale` when a text changed since they were seen; `NotNow` unless they are a draft;
/// `NotAllowed` unless director; `NotFound`.
pub async fn offer_minutes(ctx: &Ctx, command: OfferMinutes) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let id: MeetingId = command.id.parse().map_err(|_| Error::NotFound)?;
    let book = Book::take(&tx, ctx, id, Operation::OfferMinutes).await?;
    let desk = &book.scene.desk;
    let mut faults = Faults::default();
    let days = match command.days.trim() {
        "" => Err(Code::Empty),
        typed => typed.parse().map_err(|_| Code::NotANumber),
    };
    let until = days.and_then(|days| correction_until(ctx.today(), days));
    let until = faults.keep("days", until);
    let by = ctx.actor.person;
    let offer = |until| desk.state.clone().offer_minutes(ctx.now(), by, until);
    let state = offer(until.unwrap_or(ctx.today()))?;
    book.fresh(command.version)?;
    let Some(until) = until else {
        return Err(faults.into());
    };
    desk.save(&tx, &state, None).await?;
    minutes::Entity::update_many()
        .col_expr(minutes::Column::OfferedAt, Expr::value(Some(ctx.now())))
        .filter(minutes::Column::MeetingId.eq(id.0))
        .exec(&*tx)
        .await?;
    minutes_item::Entity::update_many()
        .col_expr(
            minutes_item::Column::OfferedVersion,
            Expr::col(minutes_item::Column::Version),
        )
        .filter(minutes_item::Column::MeetingId.eq(id.0))
        .exec(&*tx)
        .await?;
    book.bump(&tx).await?;
    fill::carry_deferred(&tx, ctx, SeriesId(desk.row.series_id)).await?;
    publish::tell(&tx, ctx, &desk.row, Notice::MinutesReady).await?;
    let detail = format!("version={} until={until}", command.version + 1);
    book.record(&tx, ctx, Operation::OfferMinutes, detail)
        .await?;
    tx.commit().await?;
    Ok(id)
}
