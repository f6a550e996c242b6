//! The meeting that comes next: how full it is, who sits at the table, and whose door is open.

use ::entity::{agenda_item, meeting, seat};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{MeetingId, SeriesId};
use domain::meetings::MeetingState;
use domain::people::SeatKind;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::clock::at_local;
use crate::covenants::{Doors, doors};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::{seats, stored};

/// The meeting that comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextMeeting {
    /// Which one.
    pub id: MeetingId,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How long it takes, in minutes.
    pub length: u32,
    /// Where.
    pub room: String,
    /// How far it is.
    pub state: MeetingState,
    /// The day the agenda is due.
    pub publication_due: NaiveDate,
    /// Minutes on the agenda.
    pub minutes: u32,
    /// Proposals that wait for a decision.
    pub proposals: usize,
    /// Seats of members.
    pub members: usize,
    /// Seats of guests.
    pub guests: usize,
    /// For whom the closed part opens, as the page of the covenant says it too.
    pub doors: Doors,
}

/// The first meeting from today on that is not over or called off.
pub(super) async fn next(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Option<NextMeeting>> {
    let from = at_local(ctx.today(), 0).unwrap_or_else(|| ctx.now());
    let row = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::StateWord.is_not_in(["closed", "cancelled"]))
        .filter(meeting::Column::StartsAt.gte(from))
        .order_by_asc(meeting::Column::StartsAt)
        .limit(1)
        .one(tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let items: Vec<(String, i32)> = agenda_item::Entity::find()
        .select_only()
        .columns([agenda_item::Column::StateWord, agenda_item::Column::Minutes])
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_item::Column::MeetingId.eq(row.id))
        .filter(agenda_item::Column::StateWord.is_not_in(["returned", "withdrawn", "deferred"]))
        .into_tuple()
        .all(tx)
        .await?;
    let (proposed, standing): (Vec<_>, Vec<_>) =
        items.iter().partition(|(word, _)| word == "proposed");
    let minutes = standing
        .iter()
        .map(|(_, minutes)| stored::count(*minutes))
        .sum::<Result<u32>>()?;
    let seats = seats::at_meeting(ctx, row.series_id, row.id);
    let seats = seats.all(tx).await?;
    let is_member = |seat: &&seat::Model| seat.kind == SeatKind::Member.word();
    let members = seats.iter().filter(is_member).count();
    let doors = doors::of_series(tx, ctx, SeriesId(row.series_id), &seats).await?;
    Ok(Some(NextMeeting {
        id: MeetingId(row.id),
        starts_at: row.starts_at,
        length: stored::count(row.length_minutes)?,
        room: row.room,
        state: stored::state(&row.state)?,
        publication_due: row.publication_due,
        minutes,
        proposals: proposed.len(),
        members,
        guests: seats.len() - members,
        doors,
    }))
}
