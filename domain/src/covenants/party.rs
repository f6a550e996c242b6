//! The track of one party to a covenant.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::mandate::Mandate;
use crate::fault::NotNow;
use crate::id::{PartyId, PersonId};
use crate::people::words::machine_words;

/// Where a party stands (`docs/domain.md#parties`).
///
/// Accession and expulsion come later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PartyState {
    /// Asked to take part.
    Invited,
    /// Its deciding body has been asked for the mandate.
    MandatePending { since: DateTime<Utc> },
    /// Signed this version of the text.
    Signed {
        version: u32,
        at: DateTime<Utc>,
        by: PersonId,
    },
    /// Does not take part.
    Declined {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
    /// Took part and left; its signature counts no longer.
    Withdrawn {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
}

machine_words!(PartyState {
    Invited = "invited",
    MandatePending = "mandate_pending",
    Signed = "signed",
    Declined = "declined",
    Withdrawn = "withdrawn",
});

impl PartyState {
    /// When and by whom the party gave the answer that stands; nothing while it is waited for.
    pub const fn answered(&self) -> Option<(DateTime<Utc>, PersonId)> {
        match self {
            Self::Invited | Self::MandatePending { .. } => None,
            Self::Signed { at, by, .. }
            | Self::Declined { at, by, .. }
            | Self::Withdrawn { at, by, .. } => Some((*at, *by)),
        }
    }

    /// Records that the mandate has been asked for.
    pub fn request_mandate(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::Invited => Ok(Self::MandatePending { since: at }),
            other => other.refuse("request_mandate"),
        }
    }

    /// Signs with a complete mandate; a party signs each version once, never an older one.
    pub fn sign(
        self,
        _mandate: &Mandate,
        version: u32,
        at: DateTime<Utc>,
        by: PersonId,
    ) -> Result<Self, NotNow> {
        match self {
            Self::Invited | Self::MandatePending { .. } => Ok(Self::Signed { version, at, by }),
            Self::Signed {
                version: before, ..
            } if before < version => Ok(Self::Signed { version, at, by }),
            other => other.refuse("sign"),
        }
    }

    /// Stays out.
    pub fn decline(self, at: DateTime<Utc>, by: PersonId, reason: String) -> Result<Self, NotNow> {
        match self {
            Self::Invited | Self::MandatePending { .. } => Ok(Self::Declined { at, by, reason }),
            other => other.refuse("decline"),
        }
    }

    /// Leaves; the others need not sign again.
    pub fn withdraw(self, at: DateTime<Utc>, by: PersonId, reason: String) -> Result<Self, NotNow> {
        match self {
            Self::Signed { .. } => Ok(Self::Withdrawn { at, by, reason }),
            other => other.refuse("withdraw"),
        }
    }

    /// Asks a party that stayed out or left once more.
    pub fn invite_again(self) -> Result<Self, NotNow> {
        match self {
            Self::Declined { .. } | Self::Withdrawn { .. } => Ok(Self::Invited),
            other => other.refuse("invite_again"),
        }
    }

    /// Whether the others wait for its answer.
    pub const fn is_awaited(&self) -> bool {
        matches!(self, Self::Invited | Self::MandatePending { .. })
    }

    /// The version it is bound to.
    pub const fn signed_version(&self) -> Option<u32> {
        match self {
            Self::Signed { version, .. } => Some(*version),
            _ => None,
        }
    }
}

/// The parties that still have to answer, in the order given.
pub fn waits_for<'a>(parties: impl IntoIterator<Item = (PartyId, &'a PartyState)>) -> Vec<PartyId> {
    parties
        .into_iter()
        .filter(|(_, state)| state.is_awaited())
        .map(|(id, _)| id)
        .collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_undecided_are_waited_for() {
        let (at, by) = (DateTime::UNIX_EPOCH, PersonId(Uuid::nil()));
        let states = [
            PartyState::Invited,
            PartyState::Signed { version: 1, at, by },
            PartyState::MandatePending { since: at },
            PartyState::Declined {
                at,
                by,
                reason: "Geen mandaat.".into(),
            },
        ];
        let ids = [1, 2, 3, 4].map(|n| PartyId(Uuid::from_u128(n)));
        let parties = ids.into_iter().zip(states.iter());
        assert_eq!(waits_for(parties), [ids[0], ids[2]]);
    }

    #[test]
    fn an_answer_says_when_and_by_whom() {
        let (at, by) = (DateTime::UNIX_EPOCH, PersonId(Uuid::from_u128(7)));
        let reason = String::from("Geen mandaat.");
        assert_eq!(PartyState::Invited.answered(), None);
        assert_eq!(PartyState::MandatePending { since: at }.answered(), None);
        for state in [
            PartyState::Signed { version: 1, at, by },
            PartyState::Withdrawn { at, by, reason },
        ] {
            assert_eq!(state.answered(), Some((at, by)));
        }
    }
}
