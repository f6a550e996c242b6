//! The schema, as a list of migrations that can be run forwards and back on both engines.
//!
//! Expand first, contract later: a column disappears one release after the last code that read it.

#![expect(
    clippy::too_many_lines,
    reason = "a migration is a list of tables, read from top to bottom"
)]

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

pub mod fold;
pub mod sources;
mod table;
pub mod wall;

mod m20261121_000001_people;
mod m20261121_000002_identity;
mod m20261121_000003_audit;
mod m20261121_000004_meetings;
mod m20261121_000005_actions;
mod m20261121_000006_covenants;
mod m20261121_000007_roadmaps;
mod m20261121_000008_programmes;
mod m20261122_000009_covenant_line;
mod m20261122_000010_reasons;
mod m20261122_000011_audit_chain;
mod m20261122_000012_providers;
mod m20261122_000013_rights;
mod m20261122_000014_guests;
mod m20261122_000015_sessions;
mod m20261122_000016_places;
mod m20261122_000017_added_providers;
mod m20261122_000018_trail_watch;
mod m20261122_000019_guest_end;
mod m20261123_000020_papers;
mod m20261123_000021_calendar;
mod m20261123_000022_minutes;
mod m20261123_000023_stage_notes;
mod m20261123_000024_party_advice;
mod m20261123_000025_destruction;
mod m20261123_000026_search;
mod m20261123_000027_registers;
mod m20261123_000028_suggestions;

/// All migrations, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_people::Migration),
            Box::new(m20261121_000002_identity::Migration),
            Box::new(m20261121_000003_audit::Migration),
            Box::new(m20261121_000004_meetings::Migration),
            Box::new(m20261121_000005_actions::Migration),
            Box::new(m20261121_000006_covenants::Migration),
            Box::new(m20261121_000007_roadmaps::Migration),
            Box::new(m20261121_000008_programmes::Migration),
            Box::new(m20261122_000009_covenant_line::Migration),
            Box::new(m20261122_000010_reasons::Migration),
            Box::new(m20261122_000011_audit_chain::Migration),
            Box::new(m20261122_000012_providers::Migration),
            Box::new(m20261122_000013_rights::Migration),
            Box::new(m20261122_000014_guests::Migration),
            Box::new(m20261122_000015_sessions::Migration),
            Box::new(m20261122_000016_places::Migration),
            Box::new(m20261122_000017_added_providers::Migration),
            Box::new(m20261122_000018_trail_watch::Migration),
            Box::new(m20261122_000019_guest_end::Migration),
            Box::new(m20261123_000020_papers::Migration),
            Box::new(m20261123_000021_calendar::Migration),
            Box::new(m20261123_000022_minutes::Migration),
            Box::new(m20261123_000023_stage_notes::Migration),
            Box::new(m20261123_000024_party_advice::Migration),
            Box::new(m20261123_000025_destruction::Migration),
            Box::new(m20261123_000026_search::Migration),
            Box::new(m20261123_000027_registers::Migration),
            Box::new(m20261123_000028_suggestions::Migration),
        ]
    }
}
