//! What the owner does in between: tells how it goes, is stuck, takes it up again, moves the day,
//! reports it done.

use std::str::FromStr;

use ::entity::{action_event, bottleneck};
use chrono::NaiveDate;
use domain::actions::command::{BlockAction, MoveAction, PostponeAction, TellAction};
use domain::actions::{ActionEvent, ActionState, Lane, Postponement, Slippage};
use domain::fault::{Code, Faults};
use domain::guard::Known;
use domain::id::{BottleneckId, PersonId};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use domain::text::{Body, Reason, parse_optional};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use super::store::{Desk, Step};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::roadmaps::visible;
use crate::screen;

/// Tells how it goes.
///
/// # Errors
/// [`Error::NotNow`] unless the work goes on; refused, not found, not allowed and stale as usual.
pub async fn update(ctx: &Ctx, command: TellAction) -> Result<()> {
    let desk = Desk::take(ctx, &command.id).await?;
    ctx.authorise(Operation::UpdateAction, desk.facts())?;
    let said = (command.text.as_str(), command.reason.as_str());
    let text = desk.read(ctx, said, Body::parse).await?.into_string();
    let state = desk.state.clone().update(ctx.now(), ctx.actor.person)?;
    let step = Step {
        operation: Operation::UpdateAction,
        event: ActionEvent::Updated,
        state,
        text,
        due_on: None,
    };
    desk.finish(ctx, command.version, step).await
}

/// Says that the work is stuck, perhaps on a bottleneck of the region.
///
/// # Errors
/// As [`update`]; Refused for a bottleneck that is not open here.
pub async fn block(ctx: &Ctx, command: BlockAction) -> Result<()> {
    let desk = Desk::take(ctx, &command.id).await?;
    ctx.authorise(Operation::BlockAction, desk.facts())?;
    let said = (command.text.as_str(), command.reason.as_str());
    let text = desk.read(ctx, said, Reason::parse).await?.into_string();
    let on = chosen(&desk.tx, ctx, &command.bottleneck).await?;
    let (now, by) = (ctx.now(), ctx.actor.person);
    let state = desk.state.clone().block(now, by, text.clone(), on)?;
    let step = Step {
        operation: Operation::BlockAction,
        event: ActionEvent::Blocked,
        state,
        text,
        due_on: None,
    };
    desk.finish(ctx, command.version, step).await
}

/// Takes the work up again.
///
/// # Errors
/// [`Error::NotNow`] unless it is stuck; not found, not allowed and stale as usual.
pub async fn unblock(ctx: &Ctx, command: MoveAction) -> Result<()> {
    let desk = Desk::take(ctx, &command.id).await?;
    ctx.authorise(Operation::BlockAction, desk.facts())?;
    let state = desk.state.clone().unblock(ctx.now(), ctx.actor.person)?;
    let step = Step {
        operation: Operation::BlockAction,
        event: ActionEvent::Unblocked,
        state,
        text: String::new(),
        due_on: None,
    };
    desk.finish(ctx, command.version, step).await
}

/// Claims that it is done, with feedback for whoever asked for it.
///
/// # Errors
/// As [`update`].
pub async fn report_done(ctx: &Ctx, command: TellAction) -> Result<()> {
    let desk = Desk::take(ctx, &command.id).await?;
    ctx.authorise(Operation::ReportDone, desk.facts())?;
    let said = (command.text.as_str(), command.reason.as_str());
    let text = desk.read(ctx, said, Body::parse).await?.into_string();
    let (now, by) = (ctx.now(), ctx.actor.person);
    let state = desk.state.clone().report_done(now, by, text.clone())?;
    let step = Step {
        operation: Operation::ReportDone,
        event: ActionEvent::ReportedDone,
        state,
        text,
        due_on: None,
    };
    desk.finish(ctx, command.version, step).await
}

