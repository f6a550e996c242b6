//! Planning a meeting: its day, its deadlines in working days, and its standing items.

use ::entity::{meeting, series};
use chrono::{DateTime, NaiveDate, NaiveTime, Timelike, Utc};
use domain::calendar::minus_working_days;
use domain::fault::{Code, Faults};
use domain::id::{MeetingId, SeriesId};
use domain::meetings::command::PlanMeeting;
use domain::meetings::{MeetingState, proposed_dates};
use domain::people::mail::Notice;
use domain::policy::{Facts, Operation};
use domain::text::{Name, Screen};
use sea_orm::{ActiveModelTrait, EntityTrait};

use super::fill::{Owner, carry_deferred, insert, standing};
use super::{fields, publish, rows};
use crate::audit::{self, Entry};
use crate::clock::at_local;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::{replay, stored};

/// The most minutes a meeting may take.
pub(super) const LONGEST: i32 = 480;

/// Plans a meeting; a form sent twice makes one meeting.
///
/// Puts the standing items on it, and what earlier meetings deferred
/// (`docs/domain.md#planning`, `docs/domain.md#items`).
///
/// # Errors
/// [`Error::Refused`], [`Error::NotAllowed`], [`Error::NotFound`]; [`Error::Replayed`] for another
/// meeting under an id that was used.
pub async fn plan(ctx: &Ctx, command: PlanMeeting) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let series = rows::series(&tx, ctx, &command.series).await?;
    let facts = Facts::of_series(SeriesId(series.id));
    ctx.authorise(Operation::PlanMeeting, facts)?;
    let id: MeetingId = command.id.parse().map_err(|_| Error::NotFound)?;
    let there = already(&tx, ctx, id).await?;
    let row = judge(ctx, &series, id, &command)?;
    if let Some(there) = there {
        replay::same(told(&there), told(&row))?;
        return Ok(id);
    }
    add(&tx, ctx, &series, row).await?;
    tx.commit().await?;
    Ok(id)
}

/// The meeting that has an id which the page minted, when the form was sent before.
pub(super) async fn already(
    tx: &Write,
    ctx: &Ctx,
    id: MeetingId,
) -> Result<Option<meeting::Model>> {
    let there = meeting::Entity::find_by_id(id.0).one(&**tx).await?;
    if there.is_some() {
        rows::meeting(tx, ctx, &id.to_string()).await?;
    }
    Ok(there)
}

/// Adds the meeting with its standing items and what earlier meetings deferred, and writes it down.
pub(super) async fn add(
    tx: &Write,
    ctx: &Ctx,
    series: &series::Model,
    row: meeting::Model,
) -> Result<()> {
    let id = row.id;
    let opened = row.state_word == MeetingState::Collecting.word();
    let items = standing(Owner {
        region: row.region_id,
        series: series.id,
        meeting: id,
        organisation: series.organisation_id,
        person: ctx.actor.person.0,
        at: ctx.now(),
    })?;
    meeting::ActiveModel::from(row.clone())
        .reset_all()
        .insert(&**tx)
        .await?;
    insert(tx, items).await?;
    if opened {
        publish::tell(tx, ctx, &row, Notice::MeetingOpen).await?;
    }
    let carried = carry_deferred(tx, ctx, SeriesId(series.id)).await?;
    audit::record(
        tx,
        ctx,
        Entry {
            operation: Operation::PlanMeeting,
            object: "meeting",
            id,
            detail: format!("open={opened} carried={carried}"),
        },
    )
    .await
}

/// What the form said about a meeting; whether it opened at once is of that moment.
pub(super) fn told(row: &meeting::Model) -> impl PartialEq + use<'_> {
    (
        (row.series_id, row.starts_at, row.length_minutes),
        (row.room.as_str(), row.submission_due, row.publication_due),
        row.urgent_because.as_deref(),
    )
}

/// What a form says about when and where, as it was typed.
pub(super) struct Asked<'a> {
    pub date: &'a str,
    pub time: &'a str,
    pub length: &'a str,
    pub room: &'a str,
    pub submission_due: &'a str,
    pub publication_due: &'a str,
}

/// When and where a meeting is, and what is due before it.
pub(super) struct Times {
    pub starts_at: DateTime<Utc>,
    pub length: i32,
    pub room: String,
    pub submission_due: NaiveDate,
    pub publication_due: NaiveDate,
}

