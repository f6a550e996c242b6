//! Dates and times as words, the Dutch way: lower case, a point in the time.

use chrono::{Datelike, NaiveDate, Weekday};

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// The day of the week: "dinsdag".
pub fn weekday_nl(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "maandag",
        Weekday::Tue => "dinsdag",
        Weekday::Wed => "woensdag",
        Weekday::Thu => "donderdag",
        Weekday::Fri => "vrijdag",
        Weekday::Sat => "zaterdag",
        Weekday::Sun => "zondag",
    }
}

/// The month: "december".
pub fn month_nl(date: NaiveDate) -> &'static str {
    MONTHS
        .get(date.month0() as usize)
        .copied()
        .unwrap_or_default()
}

/// "dinsdag 8 december 2026".
pub fn long_date(date: NaiveDate) -> String {
    format!("{} {}", weekday_day_month(date), date.year())
}

/// "8 december".
pub fn day_month(date: NaiveDate) -> String {
    format!("{} {}", date.day(), month_nl(date))
}

/// "dinsdag 8 december".
pub fn weekday_day_month(date: NaiveDate) -> String {
    format!("{} {}", weekday_nl(date.weekday()), day_month(date))
}

/// A time for professionals, so that columns align: "09.05 uur".
pub fn clock(hour: u32, minute: u32) -> String {
    format!("{hour:02}.{minute:02} uur")
}

/// A time for guests, as it is said: "9.05 uur".
pub fn clock_for_guests(hour: u32, minute: u32) -> String {
    format!("{hour}.{minute:02} uur")
}

/// How far `date` is from `today`: "vandaag", "morgen", "over 4 dagen", "6 dagen geleden".
pub fn relative_day(date: NaiveDate, today: NaiveDate) -> String {
    match (date - today).num_days() {
        0 => "vandaag".to_owned(),
        1 => "morgen".to_owned(),
        -1 => "gisteren".to_owned(),
        ahead if ahead > 0 => format!("over {ahead} dagen"),
        ago => format!("{} dagen geleden", -ago),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_words() {
        let date = NaiveDate::from_ymd_opt(2026, 12, 8).unwrap();
        assert_eq!(long_date(date), "dinsdag 8 december 2026");
        assert_eq!(weekday_day_month(date), "dinsdag 8 december");
        assert_eq!(day_month(date), "8 december");
        let names: Vec<_> = date
            .iter_days()
            .take(7)
            .map(|day| weekday_nl(day.weekday()))
            .collect();
        assert_eq!(
            names,
            [
                "dinsdag",
                "woensdag",
                "donderdag",
                "vrijdag",
                "zaterdag",
                "zondag",
                "maandag"
            ]
        );
    }

    #[test]
    fn times_have_a_point_and_guests_no_leading_zero() {
        assert_eq!(clock(9, 5), "09.05 uur");
        assert_eq!(clock_for_guests(9, 5), "9.05 uur");
        assert_eq!(clock_for_guests(14, 30), "14.30 uur");
    }

    #[test]
    fn nearness_is_said_plainly() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 30).unwrap();
        let said = [-6, -1, 0, 1, 4]
            .map(|days| relative_day(today + chrono::TimeDelta::days(days), today));
        assert_eq!(
            said,
            [
                "6 dagen geleden",
                "gisteren",
                "vandaag",
                "morgen",
                "over 4 dagen"
            ]
        );
    }
}
