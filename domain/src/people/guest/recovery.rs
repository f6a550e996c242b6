//! Getting in again after the second factor was lost: the guest asks, the sponsor confirms that it
//! is them, the director decides. Three people, because a lost factor is also what a thief says.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::fault::NotNow;
use crate::id::PersonId;
use crate::people::words::machine_words;

/// How far a request for a new way in has come (`docs/domain.md#guests`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Recovery {
    /// Nothing was asked.
    #[default]
    None,
    /// The guest asked.
    Asked { at: DateTime<Utc> },
    /// Somebody of the sponsor spoke with the guest.
    Confirmed { at: DateTime<Utc>, by: PersonId },
}

machine_words!(Recovery {
    None = "none",
    Asked = "asked",
    Confirmed = "confirmed",
});

impl Recovery {
    /// The guest asks; asking again changes nothing.
    pub fn ask(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::None => Ok(Self::Asked { at }),
            other => other.refuse("ask"),
        }
    }

    /// The sponsor confirms that it is the guest who asks.
    pub fn confirm(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Asked { .. } => Ok(Self::Confirmed { at, by }),
            other => other.refuse("confirm"),
        }
    }

    /// The director lets the guest begin anew.
    pub fn grant(self) -> Result<Self, NotNow> {
        match self {
            Self::Confirmed { .. } => Ok(Self::None),
            other => other.refuse("grant"),
        }
    }

    /// The director does not believe it; the factors stay.
    pub fn drop(self) -> Result<Self, NotNow> {
        match self {
            Self::Asked { .. } | Self::Confirmed { .. } => Ok(Self::None),
            other @ Self::None => other.refuse("drop"),
        }
    }

    /// Who confirmed it.
    pub const fn confirmed_by(&self) -> Option<PersonId> {
        match self {
            Self::Confirmed { by, .. } => Some(*by),
            _ => None,
        }
    }
}
