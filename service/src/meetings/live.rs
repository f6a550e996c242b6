//! The table in session: who is there, which item is on, what is caught, and how it ends.
//!
//! Each use case opens the [`desk::Desk`] of the meeting, applies a rule of `domain`, writes an
//! audit row and tells whoever follows to look again, in one transaction.

mod advised;
mod attendance;
mod capture;
mod close;
mod confirm;
mod decisions;
mod desk;
mod door;
mod left;
mod log;
mod note;
mod published;
mod scene;
mod script;
mod sight;
mod stage_note;
mod start;
mod table;
mod view;
mod walk;
mod witness;

pub use advised::Advised;
pub use attendance::{mark_all_present, mark_attendance};
pub use capture::{capture, undo};
pub use close::close;
pub use confirm::{confirm, record_positions};
pub use decisions::{DecisionList, DecisionView, Stand, decisions};
pub(crate) use decisions::{names, stands};
pub use door::{close_closed_part, open_closed_part};
pub use left::LeftItem;
pub use log::LogLine;
pub use note::write_note;
pub(crate) use published::{is_published, is_told};
pub(crate) use scene::Scene;
pub use script::{Barred, Cue, Script, Stage, script};
pub use sight::{Equal, Sight, is_for, look};
pub use stage_note::write_stage_note;
pub use start::start;
pub use table::{Chair, Verdict};
pub use view::{Live, Note, Now, Place, RailLine, read, read_out};
pub use walk::{call, deal, defer, give_time, phase};
pub use witness::witness;
