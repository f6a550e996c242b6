//! Words for guest accounts: every state with its shape.

use chrono::{DateTime, Utc};
use domain::people::guest::GuestState;

use super::meetings::Shown;
use crate::i18n::Locale;
use crate::say;
use crate::ui::Tone;

/// Where a guest account is in its life.
pub fn guest_account(state: &GuestState, now: DateTime<Utc>) -> Shown {
    let l = Locale::Nl;
    match state {
        GuestState::Requested { .. } => {
            (Tone::Attention, "ask", say!(l, guest_accounts.is_requested))
        }
        GuestState::Screened { .. } => (Tone::Info, "send", say!(l, guest_accounts.is_screened)),
        GuestState::Invited { until, .. } if *until < now => (
            Tone::Attention,
            "late",
            say!(l, guest_accounts.is_unanswered),
        ),
        GuestState::Invited { .. } => (Tone::Info, "wait", say!(l, guest_accounts.is_invited)),
        GuestState::Activated { .. } => (Tone::Info, "half", say!(l, guest_accounts.is_activated)),
        GuestState::Active { .. } => (Tone::Positive, "done", say!(l, guest_accounts.is_active)),
        GuestState::Paused { .. } => (Tone::Attention, "parked", say!(l, guest_accounts.is_paused)),
        GuestState::Expired { .. } => (Tone::Neutral, "late", say!(l, guest_accounts.is_expired)),
        GuestState::Refused { .. } => (
            Tone::Neutral,
            "declined",
            say!(l, guest_accounts.is_refused),
        ),
        GuestState::Withdrawn { .. } => (
            Tone::Neutral,
            "cancelled",
            say!(l, guest_accounts.is_withdrawn),
        ),
        GuestState::Revoked { .. } => (
            Tone::Critical,
            "cancelled",
            say!(l, guest_accounts.is_revoked),
        ),
        GuestState::Forgotten { .. } => (
            Tone::Neutral,
            "parked",
            say!(l, guest_accounts.is_forgotten),
        ),
    }
}
