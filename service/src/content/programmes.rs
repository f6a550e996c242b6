//! The national programmes, and the ten municipalities that took part in them.

use serde::Deserialize;

use super::provenance::{PartialDate, Provenance};

/// `municipalities.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipalities {
    /// Origin of the list.
    pub provenance: Provenance,
    /// The municipalities, programme first, then pilots.
    pub municipalities: Vec<Municipality>,
}

/// A municipality that took part in a programme or a pilot.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// Short key, unique among municipalities.
    pub key: String,
    /// Official name.
    pub name: String,
    /// How it took part.
    pub participation: Participation,
    /// Key of a [`Programme`].
    pub programme: String,
    /// What else is known; may be empty.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// How a municipality took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Participation {
    /// One of the seven of the framework programme.
    Programme,
    /// One of the three administrative pilots.
    Pilot,
}

/// One sentence of fact, with the sources that carry it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The fact, one Dutch sentence.
    pub text: String,
    /// Keys of sources; never empty.
    pub sources: Vec<String>,
}

/// `programmes.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programmes {
    /// Origin of the list.
    pub provenance: Provenance,
    /// The programmes, oldest first.
    pub programmes: Vec<Programme>,
}

/// A national programme or plan.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Short key, unique among programmes.
    pub key: String,
    /// Its name.
    pub title: String,
    /// What it was about, in a few Dutch sentences.
    pub summary: String,
    /// Key of the programme it is part of.
    pub parent: Option<String>,
    /// Key of the programme that took over its work.
    pub successor: Option<String>,
    /// When it began, as far as known.
    pub start: Option<PartialDate>,
    /// When it ended or was to end, as far as known.
    pub end: Option<PartialDate>,
    /// Whether it has ended.
    pub state: ProgrammeState,
    /// Keys of sources; never empty.
    pub sources: Vec<String>,
}

/// Whether a programme has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeState {
    /// It is over.
    Ended,
    /// The sources read do not tell.
    Unverified,
}
