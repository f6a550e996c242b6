//! What a series is: what for, on what ground, when and where.

use ::entity::series::{self, Column};
use chrono::NaiveDate;
use domain::fault::{Code, Faults};
use domain::id::SeriesId;
use domain::meetings::command::ChangeSeries;
use domain::meetings::rhythm::{MONTHS, WEEKS};
use domain::meetings::{Beat, Evasion, Rhythm, Which, Workday};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use domain::text::{Body, Name, Screen, WorkName};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::plan::{LONGEST, minutes_of};
use super::planning::Closed;
use super::{fields, rows};
use crate::audit;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{screen, stored};

/// A series as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Which one.
    pub id: SeriesId,
    /// The version for changes.
    pub version: i32,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// On what ground the parties meet.
    pub legal_basis: String,
    /// The day of the DPIA, if there is one.
    pub dpia_on: Option<NaiveDate>,
    /// The highest class it may handle.
    pub ceiling: Class,
    /// When it meets; nothing when the director plans each meeting by itself.
    pub rhythm: Option<Rhythm>,
    /// Minutes after midnight at which it starts.
    pub starts: u32,
    /// How long it lasts, in minutes.
    pub length: u32,
    /// Where it meets.
    pub room: String,
    /// Whether the actor may change it.
    pub may_change: bool,
    /// Whether the actor may plan its meetings.
    pub may_plan: bool,
}

/// The series, for who has a place in it and for who oversees it.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn sheet(ctx: &Ctx, id: &str) -> Result<Sheet> {
    let tx = ctx.read().await?;
    let row = rows::overseen(&tx, ctx, id).await?;
    sheet_of(ctx, row)
}

/// The same, of a series that was found.
pub(super) fn sheet_of(ctx: &Ctx, row: series::Model) -> Result<Sheet> {
    let facts = Facts::of_series(SeriesId(row.id));
    Ok(Sheet {
        id: SeriesId(row.id),
        version: row.version,
        rhythm: rhythm(&row)?,
        ceiling: stored::word(Class::parse, &row.ceiling)?,
        starts: stored::count(row.starts_at_minute)?,
        length: stored::count(row.length_minutes)?,
        may_change: ctx.may(Operation::ChangeSeries, facts),
        may_plan: ctx.may(Operation::PlanMeeting, facts),
        name: row.name,
        purpose: row.purpose,
        legal_basis: row.legal_basis,
        dpia_on: row.dpia_on,
        room: row.room,
    })
}

/// When a series meets, as it is stored; nothing when each meeting is planned by itself.
pub(crate) fn rhythm(row: &series::Model) -> Result<Option<Rhythm>> {
    read_rhythm(&row.rhythm)
}

/// The same, from the stored text alone.
pub(crate) fn read_rhythm(text: &str) -> Result<Option<Rhythm>> {
    if text.is_empty() {
        return Ok(None);
    }
    stored::state(text).map(Some)
}

/// What the form says, when nothing is wrong with it.
struct Judged {
    name: WorkName,
    purpose: Body,
    legal_basis: Body,
    dpia_on: Option<NaiveDate>,
    rhythm: Option<Rhythm>,
    starts: u32,
    length: i32,
    room: Name,
}

