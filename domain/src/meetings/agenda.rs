//! Composing an agenda: its order, with the closed part as one block, and its time.

use std::cmp::Ordering;

use super::vocabulary::{ItemKind, Part};
use crate::id::ItemId;

/// What the order of an agenda depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The item.
    pub id: ItemId,
    /// What it is about.
    pub kind: ItemKind,
    /// The part it belongs to.
    pub part: Part,
}

/// Where to move an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// One place earlier.
    Up,
    /// One place later.
    Down,
    /// To this place in the list, counted from 0.
    To(usize),
}

/// Puts items in the standing order (`docs/domain.md#items`); equals keep their order.
///
/// Guests' contributions come before the closed part, so that guests need not wait it out.
pub fn compose(mut items: Vec<Place>) -> Vec<Place> {
    items.sort_by_key(|item| match (item.part, item.kind) {
        (Part::Closed, _) => 4,
        (Part::Open, ItemKind::Opening) => 0,
        (Part::Open, ItemKind::Announcement) => 1,
        (Part::Open, ItemKind::Minutes) => 2,
        (Part::Open, ItemKind::GuestContribution) => 3,
        (Part::Open, ItemKind::Policy | ItemKind::Case) => 5,
        (Part::Open, ItemKind::Covenant) => 6,
        (Part::Open, ItemKind::Roadmap) => 7,
        (Part::Open, ItemKind::AnyOtherBusiness) => 8,
    });
    items
}

/// Keeps the order given, but gathers the closed part where its first item stands.
pub fn arrange(items: &[Place]) -> Vec<Place> {
    let open = |item: &&Place| item.part == Part::Open;
    let closed = |item: &&Place| item.part == Part::Closed;
    let lead = items.iter().take_while(open).count();
    let (before, rest) = items.split_at(lead);
    before
        .iter()
        .chain(rest.iter().filter(closed))
        .chain(rest.iter().filter(open))
        .copied()
        .collect()
}

/// Moves one item; answers the whole new order (`docs/domain.md#parts`).
///
/// A closed item stays within the closed part; an open item steps over the closed part as a
/// whole. An unknown item, or a step off the end, leaves the order as it was.
pub fn move_item(items: &[Place], id: ItemId, how: Move) -> Vec<Place> {
    let mut items = arrange(items);
    let Some(from) = items.iter().position(|item| item.id == id) else {
        return items;
    };
    let item = items.remove(from);
    let wanted = match how {
        Move::Up => from.saturating_sub(1),
        Move::Down => from.saturating_add(1),
        Move::To(place) => place,
    };
    let to = admissible(&items, item.part, from, wanted);
    items.insert(to, item);
    items
}

/// The place nearest to `wanted` that leaves the closed part whole; `rest` is without the item.
fn admissible(rest: &[Place], part: Part, from: usize, wanted: usize) -> usize {
    let wanted = wanted.min(rest.len());
    let Some(first) = rest.iter().position(|item| item.part == Part::Closed) else {
        // Without other closed items the block is the item itself, free to stand anywhere.
        return wanted;
    };
    let end = first + rest.iter().filter(|item| item.part == Part::Closed).count();
    match part {
        Part::Closed => wanted.clamp(first, end),
        Part::Open if wanted <= first || wanted >= end => wanted,
        Part::Open => match wanted.cmp(&from) {
            Ordering::Less => first,
            Ordering::Equal => from,
            Ordering::Greater => end,
        },
    }
}

/// What the time of an agenda depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timed {
    /// How long the item may take.
    pub minutes: u32,
    /// The part it belongs to.
    pub part: Part,
    /// Whether guests take part in it.
    pub for_guests: bool,
}

/// The running total of an agenda, in minutes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Of the open part.
    pub open: u32,
    /// Of the closed part.
    pub closed: u32,
    /// Of the open items guests take part in.
    pub guest: u32,
    /// Of both parts.
    pub total: u32,
    /// By how much the total passes the length of the meeting.
    pub over: u32,
}

