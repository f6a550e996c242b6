//! The routekaart: steps, criteria, evidence, and the bottlenecks that hold steps up.

mod facts;
mod raise;

pub use raise::{NewBottleneck, raise};
