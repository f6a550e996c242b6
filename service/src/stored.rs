//! Turns stored words and JSON into the types of `domain`. A word that no rule knows is our own
//! fault, and says so instead of being guessed at.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// Reads a small enumeration from its word.
pub fn word<T>(parse: impl Fn(&str) -> Option<T>, stored: &str) -> Result<T> {
    parse(stored).ok_or_else(|| Error::broken(format!("stored word {stored}")))
}

/// Reads a state from its JSON.
pub fn state<T: DeserializeOwned>(stored: &str) -> Result<T> {
    Ok(serde_json::from_str(stored)?)
}

/// Writes a state as JSON.
pub fn json<T: Serialize>(state: &T) -> Result<String> {
    Ok(serde_json::to_string(state)?)
}

/// Reads a whole number of minutes or places that is never negative.
pub fn count(stored: i32) -> Result<u32> {
    u32::try_from(stored).map_err(|_| Error::broken(format!("stored count {stored}")))
}

/// Writes a whole number that is never negative.
pub fn small(count: u32) -> Result<i32> {
    i32::try_from(count).map_err(|_| Error::broken(format!("count {count}")))
}

/// How many rows to skip for a page, counted from zero. A page that nobody can reach is empty: no
/// database counts further than this.
pub(crate) fn skip(page: u64, size: u64) -> u64 {
    page.saturating_mul(size).min(i64::MAX.unsigned_abs())
}
