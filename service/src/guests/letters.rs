//! The letters to guests: asked for by whoever knows an address, written and sent afterwards by one
//! task of the server. Whether an address is known shows nowhere: not in the answer, and not in the
//! time it takes, because finding out is left to that task (SECURITY 4.6).

mod answer;
mod write;

use ::entity::link_request;
use domain::text::Email;
use sea_orm::{ActiveModelTrait, Set};
use sha2::{Digest, Sha256};

pub use answer::{answer_due, forget};
pub(crate) use write::written;

use crate::clock::mint;
use crate::ctx::Site;
use crate::error::Result;
use crate::hex;

/// What somebody who is not signed in asks for by an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// A link to sign in with.
    SignIn,
    /// A new way in, for who lost the second factor.
    Recovery,
}

impl Wish {
    const fn word(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Recovery => "recovery",
        }
    }
}

/// An address as it is looked up: not the address itself.
pub(crate) fn address_hash(email: &Email) -> String {
    hex(&Sha256::digest(format!("guest\n{}", email.as_str())))
}

/// A token as it is kept: a copy of the table opens nothing.
pub(crate) fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token))
}

/// Writes down that somebody asked for something by an address. The same for every address.
///
/// # Errors
/// When the database does not answer.
pub async fn ask(site: &Site, wish: Wish, email: &Email) -> Result<()> {
    let now = site.clock.now();
    link_request::ActiveModel {
        id: Set(mint(now)),
        purpose: Set(wish.word().to_owned()),
        email_hash: Set(address_hash(email)),
        at: Set(now),
        done_at: Set(None),
    }
    .insert(site.store.writer())
    .await?;
    Ok(())
}
