//! The operations of the register of commitments. Each sends its reader to the commitment.

use domain::programmes::command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Enters a promise, a motion or a decision.
#[server(prefix = "/api", endpoint = "programmes/make_commitment")]
pub async fn make_commitment(command: form::MakeCommitment) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::programmes::make_commitment(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/toezeggingen/{id}"));
    Ok(())
}

/// Gives it a later date.
#[server(prefix = "/api", endpoint = "programmes/renew_commitment")]
pub async fn renew_commitment(command: form::RenewCommitment) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::programmes::renew_commitment(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/toezeggingen/{id}"));
    Ok(())
}

/// Settles it by a document.
#[server(prefix = "/api", endpoint = "programmes/settle_commitment")]
pub async fn settle_commitment(command: form::SettleCommitment) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::programmes::settle_commitment(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/toezeggingen/{id}"));
    Ok(())
}
