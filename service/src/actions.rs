//! Actions: what an organisation takes on between two meetings, until somebody else has seen
//! that it is done.

mod assign;
mod store;

pub use assign::{NewAction, assign};
