//! The life of an agenda item, from proposal to the end of its turn at the table.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::vocabulary::Outcome;
use crate::fault::NotNow;
use crate::id::PersonId;
use crate::people::words::machine_words;

/// Where an item is in its life (`docs/domain.md#items`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ItemState {
    /// Brought in, not yet judged.
    Proposed,
    /// On the agenda.
    Included,
    /// Sent back to the submitter, who may propose it again.
    Returned {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
    /// Being discussed.
    OnTable { since: DateTime<Utc> },
    /// Discussed.
    Dealt { at: DateTime<Utc> },
    /// Put off to the next meeting.
    Deferred { at: DateTime<Utc> },
    /// Taken back before its turn came.
    Withdrawn { at: DateTime<Utc>, by: PersonId },
}

machine_words!(ItemState {
    Proposed = "proposed",
    Included = "included",
    Returned = "returned",
    OnTable = "on_table",
    Dealt = "dealt",
    Deferred = "deferred",
    Withdrawn = "withdrawn",
});

impl ItemState {
    /// Takes a proposal into the agenda.
    pub fn include(self) -> Result<Self, NotNow> {
        match self {
            Self::Proposed => Ok(Self::Included),
            other => other.refuse("include"),
        }
    }

    /// Sends an item back, saying why.
    pub fn return_with_reason(
        self,
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    ) -> Result<Self, NotNow> {
        match self {
            Self::Proposed | Self::Included => Ok(Self::Returned { at, by, reason }),
            other => other.refuse("return_with_reason"),
        }
    }

    /// Proposes a returned item once more.
    pub fn propose_again(self) -> Result<Self, NotNow> {
        match self {
            Self::Returned { .. } => Ok(Self::Proposed),
            other => other.refuse("propose_again"),
        }
    }

    /// Takes the item back, as long as the table has not started on it.
    pub fn withdraw(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Proposed | Self::Included | Self::Returned { .. } => {
                Ok(Self::Withdrawn { at, by })
            }
            other => other.refuse("withdraw"),
        }
    }

    /// Puts the item on the table.
    pub fn call(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::Included => Ok(Self::OnTable { since: at }),
            other => other.refuse("call"),
        }
    }

    /// Ends the discussion.
    pub fn deal(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::OnTable { .. } => Ok(Self::Dealt { at }),
            other => other.refuse("deal"),
        }
    }

    /// Puts the item off, whether or not its turn had come.
    pub fn defer(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::Included | Self::OnTable { .. } => Ok(Self::Deferred { at }),
            other => other.refuse("defer"),
        }
    }

    /// Comes back to an item in the same meeting.
    pub fn reopen(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::Dealt { .. } | Self::Deferred { .. } => Ok(Self::OnTable { since: at }),
            other => other.refuse("reopen"),
        }
    }
}

/// Whether the item returns on the next agenda by itself (`docs/domain.md#items`).
///
/// `confirmed` holds the outcomes of the confirmed decisions on the item.
pub fn reappears(item: &ItemState, confirmed: &[Outcome]) -> bool {
    matches!(item, ItemState::Deferred { .. }) || confirmed.contains(&Outcome::Deferred)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_off_comes_back() {
        let at = DateTime::UNIX_EPOCH;
        assert!(reappears(&ItemState::Deferred { at }, &[]));
        assert!(reappears(
            &ItemState::Dealt { at },
            &[Outcome::Adopted, Outcome::Deferred]
        ));
        assert!(!reappears(&ItemState::Dealt { at }, &[Outcome::NotAdopted]));
        assert!(!reappears(&ItemState::Dealt { at }, &[]));
    }
}
