//! The life of an action.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::verification::Verifier;
use crate::fault::NotNow;
use crate::id::{BottleneckId, PersonId};
use crate::people::words::machine_words;

/// Where an action is in its life (`docs/domain.md#action`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ActionState {
    /// Captured; nobody has been asked yet.
    Proposed,
    /// An organisation has been asked and has not answered. Silence is never consent.
    Assigned { at: DateTime<Utc>, by: PersonId },
    /// The owner takes it on.
    Accepted { at: DateTime<Utc>, by: PersonId },
    /// The owner does not take it on; it is back with the director.
    Declined {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
    /// Work goes on; when and by whom it was last heard of.
    InProgress { at: DateTime<Utc>, by: PersonId },
    /// Work is stuck, perhaps on a bottleneck of the region.
    Blocked {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
        bottleneck: Option<BottleneckId>,
    },
    /// The owner says it is done; a claim, not yet a result.
    ReportedDone {
        at: DateTime<Utc>,
        by: PersonId,
        feedback: String,
    },
    /// Somebody else has seen that it is done.
    Verified {
        at: DateTime<Utc>,
        by: PersonId,
        note: Option<String>,
    },
    /// It was not done after all.
    Reopened {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
    /// No longer needed.
    Cancelled {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
}

machine_words!(ActionState {
    Proposed = "proposed",
    Assigned = "assigned",
    Accepted = "accepted",
    Declined = "declined",
    InProgress = "in_progress",
    Blocked = "blocked",
    ReportedDone = "reported_done",
    Verified = "verified",
    Reopened = "reopened",
    Cancelled = "cancelled",
});

impl ActionState {
    /// Asks an organisation to take the action on.
    pub fn assign(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Proposed => Ok(Self::Assigned { at, by }),
            other => other.refuse("assign"),
        }
    }

    /// Asks another organisation or person, who must accept anew.
    pub fn reassign(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Assigned { .. }
            | Self::Accepted { .. }
            | Self::Declined { .. }
            | Self::InProgress { .. }
            | Self::Blocked { .. }
            | Self::Reopened { .. } => Ok(Self::Assigned { at, by }),
            other => other.refuse("reassign"),
        }
    }

    /// Takes the action on.
    pub fn accept(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Assigned { .. } => Ok(Self::Accepted { at, by }),
            other => other.refuse("accept"),
        }
    }

    /// Gives the action back to the director.
    pub fn decline(self, at: DateTime<Utc>, by: PersonId, reason: String) -> Result<Self, NotNow> {
        match self {
            Self::Assigned { .. } => Ok(Self::Declined { at, by, reason }),
            other => other.refuse("decline"),
        }
    }

    /// Begins the work, or tells how it goes.
    pub fn update(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Accepted { .. } | Self::InProgress { .. } | Self::Reopened { .. } => {
                Ok(Self::InProgress { at, by })
            }
            other => other.refuse("update"),
        }
    }

    /// Says that the work is stuck.
    pub fn block(
        self,
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
        bottleneck: Option<BottleneckId>,
    ) -> Result<Self, NotNow> {
        match self {
            Self::Accepted { .. } | Self::InProgress { .. } | Self::Reopened { .. } => {
                Ok(Self::Blocked {
                    at,
                    by,
                    reason,
                    bottleneck,
                })
            }
            other => other.refuse("block"),
        }
    }

    /// Takes the work up again.
    pub fn unblock(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Blocked { .. } => Ok(Self::InProgress { at, by }),
            other => other.refuse("unblock"),
        }
    }

    /// Claims that the action is done, with feedback for whoever asked for it.
    pub fn report_done(
        self,
        at: DateTime<Utc>,
        by: PersonId,
        feedback: String,
    ) -> Result<Self, NotNow> {
        match self {
            Self::Accepted { .. } | Self::InProgress { .. } | Self::Reopened { .. } => {
                Ok(Self::ReportedDone { at, by, feedback })
            }
            other => other.refuse("report_done"),
        }
    }

    /// Confirms a claim; [`super::may_verify`] says who may.
    pub fn verify(
        self,
        verifier: Verifier,
        at: DateTime<Utc>,
        note: Option<String>,
    ) -> Result<Self, NotNow> {
        match self {
            Self::ReportedDone { .. } => Ok(Self::Verified {
                at,
                by: verifier.person(),
                note,
            }),
            other => other.refuse("verify"),
        }
    }

    /// Rejects a claim, or takes back a verification.
    pub fn reopen(self, at: DateTime<Utc>, by: PersonId, reason: String) -> Result<Self, NotNow> {
        match self {
            Self::ReportedDone { .. } | Self::Verified { .. } => {
                Ok(Self::Reopened { at, by, reason })
            }
            other => other.refuse("reopen"),
        }
    }

    /// Calls the action off; what is verified stays.
    pub fn cancel(self, at: DateTime<Utc>, by: PersonId, reason: String) -> Result<Self, NotNow> {
        match self {
            Self::Verified { .. } | Self::Cancelled { .. } => self.refuse("cancel"),
            _ => Ok(Self::Cancelled { at, by, reason }),
        }
    }

    /// Whether it still belongs on the list of open actions.
    pub const fn is_open(&self) -> bool {
        !matches!(self, Self::Verified { .. } | Self::Cancelled { .. })
    }

    /// Whether the owner has let the time to answer pass (see [`super::accept_by`]).
    pub fn is_unaccepted(&self, today: NaiveDate, accept_by: NaiveDate) -> bool {
        matches!(self, Self::Assigned { .. }) && today > accept_by
    }

    /// Who claimed that it is done, while that claim waits.
    pub const fn reported_by(&self) -> Option<PersonId> {
        match self {
            Self::ReportedDone { by, .. } => Some(*by),
            _ => None,
        }
    }
}
