//! What was caught during the meeting, as a reader may see it.

use std::collections::HashMap;

use ::entity::{agenda_item, capture, decision};
use chrono::{DateTime, NaiveDate, Utc};
use domain::meetings::{Capture, Outcome, Part};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::desk::{self, Desk};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// Something that was caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// Which one.
    pub id: Uuid,
    /// What kind.
    pub kind: Capture,
    /// What was said.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The item it belongs to.
    pub item: String,
    /// The part that item belongs to.
    pub part: Part,
    /// Who is asked.
    pub owner: Option<String>,
    /// When it is due.
    pub due_on: Option<NaiveDate>,
    /// Whether it left the table: an action or a bottleneck that was sent on its way.
    pub sent: bool,
    /// How it ended, for a decision that is confirmed.
    pub outcome: Option<Outcome>,
}

/// What was caught on the items this reader may read, newest first. A guest reads what is for
/// guests, as everywhere else: decisions, and what the own organisation is asked to do.
pub(super) async fn log(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    desk: &Desk,
    readable: &HashMap<Uuid, &agenda_item::Model>,
    names: &HashMap<Uuid, String>,
) -> Result<Vec<LogLine>> {
    let rows = capture::Entity::find()
        .filter(capture::Column::RegionId.eq(ctx.region().0))
        .filter(capture::Column::MeetingId.eq(desk.row.id))
        .filter(capture::Column::UndoneAt.is_null())
        .order_by_desc(capture::Column::CreatedAt)
        .order_by_desc(capture::Column::Id)
        .all(tx)
        .await?;
    let outcomes = outcomes(tx, ctx, desk).await?;
    let (guest, own) = (ctx.actor.is_guest(), ctx.actor.organisation.0);
    let mut log = Vec::new();
    for row in rows {
        let Some(item) = row.item_id.and_then(|id| readable.get(&id)) else {
            continue;
        };
        let kind = stored::word(Capture::parse, &row.kind)?;
        if guest && !kind.is_for_guest(row.organisation_id == Some(own)) {
            continue;
        }
        log.push(LogLine {
            id: row.id,
            kind,
            text: row.text,
            at: row.created_at,
            item: item.title.clone(),
            part: desk::part(item)?,
            owner: row.organisation_id.and_then(|id| names.get(&id).cloned()),
            due_on: row.due_on,
            sent: row.object_id.is_some(),
            outcome: row.object_id.and_then(|id| outcomes.get(&id).copied()),
        });
    }
    Ok(log)
}

/// The outcomes of the decisions that are confirmed.
async fn outcomes(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    desk: &Desk,
) -> Result<HashMap<Uuid, Outcome>> {
    let rows = decision::Entity::find()
        .filter(decision::Column::RegionId.eq(ctx.region().0))
        .filter(decision::Column::MeetingId.eq(desk.row.id))
        .all(tx)
        .await?;
    rows.into_iter()
        .filter_map(|row| Some((row.id, row.outcome?)))
        .map(|(id, word)| Ok((id, stored::word(Outcome::parse, &word)?)))
        .collect()
}
