//! What the forms about guests send: raw texts, judged in `service`.

use serde::{Deserialize, Serialize};

/// Asks for somebody to be let in as a guest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestGuest {
    /// The id minted with the form.
    pub id: String,
    /// The overleg.
    pub series: String,
    /// The organisation the guest comes from.
    pub organisation: String,
    /// What the guest is called here: a function, never a private name.
    pub function: String,
    /// Where the letters go. Never shown again, never in a log.
    pub email: String,
    /// Why the guest is needed at this table.
    pub purpose: String,
    /// One meeting, for who comes once; empty for a term.
    pub meeting: String,
    /// The answer to what the guard asked.
    pub reason: String,
}

/// A step that needs no words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GuestStep {
    /// Which guest.
    pub id: String,
    /// The version the form was made from.
    pub version: i32,
}

/// A step that says why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GuestTold {
    /// Which guest.
    pub id: String,
    /// The version the form was made from.
    pub version: i32,
    /// Why.
    pub text: String,
    /// The answer to what the guard asked.
    pub reason: String,
}

/// A step that says for how long.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GuestTerm {
    /// Which guest.
    pub id: String,
    /// The version the form was made from.
    pub version: i32,
    /// How many months.
    pub months: String,
}
