//! Who was turned away: somebody who is in, at a door that does not open for them.

use ::entity::audit;
use uuid::Uuid;

use super::{append, of};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::limits;

/// How the trail calls it.
pub(super) const KNOCK: &str = "Knock";

/// Writes down that a door did not open for somebody who is in: which door, as the pattern of its
/// address, the thing asked for, if the address names one, and what was answered. Someone who tries all day fills no
/// database: past [`limits::KNOCK`] no more lines are added for that account.
///
/// # Errors
/// When the database does not answer.
pub async fn turned_away(ctx: &Ctx, door: &str, thing: Option<Uuid>, answer: u16) -> Result<()> {
    let tx = ctx.aside().await?;
    let account = ctx.doer().account.to_string();
    match limits::take(&tx, ctx.now(), limits::KNOCK, &account).await {
        Ok(()) => {}
        Err(Error::TooMany(_)) => return Ok(()),
        Err(other) => return Err(other),
    }
    let row = audit::Model {
        action: KNOCK.to_owned(),
        object: "door".to_owned(),
        object_id: thing,
        result: "refused".to_owned(),
        detail: format!("door={door} answer={answer}"),
        ..of(ctx)
    };
    append(&tx, row).await?;
    Ok(tx.commit().await?)
}
