//! Marks who is at the table: per seat, and everybody who is still expected in one go.

use ::entity::{attendance, seat};
use domain::fault::{Code, Faults};
use domain::id::{MeetingId, SeatId};
use domain::meetings::live_command::{MarkAllPresent, MarkAttendance};
use domain::meetings::{Attendance, Part};
use domain::policy::Operation;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use super::desk::Desk;
use super::table;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::seats;

/// Keeps whether somebody of a seat is there. Marking again replaces the mark.
///
/// Possible while the table sits, and before it from publication on, so that word sent in advance
/// can be kept.
///
/// # Errors
/// `NotFound` for a seat of another table or meeting, `Refused` for an unknown word, `NotNow` for a meeting
/// that is not published or is over.
pub async fn mark_attendance(ctx: &Ctx, command: MarkAttendance) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = take(&tx, ctx, &command.id).await?;
    let seat: SeatId = command.seat.parse().map_err(|_| Error::NotFound)?;
    seats::at_meeting(ctx, desk.row.series_id, desk.row.id)
        .filter(seat::Column::Id.eq(seat.0))
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
    keep(&tx, ctx, &desk, seat, word, Over::Any).await?;
    desk.commit(tx).await
}

/// Marks every seat as present that is still expected; what was marked stays as it is, also when
/// that happened at the same moment. While the closed part sits, who may not enter it is not
/// marked: one press says nothing about somebody for whom the door is shut
/// (`docs/domain.md#gate`). Doing it again changes nothing. Each seat leaves its own audit row, as
/// if it was marked by itself.
///
/// # Errors
/// `NotFound` for who may not follow the meeting, `NotAllowed` for who does not run the table,
/// `NotNow` for a meeting that is not published or is over.
pub async fn mark_all_present(ctx: &Ctx, command: MarkAllPresent) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let desk = take(&tx, ctx, &command.id).await?;
    let is_closed = desk.state.part() == Some(Part::Closed);
    for chair in table::chairs(&tx, ctx, &desk, None).await? {
        let is_expected = chair.attendance == Attendance::Expected;
        if is_expected && (chair.verdict.is_ok() || !is_closed) {
            let present = Attendance::Present;
            keep(&tx, ctx, &desk, chair.seat, present, Over::Expected).await?;
        }
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

/// Which mark a new one may replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    /// Any.
    Any,
    /// Only one that says nothing yet.
    Expected,
}

/// Puts one mark in place of the one before, with its audit row.
async fn keep(
    tx: &Write,
    ctx: &Ctx,
    desk: &Desk,
    seat: SeatId,
    word: Attendance,
    over: Over,
) -> Result<()> {
    let key = [attendance::Column::MeetingId, attendance::Column::SeatId];
    let mark = [
        attendance::Column::Word,
        attendance::Column::At,
        attendance::Column::By,
    ];
    let mut conflict = OnConflict::columns(key).update_columns(mark).to_owned();
    if over == Over::Expected {
        let stands = Expr::col((attendance::Entity, attendance::Column::Word));
        conflict.action_and_where(stands.eq(Attendance::Expected.word()));
    }
    let kept = attendance::Entity::insert(attendance::ActiveModel {
        meeting_id: Set(desk.row.id),
        seat_id: Set(seat.0),
        region_id: Set(ctx.region().0),
        word: Set(word.word().to_owned()),
        at: Set(ctx.now()),
        by: Set(ctx.actor.person.0),
    })
    .on_conflict(conflict)
    .exec_without_returning(&**tx)
    .await?;
    if kept == 0 {
        // Somebody marked this seat meanwhile.
        return Ok(());
    }
    let detail = format!("seat={seat} word={}", word.word());
    desk.record(tx, ctx, Operation::MarkAttendance, detail)
        .await
}
