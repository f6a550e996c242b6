//! The convenant: its text, its parties, its term, and the door it opens.

pub mod annex;
pub mod clause;
pub mod command;
pub mod freeze;
pub mod gate;
pub mod mandate;
pub mod party;
pub mod state;
pub mod term;

pub use annex::AnnexStanding;
pub use clause::{Clause, ClauseFlag, canonical_text};
pub use freeze::{FreezeProposal, FreezeRefused, TextVersion};
pub use gate::{CaseGround, Shut, Subject, Undertaking, Visitor, gate};
pub use mandate::{Mandate, MandateDraft};
pub use party::{PartyState, waits_for};
pub use state::CovenantState;
pub use term::{
    EffectiveWhen, Standing, Term, evaluation_due, expiring, expiry_band, in_force,
    signature_in_force, signature_standing, takes_effect,
};
