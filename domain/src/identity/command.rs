//! What the forms about sessions send: raw texts, judged in `service`.

use serde::{Deserialize, Serialize};

use crate::people::words::commands;

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

commands! {
    /// Has the settings of a sign-in provider looked at, and keeps them when they can be used.
    CheckProvider {
        /// The id of these settings, minted by the page.
        id: String,
        /// The settings they change; empty for a new provider.
        from: String,
        /// Its name in addresses.
        key: String,
        /// Its name on the front door.
        name: String,
        /// The organisations whose people sign in there.
        organisations: Vec<String>,
        /// The issuer.
        issuer: String,
        /// What the provider calls us.
        client_id: String,
        /// One of [`super::provider::ProviderWay`].
        way: String,
        /// The secret of the provider; empty to keep what is kept.
        secret: String,
        /// How the provider may have looked, a word on each line.
        acr: String,
        /// The means that must have been used, a word on each line.
        amr: String,
        /// How long ago somebody may have signed in there, in minutes.
        max_age: String,
        /// `yes` when signing out there is offered.
        end_session: String,
    }

    /// Proposes that people come in by a sign-in provider with these settings.
    ProposeProvider {
        /// The settings.
        id: String,
        /// The version that was seen.
        version: i32,
        /// Why.
        why: String,
        /// The answer to what the guard asks.
        reason: String,
    }

    /// Switches a sign-in provider off, at once.
    SwitchOffProvider {
        /// The settings in force.
        id: String,
        /// The version that was seen.
        version: i32,
    }

    /// Makes an address at which a calendar finds one's meetings, in place of the one there was.
    NewFeed {
        /// Says nothing; a form has to send something.
        yes: String,
    }

    /// Ends that address.
    EndFeed {
        /// Says nothing; a form has to send something.
        yes: String,
    }

    /// Asks for a code by which another region knows who one is.
    AskCode {
        /// Says nothing; a form has to send something.
        yes: String,
    }
}
