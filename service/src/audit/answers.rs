//! What the guard asked and why texts stand nevertheless: kinds and reasons, never the text.

use ::entity::{action, agenda_item, decision, guard_answer, paper};
use chrono::{DateTime, Utc};
use domain::guard::Kind;
use domain::id::ItemId;
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use uuid::Uuid;

use super::ground::{looked, must_be_open};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::{meetings, stored};

/// How many lines a page has.
const PAGE: u64 = 50;
/// The last page that can be asked for.
const DEEPEST: u64 = 1_000_000;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardAnswer {
    /// When it was given.
    pub at: DateTime<Utc>,
    /// The kind of thing the text belongs to.
    pub object: String,
    /// What the guard saw.
    pub kinds: Vec<Kind>,
    /// The reason that let it through; nothing where it stands at something that is not for the actor
    /// to read.
    pub reason: Option<String>,
}

/// A page of answers, the latest first, and whether there are more.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`], for who oversees also without a ground.
pub async fn guard_answers(ctx: &Ctx, page: u64) -> Result<(Vec<GuardAnswer>, bool)> {
    ctx.authorise(Operation::ReadGuardAnswers, Facts::default())?;
    let tx = ctx.aside().await?;
    if ctx.may(Operation::OpenTrail, Facts::default()) {
        must_be_open(&tx, ctx).await?;
    }
    let mut rows = guard_answer::Entity::find()
        .filter(guard_answer::Column::RegionId.eq(ctx.region().0))
        .order_by_desc(guard_answer::Column::At)
        .order_by_desc(guard_answer::Column::Id)
        .offset(page.min(DEEPEST).saturating_mul(PAGE))
        .limit(PAGE + 1)
        .all(&tx)
        .await?;
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    looked(&tx, ctx, Operation::ReadGuardAnswers, rows.len()).await?;
    tx.commit().await?;
    let tx = ctx.read().await?;
    let mut seen = Vec::new();
    let mut answers = Vec::new();
    for row in rows {
        let item = item_of(&tx, ctx, &row).await?;
        let readable = match &item {
            Behind::Nothing => true,
            Behind::Item(item, _) => meetings::reads(&tx, ctx, ItemId(*item)).await?,
            Behind::Unknown => false,
        };
        if let (true, Behind::Item(item, class)) = (readable, item) {
            seen.push((item, class));
        }
        let kinds = row.kinds.split(' ');
        let kinds = kinds.filter_map(|word| Kind::ALL.into_iter().find(|kind| kind.word() == word));
        answers.push(GuardAnswer {
            at: row.at,
            object: row.object,
            kinds: kinds.collect(),
            reason: readable.then_some(row.reason),
        });
    }
    drop(tx);
    meetings::witness(ctx, "answers", seen).await?;
    Ok((answers, more))
}

/// What a text stands at, as far as that decides who reads it.
enum Behind {
    /// Nothing that is confidential.
    Nothing,
    /// An item of this class.
    Item(Uuid, Class),
    /// Something that is gone.
    Unknown,
}

/// The item behind an answer: itself, or that of a decision, an action or a paper. What was handed over
/// between organisations without an item is not confidential.
async fn item_of(tx: &DatabaseTransaction, ctx: &Ctx, row: &guard_answer::Model) -> Result<Behind> {
    let id = row.object_id;
    let item = match row.object.as_str() {
        "item" => Some(id),
        "paper" => paper::Entity::find_by_id(id)
            .filter(paper::Column::RegionId.eq(ctx.region().0))
            .one(tx)
            .await?
            .map(|row| row.item_id),
        "decision" => decision::Entity::find_by_id(id)
            .filter(decision::Column::RegionId.eq(ctx.region().0))
            .one(tx)
            .await?
            .map(|row| row.item_id),
        "action" => match action::Entity::find_by_id(id)
            .filter(action::Column::RegionId.eq(ctx.region().0))
            .one(tx)
            .await?
        {
            Some(action) => match action.item_id {
                Some(item) => Some(item),
                None => return Ok(Behind::Nothing),
            },
            None => None,
        },
        _ => return Ok(Behind::Nothing),
    };
    let Some(item) = item else {
        return Ok(Behind::Unknown);
    };
    let row = agenda_item::Entity::find_by_id(item)
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?;
    match row {
        Some(row) => Ok(Behind::Item(
            row.id,
            stored::word(Class::parse, &row.class)?,
        )),
        None => Ok(Behind::Unknown),
    }
}
