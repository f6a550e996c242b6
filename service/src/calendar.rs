//! What stands in the calendars of people: the days of their meetings and nothing about them
//! (`docs/domain.md#calendar`). An entry is made when it leaves; none is kept.

pub mod door;
mod entry;
mod feed;
mod letter;

pub use entry::{Entry, Invited, file, invitation};
pub use feed::{Kept, end_feed, new_feed, own_feed, read_feed, secret};
pub(crate) use letter::enclose;

use ::entity::meeting;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::meetings::rows;

/// The entry of one meeting as a file, for who has a place at its table.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for a meeting that does not exist for this actor.
pub async fn of_meeting(ctx: &Ctx, origin: &str, id: &str) -> Result<String> {
    let tx = ctx.read().await?;
    let row = rows::meeting(&tx, ctx, id).await?;
    file(origin, &[of(&row)])
}

/// What a calendar is told of a meeting.
pub(crate) fn of(row: &meeting::Model) -> Entry {
    Entry {
        id: row.id,
        starts_at: row.starts_at,
        minutes: row.length_minutes,
        sequence: row.sequence,
        stamp: row.created_at,
        is_off: row.state_word == "cancelled",
    }
}

/// Forgets links that no longer work.
///
/// # Errors
/// When the database does not answer.
pub async fn forget(site: &crate::ctx::Site) -> Result<()> {
    door::forget(site).await
}
