//! The exclusion list of an item: who may never see it, whatever role or seat they have, and who
//! tried all the same.

mod hits;

use std::collections::HashSet;

use ::entity::{agenda_item, exclusion, item_relation, person};
use domain::fault::{Code, Faults};
use domain::guard::Known;
use domain::id::{ItemId, MeetingId};
use domain::meetings::command::Exclude;
use domain::people::Class;
use domain::people::approval::Proposal;
use domain::policy::{Operation, role_for};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

use super::witness::witness;
use super::{fill, return_item, rows};
use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result, gather};
use crate::people::approvals::{Outcome, put};
use crate::people::organisations;
use crate::{screen, stored};

pub use hits::{Hit, alerts};
pub(crate) use hits::{hit, hits_of};

/// How an organisation or a person stands to an item that they may never see.
pub(crate) const EXCLUDED: &str = "excluded";

/// Somebody who is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// The organisation or the person.
    pub subject: Uuid,
    /// What it is called.
    pub name: String,
    /// Why; nothing for who may not read the item.
    pub why: Option<String>,
}

/// The exclusion list of an item.
#[derive(Debug, Clone)]
pub struct Exclusions {
    /// Which item.
    pub item: ItemId,
    /// Its meeting.
    pub meeting: MeetingId,
    /// Who is left out.
    pub excluded: Vec<Excluded>,
    /// The organisations that could be left out.
    pub organisations: Vec<(Uuid, String)>,
    /// The people of the region who could be left out.
    pub people: Vec<(Uuid, String)>,
    /// Who tried to open it all the same, the last first.
    pub hits: Vec<Hit>,
    /// What the guard lets pass.
    pub known: Known,
}

/// The exclusion list of an item, for who may leave out. Who is on it does not get to see it.
///
/// # Errors
/// `NotAllowed`, `NotFound`.
pub async fn exclusions(ctx: &Ctx, id: &str) -> Result<Exclusions> {
    let tx = ctx.read().await?;
    let row = found(&tx, ctx, id, Operation::Exclude).await?;
    let readable = rows::reads(&tx, ctx, ItemId(row.id)).await?;
    let relations = item_relation::Entity::find()
        .filter(item_relation::Column::ItemId.eq(row.id))
        .filter(item_relation::Column::Relation.eq(EXCLUDED))
        .all(&*tx)
        .await?;
    let reasons = exclusion::Entity::find()
        .filter(exclusion::Column::ItemId.eq(row.id))
        .all(&*tx)
        .await?;
    let here = organisations(&tx, ctx).await?;
    let people = known_here(&tx, ctx).await?;
    let out: HashSet<Uuid> = relations.iter().map(|row| row.subject_id).collect();
    let name = |subject: Uuid| {
        let organisation = here.iter().find(|known| known.id.0 == subject);
        let organisation = organisation.map(|known| known.name.clone());
        let person = || people.iter().find(|(id, _)| *id == subject);
        organisation.or_else(|| person().map(|(_, name)| name.clone()))
    };
    let excluded = relations.iter().map(|relation| Excluded {
        subject: relation.subject_id,
        name: name(relation.subject_id).unwrap_or_default(),
        why: reasons
            .iter()
            .find(|reason| readable && reason.subject_id == relation.subject_id)
            .map(|reason| reason.why.clone()),
    });
    let excluded: Vec<Excluded> = excluded.collect();
    let hits = hits_of(&tx, ctx, &[row.id]).await?;
    let known = screen::known(&tx, ctx).await?;
    drop(tx);
    if excluded.iter().any(|one| one.why.is_some()) {
        let class = stored::word(Class::parse, &row.class)?;
        witness(ctx, "exclusions", [(row.id, class)]).await?;
    }
    let own = [row.organisation_id, ctx.actor.organisation.0];
    let choices = here
        .iter()
        .filter(|known| !own.contains(&known.id.0) && !out.contains(&known.id.0));
    Ok(Exclusions {
        item: ItemId(row.id),
        meeting: MeetingId(row.meeting_id.ok_or(Error::NotFound)?),
        excluded,
        organisations: choices
            .map(|known| (known.id.0, known.name.clone()))
            .collect(),
        people: people
            .iter()
            .filter(|(id, _)| *id != ctx.actor.person.0 && !out.contains(id))
            .cloned()
            .collect(),
        hits,
        known,
    })
}

