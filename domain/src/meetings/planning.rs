//! Dates and times that follow from when a meeting starts.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// Working days before the meeting on which proposals are due.
pub const SUBMISSION_WORKING_DAYS: u32 = 10;
/// Working days before the meeting on which the agenda is due.
pub const PUBLICATION_WORKING_DAYS: u32 = 5;

/// What is proposed to the director, who may choose otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// The last day for proposals.
    pub submission_due: NaiveDate,
    /// The day the agenda is published.
    pub publication_due: NaiveDate,
}

/// Plans back from the day of the meeting (`docs/domain.md#planning`).
///
/// `back(day, n)` answers the day that lies `n` working days before `day`.
pub fn proposed_dates(
    starts_on: NaiveDate,
    back: impl Fn(NaiveDate, u32) -> NaiveDate,
) -> Deadlines {
    Deadlines {
        submission_due: back(starts_on, SUBMISSION_WORKING_DAYS),
        publication_due: back(starts_on, PUBLICATION_WORKING_DAYS),
    }
}

/// Whether a day comes too soon for the ordinary terms, so that a meeting on it is an urgent one
/// (`docs/domain.md#urgent`).
///
/// `back` as for [`proposed_dates`].
pub fn is_urgent(
    starts_on: NaiveDate,
    today: NaiveDate,
    back: impl Fn(NaiveDate, u32) -> NaiveDate,
) -> bool {
    proposed_dates(starts_on, back).submission_due < today
}

/// From when until when each item lasts, one after the other; `minutes` in agenda order.
pub fn clock_times(start: DateTime<Utc>, minutes: &[u32]) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let mut from = start;
    minutes
        .iter()
        .map(|length| {
            let to = from + TimeDelta::minutes(i64::from(*length));
            (std::mem::replace(&mut from, to), to)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    #[test]
    fn proposals_come_before_the_agenda() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
        let calendar_days = |day: NaiveDate, n: u32| day - Days::new(u64::from(n));
        let dates = proposed_dates(day, calendar_days);
        assert_eq!(dates.submission_due, day - Days::new(10));
        assert_eq!(dates.publication_due, day - Days::new(5));
    }

    #[test]
    fn a_day_is_urgent_when_proposals_would_have_been_due_before_today() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
        let calendar_days = |day: NaiveDate, n: u32| day - Days::new(u64::from(n));
        let in_days = |days| today + Days::new(days);
        assert!(is_urgent(today, today, calendar_days));
        assert!(is_urgent(in_days(9), today, calendar_days));
        assert!(!is_urgent(in_days(10), today, calendar_days));
    }

    #[test]
    fn one_item_ends_where_the_next_begins() {
        let start = DateTime::UNIX_EPOCH;
        let at = |minutes| start + TimeDelta::minutes(minutes);
        assert_eq!(
            clock_times(start, &[5, 0, 20]),
            [(at(0), at(5)), (at(5), at(5)), (at(5), at(25))]
        );
        assert_eq!(clock_times(start, &[]), []);
    }
}
