//! Approving minutes comes onto an agenda by itself: once for each, on the first meeting after theirs that
//! can still take it.

use ::entity::{agenda_item, meeting, minutes};
use domain::id::{MeetingId, SeriesId};
use domain::meetings::{ItemKind, ItemState, Wanted};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::super::fill::{self, MINUTES, Owner};
use super::super::{arrange, rows};
use crate::clock::local_date;
use crate::ctx::{Ctx, Write};
use crate::error::Result;
use crate::stored;

/// How long the table takes for it.
const TAKES: i32 = 5;

/// States of a meeting whose agenda has it, or had it and may still do it.
const PENDING: [&str; 4] = ["planned", "collecting", "published", "in_progress"];

/// Puts an item on the agenda for each of the minutes of a series that wait for approval and have none.
/// `ahead` are the meetings that can still take it, the first one first.
pub(in crate::meetings) async fn carry(
    tx: &sea_orm::DatabaseTransaction,
    ctx: &Ctx,
    series: SeriesId,
    ahead: &[meeting::Model],
) -> Result<()> {
    let waiting = minutes::Entity::find()
        .filter(minutes::Column::RegionId.eq(ctx.region().0))
        .filter(minutes::Column::SeriesId.eq(series.0))
        .filter(minutes::Column::OfferedAt.is_not_null())
        .filter(minutes::Column::ApprovedAt.is_null())
        .order_by_asc(minutes::Column::OfferedAt)
        .all(tx)
        .await?;
    for row in waiting {
        let of = meeting::Entity::find_by_id(row.meeting_id).one(tx).await?;
        let Some(of) = of else { continue };
        let later = ahead.iter().find(|next| next.starts_at > of.starts_at);
        let Some(next) = later else { continue };
        if !is_pending(tx, row.meeting_id).await? {
            add(tx, ctx, &of, next).await?;
        }
    }
    Ok(())
}

/// Whether some agenda has it.
async fn is_pending(tx: &sea_orm::DatabaseTransaction, of: Uuid) -> Result<bool> {
    Ok(!pending(tx, of).await?.is_empty())
}

async fn pending(
    tx: &sea_orm::DatabaseTransaction,
    of: Uuid,
) -> Result<Vec<(agenda_item::Model, meeting::Model)>> {
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::Origin.eq(MINUTES))
        .filter(agenda_item::Column::OriginId.eq(of))
        .filter(agenda_item::Column::StateWord.is_not_in(["deferred", "withdrawn"]))
        .all(tx)
        .await?;
    let mut pending = Vec::new();
    for item in items {
        let Some(at) = item.meeting_id else { continue };
        let found = meeting::Entity::find_by_id(at)
            .filter(meeting::Column::StateWord.is_in(PENDING))
            .one(tx)
            .await?;
        pending.extend(found.map(|meeting| (item, meeting)));
    }
    Ok(pending)
}

async fn add(
    tx: &sea_orm::DatabaseTransaction,
    ctx: &Ctx,
    of: &meeting::Model,
    next: &meeting::Model,
) -> Result<()> {
    let standing = agenda_item::Entity::find()
        .filter(agenda_item::Column::MeetingId.eq(of.id))
        .filter(agenda_item::Column::Origin.eq(fill::STANDING))
        .one(tx)
        .await?;
    // In the name of who keeps the table, as the standing items are.
    let (organisation, person) = standing
        .map_or((ctx.actor.organisation.0, ctx.actor.person.0), |item| {
            (item.organisation_id, item.person_id)
        });
    let owner = Owner {
        region: next.region_id,
        series: next.series_id,
        meeting: next.id,
        organisation,
        person,
        at: ctx.now(),
    };
    let here = rows::on_agenda(tx, ctx, next.id).await?;
    let item = agenda_item::Model {
        title: fill::approval_title(local_date(of.starts_at))?,
        kind: ItemKind::Minutes.word().to_owned(),
        minutes: TAKES,
        wanted: Wanted::Decide.word().to_owned(),
        position: here.last().map_or(0, |item| item.position + 1),
        origin: MINUTES.to_owned(),
        origin_id: Some(of.id),
        ..fill::blank(owner)?
    };
    let id = item.id;
    fill::insert(tx, vec![item]).await?;
    arrange::settle(tx, ctx, next.id, id).await?;
    meeting::Entity::update_many()
        .col_expr(
            meeting::Column::Version,
            Expr::col(meeting::Column::Version).add(1),
        )
        .filter(meeting::Column::Id.eq(next.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes approving these minutes off every agenda that still has it ahead, because it was done.
pub(super) async fn take_off(tx: &Write, ctx: &Ctx, of: MeetingId) -> Result<()> {
    for (item, meeting) in pending(tx, of.0).await? {
        if meeting.state_word == "in_progress" {
            continue;
        }
        let state = ItemState::Withdrawn {
            at: ctx.now(),
            by: ctx.actor.person,
        };
        agenda_item::Entity::update_many()
            .col_expr(
                agenda_item::Column::State,
                Expr::value(stored::json(&state)?),
            )
            .col_expr(agenda_item::Column::StateWord, Expr::value(state.word()))
            .col_expr(agenda_item::Column::Version, Expr::value(item.version + 1))
            .filter(agenda_item::Column::Id.eq(item.id))
            .exec(&**tx)
            .await?;
        arrange::touch_agenda(tx, meeting.id).await?;
    }
    Ok(())
}

/// The item of a running meeting at which these minutes are to be approved.
pub(super) async fn on_table(
    tx: &sea_orm::DatabaseTransaction,
    of: MeetingId,
) -> Result<Vec<(agenda_item::Model, meeting::Model)>> {
    pending(tx, of.0).await
}
