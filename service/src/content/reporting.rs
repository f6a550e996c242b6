//! Where and how to report: the statutory reporting code and the contact points.

use chrono::NaiveDate;
use serde::Deserialize;

use super::provenance::{PartialDate, Provenance};

/// `reporting_code.toml`: the meldcode as a card to read, not a form to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingCode {
    /// Dutch name.
    pub title: String,
    /// Day from which it is obligatory.
    pub in_force_since: NaiveDate,
    /// Origin of the card.
    pub provenance: Provenance,
    /// The five steps, numbered from 1.
    pub steps: Vec<ReportingStep>,
    /// The questions of the fourth step, numbered from 1.
    pub weighing_questions: Vec<WeighingQuestion>,
    /// What is different with honour-related violence.
    pub deviations: Vec<Deviation>,
}

/// A step of the reporting code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingStep {
    /// Number of the step.
    pub number: u8,
    /// Dutch heading.
    pub title: String,
    /// What to do, in Dutch.
    pub text: String,
}

/// A question of the weighing framework (afwegingskader).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeighingQuestion {
    /// Number of the question.
    pub number: u8,
    /// The question, in Dutch.
    pub text: String,
    /// What follows from the answer, in Dutch.
    pub consequence: Option<String>,
}

/// A rule that changes the reporting code for honour-related violence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    /// The rule, in Dutch.
    pub text: String,
    /// The step it changes; absent when it changes all of them.
    pub step: Option<u8>,
    /// Keys of sources; never empty.
    pub sources: Vec<String>,
}

/// `contact_points.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactPoints {
    /// Origin of the list.
    pub provenance: Provenance,
    /// The contact points, past and present.
    pub contact_points: Vec<ContactPoint>,
}

/// Where to report or ask advice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactPoint {
    /// Short key, unique among contact points.
    pub key: String,
    /// Dutch name.
    pub name: String,
    /// What it is for.
    pub kind: ContactKind,
    /// Who may turn to it.
    pub audience: Audience,
    /// Whether it may be offered.
    pub status: ContactStatus,
    /// Telephone number as people know it, when documented.
    pub number: Option<String>,
    /// Host and path of its page, when documented.
    pub website: Option<String>,
    /// Since when, as far as known.
    pub valid_from: Option<PartialDate>,
    /// Until when, as far as known; never on a current point.
    pub valid_to: Option<PartialDate>,
    /// Key of the point to use instead; present exactly when historic.
    pub successor: Option<String>,
    /// What a reader should know, in Dutch.
    pub note: Option<String>,
    /// Keys of sources; empty only for common knowledge.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// What a contact point is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// Acute danger.
    Emergency,
    /// Advice and reports.
    ReportPoint,
    /// A national number that put people through to a region.
    NationalNumber,
    /// Advice in complex cases.
    Expertise,
    /// Knowledge about the approach in general.
    Knowledge,
}

/// Who may turn to a contact point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Anyone.
    Everyone,
    /// Professionals only.
    Professionals,
}

/// Whether a contact point may be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactStatus {
    /// In use.
    Current,
    /// Shown as history only.
    Historic,
}
