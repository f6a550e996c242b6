//! Where the minutes go from here, and where they were laid down.

use ::entity::meeting;
use domain::id::MeetingId;
use domain::meetings::Minutes;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use super::approve::{at_which, waits};
use super::book::Book;
use super::view::{Approval, Approved, Rights, authors};
use super::{carry, seal};
use crate::ctx::Ctx;
use crate::error::Result;

/// When and where they can be approved; nothing unless they wait for it.
pub(super) async fn approval(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (book, rights): (&Book, Rights),
    next: Option<meeting::Model>,
) -> Result<Option<Approval>> {
    if book.above || !matches!(book.minutes, Minutes::ForApproval { .. }) {
        return Ok(None);
    }
    let now = at_which(tx, book).await?;
    let can = now.is_some();
    let mut at = now;
    if at.is_none() {
        // The agenda that has it, or the meeting that will.
        let pending = carry::on_table(tx, book.id()).await?;
        at = pending.into_iter().next().map(|(_, row)| row).or(next);
    }
    Ok(Some(Approval {
        at: at.map(|row| (MeetingId(row.id), row.starts_at)),
        can,
        term_runs: book.minutes.term_runs(ctx.today()),
        waits: rights.approve && waits(tx, book.id()).await?,
    }))
}

/// Who approved them; nothing before.
pub(super) async fn approved(tx: &DatabaseTransaction, book: &Book) -> Result<Option<Approved>> {
    let Minutes::Approved { by, meeting, .. } = &book.minutes else {
        return Ok(None);
    };
    let row = book.row()?;
    let held = meeting::Entity::find_by_id(meeting.0).one(tx).await?;
    let author = authors(tx, [by.0]).await?.remove(&by.0);
    Ok(Some(Approved {
        by: author.unwrap_or_default(),
        meeting: *meeting,
        held: held.map_or(row.drafted_at, |row| row.starts_at),
        hash: row.hash.clone().unwrap_or_default(),
        whole: seal::whole(tx, row).await?.unwrap_or_default(),
    }))
}

/// The next ordinary meeting of the series that did not begin.
pub(super) async fn next(tx: &DatabaseTransaction, book: &Book) -> Result<Option<meeting::Model>> {
    let row = &book.scene.desk.row;
    Ok(meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(row.region_id))
        .filter(meeting::Column::SeriesId.eq(row.series_id))
        .filter(meeting::Column::StartsAt.gt(row.starts_at))
        .filter(meeting::Column::StateWord.is_in(["planned", "collecting", "published"]))
        .filter(meeting::Column::UrgentBecause.is_null())
        .order_by_asc(meeting::Column::StartsAt)
        .one(tx)
        .await?)
}
