//! What the forms about the trail send: raw texts, judged in `service`.

use serde::{Deserialize, Serialize};

/// Opens the trail for an hour.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OpenTrail {
    /// What it is needed for.
    pub why: String,
    /// The answer to what the guard asks about that.
    pub reason: String,
}
