//! Programmes and promises: what was pledged elsewhere, with dates as vague as they were given.

pub mod commitment;
pub mod due;

pub use commitment::{CommitmentKind, CommitmentState, Settled, derive};
pub use due::FuzzyDue;