/// Changes what a series is. Meetings that were planned keep their day (`docs/domain.md#rhythm`).
///
/// # Errors
/// `Refused` per field, also for a rhythm by which no meeting would be held for two years; `Stale`,
/// `NotAllowed`, `NotFound`.
pub async fn change_series(ctx: &Ctx, command: ChangeSeries) -> Result<SeriesId> {
    let mut tx = ctx.write().await?;
    let row = rows::series(&tx, ctx, &command.id).await?;
    let id = SeriesId(row.id);
    ctx.authorise(Operation::ChangeSeries, Facts::of_series(id))?;
    rows::fresh(command.version, row.version)?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    let closed = Closed::load(&tx, ctx).await?;
    let judged = judge(ctx, &command, &screen, &closed)?;
    let texts = [judged.purpose.as_str(), judged.legal_basis.as_str()];
    screen::keep_answer(&tx, ctx, ("series", row.id), &screen, &texts).await?;
    let starts =
        i32::try_from(judged.starts).map_err(|_| Error::broken("a day has 1440 minutes"))?;
    let rhythm = match judged.rhythm {
        Some(rhythm) => stored::json(&rhythm)?,
        None => String::new(),
    };
    let rhythmic = rhythm != row.rhythm;
    // What the officer advised on: whoever reads the advice reads that this is not it any more.
    let ground = judged.purpose.as_str() != row.purpose
        || judged.legal_basis.as_str() != row.legal_basis
        || judged.dpia_on != row.dpia_on;
    let ground_at = if ground {
        Some(ctx.now())
    } else {
        row.ground_at
    };
    let done = series::Entity::update_many()
        .col_expr(Column::Name, Expr::value(judged.name.as_str()))
        .col_expr(Column::Purpose, Expr::value(judged.purpose.as_str()))
        .col_expr(Column::LegalBasis, Expr::value(judged.legal_basis.as_str()))
        .col_expr(Column::DpiaOn, Expr::value(judged.dpia_on))
        .col_expr(Column::Rhythm, Expr::value(rhythm))
        .col_expr(Column::StartsAtMinute, Expr::value(starts))
        .col_expr(Column::LengthMinutes, Expr::value(judged.length))
        .col_expr(Column::Room, Expr::value(judged.room.as_str()))
        .col_expr(Column::GroundAt, Expr::value(ground_at))
        .col_expr(Column::Version, Expr::value(row.version + 1))
        .filter(Column::Id.eq(row.id))
        .filter(Column::RegionId.eq(ctx.region().0))
        .filter(Column::Version.eq(row.version))
        .exec(&*tx)
        .await?;
    if done.rows_affected != 1 {
        return Err(Error::Stale(row.version + 1));
    }
    // With the day of the DPIA cases open, or shut.
    if judged.dpia_on.is_some() != row.dpia_on.is_some() {
        for meeting in rows::in_progress(&tx, id).await? {
            tx.turn(meeting);
        }
    }
    let detail = format!("rhythm={rhythmic} ground={ground}");
    audit::note(
        &tx,
        ctx,
        Operation::ChangeSeries,
        ("series", row.id),
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

fn judge(ctx: &Ctx, form: &ChangeSeries, screen: &Screen<'_>, closed: &Closed) -> Result<Judged> {
    let mut faults = Faults::default();
    let name = faults.keep("name", WorkName::parse(&form.name, screen));
    let purpose = faults.keep("purpose", Body::parse(&form.purpose, screen));
    let legal_basis = faults.keep("legal_basis", Body::parse(&form.legal_basis, screen));
    let dpia_on = match fields::day(&form.dpia_on) {
        Err(Code::Empty) => Some(None),
        Ok(day) if day > ctx.today() => faults.keep("dpia_on", Err(Code::InTheFuture)),
        read => faults.keep("dpia_on", read.map(Some)),
    };
    let starts = faults.keep("time", minutes_of(&form.time));
    let length = faults.keep("length", fields::number(&form.length, 15, LONGEST));
    let room = faults.keep("room", Name::parse(&form.room, screen));
    let rhythm = told(form, &mut faults);
    if let Some(rhythm) = rhythm
        && !rhythm.occurs(ctx.today(), |day| closed.on(day))
    {
        faults.add("every", Code::NeverHeld);
    }
    match (name, purpose, legal_basis, dpia_on, starts, length, room) {
        (
            Some(name),
            Some(purpose),
            Some(legal_basis),
            Some(dpia_on),
            Some(starts),
            Some(length),
            Some(room),
        ) if faults.is_empty() => Ok(Judged {
            name,
            purpose,
            legal_basis,
            dpia_on,
            rhythm,
            starts,
            length,
            room,
        }),
        _ => Err(faults.into()),
    }
}

/// The rhythm on the form; nothing for a series without one, and where something is wrong with it.
/// Fields that do not count are not judged: what was typed there stays on the form.
fn told(form: &ChangeSeries, faults: &mut Faults) -> Option<Rhythm> {
    let most = match form.every.as_str() {
        "free" => return None,
        "month" => MONTHS,
        "week" => WEEKS,
        "" => return faults.keep("every", Err(Code::Empty)),
        _ => return faults.keep("every", Err(Code::NotAChoice)),
    };
    let most = i32::try_from(most).unwrap_or(i32::MAX);
    let count = faults.keep("count", fields::number(&form.count, 1, most));
    let day = faults.keep("day", fields::choice(&form.day, Workday::parse));
    let which = if form.every == "month" {
        faults.keep("which", fields::choice(&form.which, Which::parse))
    } else {
        Some(Which::First)
    };
    let from = faults.keep("from", fields::day(&form.from));
    let holiday = faults.keep("holiday", fields::choice(&form.holiday, Evasion::parse));
    let school = faults.keep("school", fields::choice(&form.school, Evasion::parse));
    let count = u32::try_from(count?).ok()?;
    let (day, which) = (day?, which?);
    let beat = if form.every == "month" {
        Beat::Month {
            which,
            day,
            months: count,
        }
    } else {
        Beat::Week { day, weeks: count }
    };
    Some(Rhythm {
        beat,
        from: from?,
        holiday: holiday?,
        school: school?,
    })
}
