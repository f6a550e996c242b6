//! Typed identifiers: an id of one kind of thing can never be handed in for another.
//!
//! Ids are UUID version 7 (RFC 9562): sortable by time of creation, never a secret.
//! Secrets are tokens and live in `service`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text was not the canonical form of an id.
///
/// Callers treat it as "does not exist": a malformed, an unknown and a foreign id
/// must look alike from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct MalformedId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = MalformedId;

            fn from_str(text: &str) -> Result<Self, MalformedId> {
                let id = Uuid::try_parse(text).map_err(|_| MalformedId)?;
                // Only the hyphenated lower-case form: one thing, one address.
                if id.hyphenated().to_string() == text { Ok(Self(id)) } else { Err(MalformedId) }
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    /// A cooperation area: the tenant.
    RegionId,
    /// An organisation in the country-wide register.
    OrganisationId,
    /// An account: somebody who can sign in, anywhere.
    AccountId,
    /// A person in one region: an account working for an organisation there.
    PersonId,
    /// A place at the table of a series.
    SeatId,
    /// A recurring meeting (ketenoverleg).
    SeriesId,
    /// One dated meeting of a series.
    MeetingId,
    /// An item on, or proposed for, an agenda.
    ItemId,
    /// A paper that hangs on an item.
    PaperId,
    /// A decision taken in a meeting.
    DecisionId,
    /// A promise, a motion or a decision that somebody has to make good.
    CommitmentId,
    /// An assigned action.
    ActionId,
    /// A covenant (convenant).
    CovenantId,
    /// One text version of a covenant.
    CovenantVersionId,
    /// A party to a covenant.
    PartyId,
    /// A municipality's or region's routekaart.
    RoadmapId,
    /// A step of a routekaart.
    StepId,
    /// A criterion of a step.
    CriterionId,
    /// A piece of evidence for a criterion.
    EvidenceId,
    /// An obstacle the meeting cannot solve alone (knelpunt).
    BottleneckId,
    /// An idea or signal brought in by a guest.
    ContributionId,
    /// A guest account, from the request for it on.
    GuestId,
    /// A row of the audit trail.
    AuditId,
    /// A list of items that are to be destroyed.
    DestructionId,
    /// A proposal that waits for a second pair of eyes.
    ApprovalId,
    /// Somebody unknown who showed themselves at a sign-in provider.
    SignInId,
    /// Settings of a sign-in provider.
    ProviderId,
}
