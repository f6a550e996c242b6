//! Words for minutes: how far they are, what became of a correction, why there is another version.

use domain::meetings::{CorrectionState, Minutes, Rewrite};

use super::meetings::Shown;
use crate::i18n::Locale;
use crate::say;
use crate::ui::Tone;

/// How far the minutes are.
pub fn state(minutes: &Minutes) -> Shown {
    let l = Locale::Nl;
    match minutes {
        Minutes::Missing => (Tone::Neutral, "open", say!(l, minutes.state_missing)),
        Minutes::Draft { .. } => (Tone::Neutral, "edit", say!(l, minutes.state_draft)),
        Minutes::ForApproval { .. } => (Tone::Info, "half", say!(l, minutes.state_for_approval)),
        Minutes::Approved { .. } => (Tone::Positive, "done", say!(l, minutes.state_approved)),
    }
}

/// What became of a proposed correction.
pub fn correction(state: &CorrectionState) -> Shown {
    let l = Locale::Nl;
    match state {
        CorrectionState::Proposed => (Tone::Info, "open", say!(l, minutes.correction_proposed)),
        CorrectionState::Withdrawn { .. } => (
            Tone::Neutral,
            "cancelled",
            say!(l, minutes.correction_withdrawn),
        ),
        CorrectionState::Accepted { .. } => {
            (Tone::Positive, "done", say!(l, minutes.correction_accepted))
        }
        CorrectionState::Declined { .. } => (
            Tone::Neutral,
            "declined",
            say!(l, minutes.correction_declined),
        ),
    }
}

/// Why a text has another version.
pub fn why(why: Rewrite) -> &'static str {
    let l = Locale::Nl;
    match why {
        Rewrite::Drafted => say!(l, minutes.why_drafted),
        Rewrite::Edited => say!(l, minutes.why_edited),
        Rewrite::Corrected => say!(l, minutes.why_corrected),
        Rewrite::Restored => say!(l, minutes.why_restored),
    }
}
