//! The meeting: planning, agenda, what happens at the table, and what is decided there.

pub mod advice;
pub mod agenda;
pub mod answer;
pub mod command;
pub mod contribution;
pub mod contribution_command;
pub mod course;
mod date_command;
mod decision;
pub mod diff;
pub mod item;
pub mod live_command;
pub mod minutes;
pub mod minutes_command;
pub mod party_advice;
pub mod party_advice_command;
pub mod planning;
pub mod reader;
pub mod redline;
pub mod rhythm;
pub mod state;
pub mod suggest;
pub mod vocabulary;

pub use advice::{AdviceState, Opinion};
pub use agenda::{Budget, Move, Place, Timed, arrange, budget, compose, move_item};
pub use answer::Answer;
pub use contribution::ContributionState;
pub use course::{Course, course, is_held_over_before};
pub use decision::{DecisionNumber, DecisionState, Verdict};
pub use diff::{Change, Field, Snapshot, diff};
pub use item::{ItemState, is_unreached, leave_unreached, may_leave, reappears};
pub use minutes::{CorrectionState, Minutes, Rewrite};
pub use party_advice::{Counsel, PartyAdviceState, takes_advice};
pub use planning::{Deadlines, clock_times, is_urgent, proposed_dates};
pub use reader::{Entry, Slot, StepOut, has_gap, numbers, readers_agenda, step_out};
pub use redline::{Piece, redline};
pub use rhythm::{Beat, Evasion, Occurrence, Rhythm, Which, Workday};
pub use state::MeetingState;
pub use suggest::{Cause, is_stuck};
pub use vocabulary::{
    Attendance, BobPhase, Capture, ItemKind, Outcome, Part, Position, Unreached, Wanted, part_of,
    standing_items,
};
