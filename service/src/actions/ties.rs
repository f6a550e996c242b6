//! How the reader's organisation stands to the items that actions came from.

use std::collections::HashSet;

use ::entity::{agenda_item, item_relation};
use domain::people::Class;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::view::Row;
use crate::error::Result;

/// The items that the reader's organisation is named on, or that it or the reader is excluded from.
#[derive(Debug, Default)]
pub(super) struct Ties {
    pub named: HashSet<Uuid>,
    pub excluded: HashSet<Uuid>,
}

impl Ties {
    /// Those of the actions of one page.
    pub async fn load(
        tx: &DatabaseTransaction,
        (own, person): (Uuid, Uuid),
        rows: &[Row],
    ) -> Result<Self> {
        let strict = rows.iter().filter(|row| row.class == Class::K3.word());
        let strict: Vec<Uuid> = strict.filter_map(|row| row.item_id).collect();
        let mut items = strict.clone();
        items.extend(rows.iter().filter_map(|row| row.decision_item));
        let mut ties = Self::default();
        if items.is_empty() {
            return Ok(ties);
        }
        let related = item_relation::Entity::find()
            .filter(item_relation::Column::SubjectId.is_in([own, person]))
            .filter(item_relation::Column::ItemId.is_in(items))
            .all(tx)
            .await?;
        for row in related {
            match row.relation.as_str() {
                "named" => ties.named.insert(row.item_id),
                "excluded" => ties.excluded.insert(row.item_id),
                _ => false,
            };
        }
        if strict.is_empty() {
            return Ok(ties);
        }
        // Who brought an item in always is named on it. By their ids alone: an organisation has
        // brought in thousands, a page shows a few.
        let brought: Vec<(Uuid, Uuid)> = agenda_item::Entity::find()
            .select_only()
            .columns([agenda_item::Column::Id, agenda_item::Column::OrganisationId])
            .filter(agenda_item::Column::Id.is_in(strict))
            .into_tuple()
            .all(tx)
            .await?;
        let brought = brought.into_iter().filter(|(_, by)| *by == own);
        ties.named.extend(brought.map(|(id, _)| id));
        Ok(ties)
    }
}
