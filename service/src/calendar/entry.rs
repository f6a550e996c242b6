//! Writes entries for calendars (RFC 5545), and invitations (RFC 5546). Instants are in UTC, so that no
//! reader needs to know when clocks change (decision 0029). Nothing in them comes from what people wrote.

use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};
use domain::text::Email;
use icalendar::{Calendar, Class, Component, Event, EventLike, EventStatus, Property};
use serde::Deserialize;
use uuid::Uuid;

use crate::error::{Error, Result};

/// What a calendar is told of one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Which meeting: an entry keeps its name through every change.
    pub id: Uuid,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How long it lasts, in minutes.
    pub minutes: i32,
    /// How often its time or place changed.
    pub sequence: i32,
    /// When this was written down.
    pub stamp: DateTime<Utc>,
    /// Whether it was called off.
    pub is_off: bool,
}

/// The two people of an invitation: nobody else is named in it.
#[derive(Debug, Clone, Copy)]
pub struct Invited<'a> {
    /// Who invites: the address that letters come from.
    pub by: &'a Email,
    /// Who is invited.
    pub who: &'a Email,
}

#[derive(Debug, Deserialize)]
struct Texts {
    name: String,
    summary: String,
    text: String,
}

static TEXTS: LazyLock<Option<Texts>> =
    LazyLock::new(|| toml::from_str(include_str!("../../texts/calendar.toml")).ok());

fn texts() -> Result<&'static Texts> {
    let texts = TEXTS.as_ref();
    texts.ok_or_else(|| Error::broken("no words for calendars"))
}

/// An invitation to a meeting, or word that it is off, to enclose in a letter: which of the two, as a
/// calendar knows it, and the text.
///
/// # Errors
/// None, as long as `service/texts/calendar.toml` is whole.
pub fn invitation(
    origin: &str,
    entry: &Entry,
    invited: Invited<'_>,
) -> Result<(&'static str, String)> {
    let method = if entry.is_off { "CANCEL" } else { "REQUEST" };
    let mut event = event(origin, entry)?;
    let by = format!("mailto:{}", invited.by.as_str());
    let by = Property::new("ORGANIZER", by)
        .add_parameter("CN", "Ketentafel")
        .done();
    // Nobody reads answers by mail: the letter has a link for that.
    let who = Property::new("ATTENDEE", format!("mailto:{}", invited.who.as_str()))
        .add_parameter("CUTYPE", "INDIVIDUAL")
        .add_parameter("ROLE", "REQ-PARTICIPANT")
        .add_parameter("PARTSTAT", "NEEDS-ACTION")
        .add_parameter("RSVP", "FALSE")
        .done();
    event.append_property(by).append_multi_property(who);
    let mut calendar = empty();
    calendar.append_property(("METHOD", method));
    calendar.push(event);
    Ok((method, calendar.to_string()))
}

/// Entries to take along or to subscribe to: nobody is named in them.
///
/// # Errors
/// None, as long as `service/texts/calendar.toml` is whole.
pub fn file(origin: &str, entries: &[Entry]) -> Result<String> {
    let mut calendar = empty();
    calendar.append_property(("X-WR-CALNAME", texts()?.name.as_str()));
    for entry in entries {
        calendar.push(event(origin, entry)?);
    }
    Ok(calendar.to_string())
}

fn empty() -> Calendar {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Ketentafel//Ketentafel//NL"))
        .append_property(("CALSCALE", "GREGORIAN"));
    calendar
}

fn event(origin: &str, entry: &Entry) -> Result<Event> {
    let texts = texts()?;
    let ends_at = entry.starts_at + TimeDelta::minutes(i64::from(entry.minutes));
    let status = if entry.is_off {
        EventStatus::Cancelled
    } else {
        EventStatus::Confirmed
    };
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", entry.id, host(origin)))
        .timestamp(entry.stamp)
        .starts(entry.starts_at)
        .ends(ends_at)
        .sequence(u32::try_from(entry.sequence).unwrap_or_default())
        .status(status)
        .class(Class::Confidential)
        .summary(&texts.summary)
        .description(&texts.text)
        .url(&format!("{origin}/overleg/{}", entry.id));
    Ok(event.done())
}

/// The name of the machine in an origin, without scheme and port.
pub(super) fn host(origin: &str) -> &str {
    let rest = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    rest.split([':', '/']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_what_names_a_machine() {
        for (origin, name) in [
            ("https://ketentafel.example", "ketentafel.example"),
            ("http://localhost:3000", "localhost"),
            ("https://tafel.example:8443", "tafel.example"),
        ] {
            assert_eq!(host(origin), name);
        }
    }
}
