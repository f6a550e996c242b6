//! What the form to plan a meeting starts with: a day, its deadlines, and what the calendar says.

use ::entity::region;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::calendar::{
    Holiday, SchoolHoliday, SchoolRegion, during, has_data, holidays, minus_working_days,
};
use domain::id::SeriesId;
use domain::meetings::{Deadlines, Rhythm, proposed_dates};
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
    /// When it meets.
    pub rhythm: Option<Rhythm>,
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
    let rhythm = super::series::rhythm(&series)?;
    let closed = Closed::load(&tx, ctx).await?;
    let date = date.unwrap_or_else(|| {
        let from = last.map_or(ctx.today(), local_date).max(ctx.today());
        let next = rhythm.and_then(|rhythm| next_day(rhythm, from, &closed));
        next.or_else(|| from.checked_add_days(Days::new(USUAL_GAP)))
            .unwrap_or(from)
    });
    let dates = proposed_dates(date, minus_working_days);
    Ok(Planning {
        series: id,
        name: series.name.clone(),
        rhythm,
        fresh: ctx.new_id(),
        date,
        dates,
        remarks: remarks(ctx, date, Some(dates), &closed),
        starts: stored::count(series.starts_at_minute)?,
        length: stored::count(series.length_minutes)?,
        room: series.room,
    })
}

/// The first day after another one that a meeting is held on by the rhythm.
fn next_day(rhythm: Rhythm, after: NaiveDate, closed: &Closed) -> Option<NaiveDate> {
    let found = rhythm.occurrences(after, usize::MAX, |day| closed.on(day));
    found.into_iter().find_map(|found| found.held_on)
}

/// When the schools of the region are closed.
pub(crate) struct Closed {
    region: SchoolRegion,
    all: Vec<SchoolHoliday>,
}

impl Closed {
    /// From the content file, for the school region of this region.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn load(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Self> {
        let region = region::Entity::find_by_id(ctx.region().0)
            .one(tx)
            .await?
            .ok_or(Error::NotFound)?;
        let region: SchoolRegion = serde_json::from_value(region.school_region.into())?;
        let all = school_holidays(region)?;
        Ok(Self { region, all })
    }

    /// Whether they are closed on a day; a year nothing is known of has no school holidays.
    pub(crate) fn on(&self, day: NaiveDate) -> bool {
        self.during(day).is_some()
    }

    fn during(&self, day: NaiveDate) -> Option<&SchoolHoliday> {
        during(day, self.region, &self.all)
    }

    /// Whether anything is known of the year of a day.
    pub(crate) fn knows(&self, day: NaiveDate) -> bool {
        has_data(day.year(), self.region, &self.all)
    }
}

/// What the calendar says about a day, and whether proposals for it were due already.
pub(super) fn remarks(
    ctx: &Ctx,
    date: NaiveDate,
    dates: Option<Deadlines>,
    closed: &Closed,
) -> Vec<DayRemark> {
    let mut remarks = Vec::new();
    let named = holidays(date.year()).into_iter();
    let named = named.filter(|(day, _)| *day == date);
    remarks.extend(named.map(|(_, holiday)| DayRemark::Holiday(holiday)));
    if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
        remarks.push(DayRemark::Weekend);
    }
    if !closed.knows(date) {
        remarks.push(DayRemark::NoSchoolData);
    } else if let Some(holiday) = closed.during(date) {
        remarks.push(DayRemark::School(holiday.name.clone()));
    }
    if dates.is_some_and(|dates| dates.submission_due < ctx.today()) {
        remarks.push(DayRemark::SubmissionPassed);
    }
    remarks
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
