//! The operations on the destruction of case items.

use domain::retention::command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Proposes what is due at a table now.
#[server(prefix = "/api", endpoint = "retention/propose")]
pub async fn propose_destruction(command: form::ProposeDestruction) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::retention::propose_destruction(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/vernietiging/{id}"));
    Ok(())
}

/// What the officer advises on a list.
#[server(prefix = "/api", endpoint = "retention/advise")]
pub async fn advise_destruction(command: form::AdviseDestruction) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::retention::advise_destruction(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/vernietiging/{id}"));
    Ok(())
}

/// Decides that what is on a list is destroyed.
#[server(prefix = "/api", endpoint = "retention/decide")]
pub async fn decide_destruction(command: form::DecideDestruction) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::retention::decide_destruction(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/vernietiging/{id}"));
    Ok(())
}

/// Confirms that and has it destroyed, or sends it back.
#[server(prefix = "/api", endpoint = "retention/confirm")]
pub async fn confirm_destruction(command: form::ConfirmDestruction) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::retention::confirm_destruction(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/vernietiging/{id}"));
    Ok(())
}

/// Keeps an item for longer.
#[server(prefix = "/api", endpoint = "retention/extend")]
pub async fn extend_retention(command: form::ExtendRetention) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::retention::extend_retention(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/vernietiging/punt/{id}"));
    Ok(())
}

/// Keeps an item as long as something else asks for it.
#[server(prefix = "/api", endpoint = "retention/hold")]
pub async fn hold_item(command: form::HoldItem) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::retention::hold_item(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/vernietiging/punt/{id}"));
    Ok(())
}

/// Ends that.
#[server(prefix = "/api", endpoint = "retention/release")]
pub async fn release_item(command: form::ReleaseItem) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::retention::release_item(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/vernietiging/punt/{id}"));
    Ok(())
}
