//! Asks an organisation to take an action on: from a meeting as it closes, or by the director.

use ::entity::action;
use chrono::NaiveDate;
use domain::actions::{ActionEvent, ActionState, ChainLink, accept_by};
use domain::calendar::plus_working_days;
use domain::id::{
    ActionId, DecisionId, ItemId, MeetingId, OrganisationId, PersonId, RegionId, SeriesId, StepId,
};
use domain::people::Class;
use domain::people::mail::Notice;
use domain::policy::{Facts, Operation};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, Set, Statement,
};

use super::store;
use crate::audit::{self, Entry};
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::mail::notice::{About, of_organisation, put};
use crate::{replay, stored};

/// An action to hand out. Its texts have passed the guard already.
#[derive(Debug, Clone)]
pub struct NewAction {
    /// Minted by the page or the capture, so that handing out twice makes one action.
    pub id: ActionId,
    /// What is to be done, beginning with a verb. For a case only the process, never the content.
    pub title: String,
    /// More about it; may be empty.
    pub detail: String,
    /// Who is asked.
    pub organisation: OrganisationId,
    /// The person in that organisation, when the table named one.
    pub person: Option<PersonId>,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// The series it came from.
    pub series: Option<SeriesId>,
    /// The meeting it came from.
    pub meeting: Option<MeetingId>,
    /// The item it came from.
    pub item: Option<ItemId>,
    /// The decision it carries out.
    pub decision: Option<DecisionId>,
    /// How confidential it is: at least as strict as its item.
    pub class: Class,
    /// The case it belongs to.
    pub case_ref: Option<String>,
    /// The link of the chain it strengthens.
    pub chain_link: Option<ChainLink>,
    /// The step of a routekaart that it moves.
    pub step: Option<StepId>,
}

/// Hands out an action: it gets the next number of the region, and the owner three working days
/// to answer (`docs/domain.md#action-dates`). An action that was handed out before stays as it is.
///
/// # Errors
/// [`Error::NotAllowed`] unless director or secretary; [`Error::NotFound`] when the id belongs to
/// another region; [`Error::Replayed`] for another action under an id that was used.
pub async fn assign(tx: &Write, ctx: &Ctx, draft: NewAction) -> Result<ActionId> {
    let facts = Facts::owned(draft.series, draft.organisation);
    ctx.authorise(Operation::AssignAction, facts)?;
    let id = draft.id;
    if let Some(known) = action::Entity::find_by_id(id.0).one(&**tx).await? {
        if known.region_id != ctx.region().0 {
            return Err(Error::NotFound);
        }
        replay::same(
            (&known.title, &known.detail, known.first_due_on),
            (&draft.title, &draft.detail, draft.due_on),
        )?;
        return Ok(id);
    }
    let number = next_number(tx, ctx.region()).await?;
    tell(
        tx,
        ctx,
        id,
        (draft.organisation, draft.person, draft.series),
    )
    .await?;
    insert(tx, ctx, draft, number).await?;
    store::event(tx, ctx, id, ActionEvent::Assigned, "", None).await?;
    audit::record(
        tx,
        ctx,
        Entry {
            operation: Operation::AssignAction,
            object: "action",
            id: id.0,
            detail: format!("number={number}"),
        },
    )
    .await?;
    Ok(id)
}

/// Has a letter leave to who is asked: the person that was named, or who answers for the organisation.
pub(super) async fn tell(
    tx: &Write,
    ctx: &Ctx,
    id: ActionId,
    (organisation, person, series): (OrganisationId, Option<PersonId>, Option<SeriesId>),
) -> Result<()> {
    let there = (ctx.region().0, organisation.0);
    let to = match person {
        Some(person) => [person.0].into(),
        None => of_organisation(tx, there, series.map(|series| series.0)).await?,
    };
    let about = About {
        meeting: None,
        object: Some(id.0),
    };
    put(tx, ctx, (Notice::ActionAssigned, about), to).await
}

async fn insert(tx: &Write, ctx: &Ctx, draft: NewAction, number: i32) -> Result<()> {
    let now = ctx.now();
    let state = ActionState::Proposed.assign(now, ctx.actor.person)?;
    action::ActiveModel {
        id: Set(draft.id.0),
        region_id: Set(ctx.region().0),
        number: Set(number),
        title: Set(draft.title),
        detail: Set(draft.detail),
        organisation_id: Set(draft.organisation.0),
        person_id: Set(draft.person.map(|person| person.0)),
        due_on: Set(draft.due_on),
        first_due_on: Set(draft.due_on),
        series_id: Set(draft.series.map(|series| series.0)),
        meeting_id: Set(draft.meeting.map(|meeting| meeting.0)),
        item_id: Set(draft.item.map(|item| item.0)),
        decision_id: Set(draft.decision.map(|decision| decision.0)),
        class: Set(draft.class.word().to_owned()),
        case_ref: Set(draft.case_ref),
        chain_link: Set(draft.chain_link.map(|link| link.word().to_owned())),
        step_id: Set(draft.step.map(|step| step.0)),
        lane: Set(state.lane().rank()),
        state_word: Set(state.word().to_owned()),
        state: Set(stored::json(&state)?),
        assigned_at: Set(Some(now)),
        accept_due: Set(Some(accept_by(ctx.today(), plus_working_days))),
        postponements: Set(0),
        version: Set(1),
        created_at: Set(now),
        created_by: Set(ctx.actor.person.0),
        updated_at: Set(now),
    }
    .insert(&**tx)
    .await?;
    Ok(())
}

/// The next number of the region, counted in the row that every writer has to change.
async fn next_number(tx: &DatabaseTransaction, region: RegionId) -> Result<i32> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "INSERT INTO counter (region_id, name, value) VALUES ($1, 'action', 1) \
         ON CONFLICT (region_id, name) DO UPDATE SET value = counter.value + 1 RETURNING value",
        [region.0.into()],
    );
    let row = tx.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| Error::broken("the counter gives no number"))?;
    Ok(row.try_get("", "value")?)
}
