//! The Dutch words for what the rules call by a code. The compiler sees to it that none is missing.

mod actions;
pub mod cases;
pub mod covenants;
pub mod destruction;
mod fault;
mod field;
pub mod guests;
pub mod live;
pub mod mail;
pub mod meetings;
pub mod minutes;
pub mod oversight;
pub mod papers;
pub mod party_advice;
pub mod people;
pub mod programmes;
pub mod roadmaps;
pub mod search;
pub mod series;
mod status;

pub use actions::{action_event, action_status, chain_link, days_late_words};
pub use fault::{fault, guards, refusal};
pub use field::{entries, field};
pub use status::*;
