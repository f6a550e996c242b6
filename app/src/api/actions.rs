//! The steps of an action, as forms send them. The pages of these operations are in
//! `docs/operations/actions.*.md`.

use domain::actions::command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// The owner takes the action on.
#[server(prefix = "/api", endpoint = "actions/accept")]
pub async fn accept_action(command: form::MoveAction) -> Result<(), AppError> {
    use crate::bridge;
    Ok(service::actions::accept(&bridge::ctx()?, command).await?)
}

/// The owner gives the action back.
#[server(prefix = "/api", endpoint = "actions/decline")]
pub async fn decline_action(command: form::TellAction) -> Result<(), AppError> {
    use crate::bridge;
    Ok(service::actions::decline(&bridge::ctx()?, command).await?)
}

/// The owner tells how it goes.
#[server(prefix = "/api", endpoint = "actions/update")]
pub async fn update_action(command: form::TellAction) -> Result<(), AppError> {
    use crate::bridge;
    Ok(service::actions::update(&bridge::ctx()?, command).await?)
}

/// The owner is stuck.
#[server(prefix = "/api", endpoint = "actions/block")]
pub async fn block_action(command: form::BlockAction) -> Result<(), AppError> {
    use crate::bridge;
    Ok(service::actions::block(&bridge::ctx()?, command).await?)
}

/// The owner goes on.
#[server(prefix = "/api", endpoint = "actions/unblock")]
pub async fn unblock_action(command: form::MoveAction) -> Result<(), AppError> {
    use crate::bridge;
    Ok(service::actions::unblock(&bridge::ctx()?, command).await?)
}

/// The owner moves the day.
#[server(prefix = "/api", endpoint = "actions/postpone")]
pub async fn postpone_action(command: form::PostponeAction) -> Result<(), AppError> {
    use crate::bridge;
    Ok(service::actions::postpone(&bridge::ctx()?, command).await?)
}

/// The owner says it is done.
#[server(prefix = "/api", endpoint = "actions/report_done")]
pub async fn report_action_done(command: form::TellAction) -> Result<(), AppError> {
    use crate::bridge;
    Ok(service::actions::report_done(&bridge::ctx()?, command).await?)
}

/// Somebody else has seen that it is done.
#[server(prefix = "/api", endpoint = "actions/verify")]
pub async fn verify_action(command: form::TellAction) -> Result<(), AppError> {
    use crate::bridge;
    Ok(service::actions::verify(&bridge::ctx()?, command).await?)
}

/// The director opens it again.
#[server(prefix = "/api", endpoint = "actions/reopen")]
pub async fn reopen_action(command: form::TellAction) -> Result<(), AppError> {
    use crate::bridge;
    Ok(service::actions::reopen(&bridge::ctx()?, command).await?)
}

/// The director asks another organisation.
#[server(prefix = "/api", endpoint = "actions/reassign")]
pub async fn reassign_action(command: form::ReassignAction) -> Result<(), AppError> {
    use crate::bridge;
    Ok(service::actions::reassign(&bridge::ctx()?, command).await?)
}

/// The director calls it off.
#[server(prefix = "/api", endpoint = "actions/cancel")]
pub async fn cancel_action(command: form::TellAction) -> Result<(), AppError> {
    use crate::bridge;
    Ok(service::actions::cancel(&bridge::ctx()?, command).await?)
}

/// Says which step of a routekaart it moves.
#[server(prefix = "/api", endpoint = "actions/link_step")]
pub async fn link_step(command: form::LinkStep) -> Result<(), AppError> {
    use crate::bridge;
    Ok(service::actions::link_step(&bridge::ctx()?, command).await?)
}
