//! The write operations on the region and its people, as thin adapters.

use domain::people::command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Chooses the theme of the own municipality.
#[server(prefix = "/api", endpoint = "people/choose_theme")]
pub async fn choose_theme(command: form::ChooseTheme) -> Result<(), AppError> {
    use crate::bridge;
    service::people::choose_theme(&bridge::ctx()?, command).await?;
    bridge::go("/beheer/thema");
    Ok(())
}
