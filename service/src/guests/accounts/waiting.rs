//! Which guests wait for the reader: a request to look at, and who lost the way in. It stands on the
//! page where somebody begins, so that nobody has to look for it.

use ::entity::guest_account;
use domain::people::guest::Recovery;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, QueryFilter};

use super::list::{may, visible};
use super::row::Held;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// How many guests wait for the reader, by what is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GuestsWaiting {
    /// A request that the reader may look at and decide.
    pub requests: usize,
    /// A guest whose sponsor has to confirm that it is them who ask for a new way in.
    pub confirm: usize,
    /// The same, confirmed: the reader lets them begin anew, or not.
    pub readmit: usize,
}

/// The guests that wait for the actor; none for who follows no guests.
///
/// # Errors
/// When the database does not answer.
pub async fn guests_waiting(ctx: &Ctx) -> Result<GuestsWaiting> {
    let tx = ctx.read().await?;
    waiting(&tx, ctx).await
}

/// The same, for who reads more on the same page.
pub(crate) async fn waiting(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<GuestsWaiting> {
    if !ctx.may(
        Operation::ReadGuests,
        Facts::of_owner(ctx.actor.organisation),
    ) {
        return Ok(GuestsWaiting::default());
    }
    let all = ctx.may(Operation::ReadGuests, Facts::default());
    let rows = visible(ctx, all)
        .filter(
            Condition::any()
                .add(guest_account::Column::StateWord.eq("requested"))
                .add(guest_account::Column::Recovery.ne(stored::json(&Recovery::None)?)),
        )
        .all(tx)
        .await?;
    let mut waiting = GuestsWaiting::default();
    for row in rows {
        let may = may(ctx, &Held::of(row)?);
        waiting.requests += usize::from(may.screen);
        waiting.confirm += usize::from(may.confirm);
        waiting.readmit += usize::from(may.readmit);
    }
    Ok(waiting)
}
