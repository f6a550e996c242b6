//! What of a covenant was found by searching and stands on its pages for this reader.

use domain::id::CovenantId;
use domain::policy::{Facts, Operation};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::row;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// The covenant and the clauses of its text as it stands last, by id; nothing when it does not open.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn found(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: CovenantId,
) -> Result<Vec<Uuid>> {
    if !ctx.may(Operation::ReadCovenants, Facts::default()) {
        return Ok(Vec::new());
    }
    match row::load(tx, ctx, id).await {
        Ok(_) => {}
        Err(Error::NotFound) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    }
    let version = row::text_version(tx, id).await?;
    let clauses = row::clauses(tx, version.id).await?;
    Ok(clauses
        .into_iter()
        .map(|clause| clause.id)
        .chain([id.0])
        .collect())
}
