//! Many steps in one line: counts, the least advanced, and the share reached.

use super::status::StepStatus;

/// What a region or a phase comes to; never a ranking of municipalities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RollUp {
    /// How many steps have each status, in the order of [`StepStatus::ALL`].
    pub counts: [usize; StepStatus::ALL.len()],
    /// The least advanced status among the steps that apply.
    pub lowest: Option<StepStatus>,
    /// Whole percents of the applicable steps that reached their criteria, rounded down.
    pub percent: Option<usize>,
}

/// Adds up the statuses (`docs/domain.md#roll-up`).
///
/// Steps that do not apply are counted, but have no part in `lowest` and `percent`; without
/// any applicable step both are absent.
pub fn roll_up(statuses: &[StepStatus]) -> RollUp {
    let count = |wanted: StepStatus| statuses.iter().filter(|status| **status == wanted).count();
    let applies = |status: &&StepStatus| **status != StepStatus::NotApplicable;
    let applicable = statuses.iter().filter(applies).count();
    let reached = statuses.iter().filter(|status| status.is_reached()).count();
    RollUp {
        counts: StepStatus::ALL.map(count),
        lowest: statuses.iter().filter(applies).min().copied(),
        percent: (reached * 100).checked_div(applicable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_that_do_not_apply_weigh_nothing() {
        use StepStatus::{Blocked, CriteriaMet, Embedded, NotApplicable};
        let sum = roll_up(&[Embedded, Blocked, NotApplicable, CriteriaMet]);
        assert_eq!(sum.counts, [0, 1, 0, 0, 1, 0, 1, 1]);
        assert_eq!(sum.lowest, Some(Blocked));
        assert_eq!(sum.percent, Some(66));
    }

    #[test]
    fn nothing_applicable_is_no_progress_and_no_arrears() {
        let sum = roll_up(&[StepStatus::NotApplicable]);
        assert_eq!((sum.lowest, sum.percent), (None, None));
        assert_eq!(roll_up(&[]).percent, None);
    }
}
