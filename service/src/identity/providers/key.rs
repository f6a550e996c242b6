//! The key by which the house shows a provider who it is. It is drawn here, kept in the vault, and
//! never leaves; what the provider has to know of it is the public half.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING as ES256, EcdsaKeyPair, KeyPair};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// A key and its public half.
pub(super) struct Drawn {
    /// The private half, PKCS#8.
    pub(super) private: Vec<u8>,
    /// The public half, as a JSON Web Key (RFC 7517) with the thumbprint of RFC 7638 as its name.
    pub(super) public: String,
}

/// Draws a P-256 key.
///
/// # Errors
/// When the operating system has no randomness to give.
pub(super) fn draw() -> Result<Drawn> {
    let failed = |_| Error::broken("a key for a sign-in provider cannot be drawn");
    let random = SystemRandom::new();
    let private = EcdsaKeyPair::generate_pkcs8(&ES256, &random).map_err(failed)?;
    let private = private.as_ref().to_vec();
    let pair = EcdsaKeyPair::from_pkcs8(&ES256, &private, &random)
        .map_err(|_| Error::broken("a key that was drawn does not read"))?;
    // An uncompressed point: a mark, then both coordinates.
    let point = pair.public_key().as_ref();
    let half = |from: usize| point.get(from..from + 32).map(|part| BASE64.encode(part));
    let (Some(x), Some(y)) = (half(1), half(33)) else {
        return Err(Error::broken("a key that was drawn has no point"));
    };
    // RFC 7638 says which members, in this order and without a space.
    let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    let name = BASE64.encode(Sha256::digest(&members));
    let public = format!(
        r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}","kid":"{name}","use":"sig","alg":"ES256"}}"#
    );
    Ok(Drawn { private, public })
}
