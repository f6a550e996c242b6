//! How far a part of the agenda is: what can truly be said while nothing is on the table.

use chrono::{DateTime, Utc};

use super::ItemState;

/// How far a part of the agenda is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// Nothing of it has had its turn.
    Ahead,
    /// Something had its turn, something still waits.
    UnderWay,
    /// Everything had its turn.
    Done,
}

/// How far the items of one part are, in a meeting that began at `since`. What was held over
/// before it began never had its turn. See `docs/domain.md#items`.
pub fn course<'a>(since: DateTime<Utc>, states: impl IntoIterator<Item = &'a ItemState>) -> Course {
    let (mut had, mut waits) = (false, false);
    for state in states {
        match state {
            ItemState::Dealt { .. } | ItemState::Deferred { .. } => {
                had |= !is_held_over_before(since, state);
            }
            ItemState::Included => waits = true,
            _ => {}
        }
    }
    match (had, waits) {
        (false, _) => Course::Ahead,
        (true, true) => Course::UnderWay,
        (true, false) => Course::Done,
    }
}

/// Whether an item was held over before the meeting began at `since`: it is not among what that
/// meeting has to deal with. See `docs/domain.md#items`.
pub fn is_held_over_before(since: DateTime<Utc>, state: &ItemState) -> bool {
    matches!(state, ItemState::Deferred { at, .. } if *at < since)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn only_what_had_its_turn_in_this_meeting_counts() {
        let since = DateTime::<Utc>::UNIX_EPOCH;
        let at = since + TimeDelta::minutes(5);
        let held_over = ItemState::Deferred {
            at: since - TimeDelta::days(1),
            as_proposal: false,
            taken_off: None,
        };
        assert!(is_held_over_before(since, &held_over));
        let (waits, dealt, deferred) = (
            ItemState::Included,
            ItemState::Dealt { at },
            ItemState::Deferred {
                at,
                as_proposal: false,
                taken_off: None,
            },
        );
        assert!(!is_held_over_before(since, &deferred));
        assert_eq!(course(since, []), Course::Ahead);
        assert_eq!(course(since, [&waits, &held_over]), Course::Ahead);
        assert_eq!(course(since, [&dealt, &waits]), Course::UnderWay);
        assert_eq!(course(since, [&dealt, &deferred, &held_over]), Course::Done);
    }
}
