//! Planning, proposing, composing and publishing.

use domain::meetings::command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Plans a meeting and shows its bench.
#[server(prefix = "/api", endpoint = "meetings/plan")]
pub async fn plan_meeting(command: form::PlanMeeting) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::plan(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{id}/opstellen"));
    Ok(())
}

/// Changes what a series is.
#[server(prefix = "/api", endpoint = "meetings/change_series")]
pub async fn change_series(command: form::ChangeSeries) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::change_series(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/reeks/{id}"));
    Ok(())
}

/// Advises on discussing cases at a table.
#[server(prefix = "/api", endpoint = "meetings/advise_series")]
pub async fn advise_series(command: form::AdviseSeries) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::advise_series(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/reeks/{id}"));
    Ok(())
}

/// Answers the conditions or objections of the officer.
#[server(prefix = "/api", endpoint = "meetings/answer_advice")]
pub async fn answer_advice(command: form::AnswerAdvice) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::answer_advice(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/reeks/{id}"));
    Ok(())
}

/// Puts an annex in force.
#[server(prefix = "/api", endpoint = "meetings/put_annex")]
pub async fn put_annex(command: form::PutAnnex) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::put_annex(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/reeks/{id}"));
    Ok(())
}

/// Ends an annex.
#[server(prefix = "/api", endpoint = "meetings/end_annex")]
pub async fn end_annex(command: form::EndAnnex) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::end_annex(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/reeks/{id}"));
    Ok(())
}

/// Plans the meetings that the rhythm of a series gives.
#[server(prefix = "/api", endpoint = "meetings/plan_ahead")]
pub async fn plan_ahead(command: form::PlanAhead) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::plan_ahead(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg?serie={id}"));
    Ok(())
}

/// Opens a planned meeting for proposals.
#[server(prefix = "/api", endpoint = "meetings/open")]
pub async fn open_meeting(command: form::OpenMeeting) -> Result<(), AppError> {
    use crate::bridge;
    let back = format!("/overleg/{}/opstellen", command.id);
    service::meetings::open(&bridge::ctx()?, command).await?;
    bridge::go(&back);
    Ok(())
}

/// Calls an urgent meeting together.
#[server(prefix = "/api", endpoint = "meetings/call_urgent")]
pub async fn call_urgent(command: form::CallUrgent) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::call_urgent(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{id}/opstellen"));
    Ok(())
}

/// Gives a meeting another day, time, length or place.
#[server(prefix = "/api", endpoint = "meetings/reschedule")]
pub async fn reschedule_meeting(command: form::RescheduleMeeting) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::reschedule(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{id}"));
    Ok(())
}

/// Calls a meeting off.
#[server(prefix = "/api", endpoint = "meetings/cancel")]
pub async fn cancel_meeting(command: form::CancelMeeting) -> Result<(), AppError> {
    use crate::bridge;
    let back = format!("/overleg/{}", command.id);
    service::meetings::cancel(&bridge::ctx()?, command).await?;
    bridge::go(&back);
    Ok(())
}

/// Proposes an item.
#[server(prefix = "/api", endpoint = "meetings/propose")]
pub async fn propose_item(command: form::ProposeItem) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::propose(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/punt/{id}"));
    Ok(())
}

/// Changes an item.
#[server(prefix = "/api", endpoint = "meetings/edit")]
pub async fn edit_item(command: form::EditItem) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::edit(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/punt/{id}"));
    Ok(())
}

/// Takes an item back.
#[server(prefix = "/api", endpoint = "meetings/withdraw")]
pub async fn withdraw_item(command: form::WithdrawItem) -> Result<(), AppError> {
    use crate::bridge;
    let back = format!("/punt/{}", command.id);
    service::meetings::withdraw(&bridge::ctx()?, command).await?;
    bridge::go(&back);
    Ok(())
}

