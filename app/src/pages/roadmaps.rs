//! The routekaart: the region, one municipality, one step, and what is in the way.

mod bottleneck;
mod bottlenecks;
mod many;
mod matrix;
mod municipality;
mod parts;
mod region;
mod step;

pub use bottlenecks::bottlenecks;
pub(super) use many::{Fold, Many};
pub use municipality::municipality;
pub(super) use parts::{page_of, pager};
pub use region::region;
pub use step::{step, step_of};
