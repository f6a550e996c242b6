//! Reads what forms about covenants send.

use std::str::FromStr;

use chrono::NaiveDate;
use domain::fault::Code;

use crate::error::{Error, Result};

/// An id from a form or an address; anything else leads nowhere.
pub fn id<T: FromStr>(raw: &str) -> Result<T> {
    raw.parse().map_err(|_| Error::NotFound)
}

/// A day as a date field sends it.
pub fn day(raw: &str) -> Result<NaiveDate, Code> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(Code::Empty);
    }
    NaiveDate::parse_from_str(raw, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(raw, "%d-%m-%Y"))
        .map_err(|_| Code::NotADate)
}

/// A day that may be left open.
pub fn optional_day(raw: &str) -> Result<Option<NaiveDate>, Code> {
    if raw.trim().is_empty() {
        Ok(None)
    } else {
        day(raw).map(Some)
    }
}
