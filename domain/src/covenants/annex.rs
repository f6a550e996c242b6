//! The annex of a covenant for one table: who takes part, what for, and what may be told there.

use chrono::NaiveDate;

use crate::fault::NotNow;
use crate::people::words::words;

/// The fewest organisations that tell each other something.
pub const LEAST_PARTNERS: usize = 2;

words! {
    /// Where an annex stands on a day (`docs/domain.md#case-discussion`).
    AnnexStanding {
        /// Its first day lies ahead.
        Ahead = "ahead",
        /// It counts.
        InForce = "in_force",
        /// Its last day lies behind.
        Over = "over",
        /// Somebody ended it, or another came in its place before it began.
        Ended = "ended",
    }
}

impl AnnexStanding {
    /// Where an annex stands today. Both its first and its last day count.
    pub fn on(today: NaiveDate, from: NaiveDate, to: Option<NaiveDate>, is_ended: bool) -> Self {
        if is_ended {
            Self::Ended
        } else if today < from {
            Self::Ahead
        } else if to.is_some_and(|to| to < today) {
            Self::Over
        } else {
            Self::InForce
        }
    }

    /// Ends it.
    ///
    /// # Errors
    /// [`NotNow`] for one that is over.
    pub const fn end(self) -> Result<Self, NotNow> {
        match self {
            Self::Ahead | Self::InForce => Ok(Self::Ended),
            Self::Over | Self::Ended => Err(NotNow {
                state: self.word(),
                operation: "end_annex",
            }),
        }
    }
}

/// What becomes of an annex when another counts from a day on: there is never more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// It was over by then.
    Nothing,
    /// It ends the day before.
    Until(NaiveDate),
    /// It never begins any more, or began on that very day.
    Way,
}

/// What becomes of an annex of these days when another counts from `next` on.
pub fn gives_way(from: NaiveDate, to: Option<NaiveDate>, next: NaiveDate) -> Gives {
    match next.pred_opt() {
        Some(last) if from <= last => {
            if to.is_some_and(|to| to <= last) {
                Gives::Nothing
            } else {
                Gives::Until(last)
            }
        }
        _ => Gives::Way,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
    }

    #[test]
    fn an_annex_counts_from_its_first_day_to_its_last() {
        let on = |today, to| AnnexStanding::on(day(today), day(5), to, false);
        assert_eq!(on(4, None), AnnexStanding::Ahead);
        assert_eq!(on(5, None), AnnexStanding::InForce);
        assert_eq!(on(9, Some(day(9))), AnnexStanding::InForce);
        assert_eq!(on(10, Some(day(9))), AnnexStanding::Over);
        for today in [4, 5, 10] {
            let ended = AnnexStanding::on(day(today), day(5), Some(day(9)), true);
            assert_eq!(ended, AnnexStanding::Ended);
        }
    }

    #[test]
    fn what_is_over_is_not_ended_once_more() {
        for standing in AnnexStanding::ALL {
            let open = matches!(standing, AnnexStanding::Ahead | AnnexStanding::InForce);
            assert_eq!(standing.end().is_ok(), open, "{standing:?}");
        }
    }

    #[test]
    fn two_never_count_on_one_day() {
        assert_eq!(gives_way(day(5), None, day(10)), Gives::Until(day(9)));
        assert_eq!(gives_way(day(5), Some(day(9)), day(10)), Gives::Nothing);
        assert_eq!(
            gives_way(day(5), Some(day(10)), day(10)),
            Gives::Until(day(9))
        );
        assert_eq!(gives_way(day(10), None, day(10)), Gives::Way);
        assert_eq!(gives_way(day(12), Some(day(20)), day(10)), Gives::Way);
    }
}
