//! Reading the plain fields of a form: days, numbers, choices. Each says what is wrong as a code.

use chrono::NaiveDate;
use domain::fault::Code;

/// What a ticked box sends.
pub(crate) const YES: &str = "yes";

/// A day as the browser sends it, or as people write it.
pub(crate) fn day(text: &str) -> Result<NaiveDate, Code> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Code::Empty);
    }
    ["%Y-%m-%d", "%d-%m-%Y"]
        .iter()
        .find_map(|shape| NaiveDate::parse_from_str(text, shape).ok())
        .ok_or(Code::NotADate)
}

/// As [`day`], with a day for when the field is empty.
pub(crate) fn day_or(text: &str, otherwise: NaiveDate) -> Result<NaiveDate, Code> {
    match day(text) {
        Err(Code::Empty) => Ok(otherwise),
        read => read,
    }
}

/// A whole number within bounds, both included.
pub(crate) fn number(text: &str, low: i32, high: i32) -> Result<i32, Code> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Code::Empty);
    }
    let number: i64 = text.parse().map_err(|_| Code::NotANumber)?;
    i32::try_from(number)
        .ok()
        .filter(|number| (low..=high).contains(number))
        .ok_or(Code::OutOfRange(low.into(), high.into()))
}

/// One of the words of a list.
pub(crate) fn choice<T>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Code> {
    if text.is_empty() {
        return Err(Code::Empty);
    }
    parse(text).ok_or(Code::NotAChoice)
}
