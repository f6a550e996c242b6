//! The minutes of a meeting that is over: drafted from what was written down at the table, offered for
//! corrections, approved at a later meeting, and from then on only annotated (`docs/domain.md#minutes`).
//!
//! Each item of the minutes opens for exactly who may read the item. Whoever changes anything holds the row
//! of the minutes first, so that nothing is written into a text that is being approved.

mod approve;
mod book;
pub(super) mod carry;
mod correct;
mod course;
mod draft;
mod edit;
mod judge;
mod lines;
mod offer;
mod rectify;
mod seal;
mod versions;
mod view;
mod witness;

pub use approve::approve_minutes;
pub(super) use book::shown;
pub use correct::{propose_correction, withdraw_correction};
pub use draft::draft_minutes;
pub use edit::{edit_minutes, restore_revision};
pub use judge::{accept_correction, decline_correction};
pub use offer::offer_minutes;
pub use rectify::rectify_minutes;
pub(crate) use seal::seal;
pub use seal::verify_minutes;
pub use versions::{Compared, ItemVersions, Revision, Versions, versions};
pub use view::{
    Approval, Approved, Author, Correction, MinutesItem, MinutesView, Rectification, Rights,
    read_minutes,
};
