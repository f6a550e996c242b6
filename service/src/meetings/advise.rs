//! The national adviser at one item: invited by who directs, heard in writing, and seeing nothing
//! else of the meeting (`docs/domain.md#advice`).

mod read;

use ::entity::{advice, agenda_item, item_relation};
use domain::fault::{Code, Faults};
use domain::id::{ItemId, MeetingId, PersonId};
use domain::meetings::command::{GiveAdvice, InviteAdviser, WithdrawInvitation};
use domain::people::Class;
use domain::people::approval::Proposal;
use domain::policy::{Facts, Operation, role_for};
use domain::text::{Body, Screen};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    Set,
};
use uuid::Uuid;

use super::{exclude, return_item, rows};
use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::door::INVITED;
use crate::error::{Error, Result, gather};
use crate::people::approvals::{Outcome, put};
use crate::{screen, stored};

pub use read::{Advice, Adviser, Invitation, invitations};
pub(crate) use read::{advices, advisers, invited_at, is_invited};

/// Invites an adviser to one item. What is K2 or K3 opens for one person more that way, so somebody
/// who reads the item has to agree: a colleague of who brought it in, or the secretary.
///
/// # Errors
/// `Refused` for who does not advise or is invited already, and without a reason; `NotAllowed`,
/// `NotFound`.
pub async fn invite_adviser(ctx: &Ctx, command: InviteAdviser) -> Result<ItemId> {
    let mut tx = ctx.write().await?;
    let row = found(&tx, ctx, &command.id, Operation::InviteAdviser).await?;
    let mut faults = Faults::default();
    let all = advisers(&tx, ctx, row.id).await?;
    let adviser = all
        .iter()
        .find(|adviser| adviser.person.to_string() == command.person);
    let adviser = match adviser {
        Some(adviser) if adviser.invited => Err(Code::AlreadySo),
        Some(adviser) => Ok(adviser.person),
        None if command.person.is_empty() => Err(Code::Empty),
        None => Err(Code::NotAChoice),
    };
    let adviser = faults.keep("person", adviser);
    let said = (command.why.as_str(), command.reason.as_str());
    let why = gather(&mut faults, return_item::why(&tx, ctx, &row, said).await)?;
    let (Some(person), Some(why)) = (adviser, why) else {
        return Err(faults.into());
    };
    let class: Class = stored::word(Class::parse, &row.class)?;
    let outcome = if class >= Class::K2 {
        let facts = rows::facts(&row);
        let first = role_for(&ctx.actor, Operation::InviteAdviser, facts);
        let proposal = Proposal::InviteAdviser {
            item: ItemId(row.id),
            person,
        };
        let first = first.ok_or(Error::NotAllowed)?;
        put(&tx, ctx, proposal, row.id, first, &why).await?
    } else {
        relate(&tx, ctx, row.id, person.0).await?;
        Outcome::Done
    };
    let waits = match outcome {
        Outcome::Done => String::new(),
        Outcome::Waits(id) => format!(" waits={id}"),
    };
    let detail = format!("person={person}{waits}");
    audit::note(&tx, ctx, Operation::InviteAdviser, ("item", row.id), detail).await?;
    look_again(&mut tx, &row);
    tx.commit().await?;
    Ok(ItemId(row.id))
}

/// Invites the adviser, as two people agreed. The second one reads the item: who may not cannot judge
/// whether somebody else should.
///
/// # Errors
/// `DoorShut`, `NotFound`.
pub(crate) async fn invite(tx: &Write, ctx: &Ctx, item: ItemId, person: PersonId) -> Result<()> {
    let (row, readable) = rows::item_read(tx, ctx, &item.to_string()).await?;
    if !readable {
        return Err(Error::DoorShut);
    }
    relate(tx, ctx, row.id, person.0).await
}

/// Whether somebody can still be invited: advises, and is not invited yet.
pub(crate) async fn is_invitable(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: Uuid,
    person: PersonId,
) -> Result<bool> {
    let all = advisers(tx, ctx, item).await?;
    Ok(all
        .iter()
        .any(|adviser| adviser.person == person && !adviser.invited))
}

