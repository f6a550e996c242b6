//! What letters say, from `service/texts/letters.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use domain::calendar;
use serde::{Deserialize, Serialize};

use crate::clock::{local_date, local_minutes};
use crate::error::{Error, Result};

/// A letter as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Who it says it is from.
    pub sender: String,
    /// What it says it is about.
    pub subject: String,
    /// The text, in paragraphs.
    pub text: String,
    /// What the link is called; empty for a letter without one.
    pub action: String,
    /// Where the link leads.
    pub link: String,
    /// What the link is called with which one says whether one comes.
    #[serde(default)]
    pub answer_action: String,
    /// Where that one leads; empty for a letter that does not ask.
    #[serde(default)]
    pub answer: String,
    /// An entry for the calendar of the receiver.
    #[serde(default)]
    pub calendar: Option<Enclosed>,
}

/// What a letter brings along for a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosed {
    /// Whether it invites (`REQUEST`) or calls off (`CANCEL`).
    pub method: String,
    /// The entry.
    pub text: String,
}

#[derive(Debug, Deserialize)]
struct Texts {
    sender: String,
    answer: String,
    #[serde(flatten)]
    letters: BTreeMap<String, Pattern>,
}

#[derive(Debug, Deserialize)]
struct Pattern {
    subject: String,
    text: String,
    action: String,
}

static TEXTS: LazyLock<Option<Texts>> =
    LazyLock::new(|| toml::from_str(include_str!("../../texts/letters.toml")).ok());

/// Writes a letter by the word of its purpose; `until` is how long its link counts.
///
/// # Errors
/// None, as long as `service/texts/letters.toml` is what its test says.
pub(crate) fn write(purpose: &str, link: String, until: DateTime<Utc>) -> Result<Written> {
    let found = TEXTS.as_ref().and_then(|texts| {
        let pattern = texts.letters.get(purpose)?;
        Some((texts, pattern))
    });
    let (texts, pattern) = found.ok_or_else(|| Error::broken(format!("no letter {purpose}")))?;
    Ok(Written {
        sender: texts.sender.clone(),
        subject: pattern.subject.clone(),
        text: pattern.text.trim().replace("{{until}}", &moment(until)),
        action: pattern.action.clone(),
        link,
        answer_action: texts.answer.clone(),
        answer: String::new(),
        calendar: None,
    })
}

/// "dinsdag 24 november 2026 om 10.00 uur".
fn moment(at: DateTime<Utc>) -> String {
    let minutes = local_minutes(at);
    let day = calendar::long_date(local_date(at));
    format!("{day} om {:02}.{:02} uur", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use domain::people::guest::Letter;

    use super::*;

    #[test]
    fn every_letter_is_written_and_says_nothing_of_the_matter() {
        for letter in Letter::ALL {
            let written = write(
                letter.word(),
                "https://example.org/x".to_owned(),
                DateTime::UNIX_EPOCH,
            );
            let written = written.unwrap_or_else(|error| panic!("{error}"));
            assert!(!written.subject.is_empty() && !written.text.contains("{{"));
            let all = format!("{} {}", written.subject, written.text).to_lowercase();
            for word in [
                "geweld",
                "eer",
                "overleg",
                "gemeente",
                "politie",
                "organisatie",
            ] {
                let found = all
                    .split(|ch: char| !ch.is_alphabetic())
                    .any(|it| it == word);
                assert!(!found, "{letter:?} says {word}");
            }
        }
    }
}
