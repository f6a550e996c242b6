//! Letters that leave: written by one task of the server at the moment they go, and carried by mail or,
//! in a demonstration, into a post of its own. What waits holds no text ([`crate::outbox`]); what is
//! in a letter says nothing of the matter (`docs/domain.md#mail`).

mod compose;
mod desk;
pub(crate) mod mailbox;
pub(crate) mod notice;
mod post;
mod remind;
mod send;
mod sight;
pub mod smtp;
mod text;

pub use desk::{Stuck, failed, retry, stuck};
pub use mailbox::{Reach, choose_digest, own};
pub use post::{Delivered, post};
pub(crate) use remind::remind_again;
pub use remind::remind_due;
pub(crate) use send::Letterhead;
pub use send::{Carrier, Finished, send_due};
pub(crate) use text::write;
pub use text::{Enclosed, Written};
