//! The key that seals the trail and the one that signs its heads, both drawn from one secret that
//! the operator keeps outside the database.

use std::fmt;

use ::entity::setting;
use domain::audit::Mac;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use ring::{hkdf, hmac};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::chance;
use crate::db::Store;
use crate::error::{Error, Result};
use crate::{from_hex, hex};

/// How a secret begins as text, so that no other file is taken for one.
const MARK: &str = "ketentafel-audit-1:";

/// The setting that tells which key seals this database: its public half.
const SETTING: &str = "audit_key";

/// The 256 random bits that both keys come from.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

/// The keys of the trail.
pub struct AuditKey {
    seals: hmac::Key,
    signs: Ed25519KeyPair,
}

impl Secret {
    /// Draws a new one.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub fn draw() -> Result<Self> {
        Ok(Self(chance::thirty_two_bytes()?))
    }

    /// As the line of a file.
    pub fn to_text(&self) -> String {
        format!("{MARK}{}\n", hex(&self.0))
    }

    /// From the line of a file; nothing when it is no such line.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = from_hex(text.trim().strip_prefix(MARK)?)?;
        Some(Self(bytes.try_into().ok()?))
    }
}

impl AuditKey {
    /// Derives both keys (HKDF-SHA256, RFC 5869, a label for each use).
    ///
    /// # Errors
    /// None with 32 bytes; the library has a way to say no.
    pub fn new(secret: &Secret) -> Result<Self> {
        let seals = derive(secret, b"seal")?;
        let signs = derive(secret, b"sign")?;
        Ok(Self {
            seals: hmac::Key::new(hmac::HMAC_SHA256, &seals),
            signs: Ed25519KeyPair::from_seed_unchecked(&signs)
                .map_err(|_| Error::broken("the audit key is refused"))?,
        })
    }

    /// The half that everybody may know, in hexadecimal: it tells which key this is.
    pub fn public(&self) -> String {
        hex(self.signs.public_key().as_ref())
    }

    /// The seal over a message.
    pub(super) fn seal(&self, message: &[u8]) -> Mac {
        let mut mac = Mac::default();
        mac.copy_from_slice(hmac::sign(&self.seals, message).as_ref());
        mac
    }

    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.signs.sign(message).as_ref().to_vec()
    }

    pub(super) fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.signs.public_key().as_ref())
            .verify(message, signature)
            .is_ok()
    }
}

/// The key in use and those before it, which only verify.
pub struct Ring {
    /// The newest first, as in the file.
    secrets: Vec<Secret>,
    /// The oldest first, as in a chain.
    pub(super) keys: Vec<AuditKey>,
}

impl Ring {
    /// With these secrets, the newest first.
    fn new(secrets: Vec<Secret>) -> Result<Self> {
        let keys = secrets.iter().rev().map(AuditKey::new);
        Ok(Self {
            keys: keys.collect::<Result<_>>()?,
            secrets,
        })
    }

    /// With one secret and none before it.
    ///
    /// # Errors
    /// As [`AuditKey::new`].
    pub fn of(secret: Secret) -> Result<Self> {
        Self::new(vec![secret])
    }

    /// From the lines of a file, the newest first; nothing when one of them is no secret.
    pub fn parse(text: &str) -> Option<Self> {
        let secrets: Vec<Secret> = text.lines().map(Secret::parse).collect::<Option<_>>()?;
        if secrets.is_empty() {
            return None;
        }
        Self::new(secrets).ok()
    }

    /// As the lines of a file.
    pub fn to_text(&self) -> String {
        self.secrets.iter().map(Secret::to_text).collect()
    }

    /// The same with a newer secret in use.
    ///
    /// # Errors
    /// As [`AuditKey::new`].
    pub fn renewed(&self, secret: Secret) -> Result<Self> {
        let older = self.secrets.iter().cloned();
        Self::new(std::iter::once(secret).chain(older).collect())
    }

    /// The key in use.
    ///
    /// # Errors
    /// As [`AuditKey::new`].
    pub fn now(&self) -> Result<AuditKey> {
        let newest = self.secrets.first();
        AuditKey::new(newest.ok_or_else(|| Error::broken("a ring without a key"))?)
    }
}

impl fmt::Debug for Ring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.keys).finish()
    }
}

