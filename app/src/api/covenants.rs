//! The write operations on covenants, as thin adapters.

use domain::covenants::command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Draws up a covenant from the template.
#[server(prefix = "/api", endpoint = "covenants/draft")]
pub async fn draft_covenant(command: form::DraftCovenant) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::covenants::draft(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/convenant/{id}"));
    Ok(())
}

/// Rewrites a clause that is free.
#[server(prefix = "/api", endpoint = "covenants/edit_clause")]
pub async fn edit_clause(command: form::EditClause) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::covenants::edit_clause(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/convenant/{id}/tekst"));
    Ok(())
}

/// Sends the draft to the parties.
#[server(prefix = "/api", endpoint = "covenants/consult")]
pub async fn consult_parties(command: form::MoveCovenant) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::covenants::consult(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/convenant/{id}"));
    Ok(())
}

/// Proposes to fix the text: the first pair of eyes.
#[server(prefix = "/api", endpoint = "covenants/propose_freeze")]
pub async fn propose_freeze(command: form::MoveCovenant) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::covenants::propose_freeze(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/convenant/{id}"));
    Ok(())
}

/// Fixes the proposed text: the second pair of eyes.
#[server(prefix = "/api", endpoint = "covenants/confirm_freeze")]
pub async fn confirm_freeze(command: form::MoveCovenant) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::covenants::confirm_freeze(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/convenant/{id}"));
    Ok(())
}

/// Lets the parties sign the fixed text.
#[server(prefix = "/api", endpoint = "covenants/open_signing")]
pub async fn open_signing(command: form::MoveCovenant) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::covenants::open_signing(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/convenant/{id}"));
    Ok(())
}

/// Signs for the own organisation, on its mandate.
#[server(prefix = "/api", endpoint = "covenants/sign")]
pub async fn sign_covenant(command: form::SignCovenant) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::covenants::sign(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/convenant/{id}?gedaan"));
    Ok(())
}

/// Stays out of the covenant.
#[server(prefix = "/api", endpoint = "covenants/decline_signing")]
pub async fn decline_signing(command: form::LeaveCovenant) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::covenants::decline_signing(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/convenant/{id}?gedaan"));
    Ok(())
}

/// Leaves the covenant; the door shuts at once.
#[server(prefix = "/api", endpoint = "covenants/withdraw_signature")]
pub async fn withdraw_signature(command: form::LeaveCovenant) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::covenants::withdraw_signature(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/convenant/{id}?gedaan"));
    Ok(())
}

/// Asks a party that stayed out or left once more.
#[server(prefix = "/api", endpoint = "covenants/invite_party")]
pub async fn invite_party(command: form::InviteParty) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::covenants::invite_party(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/convenant/{id}"));
    Ok(())
}

/// Signs the personal statement of confidentiality of a series.
#[server(prefix = "/api", endpoint = "covenants/sign_statement")]
pub async fn sign_statement(command: form::SignStatement) -> Result<(), AppError> {
    use crate::bridge;
    service::covenants::sign_statement(&bridge::ctx()?, command).await?;
    bridge::go("/convenant");
    Ok(())
}
