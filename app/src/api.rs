//! The write operations of the site, as thin adapters: context, one call, done.

pub mod actions;
pub mod audit;
pub mod covenants;
pub mod destruction;
pub mod guest_accounts;
pub mod guests;
pub mod identity;
pub mod live;
pub mod meetings;
pub mod minutes;
pub mod papers;
pub mod party_advice;
pub mod people;
pub mod programmes;
pub mod roadmaps;
