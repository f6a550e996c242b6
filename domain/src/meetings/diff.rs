//! What changed between two published versions of an agenda.

use serde::{Deserialize, Serialize};

use super::vocabulary::{ItemKind, Part, Wanted};
use crate::id::ItemId;
use crate::people::Class;

/// An item as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The item.
    pub id: ItemId,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub kind: ItemKind,
    /// How confidential it is.
    pub class: Class,
    /// How long it may take.
    pub minutes: u32,
    /// What is wanted of the table.
    pub wanted: Wanted,
    /// The part it stands in.
    pub part: Part,
    /// Its papers: the id and the hash of each, in order.
    pub papers: String,
}

/// What can differ between two snapshots of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// The kind.
    Kind,
    /// The class.
    Class,
    /// The minutes.
    Minutes,
    /// The wanted outcome.
    Wanted,
    /// The part.
    Part,
    /// The papers.
    Papers,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Stands only in the new version.
    Added(ItemId),
    /// Stands in both, with other facts.
    Changed(ItemId, Vec<Field>),
    /// Stands only in the old version.
    Removed(ItemId),
    /// Changed places with items that stayed.
    Moved(ItemId),
}

/// Compares two versions: first along the new order, then what was removed.
///
/// As few items as possible count as moved. Hand in only what the reader may see: the
/// difference tells no more than its two sides.
pub fn diff(old: &[Snapshot], new: &[Snapshot]) -> Vec<Change> {
    let was_at = |id: ItemId| old.iter().position(|item| item.id == id);
    let stayed: Vec<usize> = new.iter().filter_map(|item| was_at(item.id)).collect();
    let unmoved = longest_rise(&stayed);
    let mut changes = Vec::new();
    for item in new {
        let Some(place) = was_at(item.id) else {
            changes.push(Change::Added(item.id));
            continue;
        };
        if !unmoved.contains(&place) {
            changes.push(Change::Moved(item.id));
        }
        let fields = old
            .get(place)
            .map_or_else(Vec::new, |before| fields(before, item));
        if !fields.is_empty() {
            changes.push(Change::Changed(item.id, fields));
        }
    }
    let gone = old
        .iter()
        .filter(|item| new.iter().all(|kept| kept.id != item.id));
    changes.extend(gone.map(|item| Change::Removed(item.id)));
    changes
}

fn fields(old: &Snapshot, new: &Snapshot) -> Vec<Field> {
    [
        (Field::Title, old.title != new.title),
        (Field::Kind, old.kind != new.kind),
        (Field::Class, old.class != new.class),
        (Field::Minutes, old.minutes != new.minutes),
        (Field::Wanted, old.wanted != new.wanted),
        (Field::Part, old.part != new.part),
        (Field::Papers, old.papers != new.papers),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
    .collect()
}

/// The longest rising subsequence: the items that kept their order among each other.
fn longest_rise(places: &[usize]) -> Vec<usize> {
    let mut rises: Vec<Vec<usize>> = Vec::with_capacity(places.len());
    for &place in places {
        let best = rises
            .iter()
            .filter(|rise| rise.last().is_some_and(|last| *last < place))
            .max_by_key(|rise| rise.len());
        let mut rise = best.cloned().unwrap_or_default();
        rise.push(place);
        rises.push(rise);
    }
    rises.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn item(n: u128) -> Snapshot {
        Snapshot {
            id: id(n),
            title: format!("Punt {n}"),
            kind: ItemKind::Policy,
            class: Class::K1,
            minutes: 10,
            wanted: Wanted::Discuss,
            part: Part::Open,
            papers: String::new(),
        }
    }

    fn id(n: u128) -> ItemId {
        ItemId(Uuid::from_u128(n))
    }

    fn agenda(order: &[u128]) -> Vec<Snapshot> {
        order.iter().map(|n| item(*n)).collect()
    }

    #[test]
    fn the_same_version_has_no_difference() {
        assert_eq!(diff(&agenda(&[1, 2, 3]), &agenda(&[1, 2, 3])), []);
        assert_eq!(diff(&[], &[]), []);
    }

    #[test]
    fn adding_and_removing_moves_nobody() {
        let changes = diff(&agenda(&[1, 2, 3]), &agenda(&[4, 1, 3]));
        assert_eq!(changes, [Change::Added(id(4)), Change::Removed(id(2))]);
    }

    #[test]
    fn only_the_item_that_jumped_counts_as_moved() {
        let changes = diff(&agenda(&[1, 2, 3, 4]), &agenda(&[4, 1, 2, 3]));
        assert_eq!(changes, [Change::Moved(id(4))]);
    }

    #[test]
    fn every_field_is_seen() {
        let new = Snapshot {
            id: id(1),
            title: "Anders".into(),
            kind: ItemKind::Case,
            class: Class::K3,
            minutes: 15,
            wanted: Wanted::Decide,
            part: Part::Closed,
            papers: "another".into(),
        };
        let all = [
            Field::Title,
            Field::Kind,
            Field::Class,
            Field::Minutes,
            Field::Wanted,
            Field::Part,
            Field::Papers,
        ];
        assert_eq!(
            diff(&agenda(&[1]), &[new]),
            [Change::Changed(id(1), all.to_vec())]
        );
    }
}
