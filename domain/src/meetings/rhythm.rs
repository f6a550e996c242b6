//! When a series meets: a day that returns, and what happens when nobody is there on it.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::calendar::is_working_day;
use crate::people::words::words;

/// How far ahead a rhythm has to give a day to be one, in months (`docs/domain.md#rhythm`).
pub const REACH: u32 = 24;
/// The most weeks between two meetings.
pub const WEEKS: u32 = 26;
/// The most months between two meetings.
pub const MONTHS: u32 = 12;

words! {
    /// Which of the days of that name in a month.
    Which {
        /// The first.
        First = "first",
        /// The second.
        Second = "second",
        /// The third.
        Third = "third",
        /// The fourth.
        Fourth = "fourth",
        /// The last, be it the fourth or the fifth.
        Last = "last",
    }
}

words! {
    /// The days on which a series can meet; nobody meets in a weekend.
    Workday {
        /// Maandag.
        Monday = "monday",
        /// Dinsdag.
        Tuesday = "tuesday",
        /// Woensdag.
        Wednesday = "wednesday",
        /// Donderdag.
        Thursday = "thursday",
        /// Vrijdag.
        Friday = "friday",
    }
}

impl Workday {
    /// The day of the week.
    pub const fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Mon,
            Self::Tuesday => Weekday::Tue,
            Self::Wednesday => Weekday::Wed,
            Self::Thursday => Weekday::Thu,
            Self::Friday => Weekday::Fri,
        }
    }
}

words! {
    /// What becomes of a meeting on a day when nobody is there.
    Evasion {
        /// It is on that day all the same.
        Stay = "stay",
        /// It is on the first working day after it that is free.
        NextDay = "next_day",
        /// It is a week later, or as many weeks as it takes.
        NextWeek = "next_week",
        /// It is not held.
        Skip = "skip",
    }
}

/// The day that returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "every", rename_all = "snake_case")]
pub enum Beat {
    /// A named day of every so many months.
    Month {
        /// Which of those days.
        which: Which,
        /// Its name.
        day: Workday,
        /// Every how many months, 1 to [`MONTHS`].
        months: u32,
    },
    /// A named day of every so many weeks.
    Week {
        /// Its name.
        day: Workday,
        /// Every how many weeks, 1 to [`WEEKS`].
        weeks: u32,
    },
}

/// When a series meets (`docs/domain.md#rhythm`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rhythm {
    /// The day that returns.
    pub beat: Beat,
    /// A day of the week and month it was counted from: the first meeting, or any later one.
    pub from: NaiveDate,
    /// On a holiday of the Algemene termijnenwet.
    pub holiday: Evasion,
    /// In a school holiday of the region.
    pub school: Evasion,
}

/// Why a meeting is not on its own day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// A holiday of the Algemene termijnenwet.
    Holiday,
    /// A school holiday.
    School,
}

/// A day by the rhythm, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The day by the rhythm alone.
    pub by_rhythm: NaiveDate,
    /// The day it is held on; nothing when it is not held.
    pub held_on: Option<NaiveDate>,
    /// Why that is another day, or none.
    pub because: Option<Absence>,
}

impl Rhythm {
    /// The days after `after`, as the rhythm and the rules for absence give them, at most `count`
    /// and none later than [`REACH`] months from there. What is not held is told as well.
    ///
    /// `school(day)` answers whether the schools of the region are closed that day.
    pub fn occurrences(
        &self,
        after: NaiveDate,
        count: usize,
        school: impl Fn(NaiveDate) -> bool,
    ) -> Vec<Occurrence> {
        let end = after.checked_add_months(Months::new(REACH));
        let end = end.unwrap_or(NaiveDate::MAX);
        let days = self.days().take_while(|day| *day <= end);
        let judged = days.map(|day| self.judge(day, &school));
        // A meeting that moved past `after` counts, also when its own day lies before it.
        let ahead = judged.filter(|found| found.held_on.unwrap_or(found.by_rhythm) > after);
        ahead.take(count).collect()
    }

    /// Whether it gives any day at all in the time it looks ahead.
    pub fn occurs(&self, after: NaiveDate, school: impl Fn(NaiveDate) -> bool) -> bool {
        let found = self.occurrences(after, usize::MAX, school);
        found.iter().any(|occurrence| occurrence.held_on.is_some())
    }

