//! The operations on guest accounts, as thin adapters.

use domain::people::guest as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Asks for somebody to be let in as a guest.
#[server(prefix = "/api", endpoint = "guests/request")]
pub async fn request(command: form::RequestGuest) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::guests::accounts::request(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/gasten/{id}"));
    Ok(())
}

/// Lets a guest come for a term.
#[server(prefix = "/api", endpoint = "guests/screen")]
pub async fn screen(command: form::GuestTerm) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::guests::accounts::screen(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/gasten/{id}"));
    Ok(())
}

/// Says no to a request.
#[server(prefix = "/api", endpoint = "guests/turn_down")]
pub async fn turn_down(command: form::GuestTold) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::guests::accounts::turn_down(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/gasten/{id}"));
    Ok(())
}

/// Takes the own request back.
#[server(prefix = "/api", endpoint = "guests/withdraw_request")]
pub async fn withdraw_request(command: form::GuestStep) -> Result<(), AppError> {
    use crate::bridge::{self, Done};
    let id = service::guests::accounts::withdraw_request(&bridge::ctx()?, command).await?;
    bridge::done(Done::RequestWithdrawn);
    bridge::go(&format!("/beheer/gasten/{id}"));
    Ok(())
}

/// Sends another invitation.
#[server(prefix = "/api", endpoint = "guests/invite_again")]
pub async fn invite_again(command: form::GuestStep) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::guests::accounts::invite_again(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/gasten/{id}"));
    Ok(())
}

/// Holds a guest back.
#[server(prefix = "/api", endpoint = "guests/pause")]
pub async fn pause(command: form::GuestTold) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::guests::accounts::pause(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/gasten/{id}"));
    Ok(())
}

/// Lets a guest come again.
#[server(prefix = "/api", endpoint = "guests/resume")]
pub async fn resume(command: form::GuestStep) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::guests::accounts::resume(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/gasten/{id}"));
    Ok(())
}

/// Gives a guest another term.
#[server(prefix = "/api", endpoint = "guests/renew")]
pub async fn renew(command: form::GuestTerm) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::guests::accounts::renew(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/gasten/{id}"));
    Ok(())
}

/// Takes an account away.
#[server(prefix = "/api", endpoint = "guests/revoke")]
pub async fn revoke(command: form::GuestTold) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::guests::accounts::revoke(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/gasten/{id}"));
    Ok(())
}

/// Confirms that it is the guest who asks for a new way in.
#[server(prefix = "/api", endpoint = "guests/confirm")]
pub async fn confirm(command: form::GuestStep) -> Result<(), AppError> {
    use crate::bridge::{self, Done};
    let id = service::guests::accounts::confirm(&bridge::ctx()?, command).await?;
    bridge::done(Done::GuestConfirmed);
    bridge::go(&format!("/beheer/gasten/{id}"));
    Ok(())
}

/// Lets a guest begin anew.
#[server(prefix = "/api", endpoint = "guests/readmit")]
pub async fn readmit(command: form::GuestStep) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::guests::accounts::readmit(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/gasten/{id}"));
    Ok(())
}

/// Leaves the way in as it was.
#[server(prefix = "/api", endpoint = "guests/drop_recovery")]
pub async fn drop_recovery(command: form::GuestStep) -> Result<(), AppError> {
    use crate::bridge::{self, Done};
    let id = service::guests::accounts::drop_recovery(&bridge::ctx()?, command).await?;
    bridge::done(Done::RecoveryDropped);
    bridge::go(&format!("/beheer/gasten/{id}"));
    Ok(())
}