/// Adds up the minutes and holds them against the `length` of the meeting.
pub fn budget(items: &[Timed], length: u32) -> Budget {
    let mut sum = Budget::default();
    for item in items {
        match item.part {
            Part::Open => sum.open = sum.open.saturating_add(item.minutes),
            Part::Closed => sum.closed = sum.closed.saturating_add(item.minutes),
        }
        if item.for_guests && item.part == Part::Open {
            sum.guest = sum.guest.saturating_add(item.minutes);
        }
    }
    sum.total = sum.open.saturating_add(sum.closed);
    sum.over = sum.total.saturating_sub(length);
    sum
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// Small letters are open items, capitals closed ones.
    fn agenda(letters: &str) -> Vec<Place> {
        letters
            .bytes()
            .map(|letter| Place {
                id: id(letter),
                kind: ItemKind::Policy,
                part: if letter.is_ascii_uppercase() {
                    Part::Closed
                } else {
                    Part::Open
                },
            })
            .collect()
    }

    fn id(letter: u8) -> ItemId {
        ItemId(Uuid::from_u128(u128::from(letter)))
    }

    fn moved(letters: &str, which: u8, how: Move) -> String {
        move_item(&agenda(letters), id(which), how)
            .into_iter()
            .filter_map(|item| u8::try_from(item.id.0.as_u128()).ok())
            .map(char::from)
            .collect()
    }

    #[test]
    fn the_closed_part_is_gathered() {
        assert_eq!(arrange(&agenda("aBcDe")), agenda("aBDce"));
        assert_eq!(arrange(&agenda("abc")), agenda("abc"));
        assert_eq!(arrange(&agenda("ABc")), agenda("ABc"));
    }

    #[test]
    fn the_standing_order_has_the_closed_part_after_the_guests() {
        let mixed = [
            (ItemKind::AnyOtherBusiness, Part::Open),
            (ItemKind::Case, Part::Closed),
            (ItemKind::Roadmap, Part::Open),
            (ItemKind::Policy, Part::Closed),
            (ItemKind::GuestContribution, Part::Open),
            (ItemKind::Policy, Part::Open),
            (ItemKind::Opening, Part::Open),
        ];
        let items = mixed.map(|(kind, part)| Place {
            id: id(b'x'),
            kind,
            part,
        });
        let kinds: Vec<_> = compose(items.to_vec())
            .iter()
            .map(|item| item.kind)
            .collect();
        assert_eq!(
            kinds,
            [
                ItemKind::Opening,
                ItemKind::GuestContribution,
                ItemKind::Case,
                ItemKind::Policy,
                ItemKind::Policy,
                ItemKind::Roadmap,
                ItemKind::AnyOtherBusiness,
            ]
        );
    }

    #[test]
    fn items_change_places_within_their_part() {
        assert_eq!(moved("abCDe", b'b', Move::Up), "baCDe");
        assert_eq!(moved("abCDe", b'C', Move::Down), "abDCe");
        assert_eq!(moved("abCDe", b'D', Move::Down), "abCDe");
        assert_eq!(moved("abCDe", b'C', Move::Up), "abCDe");
    }

    #[test]
    fn an_open_item_steps_over_the_closed_part() {
        assert_eq!(moved("abCDe", b'b', Move::Down), "aCDbe");
        assert_eq!(moved("abCDe", b'e', Move::Up), "abeCD");
        assert_eq!(moved("abCDe", b'a', Move::To(3)), "bCDae");
        assert_eq!(moved("abCDe", b'e', Move::To(3)), "abeCD");
    }

    #[test]
    fn a_single_closed_item_moves_freely() {
        assert_eq!(moved("abCd", b'C', Move::Up), "aCbd");
        assert_eq!(moved("abCd", b'C', Move::To(9)), "abdC");
    }

    #[test]
    fn steps_off_the_end_and_strangers_change_nothing() {
        assert_eq!(moved("abCd", b'a', Move::Up), "abCd");
        assert_eq!(moved("abCd", b'd', Move::Down), "abCd");
        assert_eq!(moved("abCd", b'z', Move::Up), "abCd");
        assert_eq!(moved("", b'z', Move::To(4)), "");
    }

    #[test]
    fn every_move_keeps_all_items_and_one_closed_block() {
        let letters = "abCDEfg";
        for which in letters.bytes() {
            let places = (0..9).map(Move::To);
            for how in places.chain([Move::Up, Move::Down]) {
                let order = moved(letters, which, how);
                assert_eq!(order.len(), letters.len());
                assert!(letters.chars().all(|letter| order.contains(letter)));
                assert_eq!(arrange(&agenda(&order)), agenda(&order), "{which} {how:?}");
            }
        }
    }

    #[test]
    fn minutes_are_held_against_the_length() {
        let items = [
            Timed {
                minutes: 10,
                part: Part::Open,
                for_guests: true,
            },
            Timed {
                minutes: 20,
                part: Part::Open,
                for_guests: false,
            },
            Timed {
                minutes: 45,
                part: Part::Closed,
                for_guests: true,
            },
        ];
        let sum = budget(&items, 60);
        assert_eq!(
            sum,
            Budget {
                open: 30,
                closed: 45,
                guest: 10,
                total: 75,
                over: 15
            }
        );
        assert_eq!(budget(&items, 90).over, 0);
    }
}
