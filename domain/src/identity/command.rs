//! What the forms about sessions send: raw texts, judged in `service`.

use serde::{Deserialize, Serialize};

/// Ends one of the own sessions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndSession {
    /// Which one, as the list of sessions names it.
    pub id: String,
}

/// Ends all of the own sessions but the one that asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndOtherSessions {
    /// Says nothing; a form has to send something.
    pub all: String,
}

/// Ends all sessions of somebody else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EndSessionsOf {
    /// The person.
    pub id: String,
}
