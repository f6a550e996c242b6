//! The owner's answer: taking the action on, or giving it back with a reason.

use domain::actions::ActionEvent;
use domain::actions::command::{MoveAction, TellAction};
use domain::policy::Operation;
use domain::text::Reason;

use super::store::{Desk, Step};
use crate::ctx::Ctx;
use crate::error::Result;

/// Takes the action on.
///
/// # Errors
/// [`crate::error::Error::NotNow`] when it does not wait for an answer; not found, not
/// allowed and stale as for every step.
pub async fn accept(ctx: &Ctx, command: MoveAction) -> Result<()> {
    let desk = Desk::take(ctx, &command.id).await?;
    ctx.authorise(Operation::AcceptAction, desk.facts())?;
    let state = desk.state.clone().accept(ctx.now(), ctx.actor.person)?;
    let step = Step {
        operation: Operation::AcceptAction,
        event: ActionEvent::Accepted,
        state,
        text: String::new(),
        due_on: None,
    };
    desk.finish(ctx, command.version, step).await
}

/// Gives the action back to the director, with a reason.
///
/// # Errors
/// As [`accept`]; refused without a reason or when the guard refuses it.
pub async fn decline(ctx: &Ctx, command: TellAction) -> Result<()> {
    let desk = Desk::take(ctx, &command.id).await?;
    ctx.authorise(Operation::DeclineAction, desk.facts())?;
    let said = (command.text.as_str(), command.reason.as_str());
    let text = desk.read(ctx, said, Reason::parse).await?.into_string();
    let now = ctx.now();
    let state = desk
        .state
        .clone()
        .decline(now, ctx.actor.person, text.clone())?;
    let step = Step {
        operation: Operation::DeclineAction,
        event: ActionEvent::Declined,
        state,
        text,
        due_on: None,
    };
    desk.finish(ctx, command.version, step).await
}
