//! Making the template the routekaart of a municipality.

use ::entity::{criterion, roadmap, roadmap_step};
use domain::id::OrganisationId;
use domain::policy::{Facts, Operation};
use domain::roadmaps::command::AdoptRoadmap;
use domain::roadmaps::{Answer, StepStatus};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, Set};
use uuid::Uuid;

use super::find;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::{audit, content};

/// Gives a municipality the steps and criteria of the template, all still to be answered.
/// A municipality that has a routekaart keeps it as it is.
///
/// # Errors
/// [`crate::error::Error::NotAllowed`]; [`crate::error::Error::NotFound`] for what is not a
/// municipality of this region.
pub async fn adopt(ctx: &Ctx, command: AdoptRoadmap) -> Result<OrganisationId> {
    ctx.authorise(Operation::ReadRoadmap, Facts::default())?;
    let tx = ctx.write().await?;
    let municipality = find::municipality(&tx, ctx, &command.organisation).await?;
    ctx.authorise(Operation::AdoptRoadmap, Facts::of_owner(municipality))?;
    let id = ctx.new_id();
    if !insert(&tx, ctx, id, municipality).await? {
        return Ok(municipality);
    }
    let steps = add_steps(&tx, ctx, id).await?;
    let entry = audit::Entry {
        operation: Operation::AdoptRoadmap,
        object: "roadmap",
        id,
        detail: format!("steps={steps}"),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await?;
    Ok(municipality)
}

/// Answers whether it is new: the index lets one routekaart in per municipality.
async fn insert(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: Uuid,
    municipality: OrganisationId,
) -> Result<bool> {
    let row = roadmap::ActiveModel {
        id: Set(id),
        region_id: Set(ctx.region().0),
        organisation_id: Set(municipality.0),
        template: Set(content::shared()?.roadmap_template.version.to_string()),
        adopted_on: Set(ctx.today()),
        adopted_by: Set(ctx.actor.person.0),
        version: Set(1),
    };
    let once = OnConflict::columns([roadmap::Column::RegionId, roadmap::Column::OrganisationId])
        .do_nothing()
        .to_owned();
    let new = roadmap::Entity::insert(row)
        .on_conflict(once)
        .exec_without_returning(tx)
        .await?;
    Ok(new > 0)
}

async fn add_steps(tx: &DatabaseTransaction, ctx: &Ctx, roadmap: Uuid) -> Result<usize> {
    let template = &content::shared()?.roadmap_template;
    for (position, step) in (0..).zip(&template.steps) {
        let id = ctx.new_id();
        roadmap_step::ActiveModel {
            id: Set(id),
            region_id: Set(ctx.region().0),
            roadmap_id: Set(roadmap),
            code: Set(step.code.clone()),
            phase: Set(step.phase.clone()),
            title: Set(step.title.clone()),
            why: Set(step.why.clone()),
            action_line: Set(step.action_line.map(|line| line.to_string())),
            owner_id: Set(None),
            due_on: Set(None),
            lost: Set(None),
            recorded: Set(None),
            status: Set(StepStatus::NotStarted.word().to_owned()),
            position: Set(position),
            version: Set(1),
            updated_at: Set(ctx.now()),
        }
        .insert(tx)
        .await?;
        let criteria = (0..)
            .zip(&step.criteria)
            .map(|(place, question)| criterion::ActiveModel {
                id: Set(ctx.new_id()),
                region_id: Set(ctx.region().0),
                step_id: Set(id),
                code: Set(question.code.clone()),
                text: Set(question.text.clone()),
                answer: Set(Answer::Open.word().to_owned()),
                position: Set(place),
                version: Set(1),
            });
        criterion::Entity::insert_many(criteria)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(template.steps.len())
}
