//! What of an item and of minutes opens for who found it by searching: by the gates of their own pages.

use ::entity::{agenda_item, meeting};
use domain::id::{ItemId, MeetingId};
use domain::meetings::MeetingState;
use sea_orm::{DatabaseTransaction, EntityTrait};
use uuid::Uuid;

use super::advise::is_invited;
use super::minutes::shown;
use super::rows;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::papers;
use crate::stored;

/// An item whose content this reader reads.
#[derive(Debug, Clone)]
pub(crate) struct Sight {
    /// The item.
    pub row: agenda_item::Model,
    /// Whether it is read from above the table.
    above: bool,
    /// Whether its meeting is over.
    over: bool,
}

impl Sight {
    /// Whether its page shows what was written down at the table: not from above.
    pub fn shows_note(&self) -> bool {
        !self.above
    }

    /// Whether its page shows what was decided: from above only when the meeting is over.
    pub fn shows_decisions(&self) -> bool {
        !self.above || self.over
    }
}

/// The item, when its own page shows this reader what it says. What opens on a ground is not found: that
/// look is written down with its ground, on the page.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn sight(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: ItemId,
) -> Result<Option<Sight>> {
    let row = match rows::item_read(tx, ctx, &id.to_string()).await {
        Ok((row, true)) => row,
        Ok((_, false)) | Err(Error::NotFound) => return Ok(None),
        Err(other) => return Err(other),
    };
    let Some(at) = row.meeting_id else {
        return Ok(None);
    };
    let invited = ctx.actor.advises() && is_invited(tx, ctx, row.id).await?;
    let above = !invited && rows::is_above(ctx, rows::facts(&row));
    let over = above && is_over(tx, at).await?;
    Ok(Some(Sight { row, above, over }))
}

async fn is_over(tx: &DatabaseTransaction, id: Uuid) -> Result<bool> {
    let row = meeting::Entity::find_by_id(id).one(tx).await?;
    let state: MeetingState = stored::state(&row.ok_or(Error::NotFound)?.state)?;
    Ok(matches!(state, MeetingState::Closed { .. }))
}

/// Whether the page of the item shows this paper.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn shows_paper(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (sight, paper): (&Sight, Uuid),
) -> Result<bool> {
    let papers = papers::of_item(tx, ctx, sight.row.id).await?;
    let mut papers = papers.iter().filter(|it| it.published || !sight.above);
    Ok(papers.any(|it| it.id.0 == paper))
}

/// The items of which this reader reads what the minutes of a meeting say.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn minutes_shown(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: MeetingId,
) -> Result<Vec<Uuid>> {
    match shown(tx, ctx, id).await {
        Err(Error::NotFound) => Ok(Vec::new()),
        shown => shown,
    }
}
