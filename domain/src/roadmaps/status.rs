//! The status of a step: derived up to "criteria met", a recorded decision beyond it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::criterion::{Answer, CriterionFacts, all_met};
use crate::fault::NotNow;
use crate::id::PersonId;
use crate::people::words::{state_words, words};

/// Days before its due date from which an unfinished step is at risk.
pub const RISK_DAYS: i64 = 30;

words! {
    /// How far a step is (`docs/domain.md#step-status`); a later value is further.
    StepStatus {
        /// Nothing answered.
        NotStarted = "not_started",
        /// A bottleneck is in the way.
        Blocked = "blocked",
        /// Due soon or past due, with criteria open.
        AtRisk = "at_risk",
        /// Something answered.
        InProgress = "in_progress",
        /// Every criterion is met; a claim.
        CriteriaMet = "criteria_met",
        /// Somebody has looked and confirmed it.
        Verified = "verified",
        /// Secured: budget, owner and review are arranged.
        Embedded = "embedded",
        /// Does not apply here.
        NotApplicable = "not_applicable",
    }
}

/// What was decided about a step, with name and date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Recorded {
    /// The criteria are indeed met.
    Verified { at: DateTime<Utc>, by: PersonId },
    /// The result is secured.
    Embedded { at: DateTime<Utc>, by: PersonId },
    /// The step is left out, for a reason.
    NotApplicable {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
}

state_words!(Recorded {
    Verified = "verified",
    Embedded = "embedded",
    NotApplicable = "not_applicable",
});

words! {
    /// What taking a piece of evidence away asks for.
    Removal {
        /// Nothing: nobody relied on it yet.
        Free = "free",
        /// A reason, because somebody looked at it and confirmed the result. It stays with the step
        /// until somebody confirms it again.
        Explained = "explained",
    }
}

/// Evidence that was taken from under a confirmed result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: PersonId,
    /// Why.
    pub reason: String,
}

/// What the status follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepFacts<'a> {
    /// The criteria with their answers.
    pub criteria: &'a [CriterionFacts],
    /// How many bottlenecks of this step are open.
    pub open_bottlenecks: usize,
    /// When the step is due, if that was agreed.
    pub due: Option<NaiveDate>,
    /// What was decided about it, if anything.
    pub recorded: Option<&'a Recorded>,
}

/// Derives the status (`docs/domain.md#step-status`).
///
/// Not applicable goes before all. Met criteria go before bottlenecks and dates; unmet ones
/// undo what was verified or embedded.
pub fn derive(facts: &StepFacts<'_>, today: NaiveDate) -> StepStatus {
    let met = all_met(facts.criteria);
    match facts.recorded {
        Some(Recorded::NotApplicable { .. }) => return StepStatus::NotApplicable,
        Some(Recorded::Embedded { .. }) if met => return StepStatus::Embedded,
        Some(Recorded::Verified { .. }) if met => return StepStatus::Verified,
        _ if met => return StepStatus::CriteriaMet,
        _ => {}
    }
    if facts.open_bottlenecks > 0 {
        StepStatus::Blocked
    } else if is_near(facts.due, today) {
        StepStatus::AtRisk
    } else if facts
        .criteria
        .iter()
        .any(|criterion| criterion.answer != Answer::Open)
    {
        StepStatus::InProgress
    } else {
        StepStatus::NotStarted
    }
}

/// The status of today from one that was derived on an earlier day.
///
/// Time alone does one thing only: it brings the due date of unfinished work near.
pub fn as_of(derived: StepStatus, due: Option<NaiveDate>, today: NaiveDate) -> StepStatus {
    match derived {
        StepStatus::NotStarted | StepStatus::InProgress if is_near(due, today) => {
            StepStatus::AtRisk
        }
        other => other,
    }
}

fn is_near(due: Option<NaiveDate>, today: NaiveDate) -> bool {
    due.is_some_and(|due| due.signed_duration_since(today).num_days() <= RISK_DAYS)
}

/// Whether a recorded decision survives these answers.
///
/// One that does not is removed for good: meeting the criteria again asks for a new look.
pub fn still_stands(recorded: &Recorded, criteria: &[CriterionFacts]) -> bool {
    matches!(recorded, Recorded::NotApplicable { .. }) || all_met(criteria)
}

impl StepStatus {
    /// Records that somebody looked and agrees.
    pub fn verify(self, at: DateTime<Utc>, by: PersonId) -> Result<Recorded, NotNow> {
        match self {
            Self::CriteriaMet => Ok(Recorded::Verified { at, by }),
            other => other.refuse("verify"),
        }
    }

    /// Records that a verified result is secured.
    pub fn embed(self, at: DateTime<Utc>, by: PersonId) -> Result<Recorded, NotNow> {
        match self {
            Self::Verified => Ok(Recorded::Embedded { at, by }),
            other => other.refuse("embed"),
        }
    }

    /// Leaves the step out; one with a verified result stays in.
    pub fn set_aside(
        self,
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    ) -> Result<Recorded, NotNow> {
        match self {
            Self::Verified | Self::Embedded | Self::NotApplicable => self.refuse("set_aside"),
            _ => Ok(Recorded::NotApplicable { at, by, reason }),
        }
    }

    /// Takes a step that was left out back in: nothing is recorded about it any more.
    pub fn take_up(self) -> Result<(), NotNow> {
        match self {
            Self::NotApplicable => Ok(()),
            other => other.refuse("take_up"),
        }
    }

    /// Lets answers, evidence and plan change; a step that was left out is taken up first.
    pub fn change(self) -> Result<(), NotNow> {
        match self {
            Self::NotApplicable => self.refuse("change"),
            _ => Ok(()),
        }
    }

    /// What taking evidence away asks for (`docs/domain.md#step-status`).
    pub fn remove_evidence(self) -> Result<Removal, NotNow> {
        match self {
            Self::NotApplicable => self.refuse("remove_evidence"),
            Self::Verified | Self::Embedded => Ok(Removal::Explained),
            _ => Ok(Removal::Free),
        }
    }

    /// Whether it counts as progress: criteria met, or further.
    pub const fn is_reached(self) -> bool {
        matches!(self, Self::CriteriaMet | Self::Verified | Self::Embedded)
    }

    const fn refuse<T>(self, operation: &'static str) -> Result<T, NotNow> {
        Err(NotNow {
            state: self.word(),
            operation,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every combination of answers, bottlenecks, decisions and due dates around the limit.
    #[test]
    fn a_later_day_gives_what_deriving_anew_would_give() {
        let day = |n| NaiveDate::from_ymd_opt(2026, 3, 1).map(|first| first + chrono::Days::new(n));
        let (at, by) = (DateTime::UNIX_EPOCH, PersonId(uuid::Uuid::nil()));
        let decisions = [
            None,
            Some(Recorded::Verified { at, by }),
            Some(Recorded::Embedded { at, by }),
        ];
        for answer in Answer::ALL {
            for (evidence, open_bottlenecks) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                for recorded in &decisions {
                    for due in [None, day(20), day(31), day(40)] {
                        let criteria = [CriterionFacts { answer, evidence }];
                        let facts = StepFacts {
                            criteria: &criteria,
                            open_bottlenecks,
                            due,
                            recorded: recorded.as_ref(),
                        };
                        let (first, later) = (day(0).unwrap(), day(9).unwrap());
                        let derived = derive(&facts, first);
                        assert_eq!(as_of(derived, due, later), derive(&facts, later));
                    }
                }
            }
        }
    }
}
