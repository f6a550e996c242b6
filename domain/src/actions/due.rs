//! The dates of an action: when to answer, when it is due, and how often that slipped.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::state::ActionState;
use crate::fault::Code;
use crate::id::PersonId;

/// Working days an organisation has to accept or decline.
pub const ACCEPT_WORKING_DAYS: u32 = 3;
/// How often a due date may slip without a reason.
pub const FREE_POSTPONEMENTS: usize = 2;

/// The last day to accept or decline (`docs/domain.md#action-dates`).
///
/// `forward(day, n)` answers the day that lies `n` working days after `day`.
pub fn accept_by(
    assigned_on: NaiveDate,
    forward: impl Fn(NaiveDate, u32) -> NaiveDate,
) -> NaiveDate {
    forward(assigned_on, ACCEPT_WORKING_DAYS)
}

/// How many days the action is late; nothing when it is not, or no longer, waiting to be done.
///
/// A claim stops the count: from then on the director is the one who is waited for.
pub fn days_late(state: &ActionState, due: NaiveDate, today: NaiveDate) -> Option<i64> {
    let waiting = state.is_open() && !matches!(state, ActionState::ReportedDone { .. });
    let late = today.signed_duration_since(due).num_days();
    (waiting && late > 0).then_some(late)
}

/// One time that the due date moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postponement {
    /// The date until then.
    pub from: NaiveDate,
    /// The date from then on.
    pub to: NaiveDate,
    /// When it was moved.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: PersonId,
    /// Why; always there from the third time on.
    pub reason: Option<String>,
}

/// A due date with its honest history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slippage {
    /// The date that counts now.
    pub due: NaiveDate,
    /// What it was before, oldest first.
    pub history: Vec<Postponement>,
}

impl Slippage {
    /// A date that has not slipped yet.
    pub const fn new(due: NaiveDate) -> Self {
        Self {
            due,
            history: Vec::new(),
        }
    }

    /// Whether the next postponement needs a reason.
    pub fn needs_reason(&self) -> bool {
        self.history.len() >= FREE_POSTPONEMENTS
    }

    /// Moves the date to a later one (`docs/domain.md#action-dates`).
    ///
    /// Refuses a date before `today`, a date not later than the present one, and the third and
    /// later times without a reason.
    pub fn postpone(
        mut self,
        to: NaiveDate,
        today: NaiveDate,
        at: DateTime<Utc>,
        by: PersonId,
        reason: Option<String>,
    ) -> Result<Self, Code> {
        let reason = reason.filter(|text| !text.trim().is_empty());
        if to < today {
            return Err(Code::InThePast);
        }
        if to <= self.due {
            return Err(Code::WrongOrder);
        }
        if self.needs_reason() && reason.is_none() {
            return Err(Code::ReasonNeeded);
        }
        self.history.push(Postponement {
            from: self.due,
            to,
            at,
            by,
            reason,
        });
        self.due = to;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use uuid::Uuid;

    use super::*;

    const AT: DateTime<Utc> = DateTime::UNIX_EPOCH;
    const WHO: PersonId = PersonId(Uuid::nil());

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, n).unwrap()
    }

    fn postpone(date: Slippage, to: u32, reason: Option<&str>) -> Result<Slippage, Code> {
        date.postpone(day(to), day(2), AT, WHO, reason.map(Into::into))
    }

    #[test]
    fn the_third_postponement_needs_a_reason() {
        let date = Slippage::new(day(3));
        let date = postpone(postpone(date, 5, None).unwrap(), 9, None).unwrap();
        assert_eq!(postpone(date.clone(), 12, None), Err(Code::ReasonNeeded));
        assert_eq!(
            postpone(date.clone(), 12, Some(" ")),
            Err(Code::ReasonNeeded)
        );
        let date = postpone(date, 12, Some("Wacht op besluit.")).unwrap();
        assert_eq!(date.due, day(12));
        let line: Vec<_> = date
            .history
            .iter()
            .map(|step| (step.from, step.to))
            .collect();
        assert_eq!(
            line,
            [(day(3), day(5)), (day(5), day(9)), (day(9), day(12))]
        );
    }

    #[test]
    fn a_date_only_moves_to_later() {
        assert_eq!(
            postpone(Slippage::new(day(8)), 8, None),
            Err(Code::WrongOrder)
        );
        assert_eq!(
            postpone(Slippage::new(day(8)), 1, None),
            Err(Code::InThePast)
        );
    }

    #[test]
    fn three_working_days_to_answer() {
        let calendar_days = |day: NaiveDate, n: u32| day + Days::new(u64::from(n));
        let last = accept_by(day(2), calendar_days);
        assert_eq!(last, day(5));
        let silent = ActionState::Assigned { at: AT, by: WHO };
        assert!(!silent.is_unaccepted(last, last));
        assert!(silent.is_unaccepted(day(6), last));
        assert!(!ActionState::Accepted { at: AT, by: WHO }.is_unaccepted(day(6), last));
    }

    #[test]
    fn lateness_counts_until_the_claim() {
        let busy = ActionState::InProgress { at: AT, by: WHO };
        assert_eq!(days_late(&busy, day(3), day(3)), None);
        assert_eq!(days_late(&busy, day(3), day(7)), Some(4));
        let claimed = ActionState::ReportedDone {
            at: AT,
            by: WHO,
            feedback: String::new(),
        };
        assert_eq!(days_late(&claimed, day(3), day(7)), None);
        let gone = ActionState::Cancelled {
            at: AT,
            by: WHO,
            reason: String::new(),
        };
        assert_eq!(days_late(&gone, day(3), day(7)), None);
    }
}
