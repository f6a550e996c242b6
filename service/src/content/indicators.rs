//! What can be measured, and the figures that are known.

use serde::Deserialize;

use super::provenance::Provenance;

/// `indicators.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicators {
    /// Origin of the indicators.
    pub provenance: Provenance,
    /// The indicators, by kind.
    pub indicators: Vec<Indicator>,
}

/// Something that can be measured.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Short key, unique among indicators.
    pub key: String,
    /// What it tells about.
    pub kind: IndicatorKind,
    /// Dutch name.
    pub name: String,
    /// Unit, in Dutch.
    pub unit: String,
    /// Keys of sources; never empty.
    pub sources: Vec<String>,
    /// Known figures; present exactly for prevalence.
    #[serde(default)]
    pub measurements: Vec<Measurement>,
}

/// What an indicator tells about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// The effect of the approach, measured by others.
    Outcome,
    /// The extent of the problem.
    Prevalence,
    /// The work of the meeting, counted by the platform.
    Process,
}

/// A figure that is known from a source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measurement {
    /// Counted or estimated.
    pub basis: MeasurementBasis,
    /// Lowest value, in the unit of the indicator.
    pub low: u32,
    /// Highest value; equal to `low` for a single figure.
    pub high: u32,
    /// Period it covers, in Dutch.
    pub period: String,
    /// Area it covers.
    pub area: String,
}

/// How a figure came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasurementBasis {
    /// Counted from registrations.
    Registered,
    /// Estimated as a range.
    Estimate,
}
