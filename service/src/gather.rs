//! Rows that hang under another row, gathered in one JSON text beside it, so that a page asks once
//! instead of once for each kind of row. Both engines can; they only call it differently.
//!
//! What is gathered is an array of arrays, and a struct that derives `Deserialize` reads one of them by
//! the order of its fields.

use std::borrow::Cow;
use std::fmt;

use sea_orm::DbBackend;
use serde::de::{DeserializeOwned, Error as _, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use crate::error::Result;

/// One value of a gathered row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cell {
    /// What JSON knows: text, a number, an instant, a day.
    Plain(&'static str),
    /// A UUID, which SQLite keeps as bytes.
    Id(&'static str),
}

/// The sub-select that gathers rows: its cells, what follows `FROM`, and the order.
///
/// Yes and no are numbers in SQLite: read them by [`flag`].
pub(crate) fn gather(backend: DbBackend, cells: &[Cell], from: &str, order: &str) -> String {
    let is_sqlite = backend == DbBackend::Sqlite;
    let values: Vec<String> = cells
        .iter()
        .map(|cell| match cell {
            Cell::Id(id) if is_sqlite => format!("hex({id})"),
            Cell::Plain(value) | Cell::Id(value) => (*value).to_owned(),
        })
        .collect();
    let values = values.join(", ");
    let order = if order.is_empty() {
        String::new()
    } else {
        format!(" ORDER BY {order}")
    };
    if is_sqlite {
        format!("(SELECT json_group_array(json_array({values}){order}) FROM {from})")
    } else {
        format!(
            "(SELECT COALESCE(json_agg(json_build_array({values}){order}), '[]')::text FROM {from})"
        )
    }
}

/// Reads what was gathered.
///
/// # Errors
/// When it is not what the struct expects.
pub(crate) fn rows<T: DeserializeOwned>(gathered: &str) -> Result<Vec<T>> {
    Ok(serde_json::from_str(gathered)?)
}

/// Reads yes or no, from either engine.
pub(crate) fn flag<'de, D: Deserializer<'de>>(from: D) -> std::result::Result<bool, D::Error> {
    from.deserialize_any(Flag)
}

struct Flag;

impl Visitor<'_> for Flag {
    type Value = bool;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("yes or no")
    }

    fn visit_bool<E: serde::de::Error>(self, so: bool) -> std::result::Result<bool, E> {
        Ok(so)
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> std::result::Result<bool, E> {
        match number {
            0..=1 => Ok(number == 1),
            _ => Err(E::invalid_value(Unexpected::Unsigned(number), &self)),
        }
    }
}

/// An optional id: a UUID that is not there is empty text in SQLite and nothing in PostgreSQL.
pub(crate) fn maybe_id<'de, D: Deserializer<'de>>(
    from: D,
) -> std::result::Result<Option<Uuid>, D::Error> {
    let text = Option::<Cow<'de, str>>::deserialize(from)?;
    match text.as_deref() {
        None | Some("") => Ok(None),
        Some(text) => Uuid::parse_str(text).map(Some).map_err(D::Error::custom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Row {
        #[serde(deserialize_with = "maybe_id")]
        id: Option<Uuid>,
        #[serde(deserialize_with = "flag")]
        so: bool,
    }

    #[test]
    fn both_engines_are_read_alike() {
        let sqlite = r#"[["019AA0B3C4D57E6F8A9B0C1D2E3F4A5B", 1], ["", 0]]"#;
        let postgres = r#"[["019aa0b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b", true], [null, false]]"#;
        let read = rows::<Row>(sqlite).expect("rows of SQLite");
        assert_eq!(read, rows::<Row>(postgres).expect("rows of PostgreSQL"));
        assert!(read[0].id.is_some() && read[0].so && read[1].id.is_none() && !read[1].so);
        assert!(rows::<Row>(r#"[["", 2]]"#).is_err());
        assert!(rows::<Row>(r#"[["no id", 1]]"#).is_err());
    }
}
