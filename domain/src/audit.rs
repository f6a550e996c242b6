//! What a seal on the audit trail covers: the same bytes for the same row, on every engine and
//! in every later version. The keys and the computing live in `service`.

pub mod command;

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What a seal is made with: the outcome of HMAC-SHA256.
pub type Mac = [u8; 32];

/// What stands before the first seal of every chain.
pub const BEGINNING: Mac = [0; 32];

/// The chain of the rows that belong to no region, such as a sign-in that found none.
pub const NO_REGION: Uuid = Uuid::nil();

/// The way rows are written out. A new way gets a new number and keeps this one readable.
const VERSION: u8 = 1;

/// The fewest characters in which somebody can say what the trail is needed for: a ground has to be
/// motivated (`docs/domain.md#on-a-ground`).
pub const LEAST_GROUND: usize = 10;

const SEAL: &[u8] = b"ketentafel audit seal";
const HEAD: &[u8] = b"ketentafel audit head";

/// The length that says that there is nothing, as against an empty text.
const NOTHING: u32 = u32::MAX;

/// A row of the trail, as it was written. Source: `docs/domain.md#seals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// Which row.
    pub id: Uuid,
    /// The region it belongs to.
    pub region: Option<Uuid>,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// The account that acted.
    pub account: Option<Uuid>,
    /// The person that acted.
    pub person: Option<Uuid>,
    /// For which organisation.
    pub organisation: Option<Uuid>,
    /// The leading role at that time.
    pub role: &'a str,
    /// What was done.
    pub action: &'a str,
    /// The kind of thing it was done to.
    pub object: &'a str,
    /// Which one.
    pub object_id: Option<Uuid>,
    /// How it ended.
    pub result: &'a str,
    /// By which way it came in.
    pub origin: &'a str,
    /// To what purpose.
    pub purpose: &'a str,
    /// Facts without content.
    pub detail: &'a str,
}

/// The chain that a row belongs to: that of its region, or the one of no region.
pub fn chain_of(region: Option<Uuid>) -> Uuid {
    region.unwrap_or(NO_REGION)
}

impl Row<'_> {
    /// Writes the row out: each field after its length, so that no two rows share their bytes.
    /// Instants count in whole microseconds since 1970, which is what both engines keep.
    pub fn canonical(&self, out: &mut Vec<u8>) {
        out.push(VERSION);
        field(out, Some(self.id.as_bytes()));
        id(out, self.region);
        field(out, Some(&self.at.timestamp_micros().to_be_bytes()));
        id(out, self.account);
        id(out, self.person);
        id(out, self.organisation);
        text(out, self.role);
        text(out, self.action);
        text(out, self.object);
        id(out, self.object_id);
        text(out, self.result);
        text(out, self.origin);
        text(out, self.purpose);
        text(out, self.detail);
    }
}

/// What the seal with number `seq` of a chain is computed over: which chain, which place, the seal
/// before it, and the row. `out` is emptied first, so that a long walk needs one buffer.
pub fn seal_message(out: &mut Vec<u8>, chain: Uuid, seq: i64, before: &Mac, row: &Row<'_>) {
    out.clear();
    out.extend_from_slice(SEAL);
    out.push(VERSION);
    out.extend_from_slice(chain.as_bytes());
    out.extend_from_slice(&seq.to_be_bytes());
    out.extend_from_slice(before);
    row.canonical(out);
}

/// What the signature under a head is made over: at `at` the chain ended in seal `seq`.
pub fn head_message(chain: Uuid, seq: i64, mac: &[u8], at: DateTime<Utc>) -> Vec<u8> {
    let mut out = Vec::with_capacity(128);
    out.extend_from_slice(HEAD);
    out.push(VERSION);
    out.extend_from_slice(chain.as_bytes());
    out.extend_from_slice(&seq.to_be_bytes());
    out.extend_from_slice(&at.timestamp_micros().to_be_bytes());
    field(&mut out, Some(mac));
    out
}

