//! The operations on the trail, as thin adapters.

use domain::audit::command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Opens the trail for an hour, with the reason written down.
#[server(prefix = "/api", endpoint = "audit/open_trail")]
pub async fn open_trail(command: form::OpenTrail) -> Result<(), AppError> {
    use crate::bridge;
    service::audit::open_trail(&bridge::ctx()?, command).await?;
    bridge::go("/toezicht");
    Ok(())
}
