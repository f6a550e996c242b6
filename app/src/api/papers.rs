//! The operations of papers, as thin adapters. A file comes in and goes out by doors of `server`.

use domain::papers::command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Takes a paper away.
#[server(prefix = "/api", endpoint = "papers/remove")]
pub async fn remove_paper(command: form::RemovePaper) -> Result<(), AppError> {
    use crate::bridge;
    let item = service::papers::remove(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/punt/{item}/stukken"));
    Ok(())
}
