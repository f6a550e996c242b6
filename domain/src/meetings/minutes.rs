//! The life of the minutes (verslag) of one meeting, and of what parties want changed in them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::{minus_working_days, plus_working_days};
use crate::fault::{Code, NotNow};
use crate::id::{MeetingId, PersonId};
use crate::people::words::{machine_words, state_words, words};

/// How far the minutes of a meeting that is over are (`docs/domain.md#minutes`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "minutes", rename_all = "snake_case")]
pub enum Minutes {
    /// Nobody began to write them.
    #[default]
    Missing,
    /// Being written; for director and secretary only.
    Draft { at: DateTime<Utc>, by: PersonId },
    /// Everybody at the table reads them, and organisations may propose corrections.
    ForApproval {
        at: DateTime<Utc>,
        by: PersonId,
        /// The last day to propose a correction.
        until: NaiveDate,
    },
    /// Laid down. The text never changes again.
    Approved {
        at: DateTime<Utc>,
        by: PersonId,
        /// The meeting at which that was done.
        meeting: MeetingId,
        /// Whether they changed since they were offered.
        changed: bool,
    },
}

state_words!(Minutes {
    Missing = "missing",
    Draft = "draft",
    ForApproval = "for_approval",
    Approved = "approved",
});

impl Minutes {
    /// Whether the text may still change, by who keeps the minutes.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Draft { .. } | Self::ForApproval { .. })
    }

    /// Whether everybody at the table reads them.
    pub const fn is_told(&self) -> bool {
        matches!(self, Self::ForApproval { .. } | Self::Approved { .. })
    }

    /// Refuses unless the text may still change.
    ///
    /// # Errors
    /// [`NotNow`] before the draft and once they are approved.
    pub const fn rewrite(&self, operation: &'static str) -> Result<(), NotNow> {
        if self.is_open() {
            Ok(())
        } else {
            self.refuse(operation)
        }
    }

    /// Refuses unless an organisation may propose a correction today.
    ///
    /// # Errors
    /// [`NotNow`] unless they were offered and the term runs.
    pub fn take_correction(&self, today: NaiveDate) -> Result<(), NotNow> {
        match self {
            Self::ForApproval { until, .. } if today <= *until => Ok(()),
            other => other.refuse("propose_correction"),
        }
    }

    /// Refuses unless what was proposed can be judged.
    ///
    /// # Errors
    /// [`NotNow`] unless they were offered and are not approved.
    pub const fn judge_correction(&self, operation: &'static str) -> Result<(), NotNow> {
        match self {
            Self::ForApproval { .. } => Ok(()),
            other => other.refuse(operation),
        }
    }

    /// Refuses unless a note may be put to them.
    ///
    /// # Errors
    /// [`NotNow`] until they are approved: before that the text itself is mended.
    pub const fn rectify(&self) -> Result<(), NotNow> {
        match self {
            Self::Approved { .. } => Ok(()),
            other => other.refuse("rectify_minutes"),
        }
    }

    /// Whether organisations may still propose corrections, so that approving asks the table first.
    pub fn term_runs(&self, today: NaiveDate) -> bool {
        matches!(self, Self::ForApproval { until, .. } if today <= *until)
    }

    const fn refuse<T>(&self, operation: &'static str) -> Result<T, NotNow> {
        Err(NotNow {
            state: self.word(),
            operation,
        })
    }
}

/// How many working days organisations have for corrections, unless the director says otherwise.
pub const CORRECTION_DAYS: u32 = 5;
/// The fewest and the most working days that can be given.
pub const CORRECTION_TERM: (u32, u32) = (1, 20);
/// Within how many working days after the meeting the minutes are to be offered.
pub const OFFER_WITHIN: u32 = 5;

