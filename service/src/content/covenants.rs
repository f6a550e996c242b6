//! The covenant template: clauses and annexes that a region fills in with its own parties and terms.

use serde::Deserialize;

use super::provenance::Provenance;

/// `covenant_template.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CovenantTemplate {
    /// Edition; a later edition has a higher number.
    pub version: u32,
    /// Dutch title.
    pub title: String,
    /// Origin of the template.
    pub provenance: Provenance,
    /// What clauses may leave open, each used at least once.
    pub placeholders: Vec<Placeholder>,
    /// The twenty-three clauses, numbered from 1.
    pub clauses: Vec<Clause>,
    /// The annexes, numbered from 1.
    pub annexes: Vec<Annex>,
}

/// Something that a region fills in, written as `{key}` in the text of a clause.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placeholder {
    /// Short key, unique among placeholders.
    pub key: String,
    /// What belongs there, in Dutch.
    pub meaning: String,
    /// What stands there as long as the region writes nothing else; none where only facts fit.
    pub usual: Option<String>,
}

/// A clause of the covenant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Number in the covenant.
    pub number: u8,
    /// Dutch heading.
    pub heading: String,
    /// Whether a region may leave it out.
    pub flag: ClauseFlag,
    /// The text, one paragraph (lid) per line, with placeholders in braces.
    pub text: String,
}

/// Whether a region may leave a clause out or rewrite it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseFlag {
    /// Part of every covenant; only placeholders are filled in.
    Locked,
    /// May be left out or rewritten.
    Optional,
}

/// An annex that belongs to the covenant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annex {
    /// Number of the annex.
    pub number: u8,
    /// Dutch title.
    pub title: String,
    /// What it is for, in Dutch.
    pub purpose: String,
}

impl Clause {
    /// The paragraphs (leden) of the clause, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }

    /// The keys of the placeholders in the text, in order, repeated as often as they occur.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(key, _)| key)
    }
}
