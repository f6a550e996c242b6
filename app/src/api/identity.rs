//! The operations on sessions, as thin adapters.

use domain::identity::command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Ends one of the own sessions.
#[server(prefix = "/api", endpoint = "identity/end_session")]
pub async fn end_session(command: form::EndSession) -> Result<(), AppError> {
    use crate::bridge::{self, Done};
    service::identity::end_session(&bridge::ctx()?, command).await?;
    bridge::done(Done::SessionEnded);
    bridge::go("/account");
    Ok(())
}

/// Ends all own sessions but this one.
#[server(prefix = "/api", endpoint = "identity/end_other_sessions")]
pub async fn end_other_sessions(command: form::EndOtherSessions) -> Result<(), AppError> {
    use crate::bridge::{self, Done};
    let form::EndOtherSessions { all: _ } = command;
    let visit = bridge::visit()?;
    service::identity::end_other_sessions(&visit.ctx, &visit.here.name).await?;
    bridge::done(Done::OthersEnded);
    bridge::go("/account");
    Ok(())
}

/// Ends all sessions of somebody of the region.
#[server(prefix = "/api", endpoint = "identity/end_sessions_of")]
pub async fn end_sessions_of(command: form::EndSessionsOf) -> Result<(), AppError> {
    use crate::bridge::{self, Done};
    let person = command.id.clone();
    service::identity::end_sessions_of(&bridge::ctx()?, command).await?;
    bridge::done(Done::SessionsOfEnded);
    bridge::go(&format!("/beheer/mensen/{person}"));
    Ok(())
}

/// Has a sign-in provider looked at, and keeps its settings when it can be used.
#[server(prefix = "/api", endpoint = "identity/check_provider")]
pub async fn check_provider(command: form::CheckProvider) -> Result<(), AppError> {
    use crate::bridge;
    let desk = bridge::desk()?;
    let id = service::identity::providers::check(&bridge::ctx()?, &desk, command).await?;
    bridge::go(&format!("/beheer/aanmeldpunten/{id}"));
    Ok(())
}

/// Proposes that people come in by a sign-in provider.
#[server(prefix = "/api", endpoint = "identity/propose_provider")]
pub async fn propose_provider(command: form::ProposeProvider) -> Result<(), AppError> {
    use crate::bridge;
    let id = command.id.clone();
    service::identity::providers::propose(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/aanmeldpunten/{id}"));
    Ok(())
}

/// Switches a sign-in provider off.
#[server(prefix = "/api", endpoint = "identity/switch_off_provider")]
pub async fn switch_off_provider(command: form::SwitchOffProvider) -> Result<(), AppError> {
    use crate::bridge;
    let visit = bridge::visit()?;
    let here = visit.here.name.as_str();
    service::identity::providers::switch_off(&visit.ctx, command, here).await?;
    bridge::go("/beheer/aanmeldpunten");
    Ok(())
}

/// Asks for a code by which another region knows who one is.
#[server(prefix = "/api", endpoint = "identity/ask_code")]
pub async fn ask_code(command: form::AskCode) -> Result<(), AppError> {
    use crate::bridge;
    let form::AskCode { yes: _ } = command;
    service::identity::ask_code(&bridge::ctx()?).await?;
    bridge::go("/account");
    Ok(())
}

/// Makes an address at which a calendar finds one's meetings.
#[server(prefix = "/api", endpoint = "identity/new_feed")]
pub async fn new_feed(command: form::NewFeed) -> Result<(), AppError> {
    use crate::bridge::{self, Done};
    let form::NewFeed { yes: _ } = command;
    service::calendar::new_feed(&bridge::ctx()?, &bridge::desk()?.vault).await?;
    bridge::done(Done::FeedMade);
    bridge::go("/account");
    Ok(())
}

/// Ends that address.
#[server(prefix = "/api", endpoint = "identity/end_feed")]
pub async fn end_feed(command: form::EndFeed) -> Result<(), AppError> {
    use crate::bridge::{self, Done};
    let form::EndFeed { yes: _ } = command;
    service::calendar::end_feed(&bridge::ctx()?).await?;
    bridge::done(Done::FeedEnded);
    bridge::go("/account");
    Ok(())
}
