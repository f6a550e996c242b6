//! How many proposals wait for who keeps the process, where only the number is asked.

use ::entity::approval;
use domain::people::approval::{ApprovalState, PATIENCE};
use domain::policy::Facts;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::Found;
use crate::ctx::Ctx;
use crate::error::Result;

/// How many proposals the actor may decide on by a role over the whole region, in one statement.
/// [`super::waiting_for`] counts those of the own table and organisation as well.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn to_decide(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<usize> {
    let rows = approval::Entity::find()
        .filter(approval::Column::RegionId.eq(ctx.region().0))
        .filter(approval::Column::Word.eq(ApprovalState::Waiting.word()))
        .filter(approval::Column::ProposedAt.gt(ctx.now() - PATIENCE))
        .all(tx)
        .await?;
    let mut waiting = 0;
    for row in rows {
        let found = Found::read(row)?;
        waiting += usize::from(found.second(ctx, Facts::default()).is_some());
    }
    Ok(waiting)
}
