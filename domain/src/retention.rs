//! Case items do not stay: when one is due to be destroyed, how long that can be put off, and what
//! keeps it (`docs/domain.md#destruction`). Source: DOMAIN sections 4.8 and 5.6.

pub mod command;
mod state;

use chrono::{Months, NaiveDate};

use crate::fault::Code;
use crate::meetings::ItemKind;
use crate::people::Class;
pub use state::{DestructionState, Hand, Refusal};

/// How long after the last discussion an item is due.
pub const TERM: u32 = 6;
/// How long it can stay at most when that is put off, in months after the last discussion.
pub const MOST: u32 = 24;
/// How many days ahead who directs and the secretary are told, each time nearer.
pub const NOTICE: [i64; 4] = [30, 14, 7, 1];

/// Whether an item goes: cases, and whatever else is K3.
pub fn goes(kind: ItemKind, class: Class) -> bool {
    kind == ItemKind::Case || class == Class::K3
}

/// What happened to one copy of an item: one that is put off stands at the next meeting as another copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It was discussed, on this day.
    Discussed(NaiveDate),
    /// It stands on the agenda of a meeting that is still to come, on this day.
    Ahead(NaiveDate),
    /// It never came to the table; proposed on this day.
    Never(NaiveDate),
}

/// The day from which the term runs: the last one on which any copy was discussed or will be; when it
/// never comes to the table, the day on which it was last proposed. Nothing without a copy.
pub fn last(turns: &[Turn]) -> Option<NaiveDate> {
    let at_table = turns.iter().filter_map(|turn| match turn {
        Turn::Discussed(day) | Turn::Ahead(day) => Some(*day),
        Turn::Never(_) => None,
    });
    let proposed = turns.iter().filter_map(|turn| match turn {
        Turn::Never(day) => Some(*day),
        _ => None,
    });
    at_table.max().or(proposed.max())
}

/// What decides when an item goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The day from which the term runs.
    pub last: NaiveDate,
    /// Until when that was put off.
    pub extended: Option<NaiveDate>,
    /// Whether something has to be kept all the same (legal hold).
    pub held: bool,
}

/// How an item stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is kept as long as the hold lasts.
    Held,
    /// It stays for so many days more.
    Runs(i64),
    /// The same, within the first of [`NOTICE`].
    Near(i64),
    /// It goes; so many days ago it became due.
    Due(i64),
}

impl Clock {
    /// The first day on which it is due.
    pub fn due_on(&self) -> NaiveDate {
        let extended = self.extended.map(|until| until.min(self.latest()));
        extended.map_or(self.term(), |until| until.max(self.term()))
    }

    /// The day on which it is due at the latest, however often that was put off.
    pub fn latest(&self) -> NaiveDate {
        after(self.last, MOST)
    }

    /// How it stands on a day. What is held is never due.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        let left = (self.due_on() - today).num_days();
        match left {
            _ if self.held => Standing::Held,
            ..=0 => Standing::Due(-left),
            left if left <= NOTICE[0] => Standing::Near(left),
            left => Standing::Runs(left),
        }
    }

    /// Which notice is the one for this day, in days ahead; nothing when it is not near.
    pub fn notice(&self, today: NaiveDate) -> Option<i64> {
        match self.standing(today) {
            Standing::Near(left) => NOTICE.into_iter().rev().find(|ahead| left <= *ahead),
            _ => None,
        }
    }

    /// Puts it off to so many months after the last discussion; answers until when.
    ///
    /// # Errors
    /// [`Code::OutOfRange`] beyond [`MOST`] or not beyond [`TERM`]; [`Code::InThePast`] when it
    /// would be due by then already.
    pub fn extend(&self, months: u32, today: NaiveDate) -> Result<NaiveDate, Code> {
        if months <= TERM || months > MOST {
            return Err(Code::OutOfRange(i64::from(TERM) + 1, i64::from(MOST)));
        }
        let until = after(self.last, months);
        if until <= today || until <= self.due_on() {
            return Err(Code::InThePast);
        }
        Ok(until)
    }

    fn term(&self) -> NaiveDate {
        after(self.last, TERM)
    }
}

