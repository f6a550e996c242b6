//! Giving a meeting another day, time, length or place, with the reason for everybody at the table.

use ::entity::{guest_account, meeting};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::calendar::minus_working_days;
use domain::fault::{Code, Faults};
use domain::id::{MeetingId, SeriesId};
use domain::meetings::command::RescheduleMeeting;
use domain::meetings::{Deadlines, MeetingState, proposed_dates};
use domain::people::guest::{MONTHS_AT_MOST, term_ends};
use domain::people::mail::Notice;
use domain::policy::Operation;
use domain::text::{Reason, Screen};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::plan::{self, Asked, Times};
use super::planning::{Closed, DayRemark, remarks};
use super::read::{self, Head};
use super::{answers, fill, publish, read_rows, rows};
use crate::audit::{self, Entry};
use crate::clock::local_date;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::mail::remind_again;
use crate::{screen, stored};

/// What the form to reschedule a meeting starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescheduling {
    /// The meeting as it is.
    pub head: Head,
    /// The day that was asked about, or its own.
    pub date: NaiveDate,
    /// The deadlines that follow from that day; nothing once the agenda stands.
    pub dates: Option<Deadlines>,
    /// What to know about that day.
    pub remarks: Vec<DayRemark>,
}

/// What the form shows for a meeting, and for a day if one is asked about.
///
/// # Errors
/// [`Error::NotNow`] once it has started; [`Error::NotFound`], [`Error::NotAllowed`].
pub async fn rescheduling(ctx: &Ctx, id: &str, date: Option<NaiveDate>) -> Result<Rescheduling> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let head = read::head(read_rows::head(&tx, ctx, id).await?)?;
    ctx.authorise(Operation::RescheduleMeeting, head.facts())?;
    head.state.clone().reschedule()?;
    let closed = Closed::load(&tx, ctx).await?;
    let date = date.unwrap_or_else(|| local_date(head.starts_at));
    let dates = proposed_dates(date, minus_working_days);
    let stands = matches!(head.state, MeetingState::Published { .. });
    let dates = Some(dates).filter(|_| !stands && head.urgent.is_none());
    Ok(Rescheduling {
        remarks: remarks(ctx, date, dates, &closed),
        dates,
        date,
        head,
    })
}

