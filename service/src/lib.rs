//! The use cases: the only crate that speaks SQL. Every function takes a [`ctx::Ctx`] first,
//! authorises, applies a rule of `domain`, writes, and leaves an audit row in one transaction.

use sea_orm::DbErr;

pub mod actions;
pub mod audit;
pub mod clock;
pub mod content;
pub mod covenants;
pub mod ctx;
pub mod db;
pub mod door;
pub mod error;
pub mod guests;
pub mod identity;
pub mod live;
pub mod meetings;
pub mod people;
pub mod roadmaps;
pub mod screen;
pub mod seed;
pub mod stored;

/// Brings the schema up to date.
///
/// # Errors
/// [`error::Error::Unavailable`] or [`error::Error::Broken`].
pub async fn migrate(store: &db::Store) -> error::Result<()> {
    use migration::MigratorTrait;
    Ok(migration::Migrator::up(store.writer(), None).await?)
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
