//! Every version of what the minutes say, to be compared and, before approval, put back.

use ::entity::minutes_revision;
use chrono::{DateTime, Utc};
use domain::id::{ItemId, MeetingId};
use domain::meetings::{Minutes, Piece, Rewrite, redline};
use domain::policy::Operation;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::super::read::{self, Head};
use super::super::read_rows;
use super::book::Book;
use super::view::{Author, authors};
use super::witness;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// The versions of the minutes of a meeting.
#[derive(Debug, Clone)]
pub struct Versions {
    /// The meeting.
    pub head: Head,
    /// How far the minutes are.
    pub minutes: Minutes,
    /// The items that this reader may read, each with its versions.
    pub items: Vec<ItemVersions>,
    /// What two versions differ in, when that was asked.
    pub compared: Option<Compared>,
    /// Whether this reader may put a version back now.
    pub may_restore: bool,
}

/// The versions of one item.
#[derive(Debug, Clone)]
pub struct ItemVersions {
    /// Which item.
    pub id: ItemId,
    /// Its number on the agenda; nothing in the closed part.
    pub number: Option<i32>,
    /// Its title.
    pub title: String,
    /// The version that stands.
    pub stands: i32,
    /// The versions, the last one first.
    pub revisions: Vec<Revision>,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Which one, counted from 1 for each item.
    pub version: i32,
    /// Why there is one.
    pub why: Rewrite,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub by: Author,
    /// Whether this is what was offered.
    pub offered: bool,
}

/// What two versions of an item differ in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Which item.
    pub id: ItemId,
    /// Its title.
    pub title: String,
    /// The old version.
    pub from: i32,
    /// The new version.
    pub to: i32,
    /// The difference, word by word.
    pub pieces: Vec<Piece>,
}

/// The versions of the minutes as this reader may see them: those of the draft for who keeps them, what was
/// offered and all that followed for the parties. `asked` names an item and two of its versions to compare.
///
/// # Errors
/// [`Error::NotFound`] before there is a draft to see, for guests and who reads from above, and for a version
/// that this reader does not see.
pub async fn versions(ctx: &Ctx, id: &str, asked: Option<(&str, i32, i32)>) -> Result<Versions> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let book = Book::open(&tx, ctx, id).await?;
    if book.row.is_none() || book.above || ctx.actor.is_guest() {
        return Err(Error::NotFound);
    }
    witness::witness(ctx, &book).await?;
    let ids = book.texts.iter().map(|text| text.item_id);
    let mut rows = minutes_revision::Entity::find()
        .filter(minutes_revision::Column::ItemId.is_in(ids))
        .order_by_desc(minutes_revision::Column::Version)
        .all(&*tx)
        .await?;
    let offered = |item: Uuid| {
        let text = book.texts.iter().find(|text| text.item_id == item);
        text.map_or(0, |text| text.offered_version)
    };
    rows.retain(|row| book.keeps || row.version >= offered(row.item_id));
    let authors = authors(&tx, rows.iter().map(|row| row.by)).await?;
    let compared = asked
        .map(|asked| compare(&book, &rows, asked))
        .transpose()?;
    let mut items = Vec::new();
    for text in &book.texts {
        let own = rows.iter().filter(|row| row.item_id == text.item_id);
        let revisions = own.map(|row| {
            Ok(Revision {
                version: row.version,
                why: stored::word(Rewrite::parse, &row.why)?,
                at: row.at,
                by: authors.get(&row.by).cloned().unwrap_or_default(),
                offered: row.version == text.offered_version,
            })
        });
        items.push(ItemVersions {
            id: ItemId(text.item_id),
            number: text.number,
            title: text.title.clone(),
            stands: text.version,
            revisions: revisions.collect::<Result<_>>()?,
        });
    }
    let may = book.scene.desk.may(ctx, Operation::RestoreRevision);
    Ok(Versions {
        head: read::head(read_rows::head(&tx, ctx, id).await?)?,
        may_restore: may && book.minutes.is_open(),
        minutes: book.minutes,
        items,
        compared,
    })
}

fn compare(
    book: &Book,
    rows: &[minutes_revision::Model],
    (item, from, to): (&str, i32, i32),
) -> Result<Compared> {
    let id: ItemId = item.parse().map_err(|_| Error::NotFound)?;
    let find = |version: i32| {
        let mut own = rows.iter();
        own.find(|row| row.item_id == id.0 && row.version == version)
            .ok_or(Error::NotFound)
    };
    let text = book.texts.iter().find(|text| text.item_id == id.0);
    Ok(Compared {
        id,
        title: text.ok_or(Error::NotFound)?.title.clone(),
        from,
        to,
        pieces: redline(&find(from)?.text, &find(to)?.text),
    })
}
