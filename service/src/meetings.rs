//! Series, meetings, agenda items, decisions and contributions.

pub(crate) mod arrange;
pub(crate) mod fill;
pub(crate) mod freeze;
pub(crate) mod rows;

pub mod live;

use ::entity::meeting;
use domain::id::{MeetingId, SeriesId};
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Whether the actor may follow a meeting live.
///
/// # Errors
/// [`Error::NotFound`] when the meeting is not of this region or the actor has no place in it.
pub async fn may_follow(ctx: &Ctx, id: MeetingId) -> Result<()> {
    let tx = ctx.read().await?;
    let row = meeting::Entity::find_by_id(id.0)
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let facts = Facts::of_series(SeriesId(row.series_id));
    ctx.authorise(Operation::FollowMeeting, facts)
        .map_err(|_| Error::NotFound)
}
