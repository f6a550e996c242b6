//! The life of a guest account: somebody of a community organisation who comes in by invitation.

mod command;
mod recovery;
mod sponsor;

use chrono::{DateTime, Months, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use command::{GuestStep, GuestTerm, GuestTold, RequestGuest};
pub use recovery::Recovery;
pub use sponsor::may_sponsor;

use super::words::{machine_words, words};
use super::{Class, Role};
use crate::fault::NotNow;
use crate::id::PersonId;

/// The role and the highest class of a guest's place: never K2 or K3 (`docs/domain.md#gate`).
pub const PLACE: (Role, Class) = (Role::Guest, Class::K1);
/// How long an invitation can be answered (`docs/domain.md#guests`).
pub const INVITATION_LASTS: TimeDelta = TimeDelta::hours(72);
/// How long a link of a letter lets somebody begin to sign in (ASVS 6.5.5: ten minutes at most).
pub const LINK_LASTS: TimeDelta = TimeDelta::minutes(10);
/// For how many months a guest comes at most before somebody looks again.
pub const MONTHS_AT_MOST: u32 = 6;
/// For how long after the end of their access it is still known who a guest was
/// (`docs/domain.md#guests`).
pub const REMEMBERED: Months = Months::new(12);
/// How many letters with a link go to one address within the hour.
pub const LETTERS_AN_HOUR: u64 = 5;

words! {
    /// What a letter to a guest is about. The word is all that a waiting letter holds.
    Letter {
        /// Come in for the first time, or anew.
        Invitation = "invitation",
        /// The first half of signing in.
        SignIn = "sign_in",
        /// The way of signing in was taken away and has to be set up again.
        FactorChanged = "factor_changed",
    }
}

/// Where a guest account is in its life (`docs/domain.md#guests`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum GuestState {
    /// A sponsor asked for it.
    Requested { at: DateTime<Utc>, by: PersonId },
    /// The director said yes; the letter has yet to leave.
    Screened { at: DateTime<Utc>, by: PersonId },
    /// The letter left, and its link counts until then.
    Invited {
        at: DateTime<Utc>,
        until: DateTime<Utc>,
    },
    /// The link was used and the house rules accepted; without a second factor nobody comes in.
    Activated { at: DateTime<Utc> },
    /// Comes and goes.
    Active { since: DateTime<Utc> },
    /// Held back for a while.
    Paused {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
    /// The term or the meeting is over.
    Expired { at: DateTime<Utc> },
    /// The director said no.
    Refused {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
    /// Taken back by who asked, before anybody decided.
    Withdrawn { at: DateTime<Utc>, by: PersonId },
    /// Taken away, for good.
    Revoked {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
    /// Left so long ago that nobody knows any more who it was.
    Forgotten { at: DateTime<Utc> },
}

machine_words!(GuestState {
    Requested = "requested",
    Screened = "screened",
    Invited = "invited",
    Activated = "activated",
    Active = "active",
    Paused = "paused",
    Expired = "expired",
    Refused = "refused",
    Withdrawn = "withdrawn",
    Revoked = "revoked",
    Forgotten = "forgotten",
});

impl GuestState {
    /// The states in which somebody comes, or is on the way: one account per address and region.
    pub const LET_IN: [&str; 5] = ["screened", "invited", "activated", "active", "paused"];

    /// The director lets the guest come.
    pub fn screen(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Requested { .. } => Ok(Self::Screened { at, by }),
            other => other.refuse("screen"),
        }
    }

    /// The director does not.
    pub fn turn_down(
        self,
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    ) -> Result<Self, NotNow> {
        match self {
            Self::Requested { .. } => Ok(Self::Refused { at, by, reason }),
            other => other.refuse("turn_down"),
        }
    }

    /// Whoever asked takes it back, as long as nobody decided.
    pub fn withdraw(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Requested { .. } => Ok(Self::Withdrawn { at, by }),
            other => other.refuse("withdraw"),
        }
    }

    /// The letter leaves; its link counts for [`INVITATION_LASTS`].
    pub fn invite(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::Screened { .. } => Ok(Self::Invited {
                at,
                until: at + INVITATION_LASTS,
            }),
            other => other.refuse("invite"),
        }
    }

    /// Another letter has to leave: the first did not arrive, came too late or was used halfway.
    pub fn invite_again(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Invited { .. } | Self::Activated { .. } => Ok(Self::Screened { at, by }),
            other => other.refuse("invite_again"),
        }
    }

    /// The guest uses the link and accepts the house rules; up to and including the last instant.
    pub fn activate(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::Invited { until, .. } if at <= until => Ok(Self::Activated { at }),
            other => other.refuse("activate"),
        }
    }

    /// The guest has a second factor, and with it a way in.
    pub fn enrol(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::Activated { .. } => Ok(Self::Active { since: at }),
            other => other.refuse("enrol"),
        }
    }

    /// Holds a guest back.
    pub fn pause(self, at: DateTime<Utc>, by: PersonId, reason: String) -> Result<Self, NotNow> {
        match self {
            Self::Active { .. } => Ok(Self::Paused { at, by, reason }),
            other => other.refuse("pause"),
        }
    }

    /// Lets a guest who was held back come again.
    pub fn resume(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::Paused { .. } => Ok(Self::Active { since: at }),
            other => other.refuse("resume"),
        }
    }

    /// Gives another term; who was out comes in again in the same way.
    pub fn renew(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::Active { since } => Ok(Self::Active { since }),
            Self::Expired { .. } => Ok(Self::Active { since: at }),
            other => other.refuse("renew"),
        }
    }

    /// The term ends, of who had come in: an invitation that nobody answered has an end of its own.
    pub fn expire(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::Active { .. } | Self::Paused { .. } => Ok(Self::Expired { at }),
            other => other.refuse("expire"),
        }
    }

    /// Takes the account away; nothing follows.
    pub fn revoke(self, at: DateTime<Utc>, by: PersonId, reason: String) -> Result<Self, NotNow> {
        match self {
            Self::Refused { .. }
            | Self::Withdrawn { .. }
            | Self::Revoked { .. }
            | Self::Forgotten { .. } => self.refuse("revoke"),
            _ => Ok(Self::Revoked { at, by, reason }),
        }
    }

    /// Begins anew with another letter, for who lost the second factor.
    pub fn readmit(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Active { .. } => Ok(Self::Screened { at, by }),
            other => other.refuse("readmit"),
        }
    }

    /// Forgets who it was. Whose access did not end is never forgotten.
    pub fn forget(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::Active { .. } | Self::Paused { .. } | Self::Forgotten { .. } => {
                self.refuse("forget")
            }
            _ => Ok(Self::Forgotten { at }),
        }
    }

    /// From when it is counted how long the guest is still known: the end of the access; for an
    /// invitation that nobody answered the end of its term, for a request that nobody decided the day
    /// it was made. Nothing as long as the guest comes, and once they are forgotten.
    pub const fn idle_since(&self, ends_at: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        match self {
            Self::Requested { at, .. }
            | Self::Expired { at }
            | Self::Refused { at, .. }
            | Self::Withdrawn { at, .. }
            | Self::Revoked { at, .. } => Some(*at),
            Self::Screened { .. } | Self::Invited { .. } | Self::Activated { .. } => ends_at,
            Self::Active { .. } | Self::Paused { .. } | Self::Forgotten { .. } => None,
        }
    }

    /// Whether the guest may come in.
    pub const fn opens(&self) -> bool {
        matches!(self, Self::Active { .. })
    }

    /// Whether nothing comes after this, so that it leaves the list of those who come.
    pub const fn is_over(&self) -> bool {
        matches!(
            self,
            Self::Expired { .. }
                | Self::Refused { .. }
                | Self::Withdrawn { .. }
                | Self::Revoked { .. }
                | Self::Forgotten { .. }
        )
    }

    /// Why a guest was held back, turned down or sent away.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Paused { reason, .. }
            | Self::Refused { reason, .. }
            | Self::Revoked { reason, .. } => Some(reason),
            _ => None,
        }
    }
}

