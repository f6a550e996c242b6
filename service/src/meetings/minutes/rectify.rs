//! Puts a note to approved minutes: their text stays as it was approved.

use ::entity::minutes_note;
use domain::fault::Faults;
use domain::id::MeetingId;
use domain::meetings::minutes_command::RectifyMinutes;
use domain::policy::Operation;
use domain::text::{MinutesText, Reason};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};
use uuid::Uuid;

use super::book::Book;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{replay, screen};

/// Puts a rectification to one item of approved minutes: what has to be read instead, and why. Sent twice
/// there is one.
///
/// # Errors
/// `NotNow` until they are approved; `Refused` on `text` and `why`; `NotAllowed` unless director; `NotFound`
/// for who may not read the item; `Replayed`.
pub async fn rectify_minutes(ctx: &Ctx, command: RectifyMinutes) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let operation = Operation::RectifyMinutes;
    let id = Uuid::try_parse(&command.id).map_err(|_| Error::NotFound)?;
    let (book, stands) = Book::take_item(&tx, ctx, &command.item, operation).await?;
    book.minutes.rectify()?;
    let known = minutes_note::Entity::find_by_id(id).one(&*tx).await?;
    if let Some(known) = &known
        && (known.meeting_id != book.id().0 || known.by != ctx.actor.person.0)
    {
        return Err(Error::NotFound);
    }
    let names = screen::known(&tx, ctx).await?;
    let screen = book.screen(&names, stands.item_id, &command.reason);
    let mut faults = Faults::default();
    let text = faults.keep("text", MinutesText::parse(&command.text, &screen));
    let why = faults.keep("why", Reason::parse(&command.why, &screen));
    let (Some(text), Some(why)) = (text, why) else {
        return Err(faults.into());
    };
    if let Some(known) = known {
        let kept = (known.item_id, known.text.as_str(), known.why.as_str());
        replay::same(kept, (stands.item_id, text.as_str(), why.as_str()))?;
        return Ok(book.id());
    }
    let said = [text.as_str(), why.as_str()];
    screen::keep_answer(&tx, ctx, ("item", stands.item_id), &screen, &said).await?;
    minutes_note::ActiveModel {
        id: Set(id),
        region_id: Set(ctx.region().0),
        meeting_id: Set(stands.meeting_id),
        item_id: Set(stands.item_id),
        text: Set(text.into_string()),
        why: Set(why.into_string()),
        at: Set(ctx.now()),
        by: Set(ctx.actor.person.0),
    }
    .insert(&*tx)
    .await?;
    book.bump(&tx).await?;
    let detail = format!("note={id} item={}", stands.item_id);
    book.record(&tx, ctx, operation, detail).await?;
    tx.commit().await?;
    Ok(book.id())
}