/// Gives a meeting another day, time, length or place until it starts (`docs/domain.md#reschedule`).
/// Its agenda, its proposals and who takes whose place go along; a guest who comes for it alone stays
/// until its new end.
///
/// # Errors
/// [`Error::NotNow`] once it has started; [`Error::Refused`], on `date` with [`Code::AlreadySo`] when
/// nothing would change; [`Error::Stale`], [`Error::NotAllowed`], [`Error::NotFound`].
pub async fn reschedule(ctx: &Ctx, command: RescheduleMeeting) -> Result<MeetingId> {
    let mut tx = ctx.write().await?;
    let row = rows::meeting(&tx, ctx, &command.id).await?;
    let facts = rows::meeting_facts(&row);
    ctx.authorise(Operation::RescheduleMeeting, facts)?;
    let state = stored::state::<MeetingState>(&row.state)?.reschedule()?;
    rows::fresh(command.version, row.version)?;
    plan::must_be_seen(&command.date, &command.shown, &command.reckon)?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let times = times(ctx, (&row, &state), &command, &mut faults);
    let why = faults.keep("why", Reason::parse(&command.why, &screen));
    let same = |times: &Times| is_same(&row, times);
    if times.as_ref().is_some_and(same) {
        faults.add("date", Code::AlreadySo);
    }
    let (Some(times), Some(why), true) = (times, why, faults.is_empty()) else {
        return Err(faults.into());
    };
    screen::keep_answer(&tx, ctx, ("meeting", row.id), &screen, &[why.as_str()]).await?;
    let moved = times.starts_at != row.starts_at;
    let before = end(row.starts_at, row.length_minutes);
    let now = end(times.starts_at, times.length);
    let ends = (before, term_ends(ctx.now(), MONTHS_AT_MOST, Some(now)));
    if times.submission_due != row.submission_due {
        remind_again(&tx, row.id).await?;
    }
    rows::move_meeting(&tx, &row, &state).await?;
    write(&tx, &row, (times, why.into_string())).await?;
    let other_time = before != now || moved;
    answers::clear(&tx, &row, other_time).await?;
    keep_guests(&tx, &row, ends).await?;
    fill::carry_deferred(&tx, ctx, SeriesId(row.series_id)).await?;
    publish::tell(&tx, ctx, &row, Notice::MeetingMoved).await?;
    let entry = Entry {
        operation: Operation::RescheduleMeeting,
        object: "meeting",
        id: row.id,
        detail: format!("moved={moved}"),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.touch(MeetingId(row.id));
    tx.commit().await?;
    Ok(MeetingId(row.id))
}

/// When and where it is to be. Once the agenda stands, and for an urgent meeting, no terms are asked:
/// those that were stay, and none lies after the meeting.
fn times(
    ctx: &Ctx,
    (row, state): (&meeting::Model, &MeetingState),
    form: &RescheduleMeeting,
    faults: &mut Faults,
) -> Option<Times> {
    let stands = matches!(state, MeetingState::Published { .. }) || row.urgent_because.is_some();
    let day = super::fields::day(&form.date).unwrap_or(NaiveDate::MAX);
    let kept = [row.submission_due, row.publication_due].map(|due| Ord::min(due, day).to_string());
    let asked = Asked {
        date: &form.date,
        time: &form.time,
        length: &form.length,
        room: &form.room,
        submission_due: if stands {
            &kept[0]
        } else {
            &form.submission_due
        },
        publication_due: if stands {
            &kept[1]
        } else {
            &form.publication_due
        },
    };
    plan::times(ctx, &asked, faults)
}

fn is_same(row: &meeting::Model, times: &Times) -> bool {
    row.starts_at == times.starts_at
        && row.length_minutes == times.length
        && row.room == times.room
        && row.submission_due == times.submission_due
        && row.publication_due == times.publication_due
}

async fn write(tx: &Write, row: &meeting::Model, (times, why): (Times, String)) -> Result<()> {
    use meeting::Column;
    // What stood in calendars first is what people look for.
    let from = if times.starts_at == row.starts_at {
        row.moved_from
    } else {
        Some(row.starts_at)
    };
    meeting::Entity::update_many()
        .col_expr(Column::StartsAt, Expr::value(times.starts_at))
        .col_expr(Column::LengthMinutes, Expr::value(times.length))
        .col_expr(Column::Room, Expr::value(times.room))
        .col_expr(Column::SubmissionDue, Expr::value(times.submission_due))
        .col_expr(Column::PublicationDue, Expr::value(times.publication_due))
        .col_expr(Column::MovedFrom, Expr::value(from))
        .col_expr(Column::MovedBecause, Expr::value(Some(why)))
        .col_expr(
            Column::Sequence,
            Expr::value(row.sequence.saturating_add(1)),
        )
        .filter(Column::Id.eq(row.id))
        .exec(&**tx)
        .await?;
    Ok(())
}

fn end(starts_at: DateTime<Utc>, minutes: i32) -> DateTime<Utc> {
    starts_at + TimeDelta::minutes(i64::from(minutes))
}

/// Guests whose term was that of this meeting have its new one.
async fn keep_guests(
    tx: &Write,
    row: &meeting::Model,
    (before, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    use guest_account::Column;
    guest_account::Entity::update_many()
        .col_expr(Column::EndsAt, Expr::value(Some(now)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::RegionId.eq(row.region_id))
        .filter(Column::MeetingId.eq(row.id))
        .filter(Column::EndsAt.eq(before))
        .exec(&**tx)
        .await?;
    Ok(())
}