/// Leaves an organisation or a person out of an item and of what it grew from and into, at once.
///
/// # Errors
/// `Refused` for who cannot be left out, and without a reason; `NotAllowed`, `NotFound`.
pub async fn exclude(ctx: &Ctx, command: Exclude) -> Result<ItemId> {
    let mut tx = ctx.write().await?;
    let row = found(&tx, ctx, &command.id, Operation::Exclude).await?;
    let mut faults = Faults::default();
    let subject = subject(&tx, ctx, &row, &command.subject).await?;
    let subject = faults.keep("subject", subject);
    let said = (command.why.as_str(), command.reason.as_str());
    let why = return_item::why(&tx, ctx, &row, said).await;
    let why = gather(&mut faults, why)?;
    let (Some(subject), Some(why)) = (subject, why) else {
        return Err(faults.into());
    };
    for item in line(&tx, ctx, &row).await? {
        let there = item_relation::Entity::find_by_id((item, subject, EXCLUDED.to_owned()))
            .one(&*tx)
            .await?;
        if there.is_some() {
            continue;
        }
        item_relation::Model {
            item_id: item,
            subject_id: subject,
            relation: EXCLUDED.to_owned(),
            region_id: ctx.region().0,
        }
        .into_active_model()
        .insert(&*tx)
        .await?;
        exclusion::Model {
            item_id: item,
            subject_id: subject,
            region_id: ctx.region().0,
            why: why.clone(),
            by: ctx.actor.person.0,
            at: ctx.now(),
        }
        .into_active_model()
        .insert(&*tx)
        .await?;
    }
    audit::note(
        &tx,
        ctx,
        Operation::Exclude,
        ("item", row.id),
        format!("subject={subject}"),
    )
    .await?;
    if let Some(meeting) = row.meeting_id {
        tx.turn(MeetingId(meeting));
    }
    tx.commit().await?;
    Ok(ItemId(row.id))
}

/// Proposes that an organisation or a person is no longer left out; a second person has to agree,
/// for more people could read it then.
///
/// # Errors
/// `Refused` without a reason, and for who is not left out; `NotAllowed`, `NotFound`.
pub async fn propose_lift(ctx: &Ctx, command: Exclude) -> Result<ItemId> {
    let tx = ctx.write().await?;
    let row = found(&tx, ctx, &command.id, Operation::LiftExclusion).await?;
    let subject: Uuid = command.subject.parse().map_err(|_| Error::NotFound)?;
    let said = (command.why.as_str(), command.reason.as_str());
    let why = return_item::why(&tx, ctx, &row, said).await?;
    let facts = rows::facts(&row);
    let first = role_for(&ctx.actor, Operation::LiftExclusion, facts).ok_or(Error::NotAllowed)?;
    let proposal = Proposal::LiftExclusion {
        item: ItemId(row.id),
        subject,
    };
    let outcome = put(&tx, ctx, proposal, row.id, first, &why).await?;
    let waits = match outcome {
        Outcome::Done => String::new(),
        Outcome::Waits(id) => format!(" waits={id}"),
    };
    let detail = format!("subject={subject}{waits}");
    audit::note(&tx, ctx, Operation::LiftExclusion, ("item", row.id), detail).await?;
    tx.commit().await?;
    Ok(ItemId(row.id))
}

