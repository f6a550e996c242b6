//! The list of bottlenecks: what is open first, what was settled after it.

use std::collections::HashMap;

use ::entity::{bottleneck, bottleneck_step, meeting, roadmap, roadmap_step};
use chrono::NaiveDate;
use domain::guard::Known;
use domain::id::{BottleneckId, MeetingId, StepId};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use domain::roadmaps::{BottleneckCategory, BottleneckState};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::facts::SETTLED;
use super::sources::may_follow;
use super::visible;
use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::people::{self, OrganisationRef};
use crate::stored::skip;
use crate::{screen, stored};

/// How many bottlenecks stand on a page.
pub const PAGE: u64 = 25;

/// A bottleneck with all that is to be known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BottleneckView {
    /// Which one.
    pub id: BottleneckId,
    /// Its number in the region.
    pub number: i32,
    /// What is in the way.
    pub title: String,
    /// More about it.
    pub detail: String,
    /// Where the chain falters.
    pub category: BottleneckCategory,
    /// How confidential it is.
    pub class: Class,
    /// Where it is in its life.
    pub state: BottleneckState,
    /// Who works on it.
    pub owner: Option<String>,
    /// The day it was named.
    pub since: NaiveDate,
    /// The steps it holds up: which, code and municipality.
    pub steps: Vec<(StepId, String, String)>,
    /// The meeting it came up in, when the reader may look there.
    pub meeting: Option<(MeetingId, NaiveDate)>,
    /// The version a form is made from.
    pub version: i32,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BottleneckList {
    /// The bottlenecks of this page.
    pub rows: Vec<BottleneckView>,
    /// How many there are in all.
    pub total: u64,
    /// How many of them are open.
    pub open: u64,
    /// Which page this is, from 1.
    pub page: u64,
    /// Whether the reader may name one.
    pub may_raise: bool,
    /// Whether the reader may give, resolve and accept one.
    pub may_handle: bool,
    /// Who can work on one, for who may handle.
    pub organisations: Vec<OrganisationRef>,
    /// The steps one can be linked to: which, and code, title and municipality in one line.
    pub steps: Vec<(StepId, String)>,
    /// What the guard lets through.
    pub known: Known,
}

/// Reads a page of the list; a page past the end is empty.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`].
pub async fn bottlenecks(ctx: &Ctx, page: u64) -> Result<BottleneckList> {
    let tx = ctx.read().await?;
    let page = page.max(1);
    let query = bottleneck::Entity::find().filter(visible::to(&tx, ctx).await?);
    let total = query.clone().count(&*tx).await?;
    let open = query
        .clone()
        .filter(bottleneck::Column::StateWord.is_not_in(SETTLED))
        .count(&*tx)
        .await?;
    let rows = query
        .order_by(bottleneck::Column::StateWord.is_in(SETTLED), Order::Asc)
        .order_by_desc(bottleneck::Column::Number)
        .limit(PAGE)
        .offset(skip(page - 1, PAGE))
        .all(&*tx)
        .await?;
    let may_handle = ctx.may(Operation::HandleBottleneck, Facts::default());
    let may_raise = ctx.may(Operation::RaiseBottleneck, Facts::default());
    Ok(BottleneckList {
        rows: views(&tx, ctx, rows).await?,
        known: screen::known(&tx, ctx).await?,
        total,
        open,
        page,
        may_raise,
        may_handle,
        organisations: if may_handle {
            people::organisations(&tx, ctx).await?
        } else {
            Vec::new()
        },
        steps: if may_raise {
            choices(&tx, ctx).await?
        } else {
            Vec::new()
        },
    })
}

/// The bottlenecks that came up in one meeting and that this reader may read, by number; none for
/// who has no business with routekaarten. Those that hang on an item only when it is among `items`.
pub(crate) async fn of_meeting(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: MeetingId,
    items: &[Uuid],
) -> Result<Vec<BottleneckView>> {
    if !ctx.may(Operation::ReadRoadmap, Facts::default()) {
        return Ok(Vec::new());
    }
    let mut rows = bottleneck::Entity::find()
        .filter(visible::to(tx, ctx).await?)
        .filter(bottleneck::Column::MeetingId.eq(meeting.0))
        .order_by_asc(bottleneck::Column::Number)
        .all(tx)
        .await?;
    rows.retain(|row| row.item_id.is_none_or(|item| items.contains(&item)));
    views(tx, ctx, rows).await
}

