//! The trail taken out as a file.

use domain::policy::{Facts, Operation};
use sea_orm::QuerySelect;
use uuid::Uuid;

use super::ground::{looked, must_be_open};
use super::names::Names;
use super::reach::reach;
use super::view::{Filter, Line, line, select};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::limits::{self, EXPORT};

/// How many lines a file has at most.
const FILE: u64 = 50_000;

/// A line of the trail for a file: with what a page leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailLine {
    /// What a page shows.
    pub line: Line,
    /// Who did it, by the id that the trail keeps.
    pub person: Option<Uuid>,
    /// For which purpose it was processed.
    pub purpose: String,
    /// What the operation kept, in its own words.
    pub detail: String,
}

/// What was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailFile {
    /// The lines, the latest first.
    pub lines: Vec<TrailLine>,
    /// Whether there are more than a file holds.
    pub more: bool,
}

/// The lines for a file, up to fifty thousand.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`] also without a ground; [`crate::error::Error::Unproven`];
/// [`crate::error::Error::TooMany`] after twenty exports in a day.
pub async fn export(ctx: &Ctx, filter: &Filter) -> Result<TrailFile> {
    ctx.authorise(Operation::ExportTrail, Facts::default())?;
    let tx = ctx.aside().await?;
    must_be_open(&tx, ctx).await?;
    limits::take(&tx, ctx.now(), EXPORT, &ctx.actor.account.to_string()).await?;
    let rows = select(filter, reach(&tx, ctx).await?)
        .limit(FILE + 1)
        .all(&tx)
        .await?;
    let more = rows.len() as u64 > FILE;
    looked(&tx, ctx, Operation::ExportTrail, rows.len()).await?;
    let names = Names::of(&tx, &rows).await?;
    tx.commit().await?;
    let most = usize::try_from(FILE).unwrap_or(usize::MAX);
    let lines = rows.into_iter().take(most).map(|row| TrailLine {
        person: row.person_id,
        purpose: row.purpose.clone(),
        detail: row.detail.clone(),
        line: line(ctx, &names, row),
    });
    Ok(TrailFile {
        lines: lines.collect(),
        more,
    })
}
