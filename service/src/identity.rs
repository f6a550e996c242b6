//! Accounts and sessions: who is behind a request. Staff come in by the provider of their
//! organisation; a demonstration has a door of its own.

mod arrive;
mod bound;
mod demo;
mod elsewhere;
mod factor;
mod guise;
mod my_sessions;
mod own_data;
pub mod providers;
mod request;
mod session;
mod setup;
mod viewer;

pub(crate) use arrive::Arrivals;
pub use arrive::{Arrival, Kept, arrive, is_over};
pub use bound::{
    Bound, Opens, Origin, end_at, forget_statements, note_entry, note_proof, refuse_proof,
    refuse_sign_in, sign_in_bound,
};
pub use demo::{DemoGroup, DemoPerson, DemoRegion, demo_people, is_demo_database, sign_in_demo};
pub(crate) use elsewhere::{account_of, is_bound, tell_elsewhere};
pub use factor::{
    Factor, Factors, TotpSetup, factors, keep_counter, own_factors, passkey, passkeys, totp_begin,
    totp_proves, totp_verify,
};
pub(crate) use factor::{forget_factors, forgive, keep};
pub use guise::{Face, Faces, behind, faces, look_as, look_as_oneself};
pub use my_sessions::{
    Here, MySession, Way, end_other_sessions, end_session, end_sessions_of, my_sessions,
    sessions_of,
};
pub use own_data::{OwnData, OwnRegion, export_own_data, own_data};
pub use request::{REQUEST_LASTS, ask_code, own_code, request_sign_in, tidy_code};
pub(crate) use session::end_telling;
pub use session::{
    ACCOUNT, BEGAN, BOUND, DEVICE, ENDED, PROVEN, PROVIDER, REGION, SID, Sessions, WAY,
};
pub use setup::{mint_setup, set_up, setup_is_open};
pub use viewer::{RegionRef, SeriesRef, Viewer, viewer, viewer_by};
