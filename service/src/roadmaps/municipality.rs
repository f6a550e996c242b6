//! The routekaart of one municipality, by phase.

use ::entity::{roadmap, roadmap_step};
use chrono::NaiveDate;
use domain::id::{OrganisationId, StepId};
use domain::policy::{Facts, Operation};
use domain::roadmaps::{CriterionFacts, RollUp, StepStatus, as_of, roll_up};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::facts::Basis;
use super::find;
use crate::content::roadmaps::Phase;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::{content, people, stored};

/// A step in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLine {
    /// Which one.
    pub id: StepId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its status today.
    pub status: StepStatus,
    /// Who carries it, in short.
    pub owner: Option<String>,
    /// When it is due.
    pub due: Option<NaiveDate>,
    /// How many criteria are met, of how many.
    pub met: (usize, usize),
}

/// A phase with its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseView {
    /// Its letter.
    pub code: String,
    /// Its heading.
    pub title: String,
    /// Its steps, in order.
    pub steps: Vec<StepLine>,
}

/// The page of a municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MunicipalityView {
    /// Which one.
    pub id: OrganisationId,
    /// Its full name.
    pub name: String,
    /// Since when it has a routekaart; without one there are no phases.
    pub adopted_on: Option<NaiveDate>,
    /// Whether the reader may adopt one.
    pub may_adopt: bool,
    /// The phases.
    pub phases: Vec<PhaseView>,
    /// All steps in one line.
    pub sum: RollUp,
}

/// Reads the routekaart of a municipality.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`]; [`crate::error::Error::NotFound`] for what is not a
/// municipality of this region.
pub async fn municipality(ctx: &Ctx, id: &str) -> Result<MunicipalityView> {
    ctx.authorise(Operation::ReadRoadmap, Facts::default())?;
    let tx = ctx.read().await?;
    let id = find::municipality(&tx, ctx, id).await?;
    let adopted = roadmap::Entity::find()
        .filter(roadmap::Column::RegionId.eq(ctx.region().0))
        .filter(roadmap::Column::OrganisationId.eq(id.0))
        .one(&*tx)
        .await?;
    let steps = match &adopted {
        Some(roadmap) => steps(&tx, ctx, roadmap.id).await?,
        None => Vec::new(),
    };
    let name = people::names(&tx, [id.0]).await?.remove(&id.0);
    let statuses: Vec<StepStatus> = steps.iter().map(|step| step.status).collect();
    Ok(MunicipalityView {
        id,
        name: name.map(|name| name.name).unwrap_or_default(),
        adopted_on: adopted.map(|roadmap| roadmap.adopted_on),
        may_adopt: ctx.may(Operation::AdoptRoadmap, Facts::of_owner(id)),
        phases: phases(&content::shared()?.roadmap_template.phases, steps),
        sum: roll_up(&statuses),
    })
}

async fn steps(tx: &DatabaseTransaction, ctx: &Ctx, roadmap: Uuid) -> Result<Vec<StepLine>> {
    let rows = roadmap_step::Entity::find()
        .filter(roadmap_step::Column::RegionId.eq(ctx.region().0))
        .filter(roadmap_step::Column::RoadmapId.eq(roadmap))
        .order_by_asc(roadmap_step::Column::Position)
        .all(tx)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let basis = Basis::load(tx, &ids).await?;
    let owners = people::names(tx, rows.iter().filter_map(|row| row.owner_id)).await?;
    rows.into_iter()
        .map(|row| {
            let criteria = basis.criteria(row.id);
            let met = criteria
                .iter()
                .filter(|c| CriterionFacts::is_met(c))
                .count();
            let status = stored::word(StepStatus::parse, &row.status)?;
            Ok(StepLine {
                id: StepId(row.id),
                status: as_of(status, row.due_on, ctx.today()),
                owner: row
                    .owner_id
                    .and_then(|id| owners.get(&id))
                    .map(|owner| owner.short.clone()),
                due: row.due_on,
                met: (met, criteria.len()),
                code: row.code,
                title: row.title,
            })
        })
        .collect()
}

fn phases(known: &[Phase], steps: Vec<StepLine>) -> Vec<PhaseView> {
    let mut phases: Vec<PhaseView> = known
        .iter()
        .map(|phase| PhaseView {
            code: phase.code.clone(),
            title: phase.title.clone(),
            steps: Vec::new(),
        })
        .collect();
    for step in steps {
        // The code of a step starts with the letter of its phase.
        if let Some(phase) = phases.iter_mut().find(|p| step.code.starts_with(&p.code)) {
            phase.steps.push(step);
        }
    }
    phases.retain(|phase| !phase.steps.is_empty());
    phases
}
