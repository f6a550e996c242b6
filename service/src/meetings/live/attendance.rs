//! Marks who is at the table: per seat, and everybody who is still expected in one go.

use std::collections::HashSet;

use ::entity::{attendance, seat};
use domain::fault::{Code, Faults};
use domain::id::{MeetingId, SeatId};
use domain::meetings::Attendance;
use domain::meetings::live_command::{MarkAllPresent, MarkAttendance};
use domain::policy::Operation;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::desk::Desk;
use crate::ctx::{Ctx, Write};
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
    let tx = ctx.write().await?;
    let desk = take(&tx, ctx, &command.id).await?;
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
    keep(&tx, ctx, &desk, seat, word).await?;
    desk.commit(tx).await
}

/// Marks every seat as present that is still expected; what was marked stays as it is. Doing it
/// again changes nothing. Each seat leaves its own audit row, as if it was marked by itself.
///
/// # Errors
/// `NotFound` for who may not follow the meeting, `NotAllowed` for who does not run the table,
/// `NotNow` for a meeting that is not published or is over.
pub async fn mark_all_present(ctx: &Ctx, command: MarkAllPresent) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = take(&tx, ctx, &command.id).await?;
    let marked: HashSet<_> = attendance::Entity::find()
        .filter(attendance::Column::RegionId.eq(ctx.region().0))
        .filter(attendance::Column::MeetingId.eq(desk.row.id))
        .filter(attendance::Column::Word.ne(Attendance::Expected.word()))
        .all(&*tx)
        .await?
        .into_iter()
        .map(|mark| mark.seat_id)
        .collect();
    let seats = seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .filter(seat::Column::SeriesId.eq(desk.row.series_id))
        .order_by_asc(seat::Column::Position)
        .order_by_asc(seat::Column::Id)
        .all(&*tx)
        .await?;
    for seat in seats.iter().filter(|seat| !marked.contains(&seat.id)) {
        keep(&tx, ctx, &desk, SeatId(seat.id), Attendance::Present).await?;
    }
    desk.commit(tx).await
}

/// The meeting, while attendance can be kept: from publication until it closes.
async fn take(tx: &Write, ctx: &Ctx, id: &str) -> Result<Desk> {
    use domain::meetings::MeetingState::{InProgress, Published};
    let desk = Desk::sit(tx, ctx, id, Operation::MarkAttendance).await?;
    if !matches!(desk.state, Published { .. } | InProgress { .. }) {
        desk.part("mark_attendance")?;
    }
    Ok(desk)
}

/// Puts one mark in place of the one before, with its audit row.
async fn keep(tx: &Write, ctx: &Ctx, desk: &Desk, seat: SeatId, word: Attendance) -> Result<()> {
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
    .exec_without_returning(&**tx)
    .await?;
    let detail = format!("seat={seat} word={}", word.word());
    desk.record(tx, ctx, Operation::MarkAttendance, detail)
        .await
}
