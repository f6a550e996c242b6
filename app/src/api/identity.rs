//! The operations on sessions, as thin adapters.

use domain::identity::command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Ends one of the own sessions.
#[server(prefix = "/api", endpoint = "identity/end_session")]
pub async fn end_session(command: form::EndSession) -> Result<(), AppError> {
    use crate::bridge;
    service::identity::end_session(&bridge::ctx()?, command).await?;
    bridge::go("/account");
    Ok(())
}

/// Ends all own sessions but this one.
#[server(prefix = "/api", endpoint = "identity/end_other_sessions")]
pub async fn end_other_sessions(command: form::EndOtherSessions) -> Result<(), AppError> {
    use crate::bridge;
    let form::EndOtherSessions { all: _ } = command;
    let visit = bridge::visit()?;
    service::identity::end_other_sessions(&visit.ctx, &visit.here.name).await?;
    bridge::go("/account");
    Ok(())
}

/// Ends all sessions of somebody of the region.
#[server(prefix = "/api", endpoint = "identity/end_sessions_of")]
pub async fn end_sessions_of(command: form::EndSessionsOf) -> Result<(), AppError> {
    use crate::bridge;
    let person = command.id.clone();
    service::identity::end_sessions_of(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/mensen/{person}"));
    Ok(())
}
