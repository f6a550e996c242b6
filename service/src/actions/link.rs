//! Tying an action to the step of a routekaart that it moves: the line goes on from there.

use std::collections::HashMap;
use std::str::FromStr;

use ::entity::{roadmap, roadmap_step};
use domain::actions::ActionEvent;
use domain::actions::command::LinkStep;
use domain::fault::{Code, Faults};
use domain::id::StepId;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::store::{Desk, Step};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::people::names;

/// A step to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepChoice {
    /// Which one.
    pub id: StepId,
    /// The municipality whose routekaart it is on, by its short name.
    pub municipality: String,
    /// Its code, such as `C2`.
    pub code: String,
    /// Its title.
    pub title: String,
}

/// Says which step an action moves, or that it moves none. An action of a case is tied to none: the
/// routekaart is read by many, and would tell which municipality a case is in.
///
/// # Errors
/// `NotAllowed` for an action of a case; Refused for a step that is not of this region; [`Error::Stale`], `NotAllowed`, `NotFound`.
pub async fn link_step(ctx: &Ctx, command: LinkStep) -> Result<()> {
    let mut desk = Desk::take(ctx, &command.id).await?;
    ctx.authorise(Operation::LinkStep, desk.facts())?;
    if desk.row.case_ref.is_some() {
        return Err(Error::NotAllowed);
    }
    let mut faults = Faults::default();
    let step = if command.step.is_empty() {
        None
    } else {
        let found = match StepId::from_str(&command.step) {
            Ok(id) => {
                roadmap_step::Entity::find_by_id(id.0)
                    .filter(roadmap_step::Column::RegionId.eq(ctx.region().0))
                    .one(&*desk.tx)
                    .await?
            }
            Err(_) => None,
        };
        faults.keep("step", found.ok_or(Code::NotAChoice))
    };
    if !faults.is_empty() {
        return Err(faults.into());
    }
    desk.row.step_id = step.map(|step| step.id);
    let state = desk.state.clone();
    let step = Step {
        operation: Operation::LinkStep,
        event: ActionEvent::Linked,
        state,
        text: String::new(),
        due_on: None,
    };
    desk.finish(ctx, command.version, step).await
}

/// The steps of all routekaarten of the region, to choose from.
///
/// # Errors
/// `NotAllowed` for who may not read the routekaart.
pub async fn steps(ctx: &Ctx) -> Result<Vec<StepChoice>> {
    ctx.authorise(Operation::ReadRoadmap, Facts::default())?;
    let tx = ctx.read().await?;
    let found = roadmap_step::Entity::find()
        .filter(roadmap_step::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(roadmap_step::Column::Position)
        .all(&*tx)
        .await?;
    let maps: HashMap<_, _> = roadmap::Entity::find()
        .filter(roadmap::Column::RegionId.eq(ctx.region().0))
        .all(&*tx)
        .await?
        .into_iter()
        .map(|map| (map.id, map.organisation_id))
        .collect();
    let names = names(&tx, maps.values().copied()).await?;
    let mut steps: Vec<_> = found
        .into_iter()
        .filter_map(|step| {
            let owner = names.get(maps.get(&step.roadmap_id)?)?;
            Some(StepChoice {
                id: StepId(step.id),
                municipality: owner.short.clone(),
                code: step.code,
                title: step.title,
            })
        })
        .collect();
    // Within a municipality in the order of the routekaart.
    steps.sort_by(|a, b| a.municipality.cmp(&b.municipality));
    Ok(steps)
}
