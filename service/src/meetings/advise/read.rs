//! Who was invited to what, and what was advised.

use std::collections::HashMap;

use ::entity::{advice, agenda_item, item_relation, meeting, organisation, person, role_grant};
use chrono::{DateTime, Utc};
use domain::id::{ItemId, PersonId, SeriesId};
use domain::people::Role;
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::door::{INVITED, Reader};
use crate::error::Result;
use crate::meetings::rows;

/// What an adviser wrote at an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// The function of the adviser.
    pub function: String,
    /// The organisation.
    pub organisation: String,
    /// The advice.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// An adviser who is, or could be, invited to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adviser {
    /// Who.
    pub person: PersonId,
    /// The function.
    pub function: String,
    /// The organisation.
    pub organisation: String,
    /// Whether they are invited to it.
    pub invited: bool,
}

/// An item to which the actor was invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Which item.
    pub item: ItemId,
    /// Its title; nothing as long as it does not open.
    pub title: Option<String>,
    /// Who brought it in.
    pub organisation: String,
    /// When the meeting starts it stands for.
    pub starts_at: DateTime<Utc>,
    /// Whether the actor advised on it.
    pub advised: bool,
}

/// The items to which the actor was invited, what comes first on top.
///
/// # Errors
/// `NotAllowed` for who does not advise.
pub async fn invitations(ctx: &Ctx) -> Result<Vec<Invitation>> {
    ctx.authorise(Operation::ReadInvitations, Facts::default())?;
    let tx = ctx.read().await?;
    let mine = item_relation::Entity::find()
        .filter(item_relation::Column::RegionId.eq(ctx.region().0))
        .filter(item_relation::Column::SubjectId.eq(ctx.actor.person.0))
        .filter(item_relation::Column::Relation.eq(INVITED))
        .all(&*tx)
        .await?;
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_item::Column::Id.is_in(mine.iter().map(|row| row.item_id)))
        .filter(agenda_item::Column::MeetingId.is_not_null())
        .all(&*tx)
        .await?;
    let meetings: HashMap<Uuid, meeting::Model> = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::Id.is_in(items.iter().filter_map(|item| item.meeting_id)))
        .all(&*tx)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let owners = crate::people::names(&tx, items.iter().map(|item| item.organisation_id)).await?;
    let advised = advice::Entity::find()
        .filter(advice::Column::RegionId.eq(ctx.region().0))
        .filter(advice::Column::PersonId.eq(ctx.actor.person.0))
        .all(&*tx)
        .await?;
    let mut found = Vec::new();
    for item in items {
        let place = rows::place_of(&item);
        let reader = Reader::load(&tx, ctx, place, [item.id]).await?;
        let meeting = item.meeting_id.and_then(|id| meetings.get(&id));
        let Some(meeting) = meeting.filter(|_| !reader.excludes(item.id)) else {
            continue;
        };
        found.push(Invitation {
            item: ItemId(item.id),
            title: reader.may_read(&item).then(|| item.title.clone()),
            organisation: owners
                .get(&item.organisation_id)
                .map_or_else(String::new, |owner| owner.name.clone()),
            starts_at: meeting.starts_at,
            advised: advised.iter().any(|row| row.item_id == item.id),
        });
    }
    found.sort_by_key(|invitation| std::cmp::Reverse(invitation.starts_at));
    Ok(found)
}

/// The tables at which the actor was invited to an item.
pub(crate) async fn invited_at(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<SeriesId>> {
    let mine = item_relation::Entity::find()
        .filter(item_relation::Column::RegionId.eq(ctx.region().0))
        .filter(item_relation::Column::SubjectId.eq(ctx.actor.person.0))
        .filter(item_relation::Column::Relation.eq(INVITED))
        .all(tx)
        .await?;
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_item::Column::Id.is_in(mine.iter().map(|row| row.item_id)))
        .all(tx)
        .await?;
    let mut tables: Vec<Uuid> = items.into_iter().map(|item| item.series_id).collect();
    tables.sort_unstable();
    tables.dedup();
    Ok(tables.into_iter().map(SeriesId).collect())
}

/// Whether the actor was invited to an item.
pub(crate) async fn is_invited(tx: &DatabaseTransaction, ctx: &Ctx, item: Uuid) -> Result<bool> {
    let key = (item, ctx.actor.person.0, INVITED.to_owned());
    Ok(item_relation::Entity::find_by_id(key)
        .filter(item_relation::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .is_some())
}

/// What was advised at an item, oldest first.
pub(crate) async fn advices(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: Uuid,
) -> Result<Vec<Advice>> {
    let given = advice::Entity::find()
        .filter(advice::Column::RegionId.eq(ctx.region().0))
        .filter(advice::Column::ItemId.eq(item))
        .order_by_asc(advice::Column::At)
        .all(tx)
        .await?;
    if given.is_empty() {
        return Ok(Vec::new());
    }
    let people = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::Id.is_in(given.iter().map(|row| row.person_id)))
        .all(tx)
        .await?;
    let owners = crate::people::names(tx, given.iter().map(|row| row.organisation_id)).await?;
    let told = given.into_iter().map(|row| Advice {
        function: people
            .iter()
            .find(|who| who.id == row.person_id)
            .map_or_else(String::new, |who| who.function.clone()),
        organisation: owners
            .get(&row.organisation_id)
            .map_or_else(String::new, |owner| owner.name.clone()),
        text: row.text,
        at: row.at,
    });
    Ok(told.collect())
}

/// The advisers of the region, with who is invited to an item.
pub(crate) async fn advisers(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: Uuid,
) -> Result<Vec<Adviser>> {
    let advising = Role::ALL.into_iter().filter(|role| role.advises());
    let held = role_grant::Entity::find()
        .filter(role_grant::Column::RegionId.eq(ctx.region().0))
        .filter(role_grant::Column::Role.is_in(advising.map(Role::word)))
        .all(tx)
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::Active.eq(true))
        .filter(person::Column::Id.is_in(held.iter().map(|row| row.person_id)))
        .order_by_asc(person::Column::Function)
        .all(tx)
        .await?;
    let owners = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(people.iter().map(|row| row.organisation_id)))
        .all(tx)
        .await?;
    let invited = item_relation::Entity::find()
        .filter(item_relation::Column::RegionId.eq(ctx.region().0))
        .filter(item_relation::Column::ItemId.eq(item))
        .filter(item_relation::Column::Relation.eq(INVITED))
        .all(tx)
        .await?;
    let told = people.into_iter().map(|row| Adviser {
        person: PersonId(row.id),
        organisation: owners
            .iter()
            .find(|owner| owner.id == row.organisation_id)
            .map_or_else(String::new, |owner| owner.name.clone()),
        function: row.function,
        invited: invited.iter().any(|known| known.subject_id == row.id),
    });
    Ok(told.collect())
}
