//! Who sits at a table when it meets: who has a seat in the series, and who is a guest at this meeting
//! only (`docs/domain.md#guests`).

use std::collections::HashMap;

use ::entity::{meeting, seat};
use chrono::{DateTime, Utc};
use domain::id::RegionId;
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::Result;

/// The seats at one meeting of a series, in the order of the table.
pub(crate) fn at_meeting(ctx: &Ctx, series: Uuid, meeting: Uuid) -> Select<seat::Entity> {
    let here = Condition::any()
        .add(seat::Column::MeetingId.is_null())
        .add(seat::Column::MeetingId.eq(meeting));
    seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .filter(seat::Column::SeriesId.eq(series))
        .filter(here)
        .order_by_asc(seat::Column::Position)
        .order_by_asc(seat::Column::Id)
}

/// When the meetings begin that some of these seats are limited to.
pub(crate) async fn starts(
    tx: &DatabaseTransaction,
    region: RegionId,
    seats: &[seat::Model],
) -> Result<HashMap<Uuid, DateTime<Utc>>> {
    let limited: Vec<Uuid> = seats.iter().filter_map(|seat| seat.meeting_id).collect();
    if limited.is_empty() {
        return Ok(HashMap::new());
    }
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(region.0))
        .filter(meeting::Column::Id.is_in(limited))
        .all(tx)
        .await?;
    Ok(meetings
        .into_iter()
        .map(|row| (row.id, row.starts_at))
        .collect())
}
