//! Promises, motions and decisions that somebody still has to make good.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::due::FuzzyDue;
use crate::people::words::{state_words, words};

words! {
    /// What kind of pledge it is.
    CommitmentKind {
        /// Toezegging.
        Promise = "promise",
        /// Motie.
        Motion = "motion",
        /// Besluit.
        Decision = "decision",
    }
}

/// What made a pledge good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The document or act.
    pub document: String,
    /// Its date.
    pub on: NaiveDate,
}

/// How a pledge stands today; derived, never typed (`docs/domain.md#commitments`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CommitmentState {
    /// Its time has not come.
    Open,
    /// Given a new date, whose time has not come.
    Renewed,
    /// Its time is now.
    Due,
    /// Its time has passed.
    Overdue,
    /// Afgedaan.
    Settled { document: String, on: NaiveDate },
}

state_words!(CommitmentState {
    Open = "open",
    Renewed = "renewed",
    Due = "due",
    Overdue = "overdue",
    Settled = "settled",
});

impl CommitmentState {
    /// Whether it still has to be made good.
    pub const fn is_open(&self) -> bool {
        !matches!(self, Self::Settled { .. })
    }
}

/// Derives how a pledge stands.
///
/// A `renewed` date takes the place of the first; the first stays on record beside it.
pub fn derive(
    due: &FuzzyDue,
    renewed: Option<&FuzzyDue>,
    settled: Option<&Settled>,
    today: NaiveDate,
) -> CommitmentState {
    if let Some(Settled { document, on }) = settled {
        return CommitmentState::Settled {
            document: document.clone(),
            on: *on,
        };
    }
    match renewed.unwrap_or(due).window() {
        Some((_, last)) if last < today => CommitmentState::Overdue,
        Some((first, _)) if first <= today => CommitmentState::Due,
        _ if renewed.is_some() => CommitmentState::Renewed,
        _ => CommitmentState::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_follows_from_the_day() {
        let due = FuzzyDue::HalfYear {
            year: 2024,
            half: 1,
        };
        let later = FuzzyDue::Month {
            year: 2025,
            month: 5,
        };
        let unknown = FuzzyDue::ByDocument {
            document: "deze brief".into(),
        };
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        for (due, renewed, today, word) in [
            (&due, None, day(2023, 12, 31), "open"),
            (&due, None, day(2024, 1, 1), "due"),
            (&due, None, day(2024, 6, 30), "due"),
            (&due, None, day(2024, 7, 1), "overdue"),
            (&due, Some(&later), day(2024, 7, 1), "renewed"),
            (&due, Some(&later), day(2025, 5, 31), "due"),
            (&due, Some(&later), day(2025, 6, 1), "overdue"),
            (&unknown, None, day(2025, 6, 1), "open"),
        ] {
            assert_eq!(derive(due, renewed, None, today).word(), word, "{today}");
        }
    }

    #[test]
    fn what_is_settled_stays_settled() {
        let on = NaiveDate::from_ymd_opt(2023, 9, 14).unwrap();
        let settled = Settled {
            document: "brief".into(),
            on,
        };
        let due = FuzzyDue::Date { on };
        let state = derive(&due, None, Some(&settled), NaiveDate::MAX);
        assert_eq!(
            state,
            CommitmentState::Settled {
                document: "brief".into(),
                on
            }
        );
        assert!(!state.is_open());
    }
}
