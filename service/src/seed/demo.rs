//! The fictional regions of the demo (DOMAIN 6.9). No name of a person, no story of a case.

mod actions;
mod cases;
mod commitments;
mod covenants;
mod guest_accounts;
mod guests;
mod letters;
mod meetings;
mod people;
mod providers;
mod rights;
mod roadmaps;

pub use people::bind;
use sea_orm::DatabaseTransaction;

use super::cast::Cast;
use crate::error::Result;

/// Fills an empty database with the regions as they begin: people at a table, and nothing on it.
pub async fn begin(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    people::fill(tx, cast).await
}

/// Fills an empty database with the demo regions.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    begin(tx, cast).await?;
    covenants::fill(tx, cast).await?;
    cases::fill(tx, cast).await?;
    meetings::fill(tx, cast).await?;
    roadmaps::fill(tx, cast).await?;
    actions::fill(tx, cast).await?;
    guests::fill(tx, cast).await?;
    commitments::fill(tx, cast).await?;
    rights::fill(tx, cast).await?;
    providers::fill(tx, cast).await?;
    guest_accounts::fill(tx, cast).await?;
    people::reach(tx, cast).await?;
    letters::fill(tx, cast).await
}
