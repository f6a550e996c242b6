//! Who saw what is confidential while the table sat: written down before it is shown, once for each
//! person, item and meeting, however often the page looks again (DESIGN section 4).

use std::collections::HashSet;

use ::entity::{agenda_item, audit};
use domain::meetings::{ItemState, Part};
use domain::policy::Operation;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::desk;
use super::sight::Sight;
use crate::audit::{Entry, record};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// Writes down that this reader sees the confidential items that are, or were, on the table.
///
/// # Errors
/// When it cannot be written down: then it is not to be shown either.
pub async fn witness(ctx: &Ctx, sight: &Sight) -> Result<()> {
    let person = ctx.doer().person.0;
    let known = &ctx.site().live;
    let mut fresh = Vec::new();
    for item in sight.readable().into_values() {
        if is_shown(item)? && !known.witnessed(person, item.id) {
            fresh.push((item.id, item.class.clone()));
        }
    }
    if fresh.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = fresh.iter().map(|(id, _)| *id).collect();
    let tx = ctx.aside().await?;
    let action = format!("{:?}", Operation::FollowMeeting);
    let written: HashSet<Option<Uuid>> = audit::Entity::find()
        .select_only()
        .column(audit::Column::ObjectId)
        .filter(audit::Column::ObjectId.is_in(ids.iter().copied()))
        .filter(audit::Column::PersonId.eq(person))
        .filter(audit::Column::Action.eq(action))
        .into_tuple::<Option<Uuid>>()
        .all(&tx)
        .await?
        .into_iter()
        .collect();
    for (id, class) in fresh {
        if !written.contains(&Some(id)) {
            let entry = Entry {
                operation: Operation::FollowMeeting,
                object: "item",
                id,
                detail: format!("class={class}"),
            };
            record(&tx, ctx, entry).await?;
        }
    }
    tx.commit().await?;
    for id in ids {
        known.witness(person, id);
    }
    Ok(())
}

/// Writes down that this reader sees what was decided and agreed on these confidential items: one
/// line for each item and look.
///
/// # Errors
/// As [`witness`].
pub(super) async fn reads_decisions(
    ctx: &Ctx,
    items: impl Iterator<Item = &agenda_item::Model>,
) -> Result<()> {
    let mut seen = Vec::new();
    for item in items {
        if is_shown(item)? {
            seen.push(item);
        }
    }
    if seen.is_empty() {
        return Ok(());
    }
    let tx = ctx.aside().await?;
    for item in seen {
        let entry = Entry {
            operation: Operation::ReadMeetings,
            object: "item",
            id: item.id,
            detail: format!("class={} list=decisions", item.class),
        };
        record(&tx, ctx, entry).await?;
    }
    Ok(tx.commit().await?)
}

/// Whether an item of the closed part is, or was, on the table of this meeting.
fn is_shown(item: &agenda_item::Model) -> Result<bool> {
    let state: ItemState = stored::state(&item.state)?;
    let had = matches!(state, ItemState::OnTable { .. } | ItemState::Dealt { .. });
    Ok(had && desk::part(item)? == Part::Closed)
}
