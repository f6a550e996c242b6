//! The trail taken out as a file.

use domain::policy::{Facts, Operation};
use sea_orm::QuerySelect;
use uuid::Uuid;

use super::csv;
use super::ground::{looked, must_be_open};
use super::names::Names;
use super::reach::reach;
use super::view::{Filter, select};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::limits::{self, EXPORT};

/// How many lines a file has at most.
const FILE: u64 = 50_000;

/// The lines as a file of values, up to fifty thousand; the last line says so when there are more.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`] also without a ground; [`crate::error::Error::Unproven`]; [`crate::error::Error::TooMany`] after twenty
/// exports in a day.
pub async fn export(ctx: &Ctx, filter: &Filter) -> Result<String> {
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
    let head = [
        "id",
        "at",
        "person",
        "function",
        "organisation",
        "role",
        "action",
        "object",
        "object_id",
        "result",
        "origin",
        "purpose",
        "detail",
    ];
    let mut file = csv::File::new(&head);
    for row in rows
        .into_iter()
        .take(usize::try_from(FILE).unwrap_or(usize::MAX))
    {
        let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        file.row(&[
            &row.id.to_string(),
            &row.at.to_rfc3339(),
            &id(row.person_id),
            names.function(row.person_id).unwrap_or_default(),
            names.organisation(row.organisation_id).unwrap_or_default(),
            &row.role,
            &row.action,
            &row.object,
            &id(row.object_id),
            &row.result,
            &row.origin,
            &row.purpose,
            &row.detail,
        ]);
    }
    if more {
        file.row(&["", "", "there is more: choose a shorter period"]);
    }
    Ok(file.done())
}