    /// The days of the rhythm alone, from the one in the week or month it is counted from.
    fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        (0u32..).map_while(move |turn| match self.beat {
            Beat::Month { which, day, months } => {
                let first = self.from.with_day(1)?;
                let first =
                    first.checked_add_months(Months::new(turn.checked_mul(months.max(1))?))?;
                named_day(first, which, day)
            }
            Beat::Week { day, weeks } => {
                let week = self.from.week(Weekday::Mon).checked_first_day()?;
                let into = u64::from(day.weekday().num_days_from_monday());
                let later = u64::from(turn) * u64::from(weeks.max(1)) * 7;
                week.checked_add_days(Days::new(later + into))
            }
        })
    }

    fn judge(&self, day: NaiveDate, school: &impl Fn(NaiveDate) -> bool) -> Occurrence {
        let absent = |on: NaiveDate| {
            if !is_working_day(on) {
                Some((Absence::Holiday, self.holiday))
            } else if school(on) {
                Some((Absence::School, self.school))
            } else {
                None
            }
        };
        let because = absent(day).filter(|(_, evasion)| *evasion != Evasion::Stay);
        let held_on = match because {
            None => Some(day),
            Some((_, Evasion::Skip)) => None,
            Some((_, evasion)) => {
                let step = if evasion == Evasion::NextWeek { 7 } else { 1 };
                free_after(day, step, |on| {
                    let free = absent(on).is_none_or(|(_, evasion)| evasion == Evasion::Stay);
                    free && is_working_day(on)
                })
            }
        };
        Occurrence {
            by_rhythm: day,
            held_on,
            because: because.map(|(absence, _)| absence),
        }
    }
}

/// The first free day after `day`, so many days further each time; within three months of it.
fn free_after(day: NaiveDate, step: u64, free: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    let tries = (1..=90 / step).map_while(|turn| day.checked_add_days(Days::new(turn * step)));
    tries.into_iter().find(|on| free(*on))
}

