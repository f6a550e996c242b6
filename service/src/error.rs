//! How a use case fails: a small list, with sources kept inside for the log.

use chrono::TimeDelta;
use domain::fault::{Fault, Faults, NotNow};
use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// What every use case returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not happen. Nothing was changed in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was filled in is refused; one fault per field.
    #[error("refused: {0:?}")]
    Refused(Vec<Fault>),
    /// The thing is in a state in which this cannot be done.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// The actor may see the thing but not do this to it.
    #[error("not allowed")]
    NotAllowed,
    /// The thing does not exist for this actor: unknown, malformed, foreign or hidden.
    #[error("not found")]
    NotFound,
    /// Somebody else changed the thing first; carries the version that stands now.
    #[error("stale: version {0} stands now")]
    Stale(i32),
    /// The form was sent before with other content; what was sent now is not kept.
    #[error("sent before with other content")]
    Replayed,
    /// A second person in another role has to do this.
    #[error("four eyes")]
    FourEyes,
    /// Who looks as somebody else changes nothing.
    #[error("only looking")]
    OnlyLooking,
    /// The actor may, and has to show again who they are.
    #[error("not proven")]
    Unproven,
    /// That was asked for too often; carries how long to wait.
    #[error("too many: wait {0}")]
    TooMany(TimeDelta),
    /// The door of the closed part is shut for this actor or this step is not open yet.
    #[error("the door is shut")]
    DoorShut,
    /// The virus scanner does not answer, so no file is taken in.
    #[error("the virus scanner does not answer: {0}")]
    NoScanner(String),
    /// The database cannot be reached now; trying again later may work.
    #[error("the database cannot be reached")]
    Unavailable(#[source] DbErr),
    /// Something that should not happen did.
    #[error("broken: {0}")]
    Broken(
        String,
        #[source] Option<Box<dyn std::error::Error + Send + Sync>>,
    ),
}

impl Error {
    /// A fault of our own making, such as a stored word that no rule knows.
    pub fn broken(what: impl Into<String>) -> Self {
        Self::Broken(what.into(), None)
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(error),
            DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner))
                if is_outage(&inner.to_string()) =>
            {
                Self::Unavailable(error)
            }
            DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner))
                if is_behind_the_wall(inner) =>
            {
                Self::NotFound
            }
            _ => Self::Broken("database".to_owned(), Some(Box::new(error))),
        }
    }
}

impl From<Faults> for Error {
    fn from(faults: Faults) -> Self {
        Self::Refused(faults.into_vec())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken("stored json".to_owned(), Some(Box::new(error)))
    }
}

/// Keeps a value, or adds its faults to those of the other fields, so that a person sees all of them at
/// once.
///
/// # Errors
/// Whatever is no refusal of a field.
pub(crate) fn gather<T>(faults: &mut Faults, result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Error::Refused(list)) => {
            for fault in list {
                faults.add(&fault.field, fault.code);
            }
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// Whether an insert failed because the row is there already.
pub fn is_duplicate(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

/// Whether an id is taken by a row that this region does not see: PostgreSQL's wall hides the row, but not
/// that its key is in use.
fn is_behind_the_wall(error: &sea_orm::sqlx::Error) -> bool {
    let taken = error
        .as_database_error()
        .and_then(|error| error.constraint());
    taken.is_some_and(|name| name.ends_with("_pkey"))
}

/// The engines say "gone" in words only; these are theirs.
fn is_outage(message: &str) -> bool {
    [
        "database is locked",
        "closed",
        "reset by peer",
        "refused",
        "terminating connection",
        "timed out",
        "broken pipe",
        "disk I/O error",
    ]
    .iter()
    .any(|sign| message.contains(sign))
}
