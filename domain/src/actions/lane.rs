//! Where an action stands in the lists, and what can happen to it: the order people work in.

use super::state::ActionState;
use crate::people::words::words;

/// Who is to move. Lists are sorted by lane first, then by due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// The owner has to accept or decline.
    Confirm,
    /// The owner works on it.
    Work,
    /// The owner says it is done; somebody else looks.
    Claimed,
    /// It is with the director: not yet asked, or declined.
    Returned,
    /// Verified or cancelled: nobody is to move.
    Closed,
}

impl Lane {
    /// The number it is stored and sorted by.
    pub const fn rank(self) -> i32 {
        match self {
            Self::Confirm => 0,
            Self::Work => 1,
            Self::Claimed => 2,
            Self::Returned => 3,
            Self::Closed => 4,
        }
    }
}

impl ActionState {
    /// The lane this state belongs in (`docs/domain.md#action`).
    pub const fn lane(&self) -> Lane {
        match self {
            Self::Assigned { .. } => Lane::Confirm,
            Self::Accepted { .. }
            | Self::InProgress { .. }
            | Self::Blocked { .. }
            | Self::Reopened { .. } => Lane::Work,
            Self::ReportedDone { .. } => Lane::Claimed,
            Self::Proposed | Self::Declined { .. } => Lane::Returned,
            Self::Verified { .. } | Self::Cancelled { .. } => Lane::Closed,
        }
    }
}

words! {
    /// What happened to an action; one line of its history.
    ActionEvent {
        /// An organisation was asked.
        Assigned = "assigned",
        /// The owner took it on.
        Accepted = "accepted",
        /// The owner gave it back.
        Declined = "declined",
        /// The owner told how it goes.
        Updated = "updated",
        /// The work got stuck.
        Blocked = "blocked",
        /// The work goes on.
        Unblocked = "unblocked",
        /// The due date moved to a later day.
        Postponed = "postponed",
        /// The owner says it is done.
        ReportedDone = "reported_done",
        /// Somebody else saw that it is done.
        Verified = "verified",
        /// It was not done after all.
        Reopened = "reopened",
        /// Another organisation was asked.
        Reassigned = "reassigned",
        /// It moves another step of a routekaart, or none any more.
        Linked = "linked",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::id::PersonId;

    #[test]
    fn open_is_every_lane_but_the_last() {
        let (at, by) = (DateTime::UNIX_EPOCH, PersonId(Uuid::nil()));
        let reason = String::new;
        let states = [
            (ActionState::Proposed, Lane::Returned),
            (ActionState::Assigned { at, by }, Lane::Confirm),
            (ActionState::Accepted { at, by }, Lane::Work),
            (
                ActionState::Declined {
                    at,
                    by,
                    reason: reason(),
                },
                Lane::Returned,
            ),
            (
                ActionState::ReportedDone {
                    at,
                    by,
                    feedback: reason(),
                },
                Lane::Claimed,
            ),
            (ActionState::Verified { at, by, note: None }, Lane::Closed),
        ];
        for (state, lane) in states {
            assert_eq!(state.lane(), lane);
            assert_eq!(state.is_open(), lane != Lane::Closed);
        }
    }
}
