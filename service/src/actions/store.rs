//! How actions are kept: their rows, their history, and the guard against two at once.

use ::entity::action_event;
use chrono::NaiveDate;
use domain::actions::ActionEvent;
use domain::id::ActionId;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, Set};

use crate::ctx::Ctx;
use crate::error::Result;

/// Adds a line to the history of an action. `due` is the new date, when that is what changed.
pub(super) async fn event(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    action: ActionId,
    kind: ActionEvent,
    text: &str,
    due: Option<NaiveDate>,
) -> Result<()> {
    action_event::ActiveModel {
        id: Set(ctx.new_id()),
        region_id: Set(ctx.region().0),
        action_id: Set(action.0),
        at: Set(ctx.now()),
        person_id: Set(ctx.actor.person.0),
        kind: Set(kind.word().to_owned()),
        text: Set(text.to_owned()),
        due_on: Set(due),
    }
    .insert(tx)
    .await?;
    Ok(())
}
