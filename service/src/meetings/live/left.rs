//! What a meeting leaves: the items that it did not finish, as somebody may know them.

use std::collections::HashMap;

use ::entity::agenda_item;
use domain::id::ItemId;
use domain::meetings::{ItemKind, ItemState, is_unreached};
use uuid::Uuid;

use super::super::adjust;
use super::desk;
use crate::door::Reader;
use crate::error::Result;
use crate::stored;

/// An item that this meeting did not finish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftItem {
    /// Which one.
    pub id: ItemId,
    /// Its title; empty for who composes the agenda and may not read it.
    pub title: String,
    /// What it is about.
    pub kind: ItemKind,
    /// Whether it comes back among the proposals, to be judged once more.
    pub as_proposal: bool,
}

/// The items that are left in some way, as their reader may know them. The reference of a case says
/// nothing.
pub(super) fn left(
    items: &[&agenda_item::Model],
    readable: &HashMap<Uuid, &agenda_item::Model>,
    is_left: impl Fn(&agenda_item::Model, &ItemState) -> bool,
) -> Result<Vec<LeftItem>> {
    let mut left = Vec::new();
    for item in items {
        let state = desk::state(item)?;
        if !is_left(item, &state) {
            continue;
        }
        let named = readable.contains_key(&item.id) || item.case_ref.is_some();
        left.push(LeftItem {
            id: ItemId(item.id),
            title: if named {
                item.title.clone()
            } else {
                String::new()
            },
            kind: stored::word(ItemKind::parse, &item.kind)?,
            as_proposal: matches!(
                state,
                ItemState::Deferred {
                    as_proposal: true,
                    ..
                }
            ),
        });
    }
    Ok(left)
}

/// How many of the items that were not reached this reader is left out of.
pub(super) fn apart(items: &[agenda_item::Model], reader: &Reader) -> Result<usize> {
    let mut apart = 0;
    for item in items.iter().filter(|item| reader.excludes(item.id)) {
        let waits = is_unreached(&desk::state(item)?, adjust::is_standing(item));
        apart += usize::from(waits);
    }
    Ok(apart)
}
