//! The operations at the table. Each sends its reader back to the live page or the decision list.

use domain::meetings::live_command as form;
use leptos::prelude::*;

use crate::error::AppError;

/// Starts the meeting.
#[server(prefix = "/api", endpoint = "meetings/start")]
pub async fn start_meeting(command: form::StartMeeting) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::start(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Marks who is there.
#[server(prefix = "/api", endpoint = "meetings/attend")]
pub async fn mark_attendance(command: form::MarkAttendance) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::mark_attendance(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Marks everybody who is still expected as present.
#[server(prefix = "/api", endpoint = "meetings/attend_all")]
pub async fn mark_all_present(command: form::MarkAllPresent) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::mark_all_present(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Puts an item on the table.
#[server(prefix = "/api", endpoint = "meetings/call")]
pub async fn call_item(command: form::WalkItem) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::call(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Ends the turn of an item.
#[server(prefix = "/api", endpoint = "meetings/deal")]
pub async fn deal_item(command: form::WalkItem) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::deal(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Puts an item off.
#[server(prefix = "/api", endpoint = "meetings/defer")]
pub async fn defer_item(command: form::WalkItem) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::defer(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Says how far the discussion of an item is.
#[server(prefix = "/api", endpoint = "meetings/phase")]
pub async fn phase_item(command: form::PhaseItem) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::phase(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Gives the item on the table more time, or takes that back.
#[server(prefix = "/api", endpoint = "meetings/give_time")]
pub async fn give_time(command: form::GiveTime) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::give_time(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Keeps what the chair wants to remember at an item.
#[server(prefix = "/api", endpoint = "meetings/stage_note")]
pub async fn write_stage_note(command: form::WriteStageNote) -> Result<(), AppError> {
    use crate::bridge;
    let item = command.id.clone();
    let meeting = service::meetings::live::write_stage_note(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/regieboek#punt-{item}"));
    Ok(())
}

/// Keeps the note of an item.
#[server(prefix = "/api", endpoint = "meetings/note")]
pub async fn write_note(command: form::WriteNote) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::write_note(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Catches a decision, an action, a bottleneck or something to come back to.
#[server(prefix = "/api", endpoint = "meetings/capture")]
pub async fn capture_line(command: form::CaptureLine) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::capture(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Takes back something that was caught.
#[server(prefix = "/api", endpoint = "meetings/undo")]
pub async fn undo_capture(command: form::UndoCapture) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::undo(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Opens the closed part.
#[server(prefix = "/api", endpoint = "meetings/open_door")]
pub async fn open_door(command: form::MoveDoor) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::open_closed_part(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Closes the closed part.
#[server(prefix = "/api", endpoint = "meetings/close_door")]
pub async fn close_door(command: form::MoveDoor) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::close_closed_part(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/live"));
    Ok(())
}

/// Keeps where the parties stand on a decision.
#[server(prefix = "/api", endpoint = "meetings/record_positions")]
pub async fn record_positions(command: form::RecordPositions) -> Result<(), AppError> {
    use crate::bridge;
    let decision = command.id.clone();
    let meeting = service::meetings::live::record_positions(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/besluiten#besluit-{decision}"));
    Ok(())
}

/// Makes a decision effective.
#[server(prefix = "/api", endpoint = "meetings/confirm")]
pub async fn confirm_decision(command: form::ConfirmDecision) -> Result<(), AppError> {
    use crate::bridge;
    let decision = command.id.clone();
    let meeting = service::meetings::live::confirm(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/besluiten#besluit-{decision}"));
    Ok(())
}

/// Ends the meeting.
#[server(prefix = "/api", endpoint = "meetings/close")]
pub async fn close_meeting(command: form::CloseMeeting) -> Result<(), AppError> {
    use crate::bridge;
    let meeting = service::meetings::live::close(&bridge::ctx()?, command).await?;
    bridge::go(&format!("/overleg/{meeting}/besluiten"));
    Ok(())
}
