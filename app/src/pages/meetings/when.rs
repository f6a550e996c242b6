//! Days and times of a meeting as Dutch words.

use chrono::{DateTime, Utc};
use domain::calendar;
use service::clock::{local_date, local_minutes};

use crate::i18n::Locale;
use crate::say;

/// "8 december 2026".
pub fn day(at: DateTime<Utc>) -> String {
    use chrono::Datelike;
    let date = local_date(at);
    format!("{} {}", calendar::day_month(date), date.year())
}

/// "dinsdag 8 december 2026".
pub fn long(at: DateTime<Utc>) -> String {
    calendar::long_date(local_date(at))
}

/// "09.05", for columns.
pub fn bare(minutes: u32) -> String {
    format!("{:02}.{:02}", minutes / 60 % 24, minutes % 60)
}

/// "09.05", of an instant.
pub fn time(at: DateTime<Utc>) -> String {
    bare(local_minutes(at))
}

/// "09.00 tot 10.30 uur".
pub fn span(from: DateTime<Utc>, to: DateTime<Utc>) -> String {
    say!(Locale::Nl, meetings.span, from = time(from), to = time(to))
}

/// "dinsdag 8 december 2026, 09.05 uur".
pub fn exact(at: DateTime<Utc>) -> String {
    say!(Locale::Nl, meetings.exact, day = long(at), time = time(at))
}

/// From when until when a meeting lasts.
pub fn length(at: DateTime<Utc>, minutes: u32) -> String {
    span(at, at + chrono::TimeDelta::minutes(i64::from(minutes)))
}