/// A key never shows in a log.
impl fmt::Debug for AuditKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AuditKey").field(&self.public()).finish()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// The public half of the key that seals this database; nothing as long as it was never sealed.
///
/// # Errors
/// When the database does not answer.
pub async fn key_of(store: &Store) -> Result<Option<String>> {
    key_in(store.writer()).await
}

/// The same within a transaction.
pub(super) async fn key_in<C: ConnectionTrait>(connection: &C) -> Result<Option<String>> {
    let row = setting::Entity::find_by_id(SETTING).one(connection).await?;
    Ok(row.map(|row| row.value))
}

/// Ties a database to another key than the one it was tied to.
pub(super) async fn replace<C: ConnectionTrait>(connection: &C, key: &AuditKey) -> Result<()> {
    setting::Entity::update_many()
        .col_expr(setting::Column::Value, Expr::value(key.public()))
        .filter(setting::Column::Key.eq(SETTING))
        .exec(connection)
        .await?;
    Ok(())
}

/// Ties a database to the key that seals it, the first time; says whether this is that key.
/// A second key would begin in the middle of a chain, and everything after it would look forged.
///
/// # Errors
/// When the database does not answer.
pub async fn adopt(store: &Store, key: &AuditKey) -> Result<bool> {
    if let Some(known) = key_of(store).await? {
        return Ok(known == key.public());
    }
    let row = setting::Model {
        key: SETTING.to_owned(),
        value: key.public(),
    };
    setting::Entity::insert(row.into_active_model())
        .on_conflict(
            OnConflict::column(setting::Column::Key)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(store.writer())
        .await?;
    // Another node may have been first.
    Ok(key_of(store).await? == Some(key.public()))
}

fn derive(secret: &Secret, label: &[u8]) -> Result<[u8; 32]> {
    let mut out = [0; 32];
    hkdf::Salt::new(hkdf::HKDF_SHA256, b"ketentafel audit")
        .extract(&secret.0)
        .expand(&[label], hkdf::HKDF_SHA256)
        .and_then(|key| key.fill(&mut out))
        .map_err(|_| Error::broken("the audit key cannot be derived"))?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_survives_its_file_and_nothing_else_is_one() {
        let secret = Secret::draw().unwrap();
        assert_eq!(Secret::parse(&secret.to_text()).unwrap(), secret);
        assert_ne!(Secret::draw().unwrap(), secret);
        let short = format!("{MARK}{}", "ab".repeat(31));
        for text in ["", "ab", MARK, &short, &"ab".repeat(32)] {
            assert_eq!(Secret::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_ring_survives_its_file_with_the_newest_first() {
        let (first, second) = (Secret([7; 32]), Secret([8; 32]));
        let ring = Ring::of(first.clone()).unwrap();
        let ring = ring.renewed(second.clone()).unwrap();
        let text = ring.to_text();
        assert_eq!(text, second.to_text() + &first.to_text());
        let read = Ring::parse(&text).unwrap();
        assert_eq!(read.keys[0].public(), KNOWN_PUBLIC);
        assert_eq!(read.now().unwrap().public(), read.keys[1].public());
        for text in ["", "niets", &(text + "niets")] {
            assert!(Ring::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_known_secret_gives_known_keys() {
        let key = AuditKey::new(&Secret([7; 32])).unwrap();
        assert_eq!(hex(&key.seal(b"row")), KNOWN_SEAL);
        assert_eq!(key.public(), KNOWN_PUBLIC);
        assert_eq!(format!("{key:?}"), format!("AuditKey({KNOWN_PUBLIC:?})"));
    }

    // Computed apart from this code, with the HKDF, HMAC and Ed25519 of another library.
    const KNOWN_SEAL: &str = "d767705db87fb97a80ade37138c1dad0ca64bce2130d5844f53c8c9eca8d338e";
    const KNOWN_PUBLIC: &str = "2261dbec30431ac7c4b5c82a0385daf48f9119312820a1e80b2927078e376844";

    #[test]
    fn a_signature_holds_for_its_message_and_its_key_only() {
        let key = AuditKey::new(&Secret([7; 32])).unwrap();
        let other = AuditKey::new(&Secret([8; 32])).unwrap();
        let signature = key.sign(b"head");
        assert!(key.signed(b"head", &signature));
        assert!(!key.signed(b"tail", &signature));
        assert!(!other.signed(b"head", &signature));
    }
}