/// Moves the due date to a later day: twice freely, then with a reason
/// (`docs/domain.md#action-dates`).
///
/// # Errors
/// [`Error::NotNow`] unless the owner is at work; Refused for a day that is no date, in the past or
/// not later, and without a reason from the third time on.
pub async fn postpone(ctx: &Ctx, command: PostponeAction) -> Result<()> {
    let mut desk = Desk::take(ctx, &command.id).await?;
    ctx.authorise(Operation::PostponeAction, desk.facts())?;
    if desk.state.lane() != Lane::Work {
        return Err(not_now(&desk.state));
    }
    let said = (command.text.as_str(), command.reason.as_str());
    let reason = desk.read(ctx, said, parse_optional).await?;
    let reason = reason.map(Body::into_string);
    let slippage = slippage(&desk).await?;
    let mut faults = Faults::default();
    let moved = faults
        .keep("to", day(&command.to))
        .and_then(|to| {
            let (now, by) = (ctx.now(), ctx.actor.person);
            match slippage.postpone(to, ctx.today(), now, by, reason.clone()) {
                Ok(moved) => Some(moved),
                Err(code) => {
                    let field = if code == Code::ReasonNeeded {
                        "text"
                    } else {
                        "to"
                    };
                    faults.add(field, code);
                    None
                }
            }
        })
        .ok_or_else(|| Error::from(faults))?;
    desk.row.postponements = i32::try_from(moved.history.len()).unwrap_or(i32::MAX);
    let step = Step {
        operation: Operation::PostponeAction,
        event: ActionEvent::Postponed,
        state: desk.state.clone(),
        text: reason.unwrap_or_default(),
        due_on: Some(moved.due),
    };
    desk.finish(ctx, command.version, step).await
}

/// What a form of an action is filled in with: the bottlenecks that may be named as what blocks,
/// open, for this reader to see, and of a class that is no secret for who reads the action; and
/// what the guard lets through.
///
/// # Errors
/// When the database does not answer.
pub async fn to_write_with(ctx: &Ctx) -> Result<(Vec<(BottleneckId, String)>, Known)> {
    let tx = ctx.read().await?;
    let rows = open_bottlenecks(&tx, ctx).await?;
    let bottlenecks = rows
        .into_iter()
        .map(|row| (BottleneckId(row.id), row.title))
        .collect();
    Ok((bottlenecks, screen::known(&tx, ctx).await?))
}

async fn open_bottlenecks(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<bottleneck::Model>> {
    // Who has no business with the routekaart does not learn what holds it up.
    if !ctx.may(Operation::ReadRoadmap, Facts::default()) {
        return Ok(Vec::new());
    }
    Ok(bottleneck::Entity::find()
        .filter(visible::to(tx, ctx).await?)
        .filter(bottleneck::Column::StateWord.is_not_in(["resolved", "accepted"]))
        .filter(bottleneck::Column::Class.is_in([Class::K0.word(), Class::K1.word()]))
        .order_by_asc(bottleneck::Column::Number)
        .all(tx)
        .await?)
}

async fn chosen(tx: &DatabaseTransaction, ctx: &Ctx, raw: &str) -> Result<Option<BottleneckId>> {
    if raw.is_empty() {
        return Ok(None);
    }
    let mut faults = Faults::default();
    let wanted = BottleneckId::from_str(raw).ok();
    let open = open_bottlenecks(tx, ctx).await?;
    if let Some(id) = wanted.filter(|id| open.iter().any(|row| row.id == id.0)) {
        return Ok(Some(id));
    }
    faults.add("bottleneck", Code::NotAChoice);
    Err(faults.into())
}

/// The dates so far, from the history.
async fn slippage(desk: &Desk) -> Result<Slippage> {
    let rows = action_event::Entity::find()
        .filter(action_event::Column::ActionId.eq(desk.row.id))
        .filter(action_event::Column::Kind.eq(ActionEvent::Postponed.word()))
        .order_by_asc(action_event::Column::At)
        .all(&*desk.tx)
        .await?;
    let mut from = desk.row.first_due_on;
    let history = rows
        .into_iter()
        .filter_map(|row| {
            let to = row.due_on?;
            Some(Postponement {
                from: std::mem::replace(&mut from, to),
                to,
                at: row.at,
                by: PersonId(row.person_id),
                reason: Some(row.text).filter(|text| !text.is_empty()),
            })
        })
        .collect();
    Ok(Slippage {
        due: desk.row.due_on,
        history,
    })
}

/// A day as a browser sends it, or as somebody types it.
pub(super) fn day(raw: &str) -> Result<NaiveDate, Code> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(Code::Empty);
    }
    NaiveDate::parse_from_str(raw, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(raw, "%d-%m-%Y"))
        .map_err(|_| Code::NotADate)
}

fn not_now(state: &ActionState) -> Error {
    Error::NotNow(domain::fault::NotNow {
        state: state.word(),
        operation: "postpone",
    })
}
