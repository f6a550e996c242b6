//! The yearly look at who has which rights.

use std::collections::HashMap;

use ::entity::{person, rights_review, role_grant};
use chrono::{DateTime, Utc};
use domain::id::{OrganisationId, PersonId};
use domain::people::Role;
use domain::people::command::ReviewRights;
use domain::people::review::review_due;
use domain::policy::{Facts, Operation};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

use super::approvals::person_of;
use super::rights::authorise;
use crate::audit;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// Somebody's rights, and when they were last looked at.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Function.
    pub function: String,
    /// Organisation.
    pub organisation: OrganisationId,
    /// The roles held.
    pub roles: Vec<Role>,
    /// When somebody last looked; nothing when nobody did since the person was made known.
    pub looked: Option<DateTime<Utc>>,
    /// By when somebody has to look again.
    pub due: DateTime<Utc>,
    /// Whether that is over.
    pub overdue: bool,
    /// Whether the actor may say that it is as it should be.
    pub may_review: bool,
}

/// The people with rights whom the actor may know of, what is due first on top
/// (BIO2 5.18.02, 8.02.01).
///
/// # Errors
/// [`Error::NotAllowed`].
pub async fn rights_reviews(ctx: &Ctx) -> Result<Vec<Reviewed>> {
    let facts = Facts::of_owner(ctx.actor.organisation);
    ctx.authorise(Operation::ReadPeople, facts)?;
    let tx = ctx.read().await?;
    let mut people = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::Active.eq(true));
    if !ctx.may(Operation::ReadPeople, Facts::default()) {
        people = people.filter(person::Column::OrganisationId.eq(ctx.actor.organisation.0));
    }
    let people = people.all(&*tx).await?;
    let mut roles: HashMap<Uuid, Vec<Role>> = HashMap::new();
    let grants = role_grant::Entity::find()
        .filter(role_grant::Column::RegionId.eq(ctx.region().0))
        .all(&*tx)
        .await?;
    for grant in grants {
        let role = stored::word(Role::parse, &grant.role)?;
        roles.entry(grant.person_id).or_default().push(role);
    }
    let looked = last_looks(&tx, ctx).await?;
    let mut reviewed: Vec<Reviewed> = people
        .into_iter()
        .map(|row| {
            let roles = roles.remove(&row.id).unwrap_or_default();
            let looked = looked.get(&row.id).copied();
            let due = review_due(&roles, looked.unwrap_or(row.created_at));
            let organisation = OrganisationId(row.organisation_id);
            Reviewed {
                person: PersonId(row.id),
                name: row.name,
                function: row.function,
                organisation,
                roles,
                looked,
                due,
                overdue: due < ctx.now(),
                may_review: row.id != ctx.actor.person.0
                    && ctx.may(Operation::ReviewRights, Facts::of_owner(organisation)),
            }
        })
        .collect();
    reviewed.sort_by(|a, b| (a.due, &a.name).cmp(&(b.due, &b.name)));
    Ok(reviewed)
}

/// Says that the rights of a person were looked at and are as they should be. Nobody does so for
/// themselves.
///
/// # Errors
/// [`Error::FourEyes`] for the own rights; `NotAllowed`, `NotFound`.
pub async fn review_rights(ctx: &Ctx, command: ReviewRights) -> Result<PersonId> {
    let tx = ctx.write().await?;
    let row = person_of(&tx, ctx, &command.id).await?;
    authorise(ctx, Operation::ReviewRights, &row)?;
    if row.id == ctx.actor.person.0 {
        return Err(Error::FourEyes);
    }
    rights_review::Model {
        id: ctx.new_id(),
        region_id: ctx.region().0,
        person_id: row.id,
        by: ctx.actor.person.0,
        at: ctx.now(),
    }
    .into_active_model()
    .insert(&*tx)
    .await?;
    let operation = Operation::ReviewRights;
    audit::note(&tx, ctx, operation, ("person", row.id), String::new()).await?;
    tx.commit().await?;
    Ok(PersonId(row.id))
}

/// When somebody last looked at each person.
pub(super) async fn last_looks(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
) -> Result<HashMap<Uuid, DateTime<Utc>>> {
    let rows = rights_review::Entity::find()
        .filter(rights_review::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(rights_review::Column::At)
        .all(tx)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.person_id, row.at))
        .collect())
}
