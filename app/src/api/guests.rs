//! The operations around a guest's contribution, as thin adapters.

use domain::meetings::contribution_command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Brings in an idea or a signal.
#[server(prefix = "/api", endpoint = "guests/contribute")]
pub async fn contribute(command: form::Contribute) -> Result<(), AppError> {
    use crate::bridge;
    service::guests::contribute(&bridge::ctx()?, command).await?;
    bridge::go("/gast?ontvangen=1#bijdrage");
    Ok(())
}

/// Tells the guest what was done with a contribution.
#[server(prefix = "/api", endpoint = "guests/answer_contribution")]
pub async fn answer_contribution(command: form::AnswerContribution) -> Result<(), AppError> {
    use crate::bridge;
    service::guests::answer_contribution(&bridge::ctx()?, command).await?;
    bridge::go("/bijdragen");
    Ok(())
}

/// Proposes a contribution for the next agenda.
#[server(prefix = "/api", endpoint = "guests/place_contribution")]
pub async fn place_contribution(command: form::PlaceContribution) -> Result<(), AppError> {
    use crate::bridge;
    service::guests::place_contribution(&bridge::ctx()?, command).await?;
    bridge::go("/bijdragen");
    Ok(())
}
