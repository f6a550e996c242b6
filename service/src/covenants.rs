//! The convenant: what the parties agreed, who signed it with which mandate, and until when.
//!
//! Whether a signature opens the closed part is asked in [`crate::door`], of the rows kept here.

mod draft;
mod parse;
mod row;
mod sign;
mod statement;
pub mod template;
mod text;
mod view;

pub use draft::draft;
pub use sign::{decline_signing, invite_party, sign, withdraw_signature};
pub use statement::{StatementView, sign_statement};
pub use text::{confirm_freeze, consult, edit_clause, open_signing, propose_freeze};
pub use view::{
    ClauseView, CovenantLine, CovenantList, CovenantView, Door, PartyView, SignatureView, Steps,
    VersionView, list, read,
};
