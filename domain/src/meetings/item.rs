//! The life of an agenda item, from proposal to the end of its turn at the table.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::vocabulary::{Outcome, Unreached};
use crate::fault::NotNow;
use crate::id::PersonId;
use crate::people::words::machine_words;

/// Where an item is in its life (`docs/domain.md#items`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ItemState {
    /// Brought in, not yet judged, or taken off the agenda again.
    Proposed {
        /// Why it was taken off an agenda that everybody had read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        taken_off: Option<String>,
    },
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
    Deferred {
        at: DateTime<Utc>,
        /// Whether it comes back among the proposals instead of on the agenda.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        as_proposal: bool,
        /// Why it was taken off an agenda before, for who judges it again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        taken_off: Option<String>,
    },
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
    /// Brought in and not yet judged.
    pub const PROPOSED: Self = Self::Proposed { taken_off: None };

    /// Takes a proposal into the agenda.
    pub fn include(self) -> Result<Self, NotNow> {
        match self {
            Self::Proposed { .. } => Ok(Self::Included),
            other => other.refuse("include"),
        }
    }

    /// Takes an item off the agenda, back among the proposals; `why` once the agenda was published.
    pub fn take_off(self, why: Option<String>) -> Result<Self, NotNow> {
        match self {
            Self::Included => Ok(Self::Proposed { taken_off: why }),
            other => other.refuse("take_off"),
        }
    }

    /// Puts an item that was held over before the meeting back on its agenda.
    pub fn put_back(self) -> Result<Self, NotNow> {
        match self {
            Self::Deferred { .. } => Ok(Self::Included),
            other => other.refuse("put_back"),
        }
    }

    /// Gives an item another length, as long as its turn has not come.
    pub fn allot(self) -> Result<Self, NotNow> {
        match self {
            Self::Included => Ok(self),
            other => other.refuse("allot"),
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
            Self::Proposed { .. } | Self::Included => Ok(Self::Returned { at, by, reason }),
            other => other.refuse("return_with_reason"),
        }
    }

    /// Proposes a returned item once more.
    pub fn propose_again(self) -> Result<Self, NotNow> {
        match self {
            Self::Returned { .. } => Ok(Self::PROPOSED),
            other => other.refuse("propose_again"),
        }
    }

    /// Takes the item back, as long as the table has not started on it.
    pub fn withdraw(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Proposed { .. } | Self::Included | Self::Returned { .. } => {
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
            Self::Included | Self::OnTable { .. } => Ok(Self::Deferred {
                at,
                as_proposal: false,
                taken_off: None,
            }),
            other => other.refuse("defer"),
        }
    }

    /// Lets an item that was not reached, or a proposal that nobody judged, come back as a proposal.
    pub fn defer_as_proposal(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        let taken_off = match self {
            Self::Proposed { taken_off } => taken_off,
            Self::Included => None,
            other => return other.refuse("defer_as_proposal"),
        };
        Ok(Self::Deferred {
            at,
            as_proposal: true,
            taken_off,
        })
    }

    /// How the item begins at the next meeting, once it is put off.
    #[must_use]
    pub fn successor(self) -> Self {
        match self {
            Self::Deferred {
                as_proposal: true,
                taken_off,
                ..
            } => Self::Proposed { taken_off },
            _ => Self::Included,
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

/// Refuses to let a standing item leave its agenda: the next one has it by itself, so there is
/// nothing to hold over and nobody who proposed it (`docs/domain.md#items`).
pub const fn may_leave(standing: bool, operation: &'static str) -> Result<(), NotNow> {
    if standing {
        let state = "standing";
        Err(NotNow { state, operation })
    } else {
        Ok(())
    }
}

/// Whether closing the meeting leaves this item unreached, so that somebody has to say what becomes
/// of it (`docs/domain.md#items`).
pub const fn is_unreached(item: &ItemState, standing: bool) -> bool {
    !standing && matches!(item, ItemState::Included)
}

/// How an item that was not reached leaves its meeting (`docs/domain.md#items`).
pub fn leave_unreached(
    item: ItemState,
    how: Unreached,
    at: DateTime<Utc>,
) -> Result<ItemState, NotNow> {
    match how {
        Unreached::Hold => item.defer(at),
        Unreached::Propose => item.defer_as_proposal(at),
    }
}

/// Whether the item returns at the next meeting by itself (`docs/domain.md#items`).
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
        let put_off = ItemState::Included.defer(at).unwrap();
        assert!(reappears(&put_off, &[]));
        assert!(reappears(
            &ItemState::Dealt { at },
            &[Outcome::Adopted, Outcome::Deferred]
        ));
        assert!(!reappears(&ItemState::Dealt { at }, &[Outcome::NotAdopted]));
        assert!(!reappears(&ItemState::Dealt { at }, &[]));
    }

    #[test]
    fn what_every_agenda_has_by_itself_stays() {
        assert!(may_leave(true, "take_off").is_err());
        assert!(may_leave(false, "take_off").is_ok());
        assert!(!is_unreached(&ItemState::Included, true));
        assert!(is_unreached(&ItemState::Included, false));
        let at = DateTime::UNIX_EPOCH;
        assert!(!is_unreached(&ItemState::Dealt { at }, false));
    }
}
