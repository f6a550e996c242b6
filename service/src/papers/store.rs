//! The content of a paper in the database: pieces, each shut away for its place.

use ::entity::paper_part::{ActiveModel, Column, Entity};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::vault::Vault;

/// How large a piece is, in bytes.
const PIECE: usize = 256 * 1024;

/// Shuts a content away, piece by piece.
pub(super) fn seal(vault: &Vault, content: Uuid, bytes: &[u8]) -> Result<Vec<Vec<u8>>> {
    let count = bytes.chunks(PIECE).count();
    let pieces = bytes.chunks(PIECE).enumerate();
    pieces
        .map(|(at, piece)| vault.shut_bytes((&file(content), &place(at, count)), piece))
        .collect()
}

/// Opens one piece.
pub(super) fn open(
    vault: &Vault,
    (content, at, count): (Uuid, usize, usize),
    sealed: &[u8],
) -> Result<Vec<u8>> {
    vault.open_bytes((&file(content), &place(at, count)), sealed)
}

fn file(content: Uuid) -> String {
    format!("paper:{content}")
}

/// Which piece of how many: one cut off or changed places with another does not open.
fn place(at: usize, count: usize) -> String {
    format!("{at}/{count}")
}

/// Writes the pieces.
pub(super) async fn keep(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    content: Uuid,
    sealed: Vec<Vec<u8>>,
) -> Result<()> {
    for (at, sealed) in sealed.into_iter().enumerate() {
        let number = i32::try_from(at).map_err(|_| Error::broken("too many pieces"))?;
        ActiveModel {
            content_id: Set(content),
            number: Set(number),
            region_id: Set(ctx.region().0),
            sealed: Set(sealed),
        }
        .insert(tx)
        .await?;
    }
    Ok(())
}

/// One piece as it is kept; nothing where it is gone.
pub(super) async fn piece(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    content: Uuid,
    number: i32,
) -> Result<Option<Vec<u8>>> {
    let row = Entity::find_by_id((content, number))
        .filter(Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?;
    Ok(row.map(|row| row.sealed))
}

/// Destroys a content.
pub(super) async fn destroy(tx: &DatabaseTransaction, ctx: &Ctx, content: Uuid) -> Result<()> {
    Entity::delete_many()
        .filter(Column::RegionId.eq(ctx.region().0))
        .filter(Column::ContentId.eq(content))
        .exec(tx)
        .await?;
    Ok(())
}
