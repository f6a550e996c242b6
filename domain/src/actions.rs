//! Actions: what somebody does between two meetings, from assignment to a verified result.

pub mod chain;
pub mod command;
pub mod due;
pub mod lane;
pub mod state;
pub mod verification;

pub use chain::{ActionLine, ChainLink};
pub use due::{Postponement, Slippage, accept_by, days_late};
pub use lane::{ActionEvent, Lane};
pub use state::ActionState;
pub use verification::{CannotVerify, Capacity, Verification, Verifier, may_verify};
