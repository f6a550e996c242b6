//! What goes over the wire when something does not happen: kinds, never sentences, never insides.

use domain::fault::Fault;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why an operation did not happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AppError {
    /// Fields are refused.
    Refused {
        /// One fault per field.
        faults: Vec<Fault>,
    },
    /// Not in this state.
    NotNow {
        /// The word of the present state.
        state: String,
        /// The word of the operation.
        operation: String,
    },
    /// The actor may not.
    NotAllowed,
    /// It does not exist for this actor.
    NotFound,
    /// Somebody else was first.
    Stale {
        /// The version that stands now.
        version: i32,
    },
    /// The form was sent before with other content.
    Replayed,
    /// A second person has to do this.
    FourEyes,
    /// The actor has to show again who they are.
    Unproven,
    /// Who looks as somebody else changes nothing.
    OnlyLooking,
    /// The closed part is shut.
    DoorShut,
    /// Asked for too often.
    TooMany {
        /// How many seconds to wait.
        after: i64,
    },
    /// More was sent than is taken.
    TooLarge,
    /// The address does not take what was asked of it.
    WrongWay,
    /// The session is over.
    SignedOut,
    /// The form could not be read.
    Malformed,
    /// The virus scanner is away, so no file is taken in.
    NoScanner,
    /// The database is away.
    Unavailable,
    /// Our own fault.
    Broken,
}

impl AppError {
    /// The HTTP status that says the same.
    pub fn status(&self) -> u16 {
        match self {
            Self::Refused { .. } | Self::Malformed => 422,
            Self::NotNow { .. }
            | Self::Stale { .. }
            | Self::Replayed
            | Self::FourEyes
            | Self::OnlyLooking => 409,
            Self::NotAllowed | Self::DoorShut | Self::Unproven => 403,
            Self::NotFound => 404,
            Self::SignedOut => 401,
            Self::WrongWay => 405,
            Self::TooLarge => 413,
            Self::TooMany { .. } => 429,
            Self::Unavailable | Self::NoScanner => 503,
            Self::Broken => 500,
        }
    }

    /// The fault of one field.
    pub fn fault(&self, field: &str) -> Option<&Fault> {
        self.faults().iter().find(|fault| fault.field == field)
    }

    /// All faults, in the order of the form.
    pub fn faults(&self) -> &[Fault] {
        if let Self::Refused { faults } = self {
            faults
        } else {
            &[]
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::Malformed,
            ServerFnErrorErr::Request(_) => Self::Unavailable,
            _ => Self::Broken,
        }
    }
}
