//! The forms about a series.

use chrono::{Datelike, Months, NaiveDate, Weekday};
use service::clock::{Clock, local_date};

use crate::house::House;

/// The id that a page minted.
pub const MINTED: &str = "01900000-0000-7000-8000-000000000002";

/// A page about a series.
pub fn page(house: &House, route: &str) -> String {
    route
        .replace("{id}", &house.id("series.kega").to_string())
        .replace("{annex}", &house.id("annex.kega").to_string())
}

/// Whether a form is about a series.
pub fn has(operation: &str) -> bool {
    let verbs = [
        "change_series",
        "plan_ahead",
        "call_urgent",
        "reschedule",
        "advise_series",
        "answer_advice",
        "put_annex",
        "end_annex",
    ];
    let verb = operation.strip_prefix("meetings/");
    verb.is_some_and(|verb| verbs.contains(&verb))
}

/// An advice that has to be answered.
pub fn objection(house: &House, text: &str) -> Vec<(&'static str, String)> {
    vec![
        ("id", MINTED.to_owned()),
        ("series", house.id("series.kega").to_string()),
        ("version", "1".to_owned()),
        ("opinion", "negative".to_owned()),
        ("text", text.to_owned()),
    ]
}

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
        "meetings/call_urgent" => [
            vec![("id", MINTED.to_owned()), ("series", series)],
            times(tomorrow()?, text),
        ]
        .concat(),
        "meetings/reschedule" => [
            vec![
                ("id", house.id("meeting.next").to_string()),
                ("version", "1".to_owned()),
            ],
            times("2031-01-15".to_owned(), text),
        ]
        .concat(),
        "meetings/advise_series" => objection(house, text),
        "meetings/answer_advice" => vec![
            ("id", MINTED.to_owned()),
            ("series", series),
            ("version", "2".to_owned()),
            ("why", text.to_owned()),
        ],
        "meetings/put_annex" => vec![
            ("id", MINTED.to_owned()),
            ("series", series),
            ("version", "1".to_owned()),
            ("partners][", house.id("organisation.politie").to_string()),
            ("partners][", house.id("organisation.om").to_string()),
            ("purpose", text.to_owned()),
            ("information", text.to_owned()),
            ("from", "2031-01-01".to_owned()),
        ],
        "meetings/end_annex" => vec![
            ("id", house.id("annex.kega").to_string()),
            ("series", series),
            ("version", "1".to_owned()),
            ("why", text.to_owned()),
        ],
        _ => return None,
    })
}

/// When and where, and why.
fn times(date: String, text: &str) -> Vec<(&'static str, String)> {
    vec![
        ("date", date),
        ("time", "09:00".to_owned()),
        ("length", "90".to_owned()),
        ("room", "Stadhuis".to_owned()),
        ("why", text.to_owned()),
    ]
}

fn tomorrow() -> Option<String> {
    let day = local_date(Clock::System.now()).succ_opt()?;
    Some(day.to_string())
}

/// The second Tuesday half a year ahead, which the rhythm of the demo gives and nobody planned.
fn by_rhythm() -> Option<String> {
    let today = local_date(Clock::System.now());
    let day = today.checked_add_months(Months::new(6))?;
    let day = NaiveDate::from_weekday_of_month_opt(day.year(), day.month(), Weekday::Tue, 2)?;
    Some(day.to_string())
}
