//! The roadmap template (routekaart): phases, steps and the criteria that decide their status.

use serde::Deserialize;

use super::provenance::Provenance;

/// `roadmap_template.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoadmapTemplate {
    /// Edition; a later edition has a higher number.
    pub version: u32,
    /// Dutch title.
    pub title: String,
    /// Origin of the template.
    pub provenance: Provenance,
    /// The five phases, in order.
    pub phases: Vec<Phase>,
    /// The twenty steps, in order.
    pub steps: Vec<Step>,
}

/// A phase that groups steps.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// One capital letter, unique.
    pub code: String,
    /// Dutch heading.
    pub title: String,
}

/// A step towards a working chain approach.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Code of the phase and a number, such as `A1`; unique.
    pub code: String,
    /// Code of a [`Phase`].
    pub phase: String,
    /// Dutch title.
    pub title: String,
    /// Why the step matters, one or two Dutch sentences.
    pub why: String,
    /// Number of an action line.
    pub action_line: Option<u8>,
    /// Keys of sources; never empty.
    pub sources: Vec<String>,
    /// One to three criteria; the status of a step follows from their answers.
    pub criteria: Vec<Criterion>,
}

/// A sentence that is true, partly true or not true yet, and needs evidence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Code of the step, a dot and a number, such as `A1.1`; unique.
    pub code: String,
    /// The criterion, one Dutch sentence.
    pub text: String,
}
