//! What organisations advised on the item on the table.

use std::collections::HashMap;

use ::entity::agenda_item;
use domain::meetings::{Counsel, PartyAdviceState};
use uuid::Uuid;

use super::sight::Sight;
use crate::error::Result;
use crate::stored;

/// What an organisation advised on the item on the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advised {
    /// Which organisation.
    pub organisation: String,
    /// What it advises.
    pub counsel: Counsel,
    /// Why.
    pub text: String,
}

/// What was advised on an item, for who reads it.
pub(super) fn advised(
    sight: &Sight,
    item: &agenda_item::Model,
    names: &HashMap<Uuid, String>,
) -> Result<Vec<Advised>> {
    let mut all = Vec::new();
    for row in &sight.scene.advices {
        if row.item_id != item.id {
            continue;
        }
        if let PartyAdviceState::Given { counsel, .. } = stored::state(&row.state)? {
            all.push(Advised {
                organisation: names.get(&row.organisation_id).cloned().unwrap_or_default(),
                counsel,
                text: row.text.clone().unwrap_or_default(),
            });
        }
    }
    Ok(all)
}
