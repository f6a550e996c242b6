//! What guests brought in, for who answers it.

use ::entity::{contribution, meeting, series};
use chrono::NaiveDate;
use domain::guard::Known;
use domain::id::{ContributionId, SeriesId};
use domain::meetings::ContributionState;
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::find;
use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{people, screen, stored};

/// How many contributions stand on a page.
pub const PAGE: u64 = 25;

/// A contribution to answer, or answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContributionView {
    /// Which one.
    pub id: ContributionId,
    /// What it is about.
    pub title: String,
    /// The idea itself.
    pub body: String,
    /// Who brought it in.
    pub organisation: String,
    /// When.
    pub sent_on: NaiveDate,
    /// The last day for the answer.
    pub due: NaiveDate,
    /// Where it is in its life.
    pub state: ContributionState,
    /// The local day of the next meeting that could take it.
    pub next: Option<NaiveDate>,
    /// The version a form is made from.
    pub version: i32,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct ContributionList {
    /// The contributions of this page.
    pub rows: Vec<ContributionView>,
    /// How many wait for an answer.
    pub waiting: u64,
    /// How many were answered.
    pub answered: u64,
    /// Which page this is, from 1.
    pub page: u64,
    /// What the guard lets through.
    pub known: Known,
}

/// Reads a page: what waits, first due first; or what was answered, latest first.
///
/// # Errors
/// [`Error::NotFound`] for who answers for no series.
pub async fn contributions(ctx: &Ctx, answered: bool, page: u64) -> Result<ContributionList> {
    let tx = ctx.read().await?;
    let mine = directed(&tx, ctx).await?;
    if mine.is_empty() {
        return Err(Error::NotFound);
    }
    let page = page.max(1);
    let query = |answered: bool| {
        let word = contribution::Column::StateWord;
        contribution::Entity::find()
            .filter(contribution::Column::RegionId.eq(ctx.region().0))
            .filter(contribution::Column::SeriesId.is_in(mine.iter().copied()))
            .filter(if answered {
                word.eq("answered")
            } else {
                word.ne("answered")
            })
    };
    let ordered = if answered {
        query(true).order_by_desc(contribution::Column::CreatedAt)
    } else {
        query(false).order_by_asc(contribution::Column::AnswerDue)
    };
    let rows = ordered
        .order_by_asc(contribution::Column::Id)
        .limit(PAGE)
        .offset((page - 1).saturating_mul(PAGE))
        .all(&*tx)
        .await?;
    Ok(ContributionList {
        rows: views(&tx, ctx, rows).await?,
        waiting: query(false).count(&*tx).await?,
        answered: query(true).count(&*tx).await?,
        page,
        known: screen::known(&tx, ctx).await?,
    })
}

/// Reads one contribution, with what the guard lets through in the answer.
///
/// # Errors
/// [`Error::NotFound`] for what is unknown, malformed, of another region or not for this actor.
pub async fn contribution(ctx: &Ctx, id: &str) -> Result<(ContributionView, Known)> {
    let id: ContributionId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let mine = directed(&tx, ctx).await?;
    let row = contribution::Entity::find_by_id(id.0)
        .filter(contribution::Column::RegionId.eq(ctx.region().0))
        .filter(contribution::Column::SeriesId.is_in(mine))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let view = views(&tx, ctx, vec![row]).await?.pop();
    let view = view.ok_or(Error::NotFound)?;
    Ok((view, screen::known(&tx, ctx).await?))
}

/// The series whose contributions the actor answers.
async fn directed(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<Uuid>> {
    let rows = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .all(tx)
        .await?;
    let directs = |id: &Uuid| {
        ctx.may(
            Operation::AnswerContribution,
            Facts::of_series(SeriesId(*id)),
        )
    };
    Ok(rows.into_iter().map(|row| row.id).filter(directs).collect())
}

async fn views(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    rows: Vec<contribution::Model>,
) -> Result<Vec<ContributionView>> {
    let names = people::names(tx, rows.iter().map(|row| row.organisation_id)).await?;
    let mut next: Vec<(Uuid, Option<meeting::Model>)> = Vec::new();
    for row in &rows {
        if !next.iter().any(|(series, _)| *series == row.series_id) {
            let meeting = find::next_meeting(tx, ctx, row.series_id).await?;
            next.push((row.series_id, meeting));
        }
    }
    let day = |series: Uuid| {
        let (_, meeting) = next.iter().find(|(known, _)| *known == series)?;
        meeting
            .as_ref()
            .map(|meeting| local_date(meeting.starts_at))
    };
    rows.into_iter()
        .map(|row| {
            Ok(ContributionView {
                id: ContributionId(row.id),
                organisation: names
                    .get(&row.organisation_id)
                    .map(|name| name.name.clone())
                    .unwrap_or_default(),
                sent_on: local_date(row.created_at),
                due: row.answer_due,
                state: stored::state(&row.state)?,
                next: day(row.series_id),
                version: row.version,
                title: row.title,
                body: row.body,
            })
        })
        .collect()
}
