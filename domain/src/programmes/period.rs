//! A vague date as a form sends it.

use chrono::{Datelike, NaiveDate};

use super::due::{FuzzyDue, Season};
use crate::fault::{Code, Faults};

/// The fields of a form about a vague date, as typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period<'a> {
    /// `day`, `m1` to `m12`, `q1` to `q4`, `h1`, `h2`, a season, `begin`, `year` or `event`.
    pub period: &'a str,
    /// The year.
    pub year: &'a str,
    /// The day, for `day`.
    pub on: &'a str,
    /// The event, for `event`.
    pub event: &'a str,
    /// How many months after it.
    pub months: &'a str,
}

/// The words for a period, in the order in which a form offers them.
pub const PERIODS: [&str; 26] = [
    "day", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12", "q1", "q2",
    "q3", "q4", "h1", "h2", "spring", "summer", "autumn", "winter", "begin", "year", "event",
];

impl Period<'_> {
    /// The date that is meant; `event` has passed the guard already.
    ///
    /// # Errors
    /// On `period`, `year`, `on`, `event` or `months`.
    pub fn read(&self, event: Option<&str>) -> Result<FuzzyDue, Faults> {
        let mut faults = Faults::default();
        let due = match self.period {
            "" => Err(("period", Code::Empty)),
            "day" => self.day().map_err(|code| ("on", code)),
            "event" => self.after(event),
            other => self
                .year()
                .map_err(|code| ("year", code))
                .and_then(|year| of_year(other, year).ok_or(("period", Code::NotAChoice))),
        };
        match due {
            Ok(due) => Ok(due),
            Err((field, code)) => {
                faults.add(field, code);
                Err(faults)
            }
        }
    }

    fn year(&self) -> Result<i32, Code> {
        let year = self.year.trim();
        if year.is_empty() {
            return Err(Code::Empty);
        }
        let year: i32 = year.parse().map_err(|_| Code::NotANumber)?;
        if (2000..=2100).contains(&year) {
            Ok(year)
        } else {
            Err(Code::OutOfRange(2000, 2100))
        }
    }

    fn day(&self) -> Result<FuzzyDue, Code> {
        if self.on.trim().is_empty() {
            return Err(Code::Empty);
        }
        let on = NaiveDate::parse_from_str(self.on.trim(), "%Y-%m-%d");
        let on = on.or_else(|_| NaiveDate::parse_from_str(self.on.trim(), "%d-%m-%Y"));
        let on = on.map_err(|_| Code::NotADate)?;
        if (2000..=2100).contains(&on.year()) {
            Ok(FuzzyDue::Date { on })
        } else {
            Err(Code::NotADate)
        }
    }

    fn after(&self, event: Option<&str>) -> Result<FuzzyDue, (&'static str, Code)> {
        let event = event.ok_or(("event", Code::Empty))?;
        let months = match self.months.trim() {
            "" => Err(Code::Empty),
            typed => typed.parse::<u32>().map_err(|_| Code::NotANumber),
        };
        let months = months.map_err(|code| ("months", code))?;
        if !(1..=120).contains(&months) {
            return Err(("months", Code::OutOfRange(1, 120)));
        }
        Ok(FuzzyDue::Relative {
            event: event.to_owned(),
            happened_on: None,
            duration_months: months,
        })
    }
}

fn of_year(word: &str, year: i32) -> Option<FuzzyDue> {
    if let Some(season) = Season::parse(word) {
        return Some(FuzzyDue::Season { year, season });
    }
    match word {
        "begin" => return Some(FuzzyDue::Begin { year }),
        "year" => return Some(FuzzyDue::Year { year }),
        _ => {}
    }
    let (kind, number) = word.split_at_checked(1)?;
    let number: u32 = number.parse().ok()?;
    match (kind, number) {
        ("m", 1..=12) => Some(FuzzyDue::Month {
            year,
            month: number,
        }),
        ("q", 1..=4) => Some(FuzzyDue::Quarter {
            year,
            quarter: u8::try_from(number).ok()?,
        }),
        ("h", 1 | 2) => Some(FuzzyDue::HalfYear {
            year,
            half: u8::try_from(number).ok()?,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_period_that_a_form_offers_is_read() {
        for period in PERIODS {
            let form = Period {
                period,
                year: "2027",
                on: "2027-03-01",
                event: "de start",
                months: "12",
            };
            let due = form.read(Some("de start")).unwrap();
            assert_eq!(due.latest().is_none(), period == "event", "{period}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_which_field() {
        let field = |form: Period| {
            let faults = form.read(None).unwrap_err().into_vec();
            faults.into_iter().next().map(|fault| fault.field)
        };
        let form = Period {
            period: "m3",
            year: "2027",
            ..Period::default()
        };
        for (form, wrong) in [
            (Period::default(), "period"),
            (Period { year: "", ..form }, "year"),
            (Period { year: "27", ..form }, "year"),
            (
                Period {
                    period: "m13",
                    ..form
                },
                "period",
            ),
            (
                Period {
                    period: "é",
                    ..form
                },
                "period",
            ),
            (
                Period {
                    period: "day",
                    ..form
                },
                "on",
            ),
            (
                Period {
                    period: "day",
                    on: "soon",
                    ..form
                },
                "on",
            ),
            (
                Period {
                    period: "event",
                    months: "3",
                    ..form
                },
                "event",
            ),
        ] {
            assert_eq!(field(form).as_deref(), Some(wrong), "{form:?}");
        }
    }
}
