//! The use cases: the only crate that speaks SQL. Every function takes a [`ctx::Ctx`] first,
//! authorises, applies a rule of `domain`, writes, and leaves an audit row in one transaction.

use sea_orm::{ConnectionTrait, DbErr, Statement};

pub mod actions;
pub mod audit;
pub mod calendar;
pub mod chance;
pub mod check;
pub mod clock;
pub mod content;
pub mod covenants;
pub mod ctx;
pub mod db;
pub mod door;
pub mod error;
mod gather;
pub mod guests;
pub mod identity;
pub mod lease;
pub mod limits;
pub mod live;
pub mod mail;
pub mod meetings;
pub mod outbox;
pub mod papers;
pub mod people;
pub mod programmes;
pub mod regie;
mod replay;
pub mod retention;
pub mod roadmaps;
pub mod screen;
pub mod search;
mod seats;
pub mod seed;
pub mod stored;
mod together;
pub mod vault;

/// Brings the schema up to date. When it is already, only a reader's rights are needed, so the
/// application can start as a role that owns nothing.
///
/// # Errors
/// [`error::Error::Unavailable`] or [`error::Error::Broken`].
pub async fn migrate(store: &db::Store) -> error::Result<()> {
    use migration::MigratorTrait;
    if applied(store).await == Some(migration::Migrator::migrations().len()) {
        return Ok(());
    }
    migration::Migrator::up(store.writer(), None).await?;
    Ok(migration::wall::raise(store.writer()).await?)
}

/// How many migrations ran; `None` on a database that never saw one.
async fn applied(store: &db::Store) -> Option<usize> {
    let connection = store.writer();
    let count = "SELECT count(*) FROM seaql_migrations";
    let statement = Statement::from_string(connection.get_database_backend(), count);
    let row = connection.query_one_raw(statement).await.ok()??;
    usize::try_from(row.try_get_by_index::<i64>(0).ok()?).ok()
}

/// Bytes in hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let room = String::with_capacity(bytes.len() * 2);
    bytes.iter().fold(room, |mut hex, byte| {
        // Writing into a String cannot fail.
        write!(hex, "{byte:02x}").unwrap_or_default();
        hex
    })
}

/// Bytes from hexadecimal digits; nothing for any other text.
fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

/// Tells the log that the database was away. Says what the engine said, never a value.
pub fn log_outage(error: &DbErr) {
    tracing::warn!(%error, "the database cannot be reached");
}

/// Tells the log about a fault of our own.
pub fn log_broken(error: &error::Error) {
    tracing::error!(?error, "something broke");
}

/// Tells the log that a session could not be read or ended.
pub fn log_session(error: &dyn std::fmt::Display) {
    tracing::warn!(%error, "a session could not be read or written");
}
