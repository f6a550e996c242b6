//! Taking the place of a colleague at one meeting, and until when that counts.

use chrono::{DateTime, NaiveDate, Utc};

use crate::calendar::plus_working_days;
use crate::fault::NotNow;
use crate::meetings::MeetingState;

/// The working days after closing in which a deputy still reads what was decided: five in which the
/// minutes are written and five in which they are objected to (`docs/domain.md#deputies`).
pub const AFTERWARDS: u32 = 10;

/// Whether the place of a deputy counts today, at a meeting in this state. `day_of` is the day of an
/// instant in the Netherlands.
pub fn counts(
    state: &MeetingState,
    day_of: impl FnOnce(DateTime<Utc>) -> NaiveDate,
    today: NaiveDate,
) -> bool {
    match state {
        MeetingState::Planned
        | MeetingState::Collecting
        | MeetingState::Published { .. }
        | MeetingState::InProgress { .. } => true,
        MeetingState::Closed { at, .. } => today <= plus_working_days(day_of(*at), AFTERWARDS),
        MeetingState::Cancelled { .. } => false,
    }
}

/// Refuses to name a deputy for a meeting that is over.
///
/// # Errors
/// [`NotNow`] once it is closed or cancelled.
pub fn nameable(state: &MeetingState) -> Result<(), NotNow> {
    match state {
        MeetingState::Closed { .. } | MeetingState::Cancelled { .. } => Err(NotNow {
            state: state.word(),
            operation: "name_deputy",
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use uuid::Uuid;

    use super::*;
    use crate::id::PersonId;
    use crate::meetings::Minutes;

    fn on(day: u32) -> DateTime<Utc> {
        let day = NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default();
        day.and_time(chrono::NaiveTime::MIN).and_utc()
    }

    fn count(state: &MeetingState, today: DateTime<Utc>) -> bool {
        counts(state, |at| at.date_naive(), today.date_naive())
    }

    #[test]
    fn a_place_counts_until_the_minutes_can_be_objected_to_no_more() {
        let by = PersonId(Uuid::nil());
        // A Wednesday: ten working days later it is Wednesday again.
        let closed = MeetingState::Closed {
            at: on(4),
            by,
            minutes: Minutes::Missing,
        };
        assert!(count(&MeetingState::Planned, on(4)));
        assert!(count(&closed, on(18)));
        assert!(!count(&closed, on(19)));
        let reason = String::new();
        let cancelled = MeetingState::Cancelled {
            at: on(4),
            by,
            reason,
        };
        assert!(!count(&cancelled, on(4)));
    }

    #[test]
    fn nobody_is_named_once_it_is_over() {
        let by = PersonId(Uuid::nil());
        let at = on(4) + TimeDelta::hours(1);
        assert!(nameable(&MeetingState::Collecting).is_ok());
        assert!(
            nameable(&MeetingState::Closed {
                at,
                by,
                minutes: Minutes::Missing
            })
            .is_err()
        );
    }
}
