//! The region at a glance: municipalities by steps, never ranked.

use std::collections::HashMap;

use ::entity::{bottleneck, municipality, roadmap, roadmap_step};
use chrono::NaiveDate;
use domain::id::{BottleneckId, OrganisationId, StepId};
use domain::policy::{Facts, Operation};
use domain::roadmaps::{RollUp, StepStatus, as_of, roll_up};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::facts::SETTLED;
use super::visible;
use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::{content, people, stored};

/// How many bottlenecks stand beside the matrix.
const BESIDE: u64 = 5;

/// A municipality of the region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    /// Which one.
    pub id: OrganisationId,
    /// Its short name.
    pub short: String,
    /// Whether it adopted a routekaart.
    pub adopted: bool,
    /// Whether the reader may adopt one for it.
    pub may_adopt: bool,
}

/// One step of one municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatrixCell {
    /// Which step.
    pub step: StepId,
    /// Its status today.
    pub status: StepStatus,
}

/// One step over all municipalities, in their order; without a routekaart there is no cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// The code of the step.
    pub code: String,
    /// The code of its phase.
    pub phase: String,
    /// Its title.
    pub title: String,
    /// The cells.
    pub cells: Vec<Option<MatrixCell>>,
    /// The least advanced status among the cells that apply.
    pub lowest: Option<StepStatus>,
}

/// A bottleneck in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BottleneckBrief {
    /// Which one.
    pub id: BottleneckId,
    /// Its number in the region.
    pub number: i32,
    /// What is in the way.
    pub title: String,
    /// Where it is in its life.
    pub state_word: String,
    /// Since when.
    pub since: NaiveDate,
}

/// The page of the region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionView {
    /// Its municipalities, by name.
    pub municipalities: Vec<Municipality>,
    /// Code and title of the phases, in order.
    pub phases: Vec<(String, String)>,
    /// The steps, in the order of the template.
    pub rows: Vec<MatrixRow>,
    /// All cells in one line.
    pub sum: RollUp,
    /// The oldest open bottlenecks.
    pub bottlenecks: Vec<BottleneckBrief>,
    /// How many are open in all.
    pub open_bottlenecks: u64,
}

type Cells = HashMap<(Uuid, String), MatrixCell>;

/// Reads the region.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`].
pub async fn region(ctx: &Ctx) -> Result<RegionView> {
    ctx.authorise(Operation::ReadRoadmap, Facts::default())?;
    let tx = ctx.read().await?;
    let cells = cells(&tx, ctx).await?;
    let municipalities = municipalities(&tx, ctx, &cells).await?;
    let template = &content::shared()?.roadmap_template;
    let rows = template.steps.iter().map(|step| {
        let of = |place: &Municipality| cells.get(&(place.id.0, step.code.clone())).copied();
        let cells: Vec<_> = municipalities.iter().map(of).collect();
        let known: Vec<StepStatus> = cells.iter().flatten().map(|cell| cell.status).collect();
        MatrixRow {
            code: step.code.clone(),
            phase: step.phase.clone(),
            title: step.title.clone(),
            lowest: roll_up(&known).lowest,
            cells,
        }
    });
    let rows: Vec<MatrixRow> = rows.collect();
    let all: Vec<StepStatus> = cells.values().map(|cell| cell.status).collect();
    let (bottlenecks, open_bottlenecks) = open(&tx, ctx).await?;
    let phases = template.phases.iter();
    Ok(RegionView {
        municipalities,
        phases: phases
            .map(|phase| (phase.code.clone(), phase.title.clone()))
            .collect(),
        rows,
        sum: roll_up(&all),
        bottlenecks,
        open_bottlenecks,
    })
}

/// The stored status of every step, moved to today; the texts of the steps stay where they are.
async fn cells(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Cells> {
    let roadmaps: HashMap<Uuid, Uuid> = roadmap::Entity::find()
        .filter(roadmap::Column::RegionId.eq(ctx.region().0))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.id, row.organisation_id))
        .collect();
    let steps: Vec<(Uuid, Uuid, String, String, Option<NaiveDate>)> = roadmap_step::Entity::find()
        .select_only()
        .columns([
            roadmap_step::Column::Id,
            roadmap_step::Column::RoadmapId,
            roadmap_step::Column::Code,
            roadmap_step::Column::Status,
            roadmap_step::Column::DueOn,
        ])
        .filter(roadmap_step::Column::RegionId.eq(ctx.region().0))
        .into_tuple()
        .all(tx)
        .await?;
    let mut cells = HashMap::with_capacity(steps.len());
    for (id, roadmap, code, status, due) in steps {
        let status = stored::word(StepStatus::parse, &status)?;
        if let Some(organisation) = roadmaps.get(&roadmap) {
            let cell = MatrixCell {
                step: StepId(id),
                status: as_of(status, due, ctx.today()),
            };
            cells.insert((*organisation, code), cell);
        }
    }
    Ok(cells)
}

async fn municipalities(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    cells: &Cells,
) -> Result<Vec<Municipality>> {
    let ids: Vec<Uuid> = municipality::Entity::find()
        .filter(municipality::Column::RegionId.eq(ctx.region().0))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| row.organisation_id)
        .collect();
    let names = people::names(tx, ids).await?;
    let mut all: Vec<Municipality> = names
        .into_values()
        .map(|name| Municipality {
            adopted: cells.keys().any(|(owner, _)| *owner == name.id.0),
            may_adopt: ctx.may(Operation::AdoptRoadmap, Facts::of_owner(name.id)),
            id: name.id,
            short: name.short,
        })
        .collect();
    all.sort_by(|a, b| a.short.cmp(&b.short));
    Ok(all)
}

async fn open(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<(Vec<BottleneckBrief>, u64)> {
    let query = bottleneck::Entity::find()
        .filter(visible::to(tx, ctx).await?)
        .filter(bottleneck::Column::StateWord.is_not_in(SETTLED));
    let total = query.clone().count(tx).await?;
    let rows = query
        .order_by_asc(bottleneck::Column::CreatedAt)
        .limit(BESIDE)
        .all(tx)
        .await?;
    Ok((rows.into_iter().map(brief).collect(), total))
}

/// A row as one line.
pub(super) fn brief(row: bottleneck::Model) -> BottleneckBrief {
    BottleneckBrief {
        id: BottleneckId(row.id),
        number: row.number,
        title: row.title,
        state_word: row.state_word,
        since: local_date(row.created_at),
    }
}
