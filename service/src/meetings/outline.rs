//! A meeting as the data protection officer sees it: that there are items, of which kind and class, by
//! whom and how far, and not a word of what they say (`docs/domain.md#from-above`).

use std::collections::HashSet;

use ::entity::item_relation;
use chrono::{DateTime, Utc};
use domain::id::{ItemId, MeetingId};
use domain::meetings::{ItemKind, ItemState, numbers, part_of};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::exclude::EXCLUDED;
use super::read::{self, Head};
use super::read_rows::{self, LineRow};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// An item without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineLine {
    /// Its number within the open part; the closed part has none.
    pub number: Option<usize>,
    /// Which item.
    pub id: ItemId,
    /// What it is about.
    pub kind: ItemKind,
    /// How confidential it is: the strictest of what it was and what it is.
    pub class: Class,
    /// Where it is in its life now.
    pub state: ItemState,
    /// Who brought it in.
    pub organisation: String,
    /// Whether it concerns the own organisation, so that it opens on a ground.
    pub concerns: bool,
}

/// The agenda that was published last, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The meeting.
    pub head: Head,
    /// When that version was published; nothing before the first.
    pub published_at: Option<DateTime<Utc>>,
    /// Its items, without those that the reader or the own organisation is left out of.
    pub lines: Vec<OutlineLine>,
}

/// The outline of a meeting's agenda.
///
/// # Errors
/// [`Error::NotFound`] for a meeting that does not exist for this actor.
pub async fn outline(ctx: &Ctx, id: &str) -> Result<Outline> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let (row, mut rows) = read_rows::outline(&tx, ctx, id).await?;
    let mut head = read::head(row)?;
    ctx.authorise(Operation::CountMeetings, head.facts())
        .map_err(|_| Error::NotFound)?;
    // Where one sits together is no date and no count.
    head.room = String::new();
    rows.retain(|row| row.number == head.agenda_version);
    let left_out = left_out(&tx, ctx, rows.iter().map(|row| row.item_id)).await?;
    let published_at = rows.last().map(|row| row.published_at);
    let lines = rows.iter().map(|row| line(ctx, row));
    let mut lines = lines.collect::<Result<Vec<_>>>()?;
    let parts = lines.iter().map(|line| part_of(line.class));
    let numbers: Vec<_> = numbers(parts).into_iter().collect();
    for (line, number) in lines.iter_mut().zip(numbers) {
        line.number = number;
    }
    lines.retain(|line| !left_out.contains(&line.id.0));
    Ok(Outline {
        head,
        published_at,
        lines,
    })
}

fn line(ctx: &Ctx, row: &LineRow) -> Result<OutlineLine> {
    let class: Class = stored::word(Class::parse, &row.class)?;
    let now: Class = stored::word(Class::parse, &row.class_now)?;
    let own = row.organisation_id == ctx.actor.organisation.0;
    Ok(OutlineLine {
        number: None,
        id: ItemId(row.item_id),
        kind: stored::word(ItemKind::parse, &row.kind)?,
        class: class.max(now),
        state: stored::state(&row.state)?,
        organisation: row.organisation.clone(),
        concerns: (own || row.named) && ctx.may(Operation::OpenOnGround, Facts::default()),
    })
}

/// The items among these that the actor, the organisation, or who really is there, is left out of.
async fn left_out(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    items: impl Iterator<Item = Uuid>,
) -> Result<HashSet<Uuid>> {
    let rows: Vec<Uuid> = item_relation::Entity::find()
        .select_only()
        .column(item_relation::Column::ItemId)
        .filter(item_relation::Column::RegionId.eq(ctx.region().0))
        .filter(item_relation::Column::ItemId.is_in(items))
        .filter(item_relation::Column::SubjectId.is_in(ctx.subjects()))
        .filter(item_relation::Column::Relation.eq(EXCLUDED))
        .into_tuple()
        .all(tx)
        .await?;
    Ok(rows.into_iter().collect())
}
