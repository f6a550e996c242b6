//! What the form to plan a meeting starts with: a day, its deadlines, and what the calendar says.

use ::entity::region;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::calendar::{
    Holiday, SchoolHoliday, SchoolRegion, during, has_data, holidays, minus_working_days,
};
use domain::id::SeriesId;
use domain::meetings::{Deadlines, proposed_dates};
use domain::policy::{Facts, Operation};
use sea_orm::{DatabaseTransaction, EntityTrait};
use uuid::Uuid;

use super::rows;
use crate::clock::local_date;
use crate::content;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// How many days after the last meeting the next one is proposed.
const USUAL_GAP: u64 = 28;

/// What the form to plan a meeting starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planning {
    /// The series.
    pub series: SeriesId,
    /// Its name.
    pub name: String,
    /// When it meets, in words.
    pub rhythm: String,
    /// A fresh id for the meeting.
    pub fresh: Uuid,
    /// The proposed day, or the one that was asked about.
    pub date: NaiveDate,
    /// The deadlines that follow from that day.
    pub dates: Deadlines,
    /// What to know about that day.
    pub remarks: Vec<DayRemark>,
    /// Minutes after midnight at which the series starts.
    pub starts: u32,
    /// How long it lasts, in minutes.
    pub length: u32,
    /// Where it meets.
    pub room: String,
}

/// What the calendar says about a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayRemark {
    /// It is a Saturday or a Sunday.
    Weekend,
    /// It is this holiday of the Algemene termijnenwet, or Good Friday; also in a weekend.
    Holiday(Holiday),
    /// It lies in this school holiday of the region.
    School(String),
    /// Nothing is known of school holidays in that year.
    NoSchoolData,
    /// Proposals were due before today.
    SubmissionPassed,
}

/// What the form shows for a series, and for a day if one is asked about.
///
/// # Errors
/// [`Error::NotFound`], [`Error::NotAllowed`].
pub async fn planning(ctx: &Ctx, series: &str, date: Option<NaiveDate>) -> Result<Planning> {
    let tx = ctx.read().await?;
    let series = rows::series(&tx, ctx, series).await?;
    let id = SeriesId(series.id);
    ctx.authorise(Operation::PlanMeeting, Facts::of_series(id))?;
    let last = super::list::last_start(&tx, ctx, id).await?;
    let date = date.unwrap_or_else(|| {
        let from = last.map_or(ctx.today(), local_date).max(ctx.today());
        from.checked_add_days(Days::new(USUAL_GAP)).unwrap_or(from)
    });
    let dates = proposed_dates(date, minus_working_days);
    Ok(Planning {
        series: id,
        name: series.name.clone(),
        rhythm: series.rhythm.clone(),
        fresh: ctx.new_id(),
        date,
        dates,
        remarks: remarks(&tx, ctx, date, dates).await?,
        starts: stored::count(series.starts_at_minute)?,
        length: stored::count(series.length_minutes)?,
        room: series.room,
    })
}

async fn remarks(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    date: NaiveDate,
    dates: Deadlines,
) -> Result<Vec<DayRemark>> {
    let mut remarks = Vec::new();
    let named = holidays(date.year()).into_iter();
    let named = named.filter(|(day, _)| *day == date);
    remarks.extend(named.map(|(_, holiday)| DayRemark::Holiday(holiday)));
    if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
        remarks.push(DayRemark::Weekend);
    }
    let region = region::Entity::find_by_id(ctx.region().0)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let school: SchoolRegion = serde_json::from_value(region.school_region.into())?;
    let list = school_holidays(school)?;
    if !has_data(date.year(), school, &list) {
        remarks.push(DayRemark::NoSchoolData);
    } else if let Some(holiday) = during(date, school, &list) {
        remarks.push(DayRemark::School(holiday.name.clone()));
    }
    if dates.submission_due < ctx.today() {
        remarks.push(DayRemark::SubmissionPassed);
    }
    Ok(remarks)
}

/// The school holidays of a region, from the content file.
fn school_holidays(region: SchoolRegion) -> Result<Vec<SchoolHoliday>> {
    let years = &content::shared()?.school_holidays.years;
    let holidays = years.iter().flat_map(|year| &year.holidays);
    Ok(holidays
        .map(|holiday| {
            let period = match region {
                SchoolRegion::Noord => holiday.north,
                SchoolRegion::Midden => holiday.middle,
                SchoolRegion::Zuid => holiday.south,
            };
            SchoolHoliday {
                region,
                name: holiday.name.clone(),
                from: period.first,
                to: period.last,
            }
        })
        .collect())
}
