//! The meetings that the rhythm of a series gives: which are planned, and planning the rest.

use std::collections::HashSet;

use ::entity::{meeting, series};
use chrono::{Months, NaiveDate};
use domain::calendar::minus_working_days;
use domain::fault::{Code, Faults};
use domain::id::SeriesId;
use domain::meetings::command::PlanAhead;
use domain::meetings::{MeetingState, Occurrence, Rhythm, proposed_dates};
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::planning::Closed;
use super::series::{Sheet, rhythm};
use super::{fields, plan, rows};
use crate::clock::{at_local, local_date};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// How many months of meetings are shown to plan.
const AHEAD: u32 = 12;

/// A day by the rhythm, and whether there is a meeting on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// The day, and what became of it.
    pub occurrence: Occurrence,
    /// Whether a meeting of the series is planned on the day it is held.
    pub planned: bool,
    /// Whether nothing is known of school holidays in that year.
    pub unknown: bool,
}

/// The days of a year that the rhythm of a series gives; none for a series without one.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`], [`crate::error::Error::NotFound`].
pub async fn ahead(ctx: &Ctx, id: &str) -> Result<(Sheet, Vec<Ahead>)> {
    let sheet = super::series::sheet(ctx, id).await?;
    ctx.authorise(Operation::PlanMeeting, Facts::of_series(sheet.id))?;
    let tx = ctx.read().await?;
    let Some(rhythm) = sheet.rhythm else {
        return Ok((sheet, Vec::new()));
    };
    let days = days(&tx, ctx, sheet.id, rhythm).await?;
    Ok((sheet, days))
}

async fn days(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: SeriesId,
    rhythm: Rhythm,
) -> Result<Vec<Ahead>> {
    let closed = Closed::load(tx, ctx).await?;
    let taken = taken(tx, ctx, series).await?;
    let today = ctx.today();
    let end = today.checked_add_months(Months::new(AHEAD));
    let end = end.unwrap_or(NaiveDate::MAX);
    let found = rhythm.occurrences(today, usize::MAX, |day| closed.on(day));
    let found = found.into_iter().filter(|found| found.by_rhythm <= end);
    Ok(found
        .map(|occurrence| Ahead {
            occurrence,
            planned: occurrence.held_on.is_some_and(|on| taken.contains(&on)),
            unknown: !closed.knows(occurrence.by_rhythm),
        })
        .collect())
}

/// The days on which the series has a meeting, from the day before yesterday: a day begins at another
/// hour in UTC than here.
async fn taken(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: SeriesId,
) -> Result<HashSet<NaiveDate>> {
    let rows = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::SeriesId.eq(series.0))
        .filter(meeting::Column::StateWord.ne("cancelled"))
        .filter(meeting::Column::StartsAt.gt(ctx.now() - chrono::TimeDelta::days(2)))
        .all(tx)
        .await?;
    Ok(rows.iter().map(|row| local_date(row.starts_at)).collect())
}

/// Plans meetings on the days that were chosen of those the rhythm gives, each with the time, length
/// and room of the series and the usual deadlines (`docs/domain.md#rhythm`). All of them or none; a
/// form sent twice plans nothing twice, for the day is taken then.
///
/// # Errors
/// `Refused` without a day, for one that the rhythm does not give and for one that has a meeting;
/// `Stale` when the rhythm was changed meanwhile; `NotAllowed`, `NotFound`.
pub async fn plan_ahead(ctx: &Ctx, command: PlanAhead) -> Result<SeriesId> {
    let tx = ctx.write().await?;
    let row = rows::series(&tx, ctx, &command.series).await?;
    let id = SeriesId(row.id);
    ctx.authorise(Operation::PlanMeeting, Facts::of_series(id))?;
    rows::fresh(command.version, row.version)?;
    let given = match rhythm(&row)? {
        Some(rhythm) => days(&tx, ctx, id, rhythm).await?,
        None => Vec::new(),
    };
    let days = chosen(&command.days, &given)?;
    let state = if command.open == fields::YES {
        MeetingState::Planned.open_for_proposals()?
    } else {
        MeetingState::Planned
    };
    for day in days {
        plan::add(&tx, ctx, &row, planned(ctx, &row, day, &state)?).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// The days of the form, each one that the rhythm gives and nobody took.
fn chosen(days: &[String], given: &[Ahead]) -> Result<Vec<NaiveDate>> {
    let mut faults = Faults::default();
    if days.is_empty() {
        faults.add("days", Code::TooFew(1));
    }
    let mut chosen = Vec::new();
    let mut wrong = None;
    for text in days {
        let held = text.parse().ok().and_then(|day| {
            let mut given = given.iter();
            given.find(|ahead| ahead.occurrence.held_on == Some(day))
        });
        match held {
            None => wrong = Some(Code::NotAChoice),
            Some(ahead) if ahead.planned => {
                wrong.get_or_insert(Code::DayTaken);
            }
            Some(ahead) => chosen.extend(ahead.occurrence.held_on),
        }
    }
    if let Some(code) = wrong {
        faults.add("days", code);
    }
    chosen.sort_unstable();
    chosen.dedup();
    if faults.is_empty() {
        Ok(chosen)
    } else {
        Err(faults.into())
    }
}

fn planned(
    ctx: &Ctx,
    series: &series::Model,
    day: NaiveDate,
    state: &MeetingState,
) -> Result<meeting::Model> {
    let dates = proposed_dates(day, minus_working_days);
    let starts_at = at_local(day, stored::count(series.starts_at_minute)?);
    let starts_at = starts_at.ok_or_else(|| {
        let mut faults = Faults::default();
        faults.add("days", Code::NotADate);
        crate::error::Error::from(faults)
    })?;
    Ok(meeting::Model {
        id: ctx.new_id(),
        region_id: ctx.region().0,
        series_id: series.id,
        starts_at,
        length_minutes: series.length_minutes,
        room: series.room.clone(),
        submission_due: dates.submission_due,
        publication_due: dates.publication_due,
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
