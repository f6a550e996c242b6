//! The life of a covenant.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::freeze::{FreezeProposal, FreezeRefused, TextVersion};
use crate::fault::NotNow;
use crate::id::PersonId;
use crate::people::Role;
use crate::people::words::machine_words;

/// Where a covenant is in its life (`docs/domain.md#covenant`).
///
/// Renewal and amendment follow [`CovenantState::UnderEvaluation`] later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CovenantState {
    /// Being written.
    Draft,
    /// With the parties for comment; perhaps with a freeze that waits for its second person.
    Consultation { freeze: Option<FreezeProposal> },
    /// The text is fixed by two people, the proposer first.
    Frozen {
        version: u32,
        hash: String,
        at: DateTime<Utc>,
        by: [PersonId; 2],
    },
    /// Parties may sign; nothing is in force yet.
    OpenForSigning {
        version: u32,
        hash: String,
        at: DateTime<Utc>,
        by: PersonId,
    },
    /// Binding since that day; parties may still sign.
    InForce {
        version: u32,
        hash: String,
        since: NaiveDate,
    },
    /// Binding, and being evaluated.
    UnderEvaluation {
        version: u32,
        hash: String,
        since: NaiveDate,
        at: DateTime<Utc>,
        by: PersonId,
    },
    /// Its term has passed.
    Expired { on: NaiveDate },
    /// Ended before its term.
    Terminated {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
}

machine_words!(CovenantState {
    Draft = "draft",
    Consultation = "consultation",
    Frozen = "frozen",
    OpenForSigning = "open_for_signing",
    InForce = "in_force",
    UnderEvaluation = "under_evaluation",
    Expired = "expired",
    Terminated = "terminated",
});

impl CovenantState {
    /// Sends the draft to the parties.
    pub fn consult(self) -> Result<Self, NotNow> {
        match self {
            Self::Draft => Ok(Self::Consultation { freeze: None }),
            other => other.refuse("consult"),
        }
    }

    /// Proposes to fix the text; a new proposal replaces the one that waits.
    pub fn propose_freeze(
        self,
        text: TextVersion,
        at: DateTime<Utc>,
        by: PersonId,
        role: Role,
    ) -> Result<Self, NotNow> {
        match self {
            Self::Consultation { .. } => Ok(Self::Consultation {
                freeze: Some(FreezeProposal { text, at, by, role }),
            }),
            other => other.refuse("propose_freeze"),
        }
    }

    /// Takes the proposal back, as any change of the text must.
    pub fn drop_freeze(self) -> Result<Self, NotNow> {
        match self {
            Self::Consultation { freeze: Some(_) } => Ok(Self::Consultation { freeze: None }),
            other => other.refuse("drop_freeze"),
        }
    }

    /// Fixes the text, if `text` is what was proposed and the second person differs.
    pub fn confirm_freeze(
        self,
        text: TextVersion,
        at: DateTime<Utc>,
        by: PersonId,
        role: Role,
    ) -> Result<Self, FreezeRefused> {
        match self {
            Self::Consultation {
                freeze: Some(proposal),
            } => {
                proposal.check(&text, by, role)?;
                let TextVersion { version, hash } = text;
                Ok(Self::Frozen {
                    version,
                    hash,
                    at,
                    by: [proposal.by, by],
                })
            }
            other => Ok(other.refuse("confirm_freeze")?),
        }
    }

    /// Lets the parties sign the fixed text.
    pub fn open_for_signing(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Frozen { version, hash, .. } => Ok(Self::OpenForSigning {
                version,
                hash,
                at,
                by,
            }),
            other => other.refuse("open_for_signing"),
        }
    }

    /// Makes it binding; [`super::takes_effect`] says when.
    pub fn enter_into_force(self, since: NaiveDate) -> Result<Self, NotNow> {
        match self {
            Self::OpenForSigning { version, hash, .. } => Ok(Self::InForce {
                version,
                hash,
                since,
            }),
            other => other.refuse("enter_into_force"),
        }
    }

    /// Begins an evaluation; the covenant stays binding.
    pub fn begin_evaluation(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::InForce {
                version,
                hash,
                since,
            } => Ok(Self::UnderEvaluation {
                version,
                hash,
                since,
                at,
                by,
            }),
            other => other.refuse("begin_evaluation"),
        }
    }

    /// Ends an evaluation that leaves the text as it is.
    pub fn end_evaluation(self) -> Result<Self, NotNow> {
        match self {
            Self::UnderEvaluation {
                version,
                hash,
                since,
                ..
            } => Ok(Self::InForce {
                version,
                hash,
                since,
            }),
            other => other.refuse("end_evaluation"),
        }
    }

    /// Records that the term has passed; `on` is the first day without force.
    pub fn expire(self, on: NaiveDate) -> Result<Self, NotNow> {
        match self {
            Self::InForce { .. } | Self::UnderEvaluation { .. } => Ok(Self::Expired { on }),
            other => other.refuse("expire"),
        }
    }

    /// Ends it before its term, or gives up the round of signing.
    pub fn terminate(
        self,
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    ) -> Result<Self, NotNow> {
        match self {
            Self::OpenForSigning { .. } | Self::InForce { .. } | Self::UnderEvaluation { .. } => {
                Ok(Self::Terminated { at, by, reason })
            }
            other => other.refuse("terminate"),
        }
    }

    /// The version that parties sign now; nothing while no text is open to them.
    pub const fn signable_version(&self) -> Option<u32> {
        match self {
            Self::OpenForSigning { version, .. }
            | Self::InForce { version, .. }
            | Self::UnderEvaluation { version, .. } => Some(*version),
            _ => None,
        }
    }

    /// Whether the text may still be written.
    pub const fn is_editable(&self) -> bool {
        matches!(self, Self::Draft | Self::Consultation { .. })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const AT: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn text(hash: &str) -> TextVersion {
        TextVersion {
            version: 1,
            hash: hash.into(),
        }
    }

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn confirm(by: u128, role: Role, hash: &str) -> Result<CovenantState, FreezeRefused> {
        CovenantState::Consultation { freeze: None }
            .propose_freeze(text("aa"), AT, person(1), Role::Director)
            .unwrap()
            .confirm_freeze(text(hash), AT, person(by), role)
    }

    #[test]
    fn a_freeze_takes_two_people_two_roles_and_one_text() {
        assert_eq!(
            confirm(1, Role::Secretary, "aa"),
            Err(FreezeRefused::SamePerson)
        );
        assert_eq!(
            confirm(2, Role::Director, "aa"),
            Err(FreezeRefused::SameRole)
        );
        assert_eq!(
            confirm(2, Role::Secretary, "bb"),
            Err(FreezeRefused::TextChanged)
        );
        let by = [person(1), person(2)];
        let frozen = CovenantState::Frozen {
            version: 1,
            hash: "aa".into(),
            at: AT,
            by,
        };
        assert_eq!(confirm(2, Role::Secretary, "aa"), Ok(frozen));
    }
}
