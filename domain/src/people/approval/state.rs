//! What becomes of a proposal: agreed on, not agreed on, taken back, or forgotten.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::fault::NotNow;
use crate::id::PersonId;
use crate::people::Role;
use crate::people::words::machine_words;

/// How long a proposal waits before it counts no longer: whoever proposed it may have left.
pub const PATIENCE: TimeDelta = TimeDelta::days(14);

/// Where a proposal stands (`docs/domain.md#four-eyes`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ApprovalState {
    /// For a second person to look at.
    Waiting,
    /// Done.
    Confirmed {
        at: DateTime<Utc>,
        by: PersonId,
        role: Role,
    },
    /// Not done.
    Refused {
        at: DateTime<Utc>,
        by: PersonId,
        role: Role,
        reason: String,
    },
    /// Taken back by who proposed it.
    Withdrawn { at: DateTime<Utc> },
}

machine_words!(ApprovalState {
    Waiting = "waiting",
    Confirmed = "confirmed",
    Refused = "refused",
    Withdrawn = "withdrawn",
});

impl ApprovalState {
    /// A second person agrees.
    pub fn confirm(self, at: DateTime<Utc>, by: PersonId, role: Role) -> Result<Self, NotNow> {
        match self {
            Self::Waiting => Ok(Self::Confirmed { at, by, role }),
            other => other.refuse("confirm"),
        }
    }

    /// A second person does not.
    pub fn turn_down(
        self,
        at: DateTime<Utc>,
        by: PersonId,
        role: Role,
        reason: String,
    ) -> Result<Self, NotNow> {
        match self {
            Self::Waiting => Ok(Self::Refused {
                at,
                by,
                role,
                reason,
            }),
            other => other.refuse("turn_down"),
        }
    }

    /// Who proposed it thinks better of it.
    pub fn withdraw(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::Waiting => Ok(Self::Withdrawn { at }),
            other => other.refuse("withdraw"),
        }
    }

    /// The same, without the reason for which it was not agreed on.
    #[must_use]
    pub fn without_reason(self) -> Self {
        match self {
            Self::Refused { at, by, role, .. } => Self::Refused {
                at,
                by,
                role,
                reason: String::new(),
            },
            other => other,
        }
    }

    /// Whether it still waits, proposed when it was.
    pub fn is_open(&self, proposed: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        *self == Self::Waiting && now - proposed < PATIENCE
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_decision_stands() {
        let (at, by) = (DateTime::UNIX_EPOCH, PersonId(Uuid::nil()));
        let done = ApprovalState::Waiting
            .confirm(at, by, Role::Secretary)
            .and_then(|state| state.withdraw(at));
        assert!(done.is_err());
        let old = at + PATIENCE;
        assert!(!ApprovalState::Waiting.is_open(at, old));
        assert!(ApprovalState::Waiting.is_open(at, old - TimeDelta::seconds(1)));
    }
}
