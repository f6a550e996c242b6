//! Words for the reference pages and for themes.

use domain::people::Theme;
use domain::programmes::CommitmentState;

use crate::i18n::Locale;
use crate::say;
use crate::ui::Tone;

/// How a commitment stands today: tone, icon, word.
pub fn commitment(state: &CommitmentState) -> (Tone, &'static str, &'static str) {
    let l = Locale::Nl;
    match state {
        CommitmentState::Open => (Tone::Info, "open", say!(l, programmes.state_open)),
        CommitmentState::Renewed => (Tone::Attention, "reopen", say!(l, programmes.state_renewed)),
        CommitmentState::Due => (Tone::Attention, "clock", say!(l, programmes.state_due)),
        CommitmentState::Overdue => (Tone::Critical, "late", say!(l, programmes.state_overdue)),
        CommitmentState::Settled { .. } => {
            (Tone::Positive, "done", say!(l, programmes.state_settled))
        }
    }
}

/// A theme: its name, and what one sees.
pub fn theme(theme: Theme) -> (&'static str, &'static str) {
    let l = Locale::Nl;
    match theme {
        Theme::Oeverstad => (
            say!(l, programmes.theme_oeverstad),
            say!(l, programmes.theme_oeverstad_text),
        ),
        Theme::Lindewaard => (
            say!(l, programmes.theme_lindewaard),
            say!(l, programmes.theme_lindewaard_text),
        ),
        Theme::Polderhaven => (
            say!(l, programmes.theme_polderhaven),
            say!(l, programmes.theme_polderhaven_text),
        ),
        Theme::Veenrijk => (
            say!(l, programmes.theme_veenrijk),
            say!(l, programmes.theme_veenrijk_text),
        ),
    }
}
