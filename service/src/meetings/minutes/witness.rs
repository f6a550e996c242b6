//! Who read which version of the minutes: written down before they are shown, once for each person and
//! version; and of each item of K2 or K3 in them, once for each person and version of its text.

use std::collections::HashSet;

use ::entity::audit;
use domain::people::Class;
use domain::policy::Operation;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::book::Book;
use crate::audit::{Entry, record_all};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// Writes it down.
///
/// # Errors
/// When it cannot be written down: then they are not to be shown either.
pub(super) async fn witness(ctx: &Ctx, book: &Book) -> Result<()> {
    let Some(row) = &book.row else {
        return Ok(());
    };
    let mut seen: Vec<(&'static str, Uuid, String)> = vec![(
        "meeting",
        row.meeting_id,
        format!("version={}", row.version),
    )];
    for text in &book.texts {
        let item = book.item(text.item_id);
        let class = item.map_or(text.class.as_str(), |item| item.class.as_str());
        if stored::word(Class::parse, class)? >= Class::K2 {
            let detail = format!("class={class} list=minutes version={}", text.version);
            seen.push(("item", text.item_id, detail));
        }
    }
    let tx = ctx.aside().await?;
    let written: HashSet<(Option<Uuid>, String)> = audit::Entity::find()
        .select_only()
        .columns([audit::Column::ObjectId, audit::Column::Detail])
        .filter(audit::Column::ObjectId.is_in(seen.iter().map(|(_, id, _)| *id)))
        .filter(audit::Column::PersonId.eq(ctx.doer().person.0))
        .filter(audit::Column::Action.eq(format!("{:?}", Operation::ReadMinutes)))
        .into_tuple()
        .all(&tx)
        .await?
        .into_iter()
        .collect();
    seen.retain(|(_, id, detail)| !written.contains(&(Some(*id), detail.clone())));
    if seen.is_empty() {
        return Ok(());
    }
    let entries = seen.into_iter().map(|(object, id, detail)| Entry {
        operation: Operation::ReadMinutes,
        object,
        id,
        detail,
    });
    record_all(&tx, ctx, entries.collect()).await?;
    Ok(tx.commit().await?)
}
