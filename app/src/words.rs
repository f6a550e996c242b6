//! The Dutch words for what the rules call by a code. The compiler sees to it that none is missing.

pub mod covenants;
mod fault;
pub mod programmes;
mod status;

pub use fault::{fault, guard, refusal};
pub use status::*;
