//! Every machine, every state, every operation: printed as tables and held against `tables/`.
//!
//! `UPDATE_TABLES=1 cargo test -p domain` writes them anew; the difference is what to review.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

mod actions;
mod approvals;
mod covenants;
mod gate;
mod guests;
mod meetings;
mod roadmaps;
mod table;
