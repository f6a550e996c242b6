//! Changes what the minutes say of an item: two may write, and who comes second loses nothing.

use ::entity::minutes_revision;
use domain::id::MeetingId;
use domain::meetings::Rewrite;
use domain::meetings::minutes_command::{EditMinutes, RestoreRevision};
use domain::policy::Operation;
use sea_orm::EntityTrait;

use super::book::Book;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Keeps what the minutes say of an item. A text equal to what stands is kept as it is, whatever version
/// was seen.
///
/// # Errors
/// [`Error::Stale`] with the version that stands, when somebody else wrote first; `Refused` by the guard;
/// `NotNow` once they are approved; `NotAllowed` unless director or secretary; `NotFound` for who may not
/// read the item.
pub async fn edit_minutes(ctx: &Ctx, command: EditMinutes) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let operation = Operation::EditMinutes;
    let (book, stands) = Book::take_item(&tx, ctx, &command.id, operation).await?;
    book.minutes.rewrite("edit_minutes")?;
    let said = (command.text.as_str(), command.reason.as_str());
    let text = book.judged(&tx, ctx, stands.item_id, said).await?;
    if text == stands.text {
        return Ok(book.id());
    }
    let to = (text, Rewrite::Edited);
    book.write(&tx, ctx, (&stands, command.version), to).await?;
    let detail = format!("item={} version={}", stands.item_id, stands.version + 1);
    book.record(&tx, ctx, operation, detail).await?;
    tx.commit().await?;
    Ok(book.id())
}

/// Puts an earlier text of an item back, as its next version; what stood in between stays to be read.
///
/// # Errors
/// As [`edit_minutes`]; `NotFound` for a version that there is not.
pub async fn restore_revision(ctx: &Ctx, command: RestoreRevision) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let operation = Operation::RestoreRevision;
    let (book, stands) = Book::take_item(&tx, ctx, &command.id, operation).await?;
    book.minutes.rewrite("restore_revision")?;
    let before = minutes_revision::Entity::find_by_id((stands.item_id, command.number))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    if before.text == stands.text {
        return Ok(book.id());
    }
    let to = (before.text, Rewrite::Restored);
    book.write(&tx, ctx, (&stands, command.version), to).await?;
    let detail = format!(
        "item={} from={} version={}",
        stands.item_id,
        command.number,
        stands.version + 1
    );
    book.record(&tx, ctx, operation, detail).await?;
    tx.commit().await?;
    Ok(book.id())
}
