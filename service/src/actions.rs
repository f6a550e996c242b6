//! Actions: what an organisation takes on between two meetings, until somebody else has seen
//! that it is done.

mod assign;
mod direct;
mod found;
mod judge;
mod link;
pub(crate) mod list;
mod record;
mod respond;
pub(crate) mod sight;
mod store;
mod tally;
mod ties;
mod view;
mod witness;
mod work;

pub use assign::{NewAction, assign};
pub use direct::{cancel, reassign};
pub(crate) use found::found;
pub use judge::{reopen, verify};
pub use link::{StepChoice, link_step, steps};
pub use list::{ActionList, Ask, Counts, PAGE, Show, Slip, list, partners};
pub(crate) use record::is_seen;
pub use record::{ActionRecord, read};
pub use respond::{accept, decline};
pub use tally::{ByState, Tallies, Tally, tallies};
pub use view::{ActionView, Can, EventView, StepRef, Trace};
pub(crate) use witness::witness as witness_found;
pub use work::{block, postpone, report_done, to_write_with, unblock, update};
