//! What a guest brings in is always answered: reciprocity, made countable.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::fault::NotNow;
use crate::id::{ItemId, PersonId};
use crate::people::words::machine_words;

/// Calendar days within which a contribution is answered.
pub const ANSWER_DAYS: u64 = 14;

/// Where a guest's contribution is in its life (`docs/domain.md#contributions`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ContributionState {
    /// Brought in.
    Received { at: DateTime<Utc> },
    /// Stands on an agenda; the answer is still owed.
    OnAgenda { item: ItemId },
    /// The guest was told what was done with it.
    Answered {
        at: DateTime<Utc>,
        by: PersonId,
        text: String,
    },
}

machine_words!(ContributionState {
    Received = "received",
    OnAgenda = "on_agenda",
    Answered = "answered",
});

impl ContributionState {
    /// Puts the contribution on an agenda.
    pub fn place(self, item: ItemId) -> Result<Self, NotNow> {
        match self {
            Self::Received { .. } => Ok(Self::OnAgenda { item }),
            other => other.refuse("place"),
        }
    }

    /// Tells the guest what was done with it, once.
    pub fn answer(self, at: DateTime<Utc>, by: PersonId, text: String) -> Result<Self, NotNow> {
        match self {
            Self::Received { .. } | Self::OnAgenda { .. } => Ok(Self::Answered { at, by, text }),
            other @ Self::Answered { .. } => other.refuse("answer"),
        }
    }

    /// Whether the answer is owed longer than promised; `received_on` is the local day.
    pub fn is_overdue(&self, received_on: NaiveDate, today: NaiveDate) -> bool {
        !matches!(self, Self::Answered { .. }) && today > answer_due(received_on)
    }
}

/// The last day for the answer.
pub fn answer_due(received_on: NaiveDate) -> NaiveDate {
    received_on
        .checked_add_days(Days::new(ANSWER_DAYS))
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_owed_within_two_weeks() {
        let day = |n| NaiveDate::from_ymd_opt(2026, 3, n).unwrap();
        assert_eq!(answer_due(day(1)), day(15));
        let received = ContributionState::Received {
            at: DateTime::UNIX_EPOCH,
        };
        assert!(!received.is_overdue(day(1), day(15)));
        assert!(received.is_overdue(day(1), day(16)));
    }
}
