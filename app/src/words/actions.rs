//! Words for actions: where they stand, what happened, and how late they are.

use domain::actions::{ActionEvent, ActionState, ChainLink};

use crate::i18n::Locale;
use crate::say;
use crate::ui::Tone;

/// A status in its three shapes: word, icon, tone.
pub type Shape = (String, &'static str, Tone);

/// How an action stands; being late stands over everything that still has to be done.
pub fn action_status(state: &ActionState, days_late: Option<i64>) -> Shape {
    let l = Locale::Nl;
    let waits = matches!(
        state,
        ActionState::Accepted { .. }
            | ActionState::InProgress { .. }
            | ActionState::Reopened { .. }
    );
    match days_late {
        Some(days) if waits => (days_late_words(days), "late", Tone::Critical),
        _ => {
            let (word, icon, tone) = action_state(l, state);
            (word.to_owned(), icon, tone)
        }
    }
}

fn action_state(l: Locale, state: &ActionState) -> (&'static str, &'static str, Tone) {
    match state {
        ActionState::Proposed => (say!(l, actions.state_proposed), "none", Tone::Neutral),
        ActionState::Assigned { .. } => (say!(l, actions.state_assigned), "ask", Tone::Attention),
        ActionState::Accepted { .. } => (say!(l, actions.state_accepted), "quarter", Tone::Info),
        ActionState::InProgress { .. } => (say!(l, actions.state_in_progress), "half", Tone::Info),
        ActionState::Blocked { .. } => (say!(l, actions.state_blocked), "blocked", Tone::Critical),
        ActionState::ReportedDone { .. } => {
            (say!(l, actions.state_reported_done), "claimed", Tone::Info)
        }
        ActionState::Verified { .. } => (say!(l, actions.state_verified), "done", Tone::Positive),
        ActionState::Reopened { .. } => {
            (say!(l, actions.state_reopened), "reopen", Tone::Attention)
        }
        ActionState::Declined { .. } => {
            (say!(l, actions.state_declined), "declined", Tone::Critical)
        }
        ActionState::Cancelled { .. } => {
            (say!(l, actions.state_cancelled), "cancelled", Tone::Neutral)
        }
    }
}

/// How late, in words.
pub fn days_late_words(days: i64) -> String {
    let l = Locale::Nl;
    if days == 1 {
        say!(l, actions.late_one).to_owned()
    } else {
        say!(l, actions.late_days, days = days)
    }
}

/// What happened; `day` is the new date of a postponement, in words.
pub fn action_event(event: ActionEvent, day: &str) -> String {
    let l = Locale::Nl;
    match event {
        ActionEvent::Assigned => say!(l, actions.event_assigned),
        ActionEvent::Accepted => say!(l, actions.event_accepted),
        ActionEvent::Declined => say!(l, actions.event_declined),
        ActionEvent::Updated => say!(l, actions.event_updated),
        ActionEvent::Blocked => say!(l, actions.event_blocked),
        ActionEvent::Unblocked => say!(l, actions.event_unblocked),
        ActionEvent::Postponed => return say!(l, actions.event_postponed, day = day),
        ActionEvent::ReportedDone => say!(l, actions.event_reported_done),
        ActionEvent::Verified => say!(l, actions.event_verified),
        ActionEvent::Reopened => say!(l, actions.event_reopened),
        ActionEvent::Linked => say!(l, actions.event_linked),
        ActionEvent::Reassigned => say!(l, actions.event_reassigned),
        ActionEvent::Cancelled => say!(l, actions.event_cancelled),
    }
    .to_owned()
}

/// What a link of the chain is called.
pub fn chain_link(link: ChainLink) -> &'static str {
    let l = Locale::Nl;
    match link {
        ChainLink::Prevent => say!(l, actions.link_prevent),
        ChainLink::Signal => say!(l, actions.link_signal),
        ChainLink::Stop => say!(l, actions.link_stop),
        ChainLink::LimitHarm => say!(l, actions.link_limit_harm),
        ChainLink::Investigate => say!(l, actions.link_investigate),
        ChainLink::Sanction => say!(l, actions.link_sanction),
    }
}
