//! What the forms about covenants send: raw texts, judged in `service`.
//!
//! `version` is the version of the covenant, the clause or the party that the sender saw.
//! `reason` is the answer to what the guard asked.

use serde::{Deserialize, Serialize};

/// Draws up a covenant from the template.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftCovenant {
    /// Minted by the page, so that a form sent twice makes one covenant.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// One of [`super::EffectiveWhen`].
    pub effective_when: String,
    /// The first day, ISO 8601.
    pub starts_on: String,
    /// The last day, ISO 8601.
    pub ends_on: String,
    /// The day of the evaluation, ISO 8601; may be empty.
    pub evaluation_on: String,
    /// The series it will govern; may be empty.
    pub series: String,
    /// The organisations that are asked to take part.
    pub parties: Vec<String>,
    /// For the guard.
    pub reason: String,
}

/// Rewrites a clause that is free.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditClause {
    /// The clause.
    pub id: String,
    /// The version of the clause.
    pub version: i32,
    /// The new text.
    pub text: String,
    /// For the guard.
    pub reason: String,
}

/// Moves a covenant on: consult, propose or confirm the freeze, open for signing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MoveCovenant {
    /// The covenant.
    pub id: String,
    /// Its version.
    pub version: i32,
}

/// Signs for the own organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignCovenant {
    /// The covenant.
    pub id: String,
    /// The hash of the text that was read.
    pub hash: String,
    /// The function that represents the organisation.
    pub representative_function: String,
    /// In what quality.
    pub capacity: String,
    /// The body that decided.
    pub deciding_body: String,
    /// When it decided, ISO 8601.
    pub decision_date: String,
    /// Where it is signed.
    pub place: String,
    /// `yes` when the box was ticked that the text was read.
    pub read: String,
}

/// Stays out, or leaves, with a motivation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeaveCovenant {
    /// The covenant.
    pub id: String,
    /// Why.
    pub motivation: String,
    /// `yes` when the box was ticked that the door shuts; asked of who withdraws.
    pub sure: String,
    /// For the guard.
    pub reason: String,
}

/// Asks a party that stayed out or left once more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteParty {
    /// The party.
    pub id: String,
    /// The version of the party.
    pub version: i32,
}

/// Signs the personal statement of confidentiality of a series without a covenant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignStatement {
    /// The series.
    pub id: String,
    /// The one meeting it is for; empty for every meeting of the series.
    pub meeting: String,
    /// `yes` when the box was ticked.
    pub agreed: String,
}
