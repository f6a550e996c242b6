//! The write operations on the region and its people, as thin adapters.

use domain::people::command as form;
use domain::people::mail;
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

/// Makes an organisation part of the region.
#[server(prefix = "/api", endpoint = "people/register_organisation")]
pub async fn register_organisation(command: form::RegisterOrganisation) -> Result<(), AppError> {
    use crate::bridge;
    service::people::register_organisation(&bridge::ctx()?, command).await?;
    bridge::go("/beheer/organisaties");
    Ok(())
}

/// Makes a person known, without any right.
#[server(prefix = "/api", endpoint = "people/register")]
pub async fn register_person(command: form::RegisterPerson) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::people::register_person(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/mensen/{id}"));
    Ok(())
}

/// Corrects what a person is called or does.
#[server(prefix = "/api", endpoint = "people/change")]
pub async fn change_person(command: form::ChangePerson) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::people::change_person(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/mensen/{id}"));
    Ok(())
}

/// Takes all rights of a person away for now.
#[server(prefix = "/api", endpoint = "people/pause")]
pub async fn pause_person(command: form::PausePerson) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::people::pause_person(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/mensen/{id}"));
    Ok(())
}

/// Gives a person back what was taken away by a pause.
#[server(prefix = "/api", endpoint = "people/resume")]
pub async fn resume_person(command: form::ResumePerson) -> Result<(), AppError> {
    use crate::bridge;
    let person = command.id.clone();
    service::people::resume_person(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/mensen/{person}"));
    Ok(())
}

/// Gives a role, or proposes it.
#[server(prefix = "/api", endpoint = "people/grant_role")]
pub async fn grant_role(command: form::GrantRole) -> Result<(), AppError> {
    use crate::bridge;
    let person = command.person.clone();
    service::people::grant_role(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/mensen/{person}"));
    Ok(())
}

/// Gives a place at a table, or proposes it.
#[server(prefix = "/api", endpoint = "people/grant_seat")]
pub async fn grant_seat(command: form::GrantSeat) -> Result<(), AppError> {
    use crate::bridge;
    let person = command.person.clone();
    service::people::grant_seat(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/mensen/{person}"));
    Ok(())
}

/// Takes a role or a place at a table away.
#[server(prefix = "/api", endpoint = "people/revoke")]
pub async fn revoke_right(command: form::RevokeRight) -> Result<(), AppError> {
    use crate::bridge;
    let person = service::people::revoke_right(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/mensen/{person}"));
    Ok(())
}

/// Names who takes the place of a colleague at one meeting.
#[server(prefix = "/api", endpoint = "people/name_deputy")]
pub async fn name_deputy(command: form::NameDeputy) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = command.meeting.clone();
    service::people::deputies::name_deputy(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/vervanging"));
    Ok(())
}

/// Takes the place of a deputy away.
#[server(prefix = "/api", endpoint = "people/dismiss_deputy")]
pub async fn dismiss_deputy(command: form::DismissDeputy) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::people::deputies::dismiss_deputy(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/vervanging"));
    Ok(())
}

/// Proposes that somebody who showed themselves at a provider is this person.
#[server(prefix = "/api", endpoint = "people/bind_identity")]
pub async fn bind_identity(command: form::BindIdentity) -> Result<(), AppError> {
    use crate::bridge;
    let person = command.person.clone();
    service::people::bind_identity(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/mensen/{person}"));
    Ok(())
}

/// Takes away who a person is at a provider.
#[server(prefix = "/api", endpoint = "people/unbind_identity")]
pub async fn unbind_identity(command: form::UnbindIdentity) -> Result<(), AppError> {
    use crate::bridge;
    let person = service::people::unbind_identity(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/beheer/mensen/{person}"));
    Ok(())
}

/// Agrees with what somebody else proposed.
#[server(prefix = "/api", endpoint = "people/confirm_approval")]
pub async fn confirm_approval(command: form::DecideApproval) -> Result<(), AppError> {
    use crate::bridge;
    service::people::approvals::confirm(&bridge::ctx()?, command).await?;
    bridge::go("/beheer/vier-ogen");
    Ok(())
}

/// Does not agree with what somebody else proposed.
#[server(prefix = "/api", endpoint = "people/turn_down_approval")]
pub async fn turn_down_approval(command: form::DecideApproval) -> Result<(), AppError> {
    use crate::bridge;
    service::people::approvals::turn_down(&bridge::ctx()?, command).await?;
    bridge::go("/beheer/vier-ogen");
    Ok(())
}

/// Takes an own proposal back.
#[server(prefix = "/api", endpoint = "people/withdraw_approval")]
pub async fn withdraw_approval(command: form::DecideApproval) -> Result<(), AppError> {
    use crate::bridge;
    service::people::approvals::withdraw(&bridge::ctx()?, command).await?;
    bridge::go("/beheer/vier-ogen");
    Ok(())
}

/// Says that the rights of a person are as they should be.
#[server(prefix = "/api", endpoint = "people/review_rights")]
pub async fn review_rights(command: form::ReviewRights) -> Result<(), AppError> {
    use crate::bridge;
    let in_list = !command.list.is_empty();
    let id = service::people::review_rights(&bridge::ctx()?, command).await?;
    if in_list {
        bridge::go("/beheer/rechten");
    } else {
        bridge::go(&format!("/beheer/mensen/{id}"));
    }
    Ok(())
}

/// Chooses whether letters come at once or once a day.
#[server(prefix = "/api", endpoint = "people/choose_digest")]
pub async fn choose_digest(command: mail::ChooseDigest) -> Result<(), AppError> {
    use crate::bridge::{self, Done};
    service::mail::choose_digest(&bridge::ctx()?, command).await?;
    bridge::done(Done::DigestChosen);
    bridge::go("/account");
    Ok(())
}

/// Has a letter that was given up tried again.
#[server(prefix = "/api", endpoint = "people/retry_letter")]
pub async fn retry_letter(command: mail::RetryLetter) -> Result<(), AppError> {
    use crate::bridge::{self, Done};
    service::mail::retry(&bridge::ctx()?, command).await?;
    bridge::done(Done::LetterRetried);
    bridge::go("/beheer/post");
    Ok(())
}

/// Sets up the first region of an installation, for who has the key that was printed.
#[server(prefix = "/api", endpoint = "people/set_up")]
pub async fn set_up(command: form::SetUp) -> Result<(), AppError> {
    use crate::bridge;
    let site = leptos::prelude::use_context::<service::ctx::Site>().ok_or(AppError::Broken)?;
    service::identity::set_up(&site, command).await?;
    bridge::go("/?waarom=set_up");
    Ok(())
}