/// Refuses a day whose deadlines the page did not show, so that nobody plans a day unseen.
pub(super) fn must_be_seen(date: &str, shown: &str, reckon: &str) -> Result<()> {
    let Ok(date) = fields::day(date) else {
        return Ok(());
    };
    let was_shown = shown.is_empty() || shown.parse() == Ok(date);
    if was_shown && reckon != fields::YES {
        return Ok(());
    }
    let mut look = Faults::default();
    look.add("date", Code::LookFirst);
    Err(look.into())
}

/// Reads when and where; nothing, with everything that is wrong added to the faults.
pub(super) fn times(ctx: &Ctx, form: &Asked<'_>, faults: &mut Faults) -> Option<Times> {
    let date = faults.keep("date", fields::day(form.date));
    let time = faults.keep("time", minutes_of(form.time));
    let length = faults.keep("length", fields::number(form.length, 15, LONGEST));
    let no_guard = domain::guard::Known::default();
    let screen = Screen::ordinary(&no_guard);
    let room = faults.keep("room", Name::parse(form.room, &screen));
    if date.is_some_and(|date| date < ctx.today()) {
        faults.add("date", Code::InThePast);
    }
    let proposed = proposed_dates(date.unwrap_or_else(|| ctx.today()), minus_working_days);
    let submission = faults.keep(
        "submission_due",
        fields::day_or(form.submission_due, proposed.submission_due),
    );
    let publication = faults.keep(
        "publication_due",
        fields::day_or(form.publication_due, proposed.publication_due),
    );
    if let (Some(submission), Some(publication), Some(date)) = (submission, publication, date) {
        if publication < submission {
            faults.add("publication_due", Code::AgendaBeforeProposals);
        }
        if date < publication {
            faults.add("publication_due", Code::AgendaAfterMeeting);
        }
    }
    let starts_at = at_local(date?, time?);
    if date? == ctx.today() && starts_at.is_some_and(|starts| starts <= ctx.now()) {
        faults.add("time", Code::TimePassed);
    }
    Some(Times {
        starts_at: starts_at?,
        length: length?,
        room: room?.into_string(),
        submission_due: submission?,
        publication_due: publication?,
    })
}

/// The row of a new meeting.
pub(super) fn new_row(
    ctx: &Ctx,
    series: &series::Model,
    id: MeetingId,
    (times, state): (Times, &MeetingState),
) -> Result<meeting::Model> {
    Ok(meeting::Model {
        id: id.0,
        region_id: ctx.region().0,
        series_id: series.id,
        starts_at: times.starts_at,
        length_minutes: times.length,
        room: times.room,
        submission_due: times.submission_due,
        publication_due: times.publication_due,
        state_word: state.word().to_owned(),
        state: stored::json(state)?,
        agenda_version: 0,
        current_item_id: None,
        phase: None,
        extra_minutes: 0,
        urgent_because: None,
        moved_from: None,
        moved_because: None,
        sequence: 0,
        version: 1,
        created_at: ctx.now(),
        created_by: ctx.actor.person.0,
    })
}

/// Turns the form into a row, or says everything that is wrong with it.
fn judge(
    ctx: &Ctx,
    series: &series::Model,
    id: MeetingId,
    form: &PlanMeeting,
) -> Result<meeting::Model> {
    must_be_seen(&form.date, &form.shown, &form.reckon)?;
    let mut faults = Faults::default();
    let asked = Asked {
        date: &form.date,
        time: &form.time,
        length: &form.length,
        room: &form.room,
        submission_due: &form.submission_due,
        publication_due: &form.publication_due,
    };
    let times = times(ctx, &asked, &mut faults);
    let Some(times) = times.filter(|_| faults.is_empty()) else {
        return Err(faults.into());
    };
    let state = if form.open == fields::YES {
        MeetingState::Planned.open_for_proposals()?
    } else {
        MeetingState::Planned
    };
    new_row(ctx, series, id, (times, &state))
}

/// A time of day, in minutes after midnight.
pub(super) fn minutes_of(text: &str) -> std::result::Result<u32, Code> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Code::Empty);
    }
    let time = NaiveTime::parse_from_str(text, "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(text, "%H.%M"))
        .map_err(|_| Code::NotADate)?;
    Ok(time.hour() * 60 + time.minute())
}
