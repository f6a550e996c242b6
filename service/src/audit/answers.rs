//! What the guard asked and why texts stand nevertheless: kinds and reasons, never the text.

use ::entity::guard_answer;
use chrono::{DateTime, Utc};
use domain::guard::Kind;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::ground::looked;
use crate::ctx::Ctx;
use crate::error::Result;

/// How many lines a page has.
const PAGE: u64 = 50;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardAnswer {
    /// When it was given.
    pub at: DateTime<Utc>,
    /// The kind of thing the text belongs to.
    pub object: String,
    /// What the guard saw.
    pub kinds: Vec<Kind>,
    /// The reason that let it through.
    pub reason: String,
}

/// A page of answers, the latest first, and whether there are more.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`].
pub async fn guard_answers(ctx: &Ctx, page: u64) -> Result<(Vec<GuardAnswer>, bool)> {
    ctx.authorise(Operation::ReadGuardAnswers, Facts::default())?;
    let tx = ctx.aside().await?;
    let mut rows = guard_answer::Entity::find()
        .filter(guard_answer::Column::RegionId.eq(ctx.region().0))
        .order_by_desc(guard_answer::Column::At)
        .order_by_desc(guard_answer::Column::Id)
        .offset(page.saturating_mul(PAGE))
        .limit(PAGE + 1)
        .all(&tx)
        .await?;
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    looked(&tx, ctx, Operation::ReadGuardAnswers, rows.len()).await?;
    tx.commit().await?;
    let answers = rows.into_iter().map(|row| {
        let kinds = row.kinds.split(' ');
        let kinds = kinds.filter_map(|word| Kind::ALL.into_iter().find(|kind| kind.word() == word));
        GuardAnswer {
            at: row.at,
            object: row.object,
            kinds: kinds.collect(),
            reason: row.reason,
        }
    });
    Ok((answers.collect(), more))
}
