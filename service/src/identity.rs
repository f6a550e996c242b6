//! Accounts and sessions: who is behind a request. Signing in is demo-only for now; the sessions
//! are the real ones.

mod demo;
mod session;
mod viewer;

pub use demo::{DemoGroup, DemoPerson, DemoRegion, demo_people, is_demo_database, sign_in_demo};
pub use session::Sessions;
pub use viewer::{RegionRef, SeriesRef, Viewer, viewer};
