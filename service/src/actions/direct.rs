//! What the director does with an action: hands it to another organisation, or calls it off.

use std::str::FromStr;

use ::entity::{agenda_item, decision, region_organisation};
use domain::actions::command::{ReassignAction, TellAction};
use domain::actions::{ActionEvent, ActionState, accept_by};
use domain::calendar::plus_working_days;
use domain::fault::{Code, Faults};
use domain::id::{OrganisationId, SeriesId};
use domain::people::Class;
use domain::policy::Operation;
use domain::text::Reason;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::assign;
use super::store::{Desk, Step};
use super::work::day;
use crate::ctx::Ctx;
use crate::door;
use crate::error::Result;
use crate::stored;

/// Asks another organisation, or asks one for the first time; it has three working days to answer.
/// A new day, when given, is a new agreement: the history shows it, it does not count as slipping.
///
/// # Errors
/// [`crate::error::Error::NotNow`] once it is claimed or closed; Refused for an organisation that
/// takes no part here and for a day that is no date or has passed.
pub async fn reassign(ctx: &Ctx, command: ReassignAction) -> Result<()> {
    let mut desk = Desk::take(ctx, &command.id).await?;
    ctx.authorise(Operation::ReassignAction, desk.facts())?;
    let mut faults = Faults::default();
    let to = faults.keep(
        "organisation",
        partner(&desk.tx, ctx, &command.organisation).await?,
    );
    let due = if command.to.is_empty() {
        None
    } else {
        let today = ctx.today();
        let parsed = day(&command.to).and_then(|day| {
            if day < today {
                Err(Code::InThePast)
            } else {
                Ok(day)
            }
        });
        faults.keep("to", parsed)
    };
    if let Some(to) = to
        && !may_take(&desk, ctx, to).await?
    {
        faults.add("organisation", Code::MayNotRead);
    }
    let Some(to) = to.filter(|_| faults.is_empty()) else {
        return Err(faults.into());
    };
    let (now, by) = (ctx.now(), ctx.actor.person);
    let (state, event) = match desk.state.clone() {
        state @ ActionState::Proposed => (state.assign(now, by)?, ActionEvent::Assigned),
        state => (state.reassign(now, by)?, ActionEvent::Reassigned),
    };
    let series = desk.row.series_id.map(SeriesId);
    assign::tell(&desk.tx, ctx, desk.id(), (to, None, series)).await?;
    desk.row.organisation_id = to.0;
    desk.row.person_id = None;
    desk.row.assigned_at = Some(now);
    desk.row.accept_due = Some(accept_by(ctx.today(), plus_working_days));
    let step = Step {
        operation: Operation::ReassignAction,
        event,
        state,
        text: String::new(),
        due_on: due,
    };
    desk.finish(ctx, command.version, step).await
}

/// Calls the action off, with a reason.
///
/// # Errors
/// [`crate::error::Error::NotNow`] once it is verified or called off; Refused without a reason.
pub async fn cancel(ctx: &Ctx, command: TellAction) -> Result<()> {
    let desk = Desk::take(ctx, &command.id).await?;
    ctx.authorise(Operation::CancelAction, desk.facts())?;
    let said = (command.text.as_str(), command.reason.as_str());
    let text = desk.read(ctx, said, Reason::parse).await?.into_string();
    let (now, by) = (ctx.now(), ctx.actor.person);
    let state = desk.state.clone().cancel(now, by, text.clone())?;
    let step = Step {
        operation: Operation::CancelAction,
        event: ActionEvent::Cancelled,
        state,
        text,
        due_on: None,
    };
    desk.finish(ctx, command.version, step).await
}

/// Whether an organisation may read what the action says. What is K2 or K3 and hangs on no item
/// that opens stays where it is.
async fn may_take(desk: &Desk, ctx: &Ctx, to: OrganisationId) -> Result<bool> {
    let class = stored::word(Class::parse, &desk.row.class)?;
    let item = match (desk.row.item_id, desk.row.decision_id) {
        (Some(item), _) => Some(item),
        (None, Some(decision)) => decision::Entity::find_by_id(decision)
            .one(&*desk.tx)
            .await?
            .map(|decision| decision.item_id),
        (None, None) => None,
    };
    let item = match item {
        Some(id) => {
            agenda_item::Entity::find_by_id(id)
                .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
                .one(&*desk.tx)
                .await?
        }
        None => None,
    };
    match item {
        Some(item) => door::opens_for(&desk.tx, ctx, &item, class, to).await,
        None => Ok(class <= Class::K1),
    }
}

/// An organisation that takes part in this region.
async fn partner(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    raw: &str,
) -> Result<std::result::Result<OrganisationId, Code>> {
    let Ok(id) = OrganisationId::from_str(raw) else {
        return Ok(Err(if raw.is_empty() {
            Code::Empty
        } else {
            Code::NotAChoice
        }));
    };
    let here = region_organisation::Entity::find_by_id((ctx.region().0, id.0))
        .one(tx)
        .await?;
    Ok(here.map(|_| id).ok_or(Code::NotAChoice))
}
