//! The life of one dated meeting, from plan to closing.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::minutes::Minutes;
use super::vocabulary::Part;
use crate::fault::NotNow;
use crate::id::{MeetingId, PersonId};
use crate::people::words::machine_words;

/// Where a meeting is in its life (`docs/domain.md#meeting`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum MeetingState {
    /// It has a date.
    Planned,
    /// Partners may propose items.
    Collecting,
    /// The agenda stands; every publication is a version, counted from 1.
    Published {
        version: u32,
        at: DateTime<Utc>,
        by: PersonId,
    },
    /// The table sits, in one of its two parts.
    InProgress {
        since: DateTime<Utc>,
        by: PersonId,
        part: Part,
        /// When the closed part last began, also after it ended; nothing while it never sat.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        closed_since: Option<DateTime<Utc>>,
    },
    /// Ended; its decisions are in effect, and its minutes follow.
    Closed {
        at: DateTime<Utc>,
        by: PersonId,
        /// How far its minutes are.
        #[serde(default)]
        minutes: Minutes,
    },
    /// Will not be held.
    Cancelled {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
}

machine_words!(MeetingState {
    Planned = "planned",
    Collecting = "collecting",
    Published = "published",
    InProgress = "in_progress",
    Closed = "closed",
    Cancelled = "cancelled",
});

impl MeetingState {
    /// Opens a planned meeting for proposals.
    pub fn open_for_proposals(self) -> Result<Self, NotNow> {
        match self {
            Self::Planned => Ok(Self::Collecting),
            other => other.refuse("open_for_proposals"),
        }
    }

    /// Publishes the first version of the agenda, or the next.
    pub fn publish(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Collecting => Ok(Self::Published { version: 1, at, by }),
            Self::Published { version, .. } => Ok(Self::Published {
                version: version.saturating_add(1),
                at,
                by,
            }),
            other => other.refuse("publish"),
        }
    }

    /// Starts a published meeting, always in the open part.
    pub fn start(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Published { .. } => Ok(Self::InProgress {
                since: at,
                by,
                part: Part::Open,
                closed_since: None,
            }),
            other => other.refuse("start"),
        }
    }

    /// Opens the closed part; from here the gate decides who stays.
    pub fn open_closed_part(self, at: DateTime<Utc>) -> Result<Self, NotNow> {
        match self {
            Self::InProgress {
                since,
                by,
                part: Part::Open,
                ..
            } => Ok(Self::InProgress {
                since,
                by,
                part: Part::Closed,
                closed_since: Some(at),
            }),
            other => other.refuse("open_closed_part"),
        }
    }

    /// Ends the closed part; guests may come back in.
    pub fn close_closed_part(self) -> Result<Self, NotNow> {
        match self {
            Self::InProgress {
                since,
                by,
                part: Part::Closed,
                closed_since,
            } => Ok(Self::InProgress {
                since,
                by,
                part: Part::Open,
                closed_since,
            }),
            other => other.refuse("close_closed_part"),
        }
    }

    /// Ends the meeting, from either part.
    pub fn close(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::InProgress { .. } => Ok(Self::Closed {
                at,
                by,
                minutes: Minutes::Missing,
            }),
            other => other.refuse("close"),
        }
    }

    /// Begins the minutes of a meeting that is over.
    pub fn draft_minutes(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        self.minute("draft_minutes", |minutes| {
            matches!(minutes, Minutes::Missing).then_some(Minutes::Draft { at, by })
        })
    }

    /// Offers the minutes to everybody at the table; corrections are taken until that day.
    pub fn offer_minutes(
        self,
        at: DateTime<Utc>,
        by: PersonId,
        until: NaiveDate,
    ) -> Result<Self, NotNow> {
        self.minute("offer_minutes", |minutes| {
            let offered = Minutes::ForApproval { at, by, until };
            matches!(minutes, Minutes::Draft { .. }).then_some(offered)
        })
    }

    /// Lays the minutes down at a later meeting; `changed` says whether they differ from what was offered.
    pub fn approve_minutes(
        self,
        at: DateTime<Utc>,
        by: PersonId,
        (meeting, changed): (MeetingId, bool),
    ) -> Result<Self, NotNow> {
        self.minute("approve_minutes", |minutes| {
            let approved = Minutes::Approved {
                at,
                by,
                meeting,
                changed,
            };
            matches!(minutes, Minutes::ForApproval { .. }).then_some(approved)
        })
    }

    /// Moves the minutes on, once the meeting is over.
    fn minute(
        self,
        operation: &'static str,
        next: impl FnOnce(&Minutes) -> Option<Minutes>,
    ) -> Result<Self, NotNow> {
        match self {
            Self::Closed { at, by, minutes } => match next(&minutes) {
                Some(minutes) => Ok(Self::Closed { at, by, minutes }),
                None => Self::Closed { at, by, minutes }.refuse(operation),
            },
            other => other.refuse(operation),
        }
    }

    /// How far the minutes are; missing while the meeting is not over.
    pub fn minutes(&self) -> Minutes {
        match self {
            Self::Closed { minutes, .. } => minutes.clone(),
            _ => Minutes::Missing,
        }
    }

    /// Gives the meeting another day, time or place, until it starts; where it is in its life stays.
    pub fn reschedule(self) -> Result<Self, NotNow> {
        match self {
            Self::Planned | Self::Collecting | Self::Published { .. } => Ok(self),
            other => other.refuse("reschedule"),
        }
    }

    /// Lets people say whether they come, until it starts; where it is in its life stays.
    pub fn answer(self) -> Result<Self, NotNow> {
        match self {
            Self::Planned | Self::Collecting | Self::Published { .. } => Ok(self),
            other => other.refuse("answer"),
        }
    }

    /// Calls the meeting off; one that has started is closed instead.
    pub fn cancel(self, at: DateTime<Utc>, by: PersonId, reason: String) -> Result<Self, NotNow> {
        match self {
            Self::Planned | Self::Collecting | Self::Published { .. } => {
                Ok(Self::Cancelled { at, by, reason })
            }
            other => other.refuse("cancel"),
        }
    }

    /// The part the table sits in now, while it sits.
    pub const fn part(&self) -> Option<Part> {
        match self {
            Self::InProgress { part, .. } => Some(*part),
            _ => None,
        }
    }
}
