//! The only way to chance: random bytes for references that must not be guessable from each other,
//! and for secrets.

use ring::rand::{SecureRandom, SystemRandom};

use crate::error::{Error, Result};

/// Four bytes from the generator of the operating system, by way of `rand`.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that draws"
)]
pub fn four_bytes() -> [u8; 4] {
    rand::random()
}

/// A secret of 256 random bits, in 64 hexadecimal digits.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that draws"
)]
pub fn token() -> String {
    crate::hex(&rand::random::<[u8; 32]>())
}

/// A secret of 256 bits, from the operating system itself.
///
/// # Errors
/// When it has none to give.
pub fn thirty_two_bytes() -> Result<[u8; 32]> {
    let mut bytes = [0; 32];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| Error::broken("the operating system gives no random bytes"))?;
    Ok(bytes)
}
