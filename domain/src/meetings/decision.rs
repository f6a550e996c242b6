//! A decision is drafted at the table and takes effect when it is confirmed at closing.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use std::fmt;

use super::vocabulary::{Outcome, Part, part_of};
use crate::fault::{Code, Faults, NotNow};
use crate::id::PersonId;
use crate::people::Class;
use crate::people::words::machine_words;

/// The number of a decision: each part of a meeting counts its own from one, so that whoever is out
/// of the closed part does not count along (`docs/domain.md#decisions`). Shows as `3`, and as `B3`
/// in the closed part; the open part sorts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DecisionNumber {
    closed: bool,
    number: i32,
}

impl DecisionNumber {
    /// The number within the part that an item of this class belongs to.
    pub fn of(class: Class, number: i32) -> Self {
        let closed = part_of(class) == Part::Closed;
        Self { closed, number }
    }
}

impl fmt::Display for DecisionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.closed { "B" } else { "" }, self.number)
    }
}

/// An outcome with the motivation it needs; only [`Verdict::new`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// How the question ended.
    pub outcome: Outcome,
    /// Why; present for every outcome but [`Outcome::Adopted`].
    pub motivation: Option<String>,
}

impl Verdict {
    /// Checks that a decision can be confirmed (`docs/domain.md#decisions`).
    ///
    /// Refuses a missing `outcome`, and a missing `motivation` unless the proposal was adopted
    /// as it stood. A motivation of only white space counts as missing.
    pub fn new(outcome: Option<Outcome>, motivation: Option<String>) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let motivation = motivation.filter(|text| !text.trim().is_empty());
        if motivation.is_none() && outcome.is_some_and(|outcome| outcome != Outcome::Adopted) {
            faults.add("motivation", Code::ReasonNeeded);
        }
        match faults.keep("outcome", outcome.ok_or(Code::Empty)) {
            Some(outcome) if faults.is_empty() => Ok(Self {
                outcome,
                motivation,
            }),
            _ => Err(faults),
        }
    }
}

/// Where a decision is in its life (`docs/domain.md#decisions`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum DecisionState {
    /// Captured at the table; not in effect.
    Draft,
    /// Read out and confirmed; in effect, and never changed again.
    Confirmed {
        at: DateTime<Utc>,
        by: PersonId,
        outcome: Outcome,
        motivation: Option<String>,
    },
}

machine_words!(DecisionState { Draft = "draft", Confirmed = "confirmed" });

impl DecisionState {
    /// Makes a draft effective.
    pub fn confirm(
        self,
        verdict: Verdict,
        at: DateTime<Utc>,
        by: PersonId,
    ) -> Result<Self, NotNow> {
        match self {
            Self::Draft => {
                let Verdict {
                    outcome,
                    motivation,
                } = verdict;
                Ok(Self::Confirmed {
                    at,
                    by,
                    outcome,
                    motivation,
                })
            }
            other @ Self::Confirmed { .. } => other.refuse("confirm"),
        }
    }

    /// The outcome, once it is in effect.
    pub const fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::Draft => None,
            Self::Confirmed { outcome, .. } => Some(*outcome),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(refused: Result<Verdict, Faults>) -> Vec<String> {
        refused.err().map_or_else(Vec::new, |faults| {
            faults
                .into_vec()
                .into_iter()
                .map(|fault| fault.field)
                .collect()
        })
    }

    #[test]
    fn only_adopting_goes_without_a_motivation() {
        for outcome in Outcome::ALL {
            let bare = Verdict::new(Some(outcome), None);
            assert_eq!(bare.is_ok(), outcome == Outcome::Adopted, "{outcome:?}");
            let blank = Verdict::new(Some(outcome), Some("  ".into()));
            assert_eq!(blank.is_ok(), outcome == Outcome::Adopted, "{outcome:?}");
            assert!(Verdict::new(Some(outcome), Some("Omdat het kan.".into())).is_ok());
        }
        assert_eq!(
            fields(Verdict::new(Some(Outcome::Amended), None)),
            ["motivation"]
        );
    }

    #[test]
    fn each_part_counts_its_own_and_the_open_part_comes_first() {
        let mut numbers = [
            DecisionNumber::of(Class::K3, 1),
            DecisionNumber::of(Class::K1, 2),
            DecisionNumber::of(Class::K2, 2),
            DecisionNumber::of(Class::K0, 1),
        ];
        numbers.sort();
        assert_eq!(
            numbers.map(|number| number.to_string()),
            ["1", "2", "B1", "B2"]
        );
    }

    #[test]
    fn no_decision_without_an_outcome() {
        assert_eq!(
            fields(Verdict::new(None, Some("Reden".into()))),
            ["outcome"]
        );
    }
}