/// The last day for corrections: so many working days after today.
///
/// # Errors
/// [`Code::OutOfRange`] outside [`CORRECTION_TERM`].
pub fn correction_until(today: NaiveDate, days: u32) -> Result<NaiveDate, Code> {
    let (least, most) = CORRECTION_TERM;
    if (least..=most).contains(&days) {
        Ok(plus_working_days(today, days))
    } else {
        Err(Code::OutOfRange(i64::from(least), i64::from(most)))
    }
}

/// The term to propose when the next meeting is on `next`: the ordinary one, or what fits before it.
pub fn proposed_term(today: NaiveDate, next: Option<NaiveDate>) -> u32 {
    let last = next.map(|next| minus_working_days(next, 1));
    let fits = |days: &u32| last.is_none_or(|last| plus_working_days(today, *days) <= last);
    (CORRECTION_TERM.0..=CORRECTION_DAYS)
        .rev()
        .find(fits)
        .unwrap_or(CORRECTION_TERM.0)
}

/// Where a proposed correction is in its life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CorrectionState {
    /// Waits for who keeps the minutes.
    Proposed,
    /// The organisation took it back.
    Withdrawn { at: DateTime<Utc>, by: PersonId },
    /// The text of the item changed because of it.
    Accepted { at: DateTime<Utc>, by: PersonId },
    /// It did not, and why.
    Declined {
        at: DateTime<Utc>,
        by: PersonId,
        reason: String,
    },
}

machine_words!(CorrectionState {
    Proposed = "proposed",
    Withdrawn = "withdrawn",
    Accepted = "accepted",
    Declined = "declined",
});

impl CorrectionState {
    /// Takes it back, as long as nobody judged it.
    pub fn withdraw(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Proposed => Ok(Self::Withdrawn { at, by }),
            other => other.refuse("withdraw"),
        }
    }

    /// Takes it over into the text.
    pub fn accept(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Proposed => Ok(Self::Accepted { at, by }),
            other => other.refuse("accept"),
        }
    }

    /// Leaves the text as it is, with the reason that the organisation reads.
    pub fn decline(self, at: DateTime<Utc>, by: PersonId, reason: String) -> Result<Self, NotNow> {
        match self {
            Self::Proposed => Ok(Self::Declined { at, by, reason }),
            other => other.refuse("decline"),
        }
    }
}

words! {
    /// Why a text of the minutes has another version.
    Rewrite {
        /// Drafted from what was written down at the table.
        Drafted = "drafted",
        /// Edited by who keeps the minutes.
        Edited = "edited",
        /// A correction was taken over.
        Corrected = "corrected",
        /// An earlier version was put back.
        Restored = "restored",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap_or_default()
    }

    #[test]
    fn a_term_is_counted_in_working_days() {
        // Monday the 23rd.
        assert_eq!(correction_until(day(23), 5), Ok(day(30)));
        assert_eq!(correction_until(day(27), 1), Ok(day(30)));
        let refused = Err(Code::OutOfRange(1, 20));
        assert_eq!(correction_until(day(23), 0), refused);
        assert_eq!(correction_until(day(23), 21), refused);
    }

    #[test]
    fn the_proposed_term_ends_before_the_next_meeting() {
        assert_eq!(proposed_term(day(2), None), 5);
        assert_eq!(proposed_term(day(2), Some(day(30))), 5);
        // Thursday the 5th: until Wednesday.
        assert_eq!(proposed_term(day(2), Some(day(5))), 2);
        assert_eq!(proposed_term(day(2), Some(day(3))), 1);
    }

    #[test]
    fn corrections_are_taken_until_the_end_of_the_last_day() {
        let offered = Minutes::ForApproval {
            at: DateTime::UNIX_EPOCH,
            by: PersonId(uuid::Uuid::nil()),
            until: day(10),
        };
        assert_eq!(offered.take_correction(day(10)), Ok(()));
        assert!(offered.take_correction(day(11)).is_err());
        assert!(offered.term_runs(day(10)) && !offered.term_runs(day(11)));
        assert!(Minutes::Missing.take_correction(day(1)).is_err());
    }
}
