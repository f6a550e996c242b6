//! Due dates as people promise them, and the last day each can mean.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::people::words::words;

words! {
    /// A season, as people promise by it.
    Season {
        /// March to May.
        Spring = "spring",
        /// June to August.
        Summer = "summer",
        /// September to November.
        Autumn = "autumn",
        /// December to February of the next year.
        Winter = "winter",
    }
}

/// When something was promised for (`docs/domain.md#fuzzy-dates`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FuzzyDue {
    /// On a day.
    Date {
        /// The day.
        on: NaiveDate,
    },
    /// In a month.
    Month {
        /// The year.
        year: i32,
        /// The month, 1 to 12.
        month: u32,
    },
    /// In a half of a year.
    HalfYear {
        /// The year.
        year: i32,
        /// 1 or 2.
        half: u8,
    },
    /// In a quarter of a year.
    Quarter {
        /// The year.
        year: i32,
        /// 1 to 4.
        quarter: u8,
    },
    /// In a season.
    Season {
        /// The year in which it begins.
        year: i32,
        /// Which one.
        season: Season,
    },
    /// In a year.
    Year {
        /// The year.
        year: i32,
    },
    /// "Begin" of a year: its first quarter.
    Begin {
        /// The year.
        year: i32,
    },
    /// Some months after an event.
    Relative {
        /// The event, in the words of the promise.
        event: String,
        /// When it happened, once that is known.
        happened_on: Option<NaiveDate>,
        /// How many months later.
        duration_months: u32,
    },
    /// By, or with, a document.
    ByDocument {
        /// The document.
        document: String,
    },
}

impl FuzzyDue {
    /// The last day that keeps the promise; absent while that cannot be told.
    pub fn latest(&self) -> Option<NaiveDate> {
        self.window().map(|(_, last)| last)
    }

    /// The first and the last day the promise can mean; a single day is its own window.
    pub fn window(&self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Date { on } => Some((*on, *on)),
            Self::Month { year, month } => months(*year, *month, 1),
            Self::HalfYear { year, half: 1 } => months(*year, 1, 6),
            Self::HalfYear { year, half: 2 } => months(*year, 7, 6),
            Self::Quarter {
                year,
                quarter: quarter @ 1..=4,
            } => months(*year, u32::from(*quarter) * 3 - 2, 3),
            Self::Season { year, season } => months(*year, season.first(), 3),
            Self::Year { year } => months(*year, 1, 12),
            Self::Begin { year } => months(*year, 1, 3),
            Self::Relative {
                happened_on,
                duration_months,
                ..
            } => {
                let day = happened_on
                    .as_ref()?
                    .checked_add_months(Months::new(*duration_months))?;
                Some((day, day))
            }
            Self::HalfYear { .. } | Self::Quarter { .. } | Self::ByDocument { .. } => None,
        }
    }
}

impl Season {
    /// Its first month: as the weather has them, for a promise needs a last day.
    const fn first(self) -> u32 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

fn months(year: i32, first: u32, count: u32) -> Option<(NaiveDate, NaiveDate)> {
    let from = NaiveDate::from_ymd_opt(year, first, 1)?;
    let to = from
        .checked_add_months(Months::new(count))?
        .checked_sub_days(Days::new(1))?;
    Some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn every_vague_date_has_a_last_day() {
        let on = day(2023, 9, 14);
        let relative = |happened_on| FuzzyDue::Relative {
            event: "start van de werkinstructie".into(),
            happened_on,
            duration_months: 12,
        };
        for (due, latest) in [
            (FuzzyDue::Date { on }, Some(on)),
            (
                FuzzyDue::Month {
                    year: 2023,
                    month: 9,
                },
                Some(day(2023, 9, 30)),
            ),
            (
                FuzzyDue::Month {
                    year: 2024,
                    month: 2,
                },
                Some(day(2024, 2, 29)),
            ),
            (
                FuzzyDue::Month {
                    year: 2023,
                    month: 12,
                },
                Some(day(2023, 12, 31)),
            ),
            (
                FuzzyDue::HalfYear {
                    year: 2024,
                    half: 1,
                },
                Some(day(2024, 6, 30)),
            ),
            (
                FuzzyDue::HalfYear {
                    year: 2024,
                    half: 2,
                },
                Some(day(2024, 12, 31)),
            ),
            (FuzzyDue::Begin { year: 2024 }, Some(day(2024, 3, 31))),
            (
                FuzzyDue::Quarter {
                    year: 2024,
                    quarter: 4,
                },
                Some(day(2024, 12, 31)),
            ),
            (
                FuzzyDue::Season {
                    year: 2024,
                    season: Season::Autumn,
                },
                Some(day(2024, 11, 30)),
            ),
            (
                FuzzyDue::Season {
                    year: 2023,
                    season: Season::Winter,
                },
                Some(day(2024, 2, 29)),
            ),
            (FuzzyDue::Year { year: 2024 }, Some(day(2024, 12, 31))),
            (relative(Some(day(2023, 2, 28))), Some(day(2024, 2, 28))),
            (relative(None), None),
            (
                FuzzyDue::ByDocument {
                    document: "deze brief".into(),
                },
                None,
            ),
        ] {
            assert_eq!(due.latest(), latest, "{due:?}");
        }
    }

    #[test]
    fn what_no_calendar_holds_has_no_last_day() {
        assert_eq!(
            FuzzyDue::Month {
                year: 2023,
                month: 13
            }
            .latest(),
            None
        );
        assert_eq!(
            FuzzyDue::HalfYear {
                year: 2023,
                half: 3
            }
            .latest(),
            None
        );
        assert_eq!(FuzzyDue::Begin { year: i32::MAX }.latest(), None);
    }
}
