//! The routekaart: steps whose status follows from evidence, and what stands in their way.

pub mod bottleneck;
pub mod command;
pub mod criterion;
pub mod rollup;
pub mod status;

pub use bottleneck::{BottleneckCategory, BottleneckState};
pub use criterion::{Answer, CriterionFacts, EvidenceKind, all_met};
pub use rollup::{RollUp, roll_up};
pub use status::{Loss, Recorded, Removal, StepFacts, StepStatus, as_of, derive, still_stands};
