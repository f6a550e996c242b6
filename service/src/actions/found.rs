//! Actions that were found by searching, as this reader sees them.

use std::collections::HashMap;

use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::list::{select, views};
use super::sight::Sight;
use super::view::ActionView;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Those of these actions that this reader sees; nothing for a role that has no business with actions.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn found(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    ids: Vec<Uuid>,
) -> Result<HashMap<Uuid, ActionView>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sight = match Sight::load(tx, ctx).await {
        Ok(sight) => sight,
        Err(Error::NotAllowed) => return Ok(HashMap::new()),
        Err(error) => return Err(error),
    };
    let mut w = sight.rows();
    let ids: Vec<String> = ids.into_iter().map(|id| w.bind(id)).collect();
    w.and(&format!("a.id IN ({})", ids.join(", ")));
    let rows = select(tx, w, "").await?;
    let views = views(tx, ctx, &sight, rows).await?;
    Ok(views.into_iter().map(|view| (view.id.0, view)).collect())
}
