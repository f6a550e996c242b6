//! What an agenda proposes by itself, and by which rule (`docs/domain.md#suggestions`).

use chrono::NaiveDate;

use super::vocabulary::{ItemKind, Wanted};
use crate::people::words::{commands, words};
use crate::roadmaps::StepStatus;

words! {
    /// Why something is proposed for an agenda. What was deferred, and minutes that wait, come by themselves.
    Cause {
        /// A covenant of this table ends within the widest band of warning.
        CovenantEnds = "covenant_ends",
        /// The evaluation of a covenant is due.
        EvaluationDue = "evaluation_due",
        /// A step of a routekaart stands still, or should have been done.
        StepStuck = "step_stuck",
        /// A bottleneck is not out of the way yet.
        BottleneckOpen = "bottleneck_open",
        /// A guest brought something in, and it has no place and no answer yet.
        ContributionWaits = "contribution_waits",
    }
}

impl Cause {
    /// The item it becomes: its kind, how many minutes it takes, and what is wanted of the table. Nothing
    /// for a contribution, which is placed with the words of its guest.
    pub fn item(self) -> Option<(ItemKind, u32, Wanted)> {
        Some(match self {
            Self::CovenantEnds => (ItemKind::Covenant, 10, Wanted::Decide),
            Self::EvaluationDue => (ItemKind::Covenant, 10, Wanted::Discuss),
            Self::StepStuck => (ItemKind::Roadmap, 10, Wanted::Discuss),
            Self::BottleneckOpen => (ItemKind::Policy, 10, Wanted::Decide),
            Self::ContributionWaits => return None,
        })
    }
}

/// Whether a step stands still on a day: a bottleneck holds it up, or its day is past and its criteria are
/// not met.
pub fn is_stuck(status: StepStatus, due: Option<NaiveDate>, on: NaiveDate) -> bool {
    status == StepStatus::Blocked
        || status < StepStatus::CriteriaMet && due.is_some_and(|due| due < on)
}

commands! {
    /// Takes up what the agenda proposes.
    TakeUpSuggestion {
        /// The meeting.
        meeting: String,
        /// The word of the cause.
        cause: String,
        /// What it is about.
        object: String,
    }

    /// Leaves aside, for one meeting, what the agenda proposes.
    PassSuggestion {
        /// The meeting.
        meeting: String,
        /// The word of the cause.
        cause: String,
        /// What it is about.
        object: String,
        /// `yes` shows again what was left aside.
        back: String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_step_is_stuck_by_a_bottleneck_or_by_its_day() {
        let on = day("2026-12-08");
        let due = |text: &str| Some(day(text));
        assert!(is_stuck(StepStatus::Blocked, None, on));
        assert!(is_stuck(StepStatus::InProgress, due("2026-12-07"), on));
        assert!(is_stuck(StepStatus::NotStarted, due("2026-01-01"), on));
        assert!(!is_stuck(StepStatus::InProgress, due("2026-12-08"), on));
        assert!(!is_stuck(StepStatus::AtRisk, None, on));
        for done in [
            StepStatus::CriteriaMet,
            StepStatus::Verified,
            StepStatus::Embedded,
            StepStatus::NotApplicable,
        ] {
            assert!(!is_stuck(done, due("2026-01-01"), on), "{done:?}");
        }
    }

    #[test]
    fn all_but_a_contribution_become_an_item() {
        for cause in Cause::ALL {
            let placed = cause == Cause::ContributionWaits;
            assert_eq!(cause.item().is_none(), placed, "{cause:?}");
        }
    }
}