/// Whether somebody is left out of an item.
pub(crate) async fn is_excluded(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: Uuid,
    subject: Uuid,
) -> Result<bool> {
    let key = (item, subject, EXCLUDED.to_owned());
    Ok(item_relation::Entity::find_by_id(key)
        .filter(item_relation::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .is_some())
}

/// Whether the actor, or the organisation, is left out of an item.
pub(crate) async fn is_left_out(tx: &DatabaseTransaction, ctx: &Ctx, item: Uuid) -> Result<bool> {
    for subject in ctx.subjects() {
        if is_excluded(tx, ctx, item, subject).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Ends an exclusion, as two people agreed. Who is left out of the item is not one of them.
///
/// # Errors
/// `NotFound`.
pub(crate) async fn lift(tx: &Write, ctx: &Ctx, item: ItemId, subject: Uuid) -> Result<()> {
    let row = found(tx, ctx, &item.to_string(), Operation::Exclude).await?;
    let items = line(tx, ctx, &row).await?;
    item_relation::Entity::delete_many()
        .filter(item_relation::Column::ItemId.is_in(items.iter().copied()))
        .filter(item_relation::Column::SubjectId.eq(subject))
        .filter(item_relation::Column::Relation.eq(EXCLUDED))
        .exec(&**tx)
        .await?;
    exclusion::Entity::delete_many()
        .filter(exclusion::Column::ItemId.is_in(items))
        .filter(exclusion::Column::SubjectId.eq(subject))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The item, for who may do this to it and is not left out of it.
async fn found(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
    operation: Operation,
) -> Result<agenda_item::Model> {
    let row = rows::item(tx, ctx, id).await?;
    if is_left_out(tx, ctx, row.id).await? {
        return Err(Error::NotFound);
    }
    ctx.authorise(operation, rows::facts(&row))?;
    Ok(row)
}

/// Who is meant: an organisation of the region, or somebody who is known here. Not who brought it in, and
/// not oneself.
async fn subject(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &agenda_item::Model,
    raw: &str,
) -> Result<Result<Uuid, Code>> {
    if raw.is_empty() {
        return Ok(Err(Code::Empty));
    }
    let Ok(id) = raw.parse::<Uuid>() else {
        return Ok(Err(Code::NotAChoice));
    };
    let own = [
        row.organisation_id,
        ctx.actor.organisation.0,
        ctx.actor.person.0,
    ];
    let here = organisations(tx, ctx).await?;
    let people = known_here(tx, ctx).await?;
    let is_known =
        here.iter().any(|known| known.id.0 == id) || people.iter().any(|(person, _)| *person == id);
    Ok(if own.contains(&id) || !is_known {
        Err(Code::NotAChoice)
    } else if is_excluded(tx, ctx, row.id, id).await? {
        Err(Code::AlreadySo)
    } else {
        Ok(id)
    })
}

/// The people of the region, by function and organisation: also who has no place at this table may
/// come by one, or by an action.
async fn known_here(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<(Uuid, String)>> {
    let people = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(person::Column::Function)
        .all(tx)
        .await?;
    let here = organisations(tx, ctx).await?;
    let named = people.into_iter().map(|row| {
        let organisation = here.iter().find(|known| known.id.0 == row.organisation_id);
        let short = organisation.map_or("", |known| known.short.as_str());
        (row.id, format!("{}, {short}", row.function))
    });
    Ok(named.collect())
}

/// The item with what it grew from and into: what was held over is the same thing under another id.
pub(super) async fn line(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    row: &agenda_item::Model,
) -> Result<Vec<Uuid>> {
    let here =
        || agenda_item::Entity::find().filter(agenda_item::Column::RegionId.eq(ctx.region().0));
    let mut line = vec![row.id];
    let mut first = row.clone();
    while first.origin == fill::DEFERRED
        && let Some(before) = first.origin_id
        && let Some(before) = here()
            .filter(agenda_item::Column::Id.eq(before))
            .one(tx)
            .await?
        && !line.contains(&before.id)
    {
        line.push(before.id);
        first = before;
    }
    let mut last = line.clone();
    while !last.is_empty() {
        let next: Vec<Uuid> = here()
            .filter(agenda_item::Column::Origin.eq(fill::DEFERRED))
            .filter(agenda_item::Column::OriginId.is_in(last))
            .all(tx)
            .await?
            .into_iter()
            .map(|next| next.id)
            .filter(|next| !line.contains(next))
            .collect();
        line.extend(&next);
        last = next;
    }
    Ok(line)
}
