//! What the forms of actions send: raw text, read and refused by `service`.

use serde::{Deserialize, Serialize};

/// A step that needs no words: accept, unblock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MoveAction {
    /// Which action.
    pub id: String,
    /// The version that was looked at.
    pub version: i32,
}

/// A step with words: decline, update, report done, verify, reopen, cancel.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TellAction {
    /// Which action.
    pub id: String,
    /// The version that was looked at.
    pub version: i32,
    /// The reason, the feedback or the remark.
    pub text: String,
    /// The answer to what the guard asked.
    pub reason: String,
}

/// The work is stuck.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BlockAction {
    /// Which action.
    pub id: String,
    /// The version that was looked at.
    pub version: i32,
    /// What holds it up.
    pub text: String,
    /// The bottleneck of the region that holds it up; empty for none.
    pub bottleneck: String,
    /// The answer to what the guard asked.
    pub reason: String,
}

/// A later due date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostponeAction {
    /// Which action.
    pub id: String,
    /// The version that was looked at.
    pub version: i32,
    /// The new day, as `2026-12-08` or `8-12-2026`.
    pub to: String,
    /// Why; required from the third time on.
    pub text: String,
    /// The answer to what the guard asked.
    pub reason: String,
}

/// Another organisation is asked, or an organisation for the first time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReassignAction {
    /// Which action.
    pub id: String,
    /// The version that was looked at.
    pub version: i32,
    /// The organisation that is asked now.
    pub organisation: String,
    /// The day it is due from now on; empty keeps the day.
    pub to: String,
}

/// The step of a routekaart that an action moves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkStep {
    /// Which action.
    pub id: String,
    /// The version that was looked at.
    pub version: i32,
    /// The step; empty for none.
    pub step: String,
}
