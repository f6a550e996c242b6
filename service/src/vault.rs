//! Keeps secrets shut that the house must be able to read again: what an app for codes shares with
//! us, and the post of a demonstration. ChaCha20-Poly1305 with a key outside the database; each
//! secret is bound to its place, so that a row copied elsewhere does not open.

use std::fmt;
use std::sync::Arc;

use ::entity::setting;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

use crate::db::Store;
use crate::error::{Error, Result, is_duplicate};
use crate::{chance, from_hex, hex};

/// How a key begins as text, so that no other file is taken for one.
const MARK: &str = "ketentafel-secrets-1:";
/// The setting that tells which key the secrets of this database are shut with.
const SETTING: &str = "secrets_key";

/// The key in use. Clones share it.
#[derive(Clone)]
pub struct Vault {
    key: Arc<LessSafeKey>,
    tokens: Arc<hmac::Key>,
    files: Arc<hmac::Key>,
    which: String,
}

impl Vault {
    /// From 256 random bits.
    ///
    /// # Errors
    /// None with 32 bytes; the library has a way to say no.
    pub fn new(secret: [u8; 32]) -> Result<Self> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, &secret)
            .map_err(|_| Error::broken("the key for secrets is refused"))?;
        let of = |purpose: &[u8]| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &secret), purpose);
        let tokens = hmac::Key::new(hmac::HMAC_SHA256, of(b"tokens").as_ref());
        let files = hmac::Key::new(hmac::HMAC_SHA256, of(b"files").as_ref());
        Ok(Self {
            key: Arc::new(LessSafeKey::new(key)),
            tokens: Arc::new(tokens),
            files: Arc::new(files),
            which: hex(of(b"which").as_ref()),
        })
    }

    /// A new key, as the line of a file.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub fn draw() -> Result<String> {
        Ok(format!("{MARK}{}\n", hex(&chance::thirty_two_bytes()?)))
    }

    /// From the line of a file; nothing when it is no such line.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = from_hex(text.trim().strip_prefix(MARK)?)?;
        Self::new(bytes.try_into().ok()?).ok()
    }

    /// A secret of 256 bits for one thing, the same each time: nobody without the key can tell it, and
    /// nobody can tell it from chance.
    pub fn token(&self, thing: &str) -> String {
        hex(hmac::sign(&self.tokens, thing.as_bytes()).as_ref())
    }

    /// Shuts a secret away for one place, such as `totp:` and an id.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub fn shut(&self, place: &str, secret: &[u8]) -> Result<String> {
        let drawn = chance::thirty_two_bytes()?;
        let mut nonce = [0; NONCE_LEN];
        nonce.copy_from_slice(&drawn[..NONCE_LEN]);
        let mut bytes = secret.to_vec();
        self.key
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(place),
                &mut bytes,
            )
            .map_err(|_| Error::broken("a secret cannot be shut away"))?;
        Ok(hex(&[&nonce, bytes.as_slice()].concat()))
    }

    /// Shuts a piece of a file away for one place. What is kept differs each time, also of the same
    /// piece; its key is of this place alone.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub fn shut_bytes(&self, (file, place): (&str, &str), piece: &[u8]) -> Result<Vec<u8>> {
        let drawn = chance::thirty_two_bytes()?;
        let mut sealed = drawn[..NONCE_LEN].to_vec();
        let nonce = Nonce::try_assume_unique_for_key(&sealed);
        let nonce = nonce.map_err(|_| Error::broken("a nonce of another length"))?;
        let mut bytes = piece.to_vec();
        self.file_key(file)?
            .seal_in_place_append_tag(nonce, Aad::from(place), &mut bytes)
            .map_err(|_| Error::broken("a piece of a file cannot be shut away"))?;
        sealed.append(&mut bytes);
        Ok(sealed)
    }

    /// Opens a piece of a file again.
    ///
    /// # Errors
    /// [`Error::Broken`] when it was shut with another key, for another place, or was changed.
    pub fn open_bytes(&self, (file, place): (&str, &str), sealed: &[u8]) -> Result<Vec<u8>> {
        let broken = || Error::broken("a piece of a file does not open with this key");
        let (nonce, bytes) = sealed.split_at_checked(NONCE_LEN).ok_or_else(broken)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| broken())?;
        let mut bytes = bytes.to_vec();
        let length = self
            .file_key(file)?
            .open_in_place(nonce, Aad::from(place), &mut bytes)
            .map_err(|_| broken())?
            .len();
        bytes.truncate(length);
        Ok(bytes)
    }

    /// Each file has a key of its own, so that no number of files wears one out.
    fn file_key(&self, file: &str) -> Result<LessSafeKey> {
        let key = hmac::sign(&self.files, file.as_bytes());
        let key = UnboundKey::new(&CHACHA20_POLY1305, key.as_ref());
        let key = key.map_err(|_| Error::broken("the key of a file is refused"))?;
        Ok(LessSafeKey::new(key))
    }

    /// Opens a secret again.
    ///
    /// # Errors
    /// [`Error::Broken`] when it was shut with another key, for another place, or was changed.
    pub fn open(&self, place: &str, shut: &str) -> Result<Vec<u8>> {
        let broken = || Error::broken("a secret does not open with this key");
        let bytes = from_hex(shut).ok_or_else(broken)?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN).ok_or_else(broken)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| broken())?;
        let mut sealed = sealed.to_vec();
        let open = self
            .key
            .open_in_place(nonce, Aad::from(place), &mut sealed)
            .map_err(|_| broken())?;
        Ok(open.to_vec())
    }
}

