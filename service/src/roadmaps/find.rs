//! Finding what an operation is about. What is unknown, malformed or of another region is not
//! found; somebody who may not read routekaarten is refused before anything is looked up.

use ::entity::{criterion, municipality, region_organisation, roadmap, roadmap_step};
use domain::fault::Code;
use domain::id::{CriterionId, OrganisationId, StepId};
use domain::policy::{Facts, Operation};
use domain::roadmaps::StepStatus;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};

use super::facts::{self, Basis};
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// A step, held for writing, with the municipality whose routekaart it stands on.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) step: roadmap_step::Model,
    pub(super) municipality: OrganisationId,
}

impl Found {
    /// Refuses unless the actor works for the municipality, for the organisation that carries the
    /// step, or directs the region.
    pub(super) fn authorise_update(&self, ctx: &Ctx) -> Result<()> {
        match self.step.owner_id {
            Some(owner) if ctx.may(Operation::UpdateStep, Facts::of_owner(owner.into())) => Ok(()),
            _ => ctx.authorise(Operation::UpdateStep, Facts::of_owner(self.municipality)),
        }
    }

    /// The status of today.
    pub(super) async fn status(&self, tx: &DatabaseTransaction, ctx: &Ctx) -> Result<StepStatus> {
        let basis = Basis::load(tx, &[self.step.id]).await?;
        let recorded = facts::recorded(&self.step)?;
        Ok(basis.status(ctx, &self.step, recorded.as_ref()))
    }

    /// Refuses when the form was made from another version.
    pub(super) fn at_version(&self, version: i32) -> Result<()> {
        if self.step.version == version {
            Ok(())
        } else {
            Err(Error::Stale(self.step.version))
        }
    }
}

/// Finds a step and holds it, so that its status cannot change under a decision about it.
pub(super) async fn step(tx: &DatabaseTransaction, ctx: &Ctx, id: &str) -> Result<Found> {
    ctx.authorise(Operation::ReadRoadmap, Facts::default())?;
    let id: StepId = id.parse().map_err(|_| Error::NotFound)?;
    let step = roadmap_step::Entity::find_by_id(id.0)
        .filter(roadmap_step::Column::RegionId.eq(ctx.region().0))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let roadmap = roadmap::Entity::find_by_id(step.roadmap_id)
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Found {
        step,
        municipality: roadmap.organisation_id.into(),
    })
}

/// Finds a criterion and holds its step.
pub(super) async fn criterion(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
) -> Result<(criterion::Model, Found)> {
    ctx.authorise(Operation::ReadRoadmap, Facts::default())?;
    let id: CriterionId = id.parse().map_err(|_| Error::NotFound)?;
    let query = || {
        criterion::Entity::find_by_id(id.0)
            .filter(criterion::Column::RegionId.eq(ctx.region().0))
            .one(tx)
    };
    let step_id = query().await?.ok_or(Error::NotFound)?.step_id;
    let found = step(tx, ctx, &step_id.to_string()).await?;
    // Once more, now that nobody else can change it.
    let criterion = query().await?.ok_or(Error::NotFound)?;
    Ok((criterion, found))
}

/// Reads the choice of an organisation that takes part in this region.
pub(super) async fn organisation(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    raw: &str,
) -> Result<std::result::Result<OrganisationId, Code>> {
    if raw.is_empty() {
        return Ok(Err(Code::Empty));
    }
    let Ok(id) = raw.parse::<OrganisationId>() else {
        return Ok(Err(Code::NotAChoice));
    };
    let here = region_organisation::Entity::find_by_id((ctx.region().0, id.0))
        .count(tx)
        .await?;
    Ok(if here > 0 {
        Ok(id)
    } else {
        Err(Code::NotAChoice)
    })
}

/// Finds a municipality of this region.
pub(super) async fn municipality(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    raw: &str,
) -> Result<OrganisationId> {
    let id: OrganisationId = raw.parse().map_err(|_| Error::NotFound)?;
    municipality::Entity::find_by_id(id.0)
        .filter(municipality::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .map(|row| row.organisation_id.into())
        .ok_or(Error::NotFound)
}
