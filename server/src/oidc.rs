//! Signing in where one works: OpenID Connect with the provider of the own organisation.
//!
//! Code flow with PKCE, as the Dutch government profile asks of a client. Who somebody is stands in
//! (issuer, subject) and nowhere else; an e-mail address is never looked at.

mod again;
mod assertion;
mod doors;
mod ended;
mod ending;
mod line;
mod look;
mod provider;
mod providers;
mod refusal;
mod settings;
mod token;

pub use again::prove_again;
pub use doors::{begin, come_back, way_out};
pub use ended::end_elsewhere;
pub use look::Look;
pub use provider::Provider;
pub use providers::Providers;
pub use refusal::Refusal;
pub use settings::{ProviderSettings, read};

/// The name under which a session keeps the sign-in that is on its way.
const UNDER_WAY: &str = "sign_in";
/// The token to show the provider when signing out there.
pub const HINT: &str = "hint";
