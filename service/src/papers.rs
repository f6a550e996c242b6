//! Papers (stukken): files that hang on an item. Looked through in a process of their own before anything
//! is kept, kept shut in the database, and opened where the item opens (`docs/domain.md#papers`).

mod attach;
mod carry;
mod clamd;
mod desk;
mod download;
pub mod examine;
mod list;
mod process;
mod remove;
pub mod samples;
mod store;

pub use attach::{Upload, attach, may_attach};
pub(crate) use carry::carry;
pub use clamd::Scanner;
pub use desk::{Desk, Slot};
pub use download::{Opened, download};
pub(crate) use list::{Marks, of_item, titles};
pub use list::{PaperLine, PapersPage, papers};
pub use process::{Examiner, answer};
pub use remove::remove;
