//! An obstacle the meeting cannot solve alone.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::fault::NotNow;
use crate::id::{OrganisationId, PersonId};
use crate::people::words::{machine_words, words};

words! {
    /// Where the chain falters: the four of the letter of 2013, and the rest
    /// (`docs/domain.md#bottlenecks`).
    BottleneckCategory {
        /// Signaleren.
        Signalling = "signalling",
        /// Melden.
        Reporting = "reporting",
        /// Deskundige hulp.
        ExpertHelp = "expert_help",
        /// Handelen in het buitenland.
        ActingAbroad = "acting_abroad",
        /// Anything else.
        Other = "other",
    }
}

/// Where a bottleneck is in its life (`docs/domain.md#bottlenecks`).
///
/// Escalation leads to the two middle states; today only stored ones can be in them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum BottleneckState {
    /// Named at the table.
    Open { at: DateTime<Utc>, by: PersonId },
    /// An organisation works on it.
    Owned {
        at: DateTime<Utc>,
        by: PersonId,
        owner: OrganisationId,
    },
    /// With the steering group of the region.
    EscalatedRegion { at: DateTime<Utc>, by: PersonId },
    /// With the national steering group.
    EscalatedNational { at: DateTime<Utc>, by: PersonId },
    /// Out of the way.
    Resolved {
        at: DateTime<Utc>,
        by: PersonId,
        how: String,
    },
    /// Here to stay; the table lives with it.
    Accepted {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
}

machine_words!(BottleneckState {
    Open = "open",
    Owned = "owned",
    EscalatedRegion = "escalated_region",
    EscalatedNational = "escalated_national",
    Resolved = "resolved",
    Accepted = "accepted",
});

impl BottleneckState {
    /// Gives it to an organisation, or to another one.
    pub fn own(
        self,
        at: DateTime<Utc>,
        by: PersonId,
        owner: OrganisationId,
    ) -> Result<Self, NotNow> {
        match self {
            Self::Open { .. } | Self::Owned { .. } => Ok(Self::Owned { at, by, owner }),
            other => other.refuse("own"),
        }
    }

    /// Records how it was solved; somebody must have owned it.
    pub fn resolve(self, at: DateTime<Utc>, by: PersonId, how: String) -> Result<Self, NotNow> {
        match self {
            Self::Owned { .. } | Self::EscalatedRegion { .. } | Self::EscalatedNational { .. } => {
                Ok(Self::Resolved { at, by, how })
            }
            other => other.refuse("resolve"),
        }
    }

    /// Records that it stays; somebody must have owned it.
    pub fn accept(self, at: DateTime<Utc>, by: PersonId, reason: String) -> Result<Self, NotNow> {
        match self {
            Self::Owned { .. } | Self::EscalatedRegion { .. } | Self::EscalatedNational { .. } => {
                Ok(Self::Accepted { at, by, reason })
            }
            other => other.refuse("accept"),
        }
    }

    /// Whether it still blocks the steps it belongs to.
    pub const fn is_open(&self) -> bool {
        !matches!(self, Self::Resolved { .. } | Self::Accepted { .. })
    }
}