/// Takes a proposal into the agenda.
#[server(prefix = "/api", endpoint = "meetings/include")]
pub async fn include_item(command: form::IncludeItem) -> Result<(), AppError> {
    use crate::bridge;
    let item = command.id.clone();
    let meeting = service::meetings::include(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/opstellen#punt-{item}"));
    Ok(())
}

/// Takes up what the agenda proposes.
#[server(prefix = "/api", endpoint = "meetings/take_up")]
pub async fn take_up_suggestion(
    command: domain::meetings::suggest::TakeUpSuggestion,
) -> Result<(), AppError> {
    use crate::bridge;
    use service::meetings::suggest::TakenUp;
    let TakenUp {
        meeting,
        item,
        placed,
    } = service::meetings::take_up(&bridge::ctx()?, command).await?;
    let row = if placed { "punt" } else { "voorstel" };
    bridge::go(&format!("/overleg/{meeting}/opstellen#{row}-{item}"));
    Ok(())
}

/// Leaves aside, or shows again, what the agenda proposes.
#[server(prefix = "/api", endpoint = "meetings/pass_suggestion")]
pub async fn pass_suggestion(
    command: domain::meetings::suggest::PassSuggestion,
) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::pass_suggestion(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/opstellen#agenda-stelt-voor"));
    Ok(())
}

/// Sends an item back with a reason.
#[server(prefix = "/api", endpoint = "meetings/return")]
pub async fn return_item(command: form::ReturnItem) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::return_item(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/opstellen"));
    Ok(())
}

/// Gives an item another length.
#[server(prefix = "/api", endpoint = "meetings/allot")]
pub async fn allot_minutes(command: form::AllotMinutes) -> Result<(), AppError> {
    use crate::bridge;
    let item = command.id.clone();
    let meeting = service::meetings::allot(&bridge::ctx()?, command).await?;
    bridge::go(&format!(
        "/overleg/{meeting}/opstellen?inkorten=1#punt-{item}"
    ));
    Ok(())
}

/// Takes an item off the agenda, back among the proposals.
#[server(prefix = "/api", endpoint = "meetings/take_off")]
pub async fn take_off_item(command: form::TakeOffItem) -> Result<(), AppError> {
    use crate::bridge;
    let item = command.id.clone();
    let meeting = service::meetings::take_off(&bridge::ctx()?, command).await?;
    bridge::go(&format!(
        "/overleg/{meeting}/opstellen?inkorten=1#voorstel-{item}"
    ));
    Ok(())
}

/// Holds an item over to the next meeting.
#[server(prefix = "/api", endpoint = "meetings/hold_over")]
pub async fn hold_over_item(command: form::HoldOverItem) -> Result<(), AppError> {
    use crate::bridge;
    let item = command.id.clone();
    let meeting = service::meetings::hold_over(&bridge::ctx()?, command).await?;
    bridge::go(&format!(
        "/overleg/{meeting}/opstellen?inkorten=1#aangehouden-{item}"
    ));
    Ok(())
}

/// Puts an item back on the agenda that was held over.
#[server(prefix = "/api", endpoint = "meetings/put_back")]
pub async fn put_back_item(command: form::HoldOverItem) -> Result<(), AppError> {
    use crate::bridge;
    let item = command.id.clone();
    let meeting = service::meetings::put_back(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/opstellen#punt-{item}"));
    Ok(())
}

/// Moves one item of an agenda.
#[server(prefix = "/api", endpoint = "meetings/arrange")]
pub async fn arrange_agenda(command: form::ArrangeAgenda) -> Result<(), AppError> {
    use crate::bridge;
    let back = format!("/overleg/{}/opstellen#punt-{}", command.id, command.item);
    service::meetings::arrange(&bridge::ctx()?, command).await?;
    bridge::go(&back);
    Ok(())
}

/// Publishes the next version of an agenda.
#[server(prefix = "/api", endpoint = "meetings/publish")]
pub async fn publish_agenda(command: form::PublishAgenda) -> Result<(), AppError> {
    use crate::bridge;
    let back = format!("/overleg/{}", command.id);
    service::meetings::publish(&bridge::ctx()?, command).await?;
    bridge::go(&back);
    Ok(())
}

/// Proposes a lower class for an item.
#[server(prefix = "/api", endpoint = "meetings/lower_class")]
pub async fn lower_class(command: form::LowerClass) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::propose_lower_class(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/punt/{id}"));
    Ok(())
}

/// Leaves an organisation or a person out of an item.
#[server(prefix = "/api", endpoint = "meetings/exclude")]
pub async fn exclude(command: form::Exclude) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::exclude(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/punt/{id}/uitsluiten"));
    Ok(())
}

/// Proposes that an organisation or a person is no longer left out of an item.
#[server(prefix = "/api", endpoint = "meetings/lift_exclusion")]
pub async fn lift_exclusion(command: form::Exclude) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::propose_lift(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/punt/{id}/uitsluiten"));
    Ok(())
}

/// Invites an adviser to one item.
#[server(prefix = "/api", endpoint = "meetings/invite_adviser")]
pub async fn invite_adviser(command: form::InviteAdviser) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::invite_adviser(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/punt/{id}"));
    Ok(())
}

/// Takes the invitation of an adviser back.
#[server(prefix = "/api", endpoint = "meetings/withdraw_invitation")]
pub async fn withdraw_invitation(command: form::WithdrawInvitation) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::withdraw_invitation(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/punt/{id}"));
    Ok(())
}

/// Advises on an item.
#[server(prefix = "/api", endpoint = "meetings/give_advice")]
pub async fn give_advice(command: form::GiveAdvice) -> Result<(), AppError> {
    use crate::bridge;
    let id = service::meetings::give_advice(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/punt/{id}"));
    Ok(())
}

/// Says that one comes to a meeting.
#[server(prefix = "/api", endpoint = "meetings/accept")]
pub async fn accept_meeting(command: form::AnswerMeeting) -> Result<(), AppError> {
    use crate::bridge::{self, Done};
    let id = service::meetings::accept(&bridge::ctx()?, command).await?;
    bridge::done(Done::MeetingAccepted);
    bridge::go(&format!("/overleg/{id}"));
    Ok(())
}

/// Says that one does not come to a meeting.
#[server(prefix = "/api", endpoint = "meetings/decline")]
pub async fn decline_meeting(command: form::AnswerMeeting) -> Result<(), AppError> {
    use crate::bridge::{self, Done};
    let id = service::meetings::decline(&bridge::ctx()?, command).await?;
    bridge::done(Done::MeetingDeclined);
    bridge::go(&format!("/overleg/{id}"));
    Ok(())
}
