//! What the forms about the region and its people send: raw texts, judged in `service`.

use serde::{Deserialize, Serialize};

/// Chooses the theme of the own municipality.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChooseTheme {
    /// One of [`super::Theme`].
    pub theme: String,
}
