//! Advice that one organisation at the table asks another for, on one item, with a term in working
//! days (`docs/domain.md#party-advice`).

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::item::ItemState;
use super::state::MeetingState;
use crate::calendar::plus_working_days;
use crate::fault::{Code, NotNow};
use crate::id::PersonId;
use crate::people::words::{machine_words, words};

/// The fewest and the most working days an organisation gets.
pub const TERM: (u32, u32) = (1, 30);

words! {
    /// What an organisation advises.
    Counsel {
        /// Do it.
        Positive = "positive",
        /// Do it, when something is done first or kept to.
        Conditional = "conditional",
        /// Do not.
        Negative = "negative",
        /// It has no advice to give.
        None = "none",
    }
}

/// Where the asking stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PartyAdviceState {
    /// Asked, and waited for.
    Asked,
    /// Given; everybody who reads the item reads it.
    Given {
        /// When it was last written.
        at: DateTime<Utc>,
        by: PersonId,
        counsel: Counsel,
    },
    /// Not asked any more.
    Withdrawn { at: DateTime<Utc>, by: PersonId },
}

machine_words!(PartyAdviceState {
    Asked = "asked",
    Given = "given",
    Withdrawn = "withdrawn",
});

/// When an organisation writes its advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writing {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The day in the Netherlands.
    pub today: NaiveDate,
    /// Who.
    pub by: PersonId,
    /// The last day of the term.
    pub due: NaiveDate,
    /// When the agenda on which the item stands was last published.
    pub published: Option<DateTime<Utc>>,
}

impl PartyAdviceState {
    /// Writes the advice, also after the term as long as it is waited for; or writes it anew within the
    /// term, until an agenda was published that everybody read it with.
    ///
    /// # Errors
    /// [`NotNow`] once it was withdrawn, and for another text after the term or that agenda.
    pub fn give(self, writing: Writing, counsel: Counsel) -> Result<Self, NotNow> {
        let Writing { at, by, .. } = writing;
        let given = Self::Given { at, by, counsel };
        match self {
            Self::Asked => Ok(given),
            Self::Given { at: before, .. }
                if writing.today <= writing.due
                    && writing
                        .published
                        .is_none_or(|published| published <= before) =>
            {
                Ok(given)
            }
            other => other.refuse("give"),
        }
    }

    /// Asks no more, as long as nothing was given.
    ///
    /// # Errors
    /// [`NotNow`] once it was given or withdrawn.
    pub fn withdraw(self, at: DateTime<Utc>, by: PersonId) -> Result<Self, NotNow> {
        match self {
            Self::Asked => Ok(Self::Withdrawn { at, by }),
            other => other.refuse("withdraw_asking"),
        }
    }

    /// By how many days the term is past while the advice is waited for; zero otherwise.
    pub fn days_late(&self, due: NaiveDate, today: NaiveDate) -> u32 {
        match self {
            Self::Asked => crate::calendar::days_late(due, today),
            _ => 0,
        }
    }
}

/// The last day of a term of so many working days from today, which has to lie before the day of the
/// meeting: on the day itself nobody reads it any more.
///
/// # Errors
/// [`Code::OutOfRange`] outside [`TERM`]; [`Code::TermAfterMeeting`].
pub fn advice_due(today: NaiveDate, days: u32, meeting: NaiveDate) -> Result<NaiveDate, Code> {
    let (least, most) = TERM;
    if !(least..=most).contains(&days) {
        return Err(Code::OutOfRange(i64::from(least), i64::from(most)));
    }
    let due = plus_working_days(today, days);
    if due < meeting {
        Ok(due)
    } else {
        Err(Code::TermAfterMeeting)
    }
}

/// The term that the form proposes: five working days, or as many as there are before the meeting.
pub fn proposed_days(today: NaiveDate, meeting: NaiveDate) -> u32 {
    (1..=5)
        .rev()
        .find(|days| advice_due(today, *days, meeting).is_ok())
        .unwrap_or(1)
}

/// Refuses unless an item is still ahead at a meeting whose agenda can change.
///
/// # Errors
/// [`NotNow`] before the meeting collects, once it begins, and for an item that is not, or no longer, on
/// its way to the table.
pub fn takes_advice(
    meeting: &MeetingState,
    item: &ItemState,
    operation: &'static str,
) -> Result<(), NotNow> {
    let state = match (meeting, item) {
        (
            MeetingState::Collecting | MeetingState::Published { .. },
            ItemState::Proposed { .. } | ItemState::Included,
        ) => return Ok(()),
        (MeetingState::Collecting | MeetingState::Published { .. }, item) => item.word(),
        (meeting, _) => meeting.word(),
    };
    Err(NotNow { state, operation })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
    }

    fn writing(today: NaiveDate, published: Option<i64>) -> Writing {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
        Writing {
            at: at(100),
            today,
            by: PersonId(Uuid::nil()),
            due: day(11, 25),
            published: published.map(at),
        }
    }

    #[test]
    fn a_term_counts_working_days_and_ends_before_the_meeting() {
        // Wednesday the 18th; the meeting is on Tuesday the 8th of December.
        let due = |days| advice_due(day(11, 18), days, day(12, 8));
        assert_eq!(due(1), Ok(day(11, 19)));
        assert_eq!(due(3), Ok(day(11, 23)));
        assert_eq!(due(13), Ok(day(12, 7)));
        assert_eq!(due(14), Err(Code::TermAfterMeeting));
        assert_eq!(due(0), Err(Code::OutOfRange(1, 30)));
        assert_eq!(due(31), Err(Code::OutOfRange(1, 30)));
        // Christmas is two days long.
        assert_eq!(advice_due(day(12, 24), 1, day(12, 31)), Ok(day(12, 28)));
        assert_eq!(proposed_days(day(11, 18), day(12, 8)), 5);
        assert_eq!(proposed_days(day(11, 18), day(11, 20)), 1);
        assert_eq!(proposed_days(day(11, 18), day(11, 18)), 1);
    }

    #[test]
    fn what_is_waited_for_comes_late_and_what_was_given_changes_in_time_only() {
        let asked = PartyAdviceState::Asked;
        let given = asked
            .clone()
            .give(writing(day(11, 20), None), Counsel::Positive);
        let given = given.unwrap();
        assert!(
            asked
                .give(writing(day(11, 30), None), Counsel::None)
                .is_ok()
        );
        let again = |at| given.clone().give(at, Counsel::Negative);
        assert!(again(writing(day(11, 25), None)).is_ok());
        assert!(again(writing(day(11, 25), Some(100))).is_ok());
        assert!(again(writing(day(11, 26), None)).is_err());
        assert!(again(writing(day(11, 20), Some(101))).is_err());
    }

    #[test]
    fn only_what_is_waited_for_is_late() {
        let due = day(11, 25);
        assert_eq!(PartyAdviceState::Asked.days_late(due, day(11, 27)), 2);
        assert_eq!(PartyAdviceState::Asked.days_late(due, due), 0);
        let given = PartyAdviceState::Asked.give(writing(due, None), Counsel::None);
        assert_eq!(given.unwrap().days_late(due, day(11, 27)), 0);
    }
}