/// The named day in the month of `first`, its first day.
fn named_day(first: NaiveDate, which: Which, day: Workday) -> Option<NaiveDate> {
    let nth =
        |n| NaiveDate::from_weekday_of_month_opt(first.year(), first.month(), day.weekday(), n);
    match which {
        Which::First => nth(1),
        Which::Second => nth(2),
        Which::Third => nth(3),
        Which::Fourth => nth(4),
        Which::Last => nth(5).or_else(|| nth(4)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn monthly(which: Which, day: Workday, months: u32) -> Rhythm {
        Rhythm {
            beat: Beat::Month { which, day, months },
            from: self::day(2026, 1, 1),
            holiday: Evasion::NextWeek,
            school: Evasion::Stay,
        }
    }

    fn weekly(day: Workday, weeks: u32) -> Rhythm {
        Rhythm {
            beat: Beat::Week { day, weeks },
            from: self::day(2026, 1, 14),
            holiday: Evasion::NextDay,
            school: Evasion::Stay,
        }
    }

    fn held(rhythm: Rhythm, after: NaiveDate, count: usize) -> Vec<Option<NaiveDate>> {
        let found = rhythm.occurrences(after, count, |_| false);
        found.into_iter().map(|found| found.held_on).collect()
    }

    #[test]
    fn a_named_day_of_the_month_returns() {
        let second = monthly(Which::Second, Workday::Tuesday, 1);
        let days = [day(2026, 11, 10), day(2026, 12, 8), day(2027, 1, 12)];
        assert_eq!(held(second, day(2026, 11, 1), 3), days.map(Some));
        assert_eq!(held(second, day(2026, 11, 10), 1), [Some(day(2026, 12, 8))]);
        let last = monthly(Which::Last, Workday::Friday, 3);
        let days = [day(2026, 1, 30), day(2026, 4, 24), day(2026, 7, 31)];
        assert_eq!(held(last, day(2026, 1, 1), 3), days.map(Some));
        let fourth = monthly(Which::Fourth, Workday::Monday, 1);
        assert_eq!(held(fourth, day(2026, 3, 1), 1), [Some(day(2026, 3, 23))]);
        let third = monthly(Which::Third, Workday::Wednesday, 1);
        assert_eq!(held(third, day(2026, 3, 1), 1), [Some(day(2026, 3, 18))]);
        let first = monthly(Which::First, Workday::Thursday, 1);
        assert_eq!(held(first, day(2026, 3, 1), 1), [Some(day(2026, 3, 5))]);
    }

    #[test]
    fn weeks_are_counted_from_the_week_of_the_first_meeting() {
        // 14 January 2026 lies in the week of Monday 12 January.
        let days = [day(2026, 1, 12), day(2026, 1, 26), day(2026, 2, 9)];
        let every_other = weekly(Workday::Monday, 2);
        assert_eq!(held(every_other, day(2026, 1, 1), 3), days.map(Some));
        assert_eq!(held(every_other, day(2026, 1, 12), 1), [Some(days[1])]);
    }

    #[test]
    fn a_meeting_on_a_holiday_goes_where_the_rule_says() {
        // Whit Monday 2026 is 25 May, the fourth Monday.
        let on = |holiday| Rhythm {
            holiday,
            ..monthly(Which::Fourth, Workday::Monday, 1)
        };
        let may = |holiday| on(holiday).occurrences(day(2026, 5, 4), 1, |_| false)[0];
        assert_eq!(may(Evasion::Stay).held_on, Some(day(2026, 5, 25)));
        assert_eq!(may(Evasion::Stay).because, None);
        assert_eq!(may(Evasion::NextDay).held_on, Some(day(2026, 5, 26)));
        assert_eq!(may(Evasion::NextWeek).held_on, Some(day(2026, 6, 1)));
        assert_eq!(may(Evasion::NextWeek).because, Some(Absence::Holiday));
        assert_eq!(may(Evasion::Skip).held_on, None);
        assert_eq!(may(Evasion::Skip).by_rhythm, day(2026, 5, 25));
    }

    #[test]
    fn school_holidays_have_their_own_rule_and_no_way_leads_into_a_holiday() {
        let closed = |on: NaiveDate| (day(2026, 12, 19)..=day(2027, 1, 3)).contains(&on);
        let school = |school, holiday| Rhythm {
            holiday,
            school,
            ..monthly(Which::Last, Workday::Friday, 1)
        };
        let december = |rule: Rhythm| rule.occurrences(day(2026, 12, 1), 1, closed)[0];
        // 25 December 2026 is both: the holiday comes first.
        let found = december(school(Evasion::NextDay, Evasion::NextWeek));
        assert_eq!(found.because, Some(Absence::Holiday));
        // A week later is New Year's Day, the week after that is free.
        assert_eq!(found.held_on, Some(day(2027, 1, 8)));
        let found = december(school(Evasion::NextWeek, Evasion::NextDay));
        // The first day after it that is neither is the Monday after the school holiday.
        assert_eq!(found.held_on, Some(day(2027, 1, 4)));
        let summer = |on: NaiveDate| on.month() == 7;
        let july = school(Evasion::NextDay, Evasion::Stay);
        let found = july.occurrences(day(2026, 7, 1), 1, summer)[0];
        assert_eq!(found.because, Some(Absence::School));
        assert_eq!(found.held_on, Some(day(2026, 8, 3)));
    }

    #[test]
    fn what_moved_past_the_day_that_is_asked_about_is_still_ahead() {
        let found = held(
            monthly(Which::Fourth, Workday::Monday, 1),
            day(2026, 5, 27),
            1,
        );
        assert_eq!(found, [Some(day(2026, 6, 1))]);
    }

    #[test]
    fn a_rhythm_that_is_never_held_is_known_by_it() {
        let rhythm = Rhythm {
            school: Evasion::Skip,
            ..monthly(Which::First, Workday::Monday, 12)
        };
        let january = |on: NaiveDate| on.month() == 1;
        assert!(!rhythm.occurs(day(2026, 1, 1), january));
        assert!(rhythm.occurs(day(2026, 1, 1), |_| false));
        // Nowhere to go within three months is no meeting.
        let always = Rhythm {
            school: Evasion::NextDay,
            ..monthly(Which::First, Workday::Monday, 1)
        };
        assert!(!always.occurs(day(2026, 1, 1), |_| true));
    }
}
