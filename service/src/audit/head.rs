//! A signed head: where a chain ended at some moment. Kept in the database and, as a line, in a file
//! of the operator's, so that a chain that was cut short is noticed.

use ::entity::audit_head;
use chrono::{DateTime, SecondsFormat, Utc};
use domain::audit::head_message;
use uuid::Uuid;

use super::key::{AuditKey, Ring};
use crate::from_hex;
use crate::hex;

/// The way lines are written. A new way gets a new number.
const VERSION: &str = "1";

/// Where a chain ended, and the signature under that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Which chain.
    pub chain: Uuid,
    /// The number of its last seal.
    pub seq: i64,
    /// That seal.
    pub mac: Vec<u8>,
    /// When this was signed.
    pub at: DateTime<Utc>,
    /// Ed25519 over all of the above.
    pub signature: Vec<u8>,
}

impl Head {
    /// Signs where a chain ends now.
    pub(super) fn sign(
        key: &AuditKey,
        (chain, seq): (Uuid, i64),
        mac: Vec<u8>,
        at: DateTime<Utc>,
    ) -> Self {
        let signature = key.sign(&head_message(chain, seq, &mac, at));
        Self {
            chain,
            seq,
            mac,
            at,
            signature,
        }
    }

    /// Whether a key of this trail signed it.
    pub(super) fn holds(&self, ring: &Ring) -> bool {
        let message = head_message(self.chain, self.seq, &self.mac, self.at);
        let mut keys = ring.keys.iter();
        keys.any(|key| key.signed(&message, &self.signature))
    }

    /// As a line of the file of heads: version, instant, chain, number, seal, signature.
    pub fn to_line(&self) -> String {
        format!(
            "{VERSION} {} {} {} {} {}\n",
            self.at.to_rfc3339_opts(SecondsFormat::Micros, true),
            self.chain,
            self.seq,
            hex(&self.mac),
            hex(&self.signature)
        )
    }

    /// From a line of the file; nothing when it is no such line.
    pub fn parse(line: &str) -> Option<Self> {
        let mut words = line.trim_end().split(' ');
        if words.next()? != VERSION {
            return None;
        }
        let head = Self {
            at: DateTime::parse_from_rfc3339(words.next()?).ok()?.to_utc(),
            chain: Uuid::try_parse(words.next()?).ok()?,
            seq: words.next()?.parse().ok()?,
            mac: from_hex(words.next()?)?,
            signature: from_hex(words.next()?)?,
        };
        words.next().is_none().then_some(head)
    }
}

impl From<audit_head::Model> for Head {
    fn from(row: audit_head::Model) -> Self {
        Self {
            chain: row.region_id,
            seq: row.seq,
            mac: row.mac,
            at: row.at,
            signature: row.signature,
        }
    }
}

impl From<Head> for audit_head::Model {
    fn from(head: Head) -> Self {
        Self {
            region_id: head.chain,
            seq: head.seq,
            mac: head.mac,
            at: head.at,
            signature: head.signature,
        }
    }
}