/// When the term of a guest ends that begins now: after the months, and for a guest of one meeting
/// with that meeting when it comes first.
pub fn term_ends(
    now: DateTime<Utc>,
    months: u32,
    meeting_ends: Option<DateTime<Utc>>,
) -> DateTime<Utc> {
    let months = months.clamp(1, MONTHS_AT_MOST);
    let after = now.checked_add_months(Months::new(months)).unwrap_or(now);
    meeting_ends.map_or(after, |ends| ends.min(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meeting_ends_the_term_when_it_comes_first() {
        let now = DateTime::UNIX_EPOCH;
        let meeting = now + TimeDelta::days(20);
        assert_eq!(term_ends(now, 6, Some(meeting)), meeting);
        let far = now + TimeDelta::days(900);
        assert_eq!(term_ends(now, 1, Some(far)), now + TimeDelta::days(31));
        assert_eq!(term_ends(now, 99, None), term_ends(now, 6, None));
    }

    #[test]
    fn the_states_of_who_was_let_in_are_states() {
        for word in GuestState::LET_IN {
            assert!(GuestState::WORDS.contains(&word), "{word}");
        }
    }

    #[test]
    fn an_invitation_counts_to_its_last_instant() {
        let at = DateTime::UNIX_EPOCH;
        let invited = || GuestState::Invited {
            at,
            until: at + INVITATION_LASTS,
        };
        assert!(invited().activate(at + INVITATION_LASTS).is_ok());
        let late = at + INVITATION_LASTS + TimeDelta::seconds(1);
        assert!(invited().activate(late).is_err());
    }
}
