//! Looking at a claim: verifying it, or reopening the action with a reason. Never one's own.

use ::entity::{agenda_item, series};
use domain::actions::command::TellAction;
use domain::actions::{ActionEvent, CannotVerify, may_verify};
use domain::fault::NotNow;
use domain::policy::Operation;
use domain::text::{Body, Reason, parse_optional};
use sea_orm::EntityTrait;

use super::store::{Desk, Step};
use super::view::Party;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// Confirms a claim (`docs/domain.md#verification`).
///
/// # Errors
/// [`Error::FourEyes`] for one's own claim and for the director's own action;
/// [`Error::NotAllowed`] for anybody else who is not to judge; [`Error::NotNow`] without a claim.
pub async fn verify(ctx: &Ctx, command: TellAction) -> Result<()> {
    let desk = Desk::take(ctx, &command.id).await?;
    let Some(reported_by) = desk.state.reported_by() else {
        // Whoever may never judge learns nothing of the state.
        ctx.authorise(Operation::VerifyAction, desk.facts())?;
        return Err(Error::NotNow(NotNow {
            state: desk.state.word(),
            operation: "verify",
        }));
    };
    let verification = party(&desk).await?.verification(ctx, reported_by);
    let verifier = may_verify(verification).map_err(|refused| match refused {
        CannotVerify::OwnReport | CannotVerify::DirectorsOwn => Error::FourEyes,
        CannotVerify::NotInPosition => Error::NotAllowed,
    })?;
    let said = (command.text.as_str(), command.reason.as_str());
    let note = desk.read(ctx, said, parse_optional).await?;
    let note = note.map(Body::into_string);
    let state = desk
        .state
        .clone()
        .verify(verifier, ctx.now(), note.clone())?;
    let step = Step {
        operation: Operation::VerifyAction,
        event: ActionEvent::Verified,
        state,
        text: note.unwrap_or_default(),
        due_on: None,
    };
    desk.finish(ctx, command.version, step).await
}

/// Rejects a claim, or takes back a verification, with a reason.
///
/// # Errors
/// [`Error::NotNow`] unless it was claimed or verified; Refused without a reason;
/// [`Error::FourEyes`] for a claim of one's own.
pub async fn reopen(ctx: &Ctx, command: TellAction) -> Result<()> {
    let desk = Desk::take(ctx, &command.id).await?;
    ctx.authorise(Operation::ReopenAction, desk.facts())?;
    if desk.state.reported_by() == Some(ctx.actor.person) {
        return Err(Error::FourEyes);
    }
    let said = (command.text.as_str(), command.reason.as_str());
    let text = desk.read(ctx, said, Reason::parse).await?.into_string();
    let (now, by) = (ctx.now(), ctx.actor.person);
    let state = desk.state.clone().reopen(now, by, text.clone())?;
    let step = Step {
        operation: Operation::ReopenAction,
        event: ActionEvent::Reopened,
        state,
        text,
        due_on: None,
    };
    desk.finish(ctx, command.version, step).await
}

async fn party(desk: &Desk) -> Result<Party> {
    let directing = match desk.row.series_id {
        Some(id) => series::Entity::find_by_id(id).one(&*desk.tx).await?,
        None => None,
    };
    let item = match desk.row.item_id {
        Some(id) => agenda_item::Entity::find_by_id(id).one(&*desk.tx).await?,
        None => None,
    };
    Ok(Party {
        owner: desk.row.organisation_id,
        series: desk.row.series_id,
        directing: directing.map(|series| series.organisation_id),
        submitter: item.map(|item| item.person_id),
    })
}
