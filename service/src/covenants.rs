//! The convenant: what the parties agreed, who signed it with which mandate, and until when.
//!
//! Whether a signature opens the closed part is asked in [`crate::door`], of the rows kept here.

pub(crate) mod doors;
mod draft;
mod found;
mod list;
mod parse;
mod row;
mod sign;
mod statement;
mod steps;
pub mod template;
mod text;
mod view;

pub use doors::{Door, Doors};
pub use draft::{DraftForm, draft, draft_form};
pub(crate) use found::found;
pub use list::{CovenantLine, CovenantList, list};
pub use sign::{decline_signing, invite_party, sign, withdraw_signature};
pub use statement::{StatementView, sign_statement};
pub use steps::Steps;
pub use text::{confirm_freeze, consult, edit_clause, open_signing, propose_freeze};
pub use view::{ClauseView, CovenantView, PartyView, SignatureView, VersionView, known, read};