fn id(out: &mut Vec<u8>, id: Option<Uuid>) {
    field(out, id.as_ref().map(|id| id.as_bytes().as_slice()));
}

fn text(out: &mut Vec<u8>, text: &str) {
    field(out, Some(text.as_bytes()));
}

fn field(out: &mut Vec<u8>, bytes: Option<&[u8]>) {
    // No field is that long: the body of a form ends at 64 KB.
    let length = bytes.map_or(NOTHING, |bytes| {
        u32::try_from(bytes.len()).unwrap_or(NOTHING - 1)
    });
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(bytes.unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{SubsecRound, TimeDelta};
    use proptest::prelude::*;

    fn hex(bytes: &[u8]) -> String {
        let digits = |byte: &u8| [byte >> 4, byte & 15].map(u32::from);
        let digits = bytes.iter().flat_map(digits);
        digits
            .filter_map(|digit| char::from_digit(digit, 16))
            .collect()
    }

    fn at() -> DateTime<Utc> {
        DateTime::from_timestamp_micros(1_795_000_000_123_456).unwrap()
    }

    fn row() -> Row<'static> {
        Row {
            id: Uuid::from_u128(1),
            region: Some(Uuid::from_u128(2)),
            at: at(),
            account: Some(Uuid::from_u128(3)),
            person: None,
            organisation: None,
            role: "director",
            action: "Publish",
            object: "meeting",
            object_id: Some(Uuid::from_u128(4)),
            result: "done",
            origin: "web",
            purpose: "ketenoverleg",
            detail: "",
        }
    }

    #[test]
    fn the_bytes_of_a_row_never_change() {
        let mut out = Vec::new();
        row().canonical(&mut out);
        let id = |last: &str| format!("00000010{}{last}", "0".repeat(31));
        let none = "ffffffff";
        let wanted = [
            "01",
            &id("1"),
            &id("2"),
            "000000080006608b01611240",
            &id("3"),
            none,
            none,
            "000000086469726563746f72",
            "000000075075626c697368",
            "000000076d656574696e67",
            &id("4"),
            "00000004646f6e65",
            "00000003776562",
            "0000000c6b6574656e6f7665726c6567",
            "00000000",
        ];
        assert_eq!(hex(&out), wanted.concat());
    }

    #[test]
    fn what_the_engines_do_not_keep_is_not_covered() {
        let (mut whole, mut finer) = (Vec::new(), Vec::new());
        row().canonical(&mut whole);
        let later = at() + TimeDelta::nanoseconds(999);
        assert_eq!(later.trunc_subsecs(6), at());
        Row { at: later, ..row() }.canonical(&mut finer);
        assert_eq!(whole, finer);
    }

    #[test]
    fn a_seal_knows_its_chain_its_place_and_the_one_before() {
        let message = |chain, seq, before: &Mac| {
            let mut out = vec![9];
            seal_message(&mut out, chain, seq, before, &row());
            out
        };
        let first = message(Uuid::from_u128(2), 1, &BEGINNING);
        assert!(first.starts_with(b"ketentafel audit seal\x01"));
        assert_ne!(first, message(NO_REGION, 1, &BEGINNING));
        assert_ne!(first, message(Uuid::from_u128(2), 2, &BEGINNING));
        assert_ne!(first, message(Uuid::from_u128(2), 1, &[1; 32]));
    }

    proptest! {
        #[test]
        fn letters_never_move_unseen_from_one_field_to_the_next(
            texts in prop::array::uniform3("[a-z]{0,3}"),
            others in prop::array::uniform3("[a-z]{0,3}"),
        ) {
            let bytes = |texts: &[String; 3]| {
                let mut out = Vec::new();
                Row { role: &texts[0], action: &texts[1], object: &texts[2], ..row() }.canonical(&mut out);
                out
            };
            prop_assert_eq!(bytes(&texts) == bytes(&others), texts == others);
        }
    }
}
