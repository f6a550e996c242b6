//! Seals approved minutes: a hash for each item and one over all of them, so that a confidential item can
//! be destroyed later while the rest still verifies (DESIGN section 4).

use ::entity::{minutes, minutes_item};
use domain::id::MeetingId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::super::freeze::{fields_hash, sha256};
use super::book::texts;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Hashes every item of the minutes, and all of them together.
pub(crate) async fn seal(tx: &DatabaseTransaction, id: MeetingId) -> Result<()> {
    let items = texts(tx, id).await?;
    let mut hashes = Vec::with_capacity(items.len());
    for item in &items {
        let hash = item_hash(item);
        minutes_item::Entity::update_many()
            .col_expr(minutes_item::Column::Hash, Expr::value(Some(hash.clone())))
            .filter(minutes_item::Column::ItemId.eq(item.item_id))
            .exec(tx)
            .await?;
        hashes.push(hash);
    }
    let all: Vec<&str> = hashes.iter().map(String::as_str).collect();
    minutes::Entity::update_many()
        .col_expr(
            minutes::Column::Hash,
            Expr::value(Some(roll_up(id.0, &all))),
        )
        .filter(minutes::Column::MeetingId.eq(id.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Whether the approved minutes of a meeting are still what was approved. Of an item that was destroyed
/// only its hash is left, which counts.
///
/// # Errors
/// [`Error::NotFound`] when they are not of this region or not approved.
pub async fn verify_minutes(ctx: &Ctx, id: MeetingId) -> Result<bool> {
    let tx = ctx.read().await?;
    let row = minutes::Entity::find_by_id(id.0)
        .filter(minutes::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    whole(&tx, &row).await?.ok_or(Error::NotFound)
}

/// The same for a row at hand; nothing before they are approved.
pub(super) async fn whole(tx: &DatabaseTransaction, row: &minutes::Model) -> Result<Option<bool>> {
    let Some(hash) = &row.hash else {
        return Ok(None);
    };
    let items = texts(tx, MeetingId(row.meeting_id)).await?;
    let kept: Vec<&str> = items
        .iter()
        .map(|item| item.hash.as_deref().unwrap_or_default())
        .collect();
    let same = |item: &minutes_item::Model| {
        item.destroyed_at.is_some() || item.hash.as_deref() == Some(item_hash(item).as_str())
    };
    let all = items.iter().all(same) && roll_up(row.meeting_id, &kept) == *hash;
    Ok(Some(all))
}

fn item_hash(item: &minutes_item::Model) -> String {
    fields_hash(
        "minutes-item/1\n",
        &[
            &item.meeting_id.to_string(),
            &item.item_id.to_string(),
            &item.position.to_string(),
            &item.title,
            &item.class,
            &item.version.to_string(),
            &item.text,
        ],
    )
}

fn roll_up(meeting: Uuid, hashes: &[&str]) -> String {
    sha256(&format!("minutes/1\n{meeting}\n{}\n", hashes.join("\n")))
}
