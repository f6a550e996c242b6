//! Days as Dutch administration counts and writes them. Pure: the current day is a parameter.

mod holidays;
mod school;
mod words;

pub use holidays::{
    Holiday, holidays, is_working_day, minus_working_days, plus_working_days, working_days_between,
};
pub use school::{SchoolHoliday, SchoolRegion, during, has_data};
pub use words::{
    clock, clock_for_guests, day_month, long_date, month_nl, relative_day, weekday_day_month,
    weekday_nl,
};

use chrono::{Datelike, NaiveDate};

/// By how many days `today` is past `due`; zero when it is not.
pub fn days_late(due: NaiveDate, today: NaiveDate) -> u32 {
    u32::try_from((today - due).num_days()).unwrap_or(0)
}

/// The week number, as ISO 8601 and Dutch diaries count: weeks start on Monday, and week 1
/// holds the first Thursday of the year.
pub fn week_number(date: NaiveDate) -> u32 {
    date.iso_week().week()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lateness_never_goes_below_zero() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        assert_eq!(days_late(day(10), day(16)), 6);
        assert_eq!(days_late(day(10), day(10)), 0);
        assert_eq!(days_late(day(10), day(9)), 0);
    }

    #[test]
    fn weeks_follow_iso_8601() {
        for ((y, m, d), week) in [
            ((2026, 12, 8), 50),
            ((2027, 1, 1), 53),
            ((2027, 1, 4), 1),
            ((2024, 12, 30), 1),
        ] {
            assert_eq!(week_number(NaiveDate::from_ymd_opt(y, m, d).unwrap()), week);
        }
    }
}
