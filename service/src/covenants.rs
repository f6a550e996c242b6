//! The convenant: what the parties agreed, who signed it with which mandate, and until when.
//!
//! Whether a signature opens the closed part is asked in [`crate::door`], of the rows kept here.

pub mod template;