/// Takes an invitation back, at once. What was advised stays.
///
/// # Errors
/// `NotAllowed`; `NotFound` for who is not invited.
pub async fn withdraw_invitation(ctx: &Ctx, command: WithdrawInvitation) -> Result<ItemId> {
    let mut tx = ctx.write().await?;
    let row = found(&tx, ctx, &command.id, Operation::WithdrawInvitation).await?;
    let person: PersonId = command.person.parse().map_err(|_| Error::NotFound)?;
    let gone = item_relation::Entity::delete_many()
        .filter(item_relation::Column::RegionId.eq(ctx.region().0))
        .filter(item_relation::Column::ItemId.eq(row.id))
        .filter(item_relation::Column::SubjectId.eq(person.0))
        .filter(item_relation::Column::Relation.eq(INVITED))
        .exec(&*tx)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    let detail = format!("person={person}");
    audit::note(
        &tx,
        ctx,
        Operation::WithdrawInvitation,
        ("item", row.id),
        detail,
    )
    .await?;
    look_again(&mut tx, &row);
    tx.commit().await?;
    Ok(ItemId(row.id))
}

/// Ends every invitation to an item that became stricter: each was given for the class it had.
pub(super) async fn end_invitations(tx: &Write, ctx: &Ctx, item: Uuid) -> Result<()> {
    let invited = item_relation::Entity::find()
        .filter(item_relation::Column::RegionId.eq(ctx.region().0))
        .filter(item_relation::Column::ItemId.eq(item))
        .filter(item_relation::Column::Relation.eq(INVITED))
        .all(&**tx)
        .await?;
    for relation in invited {
        let detail = format!("person={} class=raised", relation.subject_id);
        relation.into_active_model().delete(&**tx).await?;
        let operation = Operation::WithdrawInvitation;
        audit::note(tx, ctx, operation, ("item", item), detail).await?;
    }
    Ok(())
}

/// Advises on an item, in writing; whoever reads the item reads it. More can be added, nothing is
/// rewritten.
///
/// # Errors
/// `Refused` without a text, and for what the guard refuses; `NotFound` for who is not invited, and as
/// long as the item does not open.
pub async fn give_advice(ctx: &Ctx, command: GiveAdvice) -> Result<ItemId> {
    let mut tx = ctx.write().await?;
    let (row, readable) = rows::item_read(&tx, ctx, &command.id).await?;
    if !readable || !is_invited(&tx, ctx, row.id).await? {
        return Err(Error::NotFound);
    }
    ctx.authorise(Operation::GiveAdvice, Facts::default())?;
    let known = screen::known(&tx, ctx).await?;
    let mut screen = Screen {
        reason: &command.reason,
        ..Screen::ordinary(&known)
    };
    if row.case_ref.is_some() {
        screen = screen.for_case();
    }
    let mut faults = Faults::default();
    let text = Body::parse(&command.text, &screen);
    let Some(text) = faults.keep("text", text) else {
        return Err(faults.into());
    };
    screen::keep_answer(&tx, ctx, ("item", row.id), &screen, &[text.as_str()]).await?;
    let given = advice::ActiveModel {
        id: Set(ctx.new_id()),
        region_id: Set(ctx.region().0),
        item_id: Set(row.id),
        person_id: Set(ctx.actor.person.0),
        organisation_id: Set(ctx.actor.organisation.0),
        text: Set(text.into_string()),
        at: Set(ctx.now()),
    };
    given.insert(&*tx).await?;
    audit::note(
        &tx,
        ctx,
        Operation::GiveAdvice,
        ("item", row.id),
        String::new(),
    )
    .await?;
    look_again(&mut tx, &row);
    tx.commit().await?;
    Ok(ItemId(row.id))
}

/// The item, for who may do this to it; not for who is left out of it.
async fn found(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
    operation: Operation,
) -> Result<agenda_item::Model> {
    let row = rows::item(tx, ctx, id).await?;
    if exclude::is_left_out(tx, ctx, row.id).await? {
        return Err(Error::NotFound);
    }
    ctx.authorise(operation, rows::facts(&row))?;
    Ok(row)
}

async fn relate(tx: &Write, ctx: &Ctx, item: Uuid, person: Uuid) -> Result<()> {
    let row = item_relation::Model {
        item_id: item,
        subject_id: person,
        relation: INVITED.to_owned(),
        region_id: ctx.region().0,
    };
    row.into_active_model().insert(&**tx).await?;
    Ok(())
}

fn look_again(tx: &mut Write, row: &agenda_item::Model) {
    if let Some(meeting) = row.meeting_id {
        tx.turn(MeetingId(meeting));
    }
}
