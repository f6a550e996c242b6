//! Fixing a text takes four eyes: one proposes, another in another role confirms.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::fault::NotNow;
use crate::id::PersonId;
use crate::people::Role;

/// One version of the text, by number and by hash of its canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextVersion {
    /// Counted from 1.
    pub version: u32,
    /// Of [`super::canonical_text`], made in `service`.
    pub hash: String,
}

/// The first pair of eyes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreezeProposal {
    /// The text as the proposer saw it.
    pub text: TextVersion,
    /// When it was proposed.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: PersonId,
    /// In which role.
    pub role: Role,
}

/// Why a freeze was not confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FreezeRefused {
    /// No freeze waits for confirmation.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// The proposer cannot also confirm.
    #[error("a freeze is confirmed by somebody else")]
    SamePerson,
    /// The second person must look from another role.
    #[error("a freeze is confirmed in another role")]
    SameRole,
    /// The text is no longer the one proposed.
    #[error("the text has changed since the freeze was proposed")]
    TextChanged,
}

impl FreezeProposal {
    /// Whether this second person may confirm this text (`docs/domain.md#freeze`).
    pub fn check(&self, text: &TextVersion, by: PersonId, role: Role) -> Result<(), FreezeRefused> {
        if self.by == by {
            Err(FreezeRefused::SamePerson)
        } else if self.role == role {
            Err(FreezeRefused::SameRole)
        } else if self.text != *text {
            Err(FreezeRefused::TextChanged)
        } else {
            Ok(())
        }
    }
}