/// A key never shows in a log.
impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault")
    }
}

/// Takes a key into use, or says that the secrets here are shut with another.
///
/// # Errors
/// When the database does not answer.
pub async fn adopt(store: &Store, vault: &Vault) -> Result<bool> {
    let row = setting::ActiveModel {
        key: Set(SETTING.to_owned()),
        value: Set(vault.which.clone()),
    };
    match row.insert(store.writer()).await {
        Ok(_) => Ok(true),
        Err(error) if is_duplicate(&error) => {
            let known = setting::Entity::find_by_id(SETTING)
                .one(store.writer())
                .await?;
            Ok(known.is_some_and(|known| known.value == vault.which))
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shut_opens_with_its_key_at_its_place_only() {
        let [one, other] = [1, 2].map(|byte| Vault::new([byte; 32]).ok());
        let (Some(one), Some(other)) = (one, other) else {
            panic!("a key of 32 bytes");
        };
        let shut = one.shut("totp:a", b"secret").unwrap_or_default();
        assert!(!shut.contains(&hex(b"secret")));
        assert_eq!(
            one.open("totp:a", &shut).ok().as_deref(),
            Some(&b"secret"[..])
        );
        assert!(one.open("totp:b", &shut).is_err());
        assert!(other.open("totp:a", &shut).is_err());
        let mut changed = shut.clone();
        let last = changed.pop();
        changed.push(if last == Some('0') { '1' } else { '0' });
        assert!(one.open("totp:a", &changed).is_err());
        assert!(one.open("totp:a", "").is_err());
        let again = one.shut("totp:a", b"secret").unwrap_or_default();
        assert_ne!(shut, again);
    }

    #[test]
    fn a_piece_of_a_file_opens_at_its_place_only() {
        let [one, other] = [1, 2].map(|byte| Vault::new([byte; 32]).unwrap());
        let shut = one.shut_bytes(("a", "0/2"), b"piece").unwrap();
        assert!(!shut.windows(5).any(|window| window == b"piece"));
        assert_eq!(one.open_bytes(("a", "0/2"), &shut).unwrap(), b"piece");
        for place in [("a", "1/2"), ("a", "0/1"), ("b", "0/2")] {
            assert!(one.open_bytes(place, &shut).is_err(), "{place:?}");
        }
        assert!(other.open_bytes(("a", "0/2"), &shut).is_err());
        for at in 0..shut.len() {
            let mut changed = shut.clone();
            changed[at] ^= 1;
            assert!(one.open_bytes(("a", "0/2"), &changed).is_err(), "{at}");
        }
        assert!(one.open_bytes(("a", "0/2"), b"short").is_err());
        assert_ne!(shut, one.shut_bytes(("a", "0/2"), b"piece").unwrap());
    }

    #[test]
    fn a_token_is_of_its_thing_and_its_key() {
        let token = |byte, thing| Vault::new([byte; 32]).map(|vault| vault.token(thing));
        let first = token(1, "letter:a").unwrap_or_default();
        assert_eq!(first.len(), 64);
        assert_eq!(token(1, "letter:a").ok(), Some(first.clone()));
        assert_ne!(token(1, "letter:b").ok(), Some(first.clone()));
        assert_ne!(token(2, "letter:a").ok(), Some(first));
    }

    #[test]
    fn a_key_comes_back_from_its_line() {
        let line = Vault::draw().unwrap_or_default();
        assert!(Vault::parse(&line).is_some());
        assert!(Vault::parse("ketentafel-audit-1:00").is_none());
        assert_eq!(format!("{:?}", Vault::parse(&line)), "Some(Vault)");
    }
}