async fn views(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    rows: Vec<bottleneck::Model>,
) -> Result<Vec<BottleneckView>> {
    let owners = people::names(tx, rows.iter().filter_map(|row| row.owner_id)).await?;
    let mut steps = linked(tx, ctx, &rows).await?;
    let meetings = meetings(tx, ctx, &rows).await?;
    rows.into_iter()
        .map(|row| {
            Ok(BottleneckView {
                id: BottleneckId(row.id),
                number: row.number,
                category: stored::word(BottleneckCategory::parse, &row.category)?,
                class: stored::word(Class::parse, &row.class)?,
                state: stored::state(&row.state)?,
                owner: row
                    .owner_id
                    .and_then(|id| owners.get(&id))
                    .map(|owner| owner.name.clone()),
                since: local_date(row.created_at),
                steps: steps.remove(&row.id).unwrap_or_default(),
                meeting: row.meeting_id.and_then(|id| meetings.get(&id).copied()),
                version: row.version,
                title: row.title,
                detail: row.detail,
            })
        })
        .collect()
}

type Linked = HashMap<Uuid, Vec<(StepId, String, String)>>;

async fn linked(tx: &DatabaseTransaction, ctx: &Ctx, rows: &[bottleneck::Model]) -> Result<Linked> {
    let links = bottleneck_step::Entity::find()
        .filter(bottleneck_step::Column::BottleneckId.is_in(rows.iter().map(|row| row.id)))
        .all(tx)
        .await?;
    let steps = roadmap_step::Entity::find()
        .filter(roadmap_step::Column::RegionId.eq(ctx.region().0))
        .filter(roadmap_step::Column::Id.is_in(links.iter().map(|link| link.step_id)))
        .order_by_asc(roadmap_step::Column::Position)
        .all(tx)
        .await?;
    let places = places(tx, ctx).await?;
    let mut linked = Linked::new();
    for step in steps {
        let place = places.get(&step.roadmap_id).cloned().unwrap_or_default();
        for link in links.iter().filter(|link| link.step_id == step.id) {
            let line = (StepId(step.id), step.code.clone(), place.clone());
            linked.entry(link.bottleneck_id).or_default().push(line);
        }
    }
    Ok(linked)
}

/// The short name of the municipality of every routekaart.
pub(crate) async fn places(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<HashMap<Uuid, String>> {
    let roadmaps = roadmap::Entity::find()
        .filter(roadmap::Column::RegionId.eq(ctx.region().0))
        .all(tx)
        .await?;
    let names = people::names(tx, roadmaps.iter().map(|row| row.organisation_id)).await?;
    Ok(roadmaps
        .into_iter()
        .filter_map(|row| Some((row.id, names.get(&row.organisation_id)?.short.clone())))
        .collect())
}

async fn meetings(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    rows: &[bottleneck::Model],
) -> Result<HashMap<Uuid, (MeetingId, NaiveDate)>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::Id.is_in(rows.iter().filter_map(|row| row.meeting_id)))
        .all(tx)
        .await?
        .into_iter()
        .filter(|row| may_follow(ctx, row.series_id))
        .map(|row| (row.id, (MeetingId(row.id), local_date(row.starts_at))))
        .collect())
}

/// The steps to choose from, with code, title and municipality in one line.
async fn choices(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<(StepId, String)>> {
    let places = places(tx, ctx).await?;
    let steps: Vec<(Uuid, Uuid, String, String)> = roadmap_step::Entity::find()
        .select_only()
        .columns([
            roadmap_step::Column::Id,
            roadmap_step::Column::RoadmapId,
            roadmap_step::Column::Code,
            roadmap_step::Column::Title,
        ])
        .filter(roadmap_step::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(roadmap_step::Column::Position)
        .into_tuple()
        .all(tx)
        .await?;
    Ok(steps
        .into_iter()
        .filter_map(|(id, roadmap, code, title)| {
            let place = places.get(&roadmap)?;
            Some((StepId(id), format!("{code} {title}, {place}")))
        })
        .collect())
}
