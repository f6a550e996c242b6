//! Working days and the days that are none (Algemene termijnenwet, art. 3).

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A day on which no term of the law ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holiday {
    /// Nieuwjaarsdag, 1 January.
    NewYearsDay,
    /// Goede Vrijdag; not on the list, but equated with it (art. 3, second paragraph).
    GoodFriday,
    /// Eerste paasdag: a Sunday, so the law need not name it.
    EasterSunday,
    /// Tweede paasdag.
    EasterMonday,
    /// Koningsdag, 27 April, or the 26th when that is a Sunday.
    KingsDay,
    /// Bevrijdingsdag, 5 May, every year.
    LiberationDay,
    /// Hemelvaartsdag.
    AscensionDay,
    /// Eerste pinksterdag: a Sunday.
    WhitSunday,
    /// Tweede pinksterdag.
    WhitMonday,
    /// Eerste kerstdag.
    ChristmasDay,
    /// Tweede kerstdag.
    SecondChristmasDay,
}

/// The holidays of a year (Gregorian, 1900 to 2199) in order of date; empty outside those.
pub fn holidays(year: i32) -> Vec<(NaiveDate, Holiday)> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let from_easter = |offset: i64| easter(year).and_then(|date| shift(date, offset));
    let kings_day = day(4, 27).map(|date| match date.weekday() {
        Weekday::Sun => date - Days::new(1),
        _ => date,
    });
    let mut days: Vec<(NaiveDate, Holiday)> = [
        (day(1, 1), Holiday::NewYearsDay),
        (from_easter(-2), Holiday::GoodFriday),
        (from_easter(0), Holiday::EasterSunday),
        (from_easter(1), Holiday::EasterMonday),
        (kings_day, Holiday::KingsDay),
        (day(5, 5), Holiday::LiberationDay),
        (from_easter(39), Holiday::AscensionDay),
        (from_easter(49), Holiday::WhitSunday),
        (from_easter(50), Holiday::WhitMonday),
        (day(12, 25), Holiday::ChristmasDay),
        (day(12, 26), Holiday::SecondChristmasDay),
    ]
    .into_iter()
    .filter_map(|(date, holiday)| date.map(|date| (date, holiday)))
    .filter(|_| (1900..2200).contains(&year))
    .collect();
    days.sort_by_key(|(date, _)| *date);
    days
}

/// Whether `date` is neither in a weekend nor a holiday (Algemene termijnenwet, art. 3).
pub fn is_working_day(date: NaiveDate) -> bool {
    let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    !is_weekend
        && holidays(date.year())
            .iter()
            .all(|(holiday, _)| *holiday != date)
}

/// The `count`-th working day after `date`; `date` itself does not count, and comes back
/// unchanged for zero. Stops at the end of the calendar.
pub fn plus_working_days(date: NaiveDate, count: u32) -> NaiveDate {
    walk(date, count, NaiveDate::succ_opt)
}

/// The `count`-th working day before `date`; `date` itself does not count, and comes back
/// unchanged for zero. Stops at the start of the calendar.
pub fn minus_working_days(date: NaiveDate, count: u32) -> NaiveDate {
    walk(date, count, NaiveDate::pred_opt)
}

/// The number of working days after `from` up to and including `to`; zero when `to` is not
/// later. So `working_days_between(d, plus_working_days(d, n)) == n`.
pub fn working_days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    let days = from
        .iter_days()
        .skip(1)
        .take_while(|day| *day <= to)
        .filter(|day| is_working_day(*day));
    u32::try_from(days.count()).unwrap_or(u32::MAX)
}

fn walk(date: NaiveDate, count: u32, step: fn(&NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
    let mut day = date;
    let mut left = count;
    while left > 0
        && let Some(next) = step(&day)
    {
        day = next;
        left -= u32::from(is_working_day(day));
    }
    day
}

fn shift(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    date.checked_add_signed(chrono::TimeDelta::days(days))
}

/// Easter Sunday in the Gregorian calendar (computus of Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - correction + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let ordinal = moon + sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(ordinal / 31).ok()?,
        u32::try_from(ordinal % 31 + 1).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    /// Year; Good Friday, Easter Monday, King's Day, Ascension Day, Whit Monday.
    const TABLE: [(i32, [(u32, u32); 5]); 7] = [
        (2024, [(3, 29), (4, 1), (4, 27), (5, 9), (5, 20)]),
        (2025, [(4, 18), (4, 21), (4, 26), (5, 29), (6, 9)]),
        (2026, [(4, 3), (4, 6), (4, 27), (5, 14), (5, 25)]),
        (2027, [(3, 26), (3, 29), (4, 27), (5, 6), (5, 17)]),
        (2028, [(4, 14), (4, 17), (4, 27), (5, 25), (6, 5)]),
        (2029, [(3, 30), (4, 2), (4, 27), (5, 10), (5, 21)]),
        (2030, [(4, 19), (4, 22), (4, 27), (5, 30), (6, 10)]),
    ];

    #[test]
    fn moving_holidays_fall_where_the_diary_has_them() {
        let kinds = [
            Holiday::GoodFriday,
            Holiday::EasterMonday,
            Holiday::KingsDay,
            Holiday::AscensionDay,
            Holiday::WhitMonday,
        ];
        for (year, days) in TABLE {
            let all = holidays(year);
            assert!(all.is_sorted_by_key(|(date, _)| *date));
            for (kind, (month, day)) in kinds.into_iter().zip(days) {
                let found = all.iter().find(|(_, holiday)| *holiday == kind).unwrap().0;
                assert_eq!(found, date(year, month, day), "{kind:?}");
                assert!(!is_working_day(found));
            }
            for (month, day) in [(1, 1), (5, 5), (12, 25), (12, 26)] {
                assert!(!is_working_day(date(year, month, day)));
            }
        }
    }

    #[test]
    fn days_are_counted_around_holidays_and_weekends() {
        assert_eq!(plus_working_days(date(2026, 12, 24), 1), date(2026, 12, 28));
        assert_eq!(
            minus_working_days(date(2026, 12, 8), 10),
            date(2026, 11, 24)
        );
        assert_eq!(minus_working_days(date(2026, 12, 8), 5), date(2026, 12, 1));
        assert_eq!(plus_working_days(date(2026, 4, 2), 1), date(2026, 4, 7));
        assert_eq!(plus_working_days(date(2026, 5, 2), 0), date(2026, 5, 2));
        assert_eq!(working_days_between(date(2026, 4, 2), date(2026, 4, 7)), 1);
        assert_eq!(working_days_between(date(2026, 4, 7), date(2026, 4, 2)), 0);
    }

    #[test]
    fn counting_and_walking_agree() {
        for start in date(2024, 1, 1).iter_days().take(2000) {
            for count in [0, 1, 5, 10] {
                let end = plus_working_days(start, count);
                assert_eq!(working_days_between(start, end), count);
                assert!(count == 0 || is_working_day(end));
                assert!(
                    count == 0
                        || minus_working_days(end, count) <= plus_working_days(start, 0)
                        || !is_working_day(start)
                );
            }
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_ends() {
        assert_eq!(plus_working_days(NaiveDate::MAX, 3), NaiveDate::MAX);
        assert_eq!(minus_working_days(NaiveDate::MIN, 3), NaiveDate::MIN);
        assert!(holidays(2200).is_empty());
    }
}
