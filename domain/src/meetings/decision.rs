//! A decision is drafted at the table and takes effect when it is confirmed at closing.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::vocabulary::Outcome;
use crate::fault::{Code, Faults, NotNow};
use crate::id::PersonId;
use crate::people::words::machine_words;

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
    fn no_decision_without_an_outcome() {
        assert_eq!(
            fields(Verdict::new(None, Some("Reden".into()))),
            ["outcome"]
        );
    }
}
