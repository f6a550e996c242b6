//! The operations on minutes. Each sends its reader back to the minutes.

use domain::meetings::minutes_command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Drafts the minutes of a meeting that is over.
#[server(prefix = "/api", endpoint = "meetings/draft_minutes")]
pub async fn draft_minutes(command: form::DraftMinutes) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::draft_minutes(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/verslag"));
    Ok(())
}

/// Keeps what the minutes say of an item.
#[server(prefix = "/api", endpoint = "meetings/edit_minutes")]
pub async fn edit_minutes(command: form::EditMinutes) -> Result<(), AppError> {
    use crate::bridge;
    let item = command.id.clone();
    let meeting = service::meetings::edit_minutes(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/verslag#punt-{item}"));
    Ok(())
}

/// Offers the minutes to everybody at the table.
#[server(prefix = "/api", endpoint = "meetings/offer_minutes")]
pub async fn offer_minutes(command: form::OfferMinutes) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::offer_minutes(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/verslag"));
    Ok(())
}

/// Proposes another text for one item.
#[server(prefix = "/api", endpoint = "meetings/propose_correction")]
pub async fn propose_correction(command: form::ProposeCorrection) -> Result<(), AppError> {
    use crate::bridge;
    let item = command.item.clone();
    let meeting = service::meetings::propose_correction(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/verslag#punt-{item}"));
    Ok(())
}

/// Takes a correction back.
#[server(prefix = "/api", endpoint = "meetings/withdraw_correction")]
pub async fn withdraw_correction(command: form::WithdrawCorrection) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::withdraw_correction(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/verslag"));
    Ok(())
}

/// Takes a correction over.
#[server(prefix = "/api", endpoint = "meetings/accept_correction")]
pub async fn accept_correction(command: form::AcceptCorrection) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::accept_correction(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/verslag"));
    Ok(())
}

/// Leaves the text as it is.
#[server(prefix = "/api", endpoint = "meetings/decline_correction")]
pub async fn decline_correction(command: form::DeclineCorrection) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::decline_correction(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/verslag"));
    Ok(())
}

/// Approves the minutes.
#[server(prefix = "/api", endpoint = "meetings/approve_minutes")]
pub async fn approve_minutes(command: form::ApproveMinutes) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::approve_minutes(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/verslag"));
    Ok(())
}

/// Puts a note to approved minutes.
#[server(prefix = "/api", endpoint = "meetings/rectify_minutes")]
pub async fn rectify_minutes(command: form::RectifyMinutes) -> Result<(), AppError> {
    use crate::bridge;
    let item = command.item.clone();
    let meeting = service::meetings::rectify_minutes(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/verslag#punt-{item}"));
    Ok(())
}

/// Puts an earlier text of one item back.
#[server(prefix = "/api", endpoint = "meetings/restore_revision")]
pub async fn restore_revision(command: form::RestoreRevision) -> Result<(), AppError> {
    use crate::bridge;
    let item = command.id.clone();
    let meeting = service::meetings::restore_revision(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/verslag#punt-{item}"));
    Ok(())
}
