//! What was agreed and promised: the measures of 2013 and the commitments of 2023.

use chrono::NaiveDate;
use serde::Deserialize;

use super::provenance::{PartialDate, Provenance};

/// `measures.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measures {
    /// Origin of the measures.
    pub provenance: Provenance,
    /// The ministries and bodies that hold them.
    pub holders: Vec<Holder>,
    /// The themes, in the order of the letter.
    pub themes: Vec<Theme>,
    /// The ten measures, numbered from 1.
    pub measures: Vec<Measure>,
}

/// A ministry or body that holds a measure (actiehouder).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// Abbreviation, unique among holders.
    pub key: String,
    /// Full name at the time of the letter.
    pub name: String,
}

/// A theme that measures are grouped by.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Short key, unique among themes.
    pub key: String,
    /// Dutch heading.
    pub title: String,
}

/// A measure of the letter of 2013.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Number in the letter.
    pub number: u8,
    /// Key of a [`Theme`].
    pub theme: String,
    /// What was to be done, in our own Dutch.
    pub text: String,
    /// Keys of [`Holder`]s; never empty, the first leads.
    pub holders: Vec<String>,
}

/// `commitments.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitments {
    /// Origin of the commitments.
    pub provenance: Provenance,
    /// The nine commitments.
    pub commitments: Vec<Commitment>,
}

/// A promise (toezegging) to one of the houses of parliament.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// Short key, unique among commitments.
    pub key: String,
    /// What was promised, in our own Dutch.
    pub text: String,
    /// A promise of a minister or a motion of a house.
    pub kind: CommitmentKind,
    /// To whom.
    pub made_to: House,
    /// The due date in the words of the promise.
    pub due_wording: String,
    /// The same due date as data.
    pub due: FuzzyDue,
    /// What the sources tell about it.
    pub state: CommitmentState,
    /// Key of the source that settled it; present exactly when settled.
    pub settled_by: Option<String>,
    /// Day on which it was settled; present exactly when settled.
    pub settled_on: Option<NaiveDate>,
    /// A later date that became known.
    pub slippage: Option<Slippage>,
    /// What a reader should know, in Dutch.
    pub note: Option<String>,
}

/// What kind of commitment it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentKind {
    /// A minister promised it.
    Promise,
    /// A motion asked for it.
    Motion,
}

/// A house of parliament.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum House {
    /// Tweede Kamer.
    #[serde(rename = "TK")]
    Lower,
    /// Eerste Kamer.
    #[serde(rename = "EK")]
    Upper,
}

/// A due date as vague as it was promised. The wording stays beside it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum FuzzyDue {
    /// On or before a day.
    Date {
        /// That day.
        date: NaiveDate,
    },
    /// In a month.
    Month {
        /// Calendar year.
        year: i32,
        /// 1 to 12.
        month: u8,
    },
    /// In a half of a year.
    HalfYear {
        /// Calendar year.
        year: i32,
        /// 1 or 2.
        half: u8,
    },
    /// Early in a year ("begin 2024").
    Begin {
        /// Calendar year.
        year: i32,
    },
    /// Some time after an event whose day is not known here.
    Relative {
        /// The event, in Dutch.
        event: String,
        /// Months after the event.
        months: u8,
    },
    /// Together with a document.
    ByDocument {
        /// Key of a source.
        document: String,
        /// Day of that document.
        date: NaiveDate,
    },
}

/// What the sources tell about a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentState {
    /// Not settled as far as known.
    Open,
    /// The promised date has come; the outcome was not found.
    Due,
    /// Settled by a document.
    Settled,
}

/// A commitment that took longer than promised.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slippage {
    /// What happened, in Dutch.
    pub text: String,
    /// When the late work began.
    pub from: PartialDate,
    /// When the late work ended.
    pub to: PartialDate,
    /// Keys of sources; never empty.
    pub sources: Vec<String>,
}
