//! Programmes and promises: what was pledged elsewhere, with dates as vague as they were given.

pub mod command;
pub mod commitment;
pub mod due;
pub mod period;

pub use commitment::{CommitmentKind, CommitmentState, Settled, derive};
pub use due::{FuzzyDue, Season};
pub use period::{PERIODS, Period};
