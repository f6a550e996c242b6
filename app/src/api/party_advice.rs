//! The operations of advice between organisations. Each sends its reader to the advices of the meeting.

use domain::meetings::party_advice_command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Asks an organisation at the table for advice on an item.
#[server(prefix = "/api", endpoint = "meetings/ask_party_advice")]
pub async fn ask_party_advice(command: form::AskPartyAdvice) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::ask_party_advice(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/advies"));
    Ok(())
}

/// Asks no more.
#[server(prefix = "/api", endpoint = "meetings/withdraw_party_advice")]
pub async fn withdraw_party_advice(command: form::WithdrawPartyAdvice) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::withdraw_party_advice(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/advies"));
    Ok(())
}

/// Gives the advice of the own organisation.
#[server(prefix = "/api", endpoint = "meetings/give_party_advice")]
pub async fn give_party_advice(command: form::GivePartyAdvice) -> Result<(), AppError> {
    use crate::bridge;
    let id = command.id.clone();
    let meeting = service::meetings::give_party_advice(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/advies#advies-{id}"));
    Ok(())
}
