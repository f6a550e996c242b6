//! Marks who is at the table, per seat.

use ::entity::{attendance, seat};
use domain::fault::{Code, Faults};
use domain::id::{MeetingId, SeatId};
use domain::meetings::Attendance;
use domain::meetings::live_command::MarkAttendance;
use domain::policy::Operation;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use super::desk::Desk;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Keeps whether somebody of a seat is there. Marking again replaces the mark.
///
/// Possible while the table sits, and before it from publication on, so that word sent in advance
/// can be kept.
///
/// # Errors
/// `NotFound` for a seat of another table, `Refused` for an unknown word, `NotNow` for a meeting
/// that is not published or is over.
pub async fn mark_attendance(ctx: &Ctx, command: MarkAttendance) -> Result<MeetingId> {
    use domain::meetings::MeetingState::{InProgress, Published};
    let tx = ctx.write().await?;
    let desk = Desk::sit(&tx, ctx, &command.id, Operation::MarkAttendance).await?;
    if !matches!(desk.state, Published { .. } | InProgress { .. }) {
        desk.part("mark_attendance")?;
    }
    let seat: SeatId = command.seat.parse().map_err(|_| Error::NotFound)?;
    seat::Entity::find_by_id(seat.0)
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .filter(seat::Column::SeriesId.eq(desk.row.series_id))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let mut faults = Faults::default();
    let word = faults.keep(
        "word",
        Attendance::parse(&command.word).ok_or(Code::NotAChoice),
    );
    let Some(word) = word else {
        return Err(faults.into());
    };
    let key = [attendance::Column::MeetingId, attendance::Column::SeatId];
    let mark = [
        attendance::Column::Word,
        attendance::Column::At,
        attendance::Column::By,
    ];
    attendance::Entity::insert(attendance::ActiveModel {
        meeting_id: Set(desk.row.id),
        seat_id: Set(seat.0),
        region_id: Set(ctx.region().0),
        word: Set(word.word().to_owned()),
        at: Set(ctx.now()),
        by: Set(ctx.actor.person.0),
    })
    .on_conflict(OnConflict::columns(key).update_columns(mark).to_owned())
    .exec_without_returning(&*tx)
    .await?;
    let detail = format!("seat={seat} word={}", word.word());
    desk.record(&tx, ctx, Operation::MarkAttendance, detail)
        .await?;
    desk.commit(tx).await
}
