//! The use cases on real databases: every test runs on SQLite and, where one is at hand, on
//! PostgreSQL. `make test` always has one at hand.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so by failing"
)]

mod actions;
mod audit;
mod calendar;
mod covenants;
mod foundation;
mod guest_accounts;
mod guest_door;
mod guests;
mod identity;
mod limits;
mod live;
mod mail;
mod meetings;
mod papers;
mod people;
mod programmes;
mod regie;
mod retention;
mod roadmaps;
mod search;
mod stage;
mod wall;
