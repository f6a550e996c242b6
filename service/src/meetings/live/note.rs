//! The note of an item: two may write it, and who comes second loses nothing.

use ::entity::agenda_item;
use domain::fault::Faults;
use domain::id::{ItemId, MeetingId};
use domain::meetings::live_command::WriteNote;
use domain::policy::Operation;
use domain::text::{Body, Screen, parse_optional};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::desk::{self, Desk};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::screen;

/// Keeps the note of an item. An empty note removes it; a note equal to what stands is kept as it
/// is, whatever version was seen.
///
/// # Errors
/// [`Error::Stale`] with the version of the note that stands, when somebody else wrote first;
/// `NotFound` for who may not read the item; `Refused` by the guard; `NotNow` unless the table
/// sits.
pub async fn write_note(ctx: &Ctx, command: WriteNote) -> Result<MeetingId> {
    let tx = ctx.write().await?;
    let id: ItemId = command.id.parse().map_err(|_| Error::NotFound)?;
    let meeting = agenda_item::Entity::find_by_id(id.0)
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .and_then(|item| item.meeting_id)
        .ok_or(Error::NotFound)?;
    let desk = Desk::find(&tx, ctx, meeting).await?;
    let item = desk.item(&tx, ctx, &command.id).await?;
    desk.authorise(ctx, Operation::WriteNote)?;
    desk.part("write_note")?;
    let known = screen::known(&tx, ctx).await?;
    let mut screen = Screen::ordinary(&known);
    screen.reason = &command.reason;
    let screen = if desk::is_case(&item) {
        screen.for_case()
    } else {
        screen
    };
    let mut faults = Faults::default();
    let note = faults.keep("note", parse_optional(&command.note, &screen));
    let Some(note) = note else {
        return Err(faults.into());
    };
    let note = note.map(Body::into_string).unwrap_or_default();
    if note == item.note {
        return Ok(desk.id());
    }
    screen::keep_answer(&tx, ctx, ("item", item.id), &screen, &[note.as_str()]).await?;
    let seen = command.version.parse().unwrap_or(-1);
    let done = agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::Note, Expr::value(note))
        .col_expr(
            agenda_item::Column::NoteVersion,
            Expr::value(item.note_version + 1),
        )
        .col_expr(agenda_item::Column::NoteAt, Expr::value(ctx.now()))
        .col_expr(agenda_item::Column::NoteBy, Expr::value(ctx.actor.person.0))
        .filter(agenda_item::Column::Id.eq(item.id))
        .filter(agenda_item::Column::NoteVersion.eq(item.note_version))
        .filter(agenda_item::Column::NoteVersion.eq(seen))
        .exec(&*tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(Error::Stale(item.note_version));
    }
    let detail = format!("item={} version={}", item.id, item.note_version + 1);
    desk.record(&tx, ctx, Operation::WriteNote, detail).await?;
    desk.commit_item(tx, &item).await
}
