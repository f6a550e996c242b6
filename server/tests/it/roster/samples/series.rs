//! The forms about a series.

use chrono::{Datelike, Months, NaiveDate, Weekday};
use service::clock::{Clock, local_date};

use crate::house::House;

/// The fields of a form, if it is one of these.
pub fn form(house: &House, operation: &str, text: &str) -> Option<Vec<(&'static str, String)>> {
    let series = house.id("series.kega").to_string();
    Some(match operation {
        "meetings/change_series" => vec![
            ("id", series),
            ("version", "1".to_owned()),
            ("name", "KEGA Amstelrand".to_owned()),
            ("purpose", text.to_owned()),
            ("legal_basis", text.to_owned()),
            ("time", "09:00".to_owned()),
            ("length", "90".to_owned()),
            ("room", "Stadhuis".to_owned()),
            ("every", "free".to_owned()),
        ],
        "meetings/plan_ahead" => vec![
            ("series", series),
            ("version", "1".to_owned()),
            ("days][", by_rhythm()?),
        ],
        _ => return None,
    })
}

/// The second Tuesday half a year ahead, which the rhythm of the demo gives and nobody planned.
fn by_rhythm() -> Option<String> {
    let today = local_date(Clock::System.now());
    let day = today.checked_add_months(Months::new(6))?;
    let day = NaiveDate::from_weekday_of_month_opt(day.year(), day.month(), Weekday::Tue, 2)?;
    Some(day.to_string())
}
