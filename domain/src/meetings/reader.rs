//! One reader's agenda: everyone gets the times, nobody gets what is not theirs.

use chrono::{DateTime, Utc};

use super::planning::clock_times;
use super::vocabulary::Part;

/// An item with what its place in time depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<T> {
    /// The item, in whatever shape the caller shows it.
    pub item: T,
    /// The part it belongs to.
    pub part: Part,
    /// How long it may take.
    pub minutes: u32,
}

/// One line of a reader's agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot<T> {
    /// An item the reader may see.
    Item {
        /// The item.
        item: T,
        /// When it starts.
        from: DateTime<Utc>,
        /// When it ends.
        to: DateTime<Utc>,
    },
    /// Time in the closed part, without titles and without their number.
    ClosedBlock {
        /// When it starts.
        from: DateTime<Utc>,
        /// When it ends.
        to: DateTime<Utc>,
    },
}

/// When a reader is not at the table because of the closed part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepOut {
    /// When the closed part begins and the reader leaves.
    pub from: DateTime<Utc>,
    /// When the first item after it begins that is the reader's; nothing when none follows.
    pub back: Option<DateTime<Utc>>,
}

/// Whether the numbers a reader sees skip one. Everybody's items have the same numbers, so that all
/// hear the same at the table; who does not see every item misses some.
pub fn has_gap(numbers: impl IntoIterator<Item = usize>) -> bool {
    numbers
        .into_iter()
        .zip(1..)
        .any(|(number, place)| number != place)
}

/// When a reader steps out and is needed again (`docs/domain.md#readers-agenda`).
///
/// Nothing when no block of the agenda is closed to this reader. Items that follow the closed part
/// but are not the reader's do not call anybody back.
pub fn step_out<T>(slots: &[Slot<T>]) -> Option<StepOut> {
    let starts = |slot: &Slot<T>| match slot {
        Slot::Item { from, .. } | Slot::ClosedBlock { from, .. } => *from,
    };
    let is_closed = |slot: &Slot<T>| matches!(slot, Slot::ClosedBlock { .. });
    let first = slots.iter().find(|slot| is_closed(slot))?;
    let last = slots.iter().rposition(is_closed)?;
    Some(StepOut {
        from: starts(first),
        back: slots.get(last + 1).map(starts),
    })
}

/// The numbers of a published agenda, in its order (`docs/domain.md#readers-agenda`).
///
/// The open part counts from 1, the same for every reader and during the meeting. The closed part
/// has no numbers: a gap would tell how many items somebody may not see.
pub fn numbers(parts: impl IntoIterator<Item = Part>) -> Vec<Option<usize>> {
    let mut open = 0;
    parts
        .into_iter()
        .map(|part| {
            (part == Part::Open).then(|| {
                open += 1;
                open
            })
        })
        .collect()
}

/// Folds what the reader may not see (`docs/domain.md#readers-agenda`).
///
/// Neighbouring closed items become one block. Open items not meant for the reader are left
/// out; the times of the others show the gap. `entries` come in the order of the agenda.
pub fn readers_agenda<T>(
    entries: Vec<Entry<T>>,
    start: DateTime<Utc>,
    may_read: impl Fn(&T) -> bool,
) -> Vec<Slot<T>> {
    let minutes: Vec<u32> = entries.iter().map(|entry| entry.minutes).collect();
    let times = clock_times(start, &minutes);
    let mut slots = Vec::with_capacity(entries.len());
    for (Entry { item, part, .. }, (from, to)) in entries.into_iter().zip(times) {
        match (may_read(&item), part, slots.last_mut()) {
            (true, ..) => slots.push(Slot::Item { item, from, to }),
            (false, Part::Open, _) => {}
            // Only a block that ends here is a neighbour; an open item between is a gap.
            (false, Part::Closed, Some(Slot::ClosedBlock { to: end, .. })) if *end == from => {
                *end = to;
            }
            (false, Part::Closed, _) => slots.push(Slot::ClosedBlock { from, to }),
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn agenda() -> Vec<Entry<&'static str>> {
        [
            ("opening", Part::Open, 5),
            ("intern", Part::Open, 10),
            ("vertrouwelijk", Part::Closed, 15),
            ("casus", Part::Closed, 20),
            ("casus twee", Part::Closed, 10),
            ("rondvraag", Part::Open, 5),
        ]
        .map(|(item, part, minutes)| Entry {
            item,
            part,
            minutes,
        })
        .to_vec()
    }

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn a_guest_sees_one_block_of_time() {
        let shared = |item: &&str| ["opening", "rondvraag"].contains(item);
        let slots = readers_agenda(agenda(), at(0), shared);
        assert_eq!(
            slots,
            [
                Slot::Item {
                    item: "opening",
                    from: at(0),
                    to: at(5)
                },
                Slot::ClosedBlock {
                    from: at(15),
                    to: at(60)
                },
                Slot::Item {
                    item: "rondvraag",
                    from: at(60),
                    to: at(65)
                },
            ]
        );
    }

    #[test]
    fn a_partner_sees_a_block_for_the_cases_of_others() {
        let slots = readers_agenda(agenda(), at(0), |item| !item.starts_with("casus"));
        assert_eq!(slots.len(), 5);
        assert!(slots.contains(&Slot::ClosedBlock {
            from: at(30),
            to: at(60)
        }));
    }

    #[test]
    fn who_may_see_all_sees_no_block() {
        let slots = readers_agenda(agenda(), at(0), |_| true);
        assert_eq!(slots.len(), 6);
        assert!(slots.iter().all(|slot| matches!(slot, Slot::Item { .. })));
    }

    #[test]
    fn a_guest_is_back_at_the_first_item_that_is_theirs() {
        let mut agenda = agenda();
        // After the closed part first something that is not for guests.
        agenda.insert(
            5,
            Entry {
                item: "beleid",
                part: Part::Open,
                minutes: 10,
            },
        );
        let shared = |item: &&str| ["opening", "rondvraag"].contains(item);
        let out = StepOut {
            from: at(15),
            back: Some(at(70)),
        };
        let slots = readers_agenda(agenda.clone(), at(0), shared);
        assert_eq!(step_out(&slots), Some(out));
        let slots = readers_agenda(agenda.clone(), at(0), |item| *item == "opening");
        assert_eq!(step_out(&slots), Some(StepOut { back: None, ..out }));
        let slots = readers_agenda(agenda, at(0), |_| true);
        assert_eq!(step_out(&slots), None);
    }

    #[test]
    fn only_the_open_part_is_numbered() {
        let parts = agenda().into_iter().map(|entry| entry.part);
        assert_eq!(
            numbers(parts),
            [Some(1), Some(2), None, None, None, Some(3)]
        );
    }

    #[test]
    fn a_gap_is_a_number_that_is_not_there() {
        assert!(!has_gap([]));
        assert!(!has_gap([1, 2, 3]));
        assert!(has_gap([2]));
        assert!(has_gap([1, 3]));
    }
}
