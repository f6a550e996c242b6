//! Where content comes from: the source of a file, the register of cited publications, and dates
//! that are no more precise than their source.

use std::fmt;
use std::str::FromStr;

use chrono::{Months, NaiveDate};
use serde::Deserialize;

/// The publication that a content file as a whole rests on. Shown beside the content.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Title of the publication, in Dutch.
    pub title: String,
    /// Who published it, when known.
    pub publisher: Option<String>,
    /// When it was published, as far as known.
    pub date: Option<PartialDate>,
    /// Number of the parliamentary paper, or host and path of the page.
    pub reference: Option<String>,
    /// What a reader should know about the origin, in Dutch.
    pub note: Option<String>,
}

/// The register of publications that items of other files cite by key.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// Origin of the register itself.
    pub provenance: Provenance,
    /// The publications.
    pub sources: Vec<Source>,
}

/// One publication.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Short key, unique in the register.
    pub key: String,
    /// Title, in Dutch.
    pub title: String,
    /// Who published it, when known.
    pub publisher: Option<String>,
    /// When it was published, as far as known.
    pub date: Option<PartialDate>,
    /// Number of the parliamentary paper, or host and path of the page.
    pub reference: Option<String>,
    /// What a reader should know about the source, in Dutch.
    pub note: Option<String>,
}

/// A year, a month or a day, as precise as the source is: `2013`, `2008-06` or `2008-06-01`
/// (ISO 8601, reduced precision).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PartialDate {
    first: NaiveDate,
    last: NaiveDate,
}

impl PartialDate {
    /// The first day that it can mean.
    pub const fn first_day(&self) -> NaiveDate {
        self.first
    }

    /// The last day that it can mean.
    pub const fn last_day(&self) -> NaiveDate {
        self.last
    }
}

/// The text is not a year, a month or a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date; write 2013, 2008-06 or 2008-06-01")]
pub struct NotADate(String);

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let day = |iso: &str| NaiveDate::from_str(iso).ok();
        let days = match text.len() {
            4 => day(&format!("{text}-01-01")).zip(day(&format!("{text}-12-31"))),
            7 => day(&format!("{text}-01")).and_then(|first| {
                let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
                Some((first, last))
            }),
            10 => day(text).map(|day| (day, day)),
            _ => None,
        };
        let (first, last) = days.ok_or_else(|| NotADate(text.to_owned()))?;
        Ok(Self { first, last })
    }
}

impl TryFrom<String> for PartialDate {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for PartialDate {
    /// Writes it back as ISO 8601, with the precision it was read with.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let span = (self.last - self.first).num_days();
        let pattern = match span {
            0 => "%Y-%m-%d",
            1..=30 => "%Y-%m",
            _ => "%Y",
        };
        write!(f, "{}", self.first.format(pattern))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_precision_it_was_read_with() {
        for (text, first, last) in [
            ("2013", "2013-01-01", "2013-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024-12", "2024-12-01", "2024-12-31"),
            ("2008-06-01", "2008-06-01", "2008-06-01"),
        ] {
            let date: PartialDate = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!(date.first_day().to_string(), first);
            assert_eq!(date.last_day().to_string(), last);
        }
    }

    #[test]
    fn refuses_what_is_not_a_date() {
        for text in ["", "13", "2013-13", "2013-02-30", "juni 2013", "2013-1"] {
            assert_eq!(
                text.parse::<PartialDate>(),
                Err(NotADate(text.to_owned())),
                "{text}"
            );
        }
    }
}