/// So many months later; at the end of a shorter month its last day.
fn after(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn clock(last: &str) -> Clock {
        Clock {
            last: day(last),
            extended: None,
            held: false,
        }
    }

    #[test]
    fn an_item_is_due_six_months_after_the_last_discussion_and_not_a_day_before() {
        let clock = clock("2026-03-10");
        assert_eq!(clock.due_on(), day("2026-09-10"));
        assert_eq!(clock.standing(day("2026-09-09")), Standing::Near(1));
        assert_eq!(clock.standing(day("2026-09-10")), Standing::Due(0));
        assert_eq!(clock.standing(day("2026-09-12")), Standing::Due(2));
        assert_eq!(clock.standing(day("2026-08-10")), Standing::Runs(31));
        // The last day of a month that is shorter.
        let end = Clock {
            last: day("2026-08-31"),
            ..clock
        };
        assert_eq!(end.due_on(), day("2027-02-28"));
    }

    #[test]
    fn notice_grows() {
        let clock = clock("2026-03-10");
        let at = |text| clock.notice(day(text));
        assert_eq!(at("2026-08-10"), None);
        assert_eq!(at("2026-08-11"), Some(30));
        assert_eq!(at("2026-08-27"), Some(14));
        assert_eq!(at("2026-09-03"), Some(7));
        assert_eq!(at("2026-09-08"), Some(7));
        assert_eq!(at("2026-09-09"), Some(1));
        assert_eq!(at("2026-09-10"), None);
    }

    #[test]
    fn it_is_put_off_to_two_years_at_most() {
        let clock = clock("2026-03-10");
        let today = day("2026-08-01");
        assert_eq!(clock.extend(6, today), Err(Code::OutOfRange(7, 24)));
        assert_eq!(clock.extend(25, today), Err(Code::OutOfRange(7, 24)));
        assert_eq!(clock.extend(9, today), Ok(day("2026-12-10")));
        assert_eq!(clock.extend(24, today), Ok(day("2028-03-10")));
        assert_eq!(clock.extend(7, day("2026-10-10")), Err(Code::InThePast));
        let put_off = Clock {
            extended: Some(day("2026-12-10")),
            ..clock
        };
        assert_eq!(put_off.due_on(), day("2026-12-10"));
        assert_eq!(put_off.extend(9, today), Err(Code::InThePast));
        // Nothing that is kept can stretch it further.
        let stretched = Clock {
            extended: Some(day("2031-01-01")),
            ..clock
        };
        assert_eq!(stretched.due_on(), day("2028-03-10"));
        let shortened = Clock {
            extended: Some(day("2026-04-01")),
            ..clock
        };
        assert_eq!(shortened.due_on(), day("2026-09-10"));
    }

    #[test]
    fn the_term_runs_from_the_last_time_any_copy_was_discussed() {
        let (first, second) = (day("2026-01-13"), day("2026-03-10"));
        let never = Turn::Never(day("2026-05-01"));
        assert_eq!(last(&[Turn::Discussed(first), never]), Some(first));
        let both = [Turn::Discussed(first), Turn::Discussed(second)];
        assert_eq!(last(&both), Some(second));
        let ahead = [Turn::Discussed(first), Turn::Ahead(second)];
        assert_eq!(last(&ahead), Some(second));
        assert_eq!(last(&[never]), Some(day("2026-05-01")));
        assert_eq!(last(&[]), None);
    }

    #[test]
    fn cases_go_and_so_does_all_that_is_k3() {
        assert!(goes(ItemKind::Case, Class::K2));
        assert!(goes(ItemKind::Policy, Class::K3));
        assert!(!goes(ItemKind::Policy, Class::K2));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        /// In no order of discussing, putting off and looking is anything due that is held, before its
        /// term or after it could be put off no more.
        #[test]
        fn a_hold_is_never_broken_and_a_term_never_cut_or_stretched(
            last in 0_i64..4000,
            months in 0_u32..40,
            now in 0_i64..6000,
            asked in 0_i64..6000,
            held in any::<bool>(),
        ) {
            let from = day("2020-01-01");
            let on = |days| from + chrono::TimeDelta::days(days);
            let bare = Clock { last: on(last), extended: None, held };
            let extended = bare.extend(months, on(asked)).ok();
            let clock = Clock { extended, ..bare };
            let standing = clock.standing(on(now));
            let due = matches!(standing, Standing::Due(_));
            prop_assert!(!(held && due));
            prop_assert!(!due || on(now) >= bare.term());
            prop_assert!(held || due || on(now) < clock.latest());
            prop_assert!(extended.is_none_or(|until| due == (!held && on(now) >= until)));
        }
    }
}
