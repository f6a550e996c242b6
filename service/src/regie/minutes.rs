//! Minutes that are not approved yet.

use ::entity::{meeting, minutes};
use chrono::{DateTime, Utc};
use domain::id::MeetingId;
use domain::meetings::{MeetingState, Minutes};
use domain::policy::Operation;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::FEW;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::meetings::meeting_facts;
use crate::stored;

/// Minutes that were begun and wait for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenMinutes {
    /// Of which meeting.
    pub meeting: MeetingId,
    /// When that was.
    pub starts_at: DateTime<Utc>,
    /// How far they are.
    pub minutes: Minutes,
}

/// Those that this reader keeps, of the last meetings first.
pub(super) async fn open(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<OpenMinutes>> {
    let begun = minutes::Entity::find()
        .select_only()
        .column(minutes::Column::MeetingId)
        .filter(minutes::Column::RegionId.eq(ctx.region().0))
        .filter(minutes::Column::ApprovedAt.is_null())
        .into_query();
    let rows = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::Id.in_subquery(begun))
        .order_by_desc(meeting::Column::StartsAt)
        .all(tx)
        .await?;
    let kept = rows
        .into_iter()
        .filter(|row| ctx.may(Operation::EditMinutes, meeting_facts(row)));
    kept.take(FEW)
        .map(|row| {
            let state: MeetingState = stored::state(&row.state)?;
            Ok(OpenMinutes {
                meeting: MeetingId(row.id),
                starts_at: row.starts_at,
                minutes: state.minutes(),
            })
        })
        .collect()
}
