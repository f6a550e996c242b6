//! What the forms around a guest's contribution send: raw words, judged by `service` only.

use serde::{Deserialize, Serialize};

/// A guest brings in an idea or a signal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contribute {
    /// Its id, minted with the form.
    pub id: String,
    /// The series it is for.
    pub series: String,
    /// What it is about, in one line.
    pub title: String,
    /// The idea itself.
    pub body: String,
    /// The answer to what the guard asked.
    pub reason: String,
}

/// The table tells the guest what was done with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerContribution {
    /// The contribution.
    pub id: String,
    /// The version the form was made from.
    pub version: i32,
    /// The answer, as the guest will read it.
    pub text: String,
    /// The answer to what the guard asked.
    pub reason: String,
}

/// The contribution is proposed for the next agenda.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaceContribution {
    /// The contribution.
    pub id: String,
    /// The version the form was made from.
    pub version: i32,
    /// The id of the agenda item, minted with the form.
    pub item: String,
    /// How many minutes it may take.
    pub minutes: String,
}
