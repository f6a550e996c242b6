//! Who saw an action that is confidential: written down before it is shown, for the action and for the
//! item it came from, so that "wie zag dit punt" and the breach report know of it
//! (`docs/domain.md#readers`).

use domain::people::Class;
use domain::policy::Operation;

use super::view::ActionView;
use crate::audit::{Entry, record_all};
use crate::ctx::Ctx;
use crate::error::Result;

/// Writes down that this reader sees what these actions say: a line for each that is K2 or K3 and for
/// its item, all of a page at once.
///
/// # Errors
/// When it cannot be written down: then it is not to be shown either.
pub(crate) async fn witness(ctx: &Ctx, shown: &[ActionView]) -> Result<()> {
    let items = confidential(shown).filter_map(|action| {
        Some(Entry {
            operation: Operation::ReadMeetings,
            object: "item",
            id: action.trace.item?.0,
            detail: format!("class={} action={}", action.class.word(), action.id),
        })
    });
    keep(ctx, actions(shown).chain(items).collect()).await
}

/// The same beside items of which it is written down already that they are read.
///
/// # Errors
/// As [`witness`].
pub(super) async fn witness_beside_items(ctx: &Ctx, shown: &[ActionView]) -> Result<()> {
    keep(ctx, actions(shown).collect()).await
}

fn confidential(shown: &[ActionView]) -> impl Iterator<Item = &ActionView> {
    let is_read = |action: &&ActionView| action.title.is_some() && action.class >= Class::K2;
    shown.iter().filter(is_read)
}

fn actions(shown: &[ActionView]) -> impl Iterator<Item = Entry<'static>> {
    confidential(shown).map(|action| Entry {
        operation: Operation::ReadActions,
        object: "action",
        id: action.id.0,
        detail: format!("class={}", action.class.word()),
    })
}

async fn keep(ctx: &Ctx, entries: Vec<Entry<'_>>) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let tx = ctx.aside().await?;
    record_all(&tx, ctx, entries).await?;
    Ok(tx.commit().await?)
}
