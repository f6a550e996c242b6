//! The small classifications that steps, actions and bottlenecks are tagged with.

use serde::Deserialize;

use super::provenance::Provenance;

/// `action_lines.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionLines {
    /// Origin of the action lines.
    pub provenance: Provenance,
    /// The three lines, numbered from 1.
    pub action_lines: Vec<ActionLine>,
    /// What the programme wanted to reach.
    pub goals: Vec<Goal>,
}

/// An action line (actielijn) of the programme Geweld hoort nergens thuis.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionLine {
    /// Number in the programme.
    pub number: u8,
    /// Dutch name.
    pub title: String,
    /// What it covers, in our own Dutch.
    pub text: String,
}

/// A goal of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// The goal, one Dutch sentence.
    pub text: String,
    /// Key of the indicator that shows it.
    pub indicator: String,
}

/// `chain_links.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainLinks {
    /// Origin of the links.
    pub provenance: Provenance,
    /// The six links, numbered from 1.
    pub chain_links: Vec<ChainLink>,
}

/// A link of the chain (schakel), from prevention to sanction.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainLink {
    /// Place in the chain.
    pub number: u8,
    /// Short key, unique among links.
    pub key: String,
    /// Dutch name.
    pub title: String,
    /// What happens there, one Dutch sentence.
    pub text: String,
}

/// `bottleneck_categories.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BottleneckCategories {
    /// Origin of the categories.
    pub provenance: Provenance,
    /// The four categories.
    pub bottleneck_categories: Vec<BottleneckCategory>,
}

/// A kind of bottleneck (knelpunt).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BottleneckCategory {
    /// Short key, unique among categories.
    pub key: String,
    /// Dutch name.
    pub title: String,
    /// How to recognise it, one Dutch sentence.
    pub text: String,
}
