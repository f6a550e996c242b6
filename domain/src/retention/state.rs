//! The way of a list of items that are to be destroyed: proposed, advised on, decided, confirmed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::fault::NotNow;
use crate::id::{AccountId, PersonId};
use crate::meetings::Opinion;
use crate::people::words::machine_words;

/// Whose hand was in it. An account can be several people in a region; two hands are two accounts too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// The person.
    pub person: PersonId,
    /// The account.
    pub account: AccountId,
}

impl Hand {
    /// The hand of who acts.
    pub fn of(actor: &Actor) -> Self {
        Self {
            person: actor.person,
            account: actor.account,
        }
    }

    fn is_same(self, other: Self) -> bool {
        self.person == other.person || self.account == other.account
    }
}

/// Where a list stands (`docs/domain.md#destruction`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum DestructionState {
    /// Proposed by the calendar; the officer advises.
    Proposed,
    /// Advised on; who directs decides.
    Advised { by: Hand, opinion: Opinion },
    /// Decided; a second person confirms.
    Decided {
        advised: Hand,
        opinion: Opinion,
        by: Hand,
        at: DateTime<Utc>,
    },
    /// Destroyed: what is left is the certificate.
    Destroyed {
        decided: Hand,
        confirmed: Hand,
        at: DateTime<Utc>,
    },
    /// Nothing on it is due any more.
    Lapsed { at: DateTime<Utc> },
}

machine_words!(DestructionState {
    Proposed = "proposed",
    Advised = "advised",
    Decided = "decided",
    Destroyed = "destroyed",
    Lapsed = "lapsed",
});

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is not the turn of this step.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// The same person was in it before: it takes another one.
    #[error("the same hand")]
    SameHand,
}

impl DestructionState {
    /// Whether something can still come of it.
    pub const fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Proposed | Self::Advised { .. } | Self::Decided { .. }
        )
    }

    /// The officer advises; until who directs decides, a new advice comes in the place of an earlier one.
    ///
    /// # Errors
    /// [`NotNow`] once it was decided.
    pub fn advise(self, by: Hand, opinion: Opinion) -> Result<Self, NotNow> {
        match self {
            Self::Proposed | Self::Advised { .. } => Ok(Self::Advised { by, opinion }),
            other => other.refuse("advise"),
        }
    }

    /// Who directs decides, after the advice and whatever that was.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] without advice; [`Refusal::SameHand`] for who advised.
    pub fn decide(self, by: Hand, at: DateTime<Utc>) -> Result<Self, Refusal> {
        match self {
            Self::Advised { by: advised, .. } if advised.is_same(by) => Err(Refusal::SameHand),
            Self::Advised {
                by: advised,
                opinion,
            } => Ok(Self::Decided {
                advised,
                opinion,
                by,
                at,
            }),
            other => Ok(other.refuse("decide")?),
        }
    }

    /// A second person confirms: from here on it is destroyed.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] before it was decided; [`Refusal::SameHand`] for who decided or advised.
    pub fn confirm(self, by: Hand, at: DateTime<Utc>) -> Result<Self, Refusal> {
        match self {
            Self::Decided {
                advised,
                by: decided,
                ..
            } => {
                if decided.is_same(by) || advised.is_same(by) {
                    return Err(Refusal::SameHand);
                }
                Ok(Self::Destroyed {
                    decided,
                    confirmed: by,
                    at,
                })
            }
            other => Ok(other.refuse("confirm")?),
        }
    }

    /// The second person does not agree: who directs decides again.
    ///
    /// # Errors
    /// [`NotNow`] before it was decided.
    pub fn send_back(self) -> Result<Self, NotNow> {
        match self {
            Self::Decided {
                advised, opinion, ..
            } => Ok(Self::Advised {
                by: advised,
                opinion,
            }),
            other => other.refuse("send_back"),
        }
    }

    /// Nothing on it is due any more: all of it is held or put off.
    ///
    /// # Errors
    /// [`NotNow`] once it ended.
    pub fn lapse(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        if self.is_open() {
            Ok(Self::Lapsed { at })
        } else {
            self.refuse("lapse")
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn hand(person: u128, account: u128) -> Hand {
        Hand {
            person: PersonId(Uuid::from_u128(person)),
            account: AccountId(Uuid::from_u128(account)),
        }
    }

    #[test]
    fn it_takes_advice_a_decision_and_another_hand() {
        let at = DateTime::UNIX_EPOCH;
        let (officer, director, secretary) = (hand(1, 1), hand(2, 2), hand(3, 3));
        let proposed = DestructionState::Proposed;
        assert!(proposed.clone().decide(director, at).is_err());
        assert!(proposed.clone().confirm(secretary, at).is_err());
        let advised = proposed.advise(officer, Opinion::Negative).unwrap();
        assert!(advised.clone().advise(officer, Opinion::Positive).is_ok());
        assert!(advised.clone().confirm(secretary, at).is_err());
        assert_eq!(advised.clone().decide(officer, at), Err(Refusal::SameHand));
        let decided = advised.clone().decide(director, at).unwrap();
        for same in [director, officer, hand(9, 2), hand(2, 9), hand(9, 1)] {
            assert_eq!(decided.clone().confirm(same, at), Err(Refusal::SameHand));
        }
        assert_eq!(decided.clone().send_back(), Ok(advised));
        assert!(decided.clone().advise(officer, Opinion::Positive).is_err());
        let destroyed = decided.clone().confirm(secretary, at).unwrap();
        assert!(!destroyed.is_open());
        assert!(destroyed.clone().confirm(secretary, at).is_err());
        assert!(destroyed.clone().send_back().is_err());
        assert!(destroyed.lapse(at).is_err());
        assert!(!decided.lapse(at).unwrap().is_open());
    }
}
