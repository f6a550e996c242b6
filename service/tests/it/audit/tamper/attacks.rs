//! What can be done to a trail without its key, and what ought to be found first.

use ::entity::{audit, audit_seal};
use domain::audit::{Mac, Row, seal_message};
use ring::hmac;
use sea_orm::DatabaseTransaction;
use service::audit::{Fault, What};
use uuid::Uuid;

use super::{
    Found, add_row, add_seal, before, forget_heads, instant, overwrite, remove_row, remove_seal,
    set_seal, shift, unseal,
};

/// The kinds of attack, with the ways to go about each.
#[derive(Debug, Clone, Copy)]
pub enum Attack {
    Edit,
    Delete(Traces),
    Insert(Place),
    Swap(By),
    Truncate(Leftovers),
    Rebuild,
}

/// What is left of a row that is taken out.
#[derive(Debug, Clone, Copy)]
pub enum Traces {
    Seal,
    Gap,
    Nothing,
}

/// Where a row is put in.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    OutsideTheChain,
    AtTheEnd,
    InTheMiddle,
}

/// What two places exchange.
#[derive(Debug, Clone, Copy)]
pub enum By {
    Reference,
    Content,
    Number,
}

/// What is left of an end that is cut off.
#[derive(Debug, Clone, Copy)]
pub enum Leftovers {
    Nothing,
    StoredHeads,
    RowsInWait,
}

/// All of them, each kind as often as the others.
pub const ATTACKS: [Attack; 18] = [
    Attack::Edit,
    Attack::Delete(Traces::Seal),
    Attack::Insert(Place::OutsideTheChain),
    Attack::Swap(By::Reference),
    Attack::Truncate(Leftovers::Nothing),
    Attack::Rebuild,
    Attack::Edit,
    Attack::Delete(Traces::Gap),
    Attack::Insert(Place::AtTheEnd),
    Attack::Swap(By::Content),
    Attack::Truncate(Leftovers::StoredHeads),
    Attack::Rebuild,
    Attack::Edit,
    Attack::Delete(Traces::Nothing),
    Attack::Insert(Place::InTheMiddle),
    Attack::Swap(By::Number),
    Attack::Truncate(Leftovers::RowsInWait),
    Attack::Rebuild,
];

/// Chance that comes out the same each time (`SplitMix64`).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn within(&mut self, from: i64, to: i64) -> i64 {
        let many = u64::try_from(to - from + 1).unwrap();
        from + i64::try_from(self.next() % many).unwrap()
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.next()).unwrap() % all.len()]
    }

    fn uuid(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.next(), self.next())
    }

    fn mac(&mut self) -> Vec<u8> {
        [(); 4]
            .iter()
            .flat_map(|()| self.next().to_be_bytes())
            .collect()
    }
}

impl Attack {
    pub fn family(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Delete(_) => "delete",
            Self::Insert(_) => "insert",
            Self::Swap(_) => "swap",
            Self::Truncate(_) => "truncate",
            Self::Rebuild => "rebuild without the key",
        }
    }

    /// Does it to a chain, and returns the fault that ought to be found first.
    pub async fn strike(
        self,
        tx: &DatabaseTransaction,
        found: &Found,
        chance: &mut Chance,
    ) -> Fault {
        let seq = chance.within(1, found.length());
        match self {
            Self::Edit => {
                let row = edited(found.row(seq).clone(), chance);
                let id = row.id;
                overwrite(tx, row).await;
                found.fault(seq, Some(id), What::Altered)
            }
            Self::Delete(traces) => delete(tx, found, seq, traces).await,
            Self::Insert(place) => insert(tx, found, seq, place, chance).await,
            Self::Swap(by) => swap(tx, found, by, chance).await,
            Self::Truncate(left) => truncate(tx, found, seq, left).await,
            Self::Rebuild => rebuild(tx, found, seq, chance).await,
        }
    }
}

/// The row with one of its fields changed, as little as possible.
fn edited(mut row: audit::Model, chance: &mut Chance) -> audit::Model {
    match chance.within(0, 12) {
        0 => row.region_id = Some(chance.uuid()),
        1 => row.at += instant(),
        2 => row.account_id = Some(chance.uuid()),
        3 => row.person_id = Some(chance.uuid()),
        4 => row.organisation_id = Some(chance.uuid()),
        5 => row.role.push('s'),
        6 => row.action.push('s'),
        7 => row.object.push('s'),
        8 => row.object_id = row.object_id.is_none().then(|| chance.uuid()),
        9 => row.result.push('!'),
        10 => row.origin.push(' '),
        // Two texts that are alike would be nothing changed.
        11 if row.purpose != row.detail => std::mem::swap(&mut row.purpose, &mut row.detail),
        _ => row.detail.push('0'),
    }
    row
}

async fn delete(tx: &DatabaseTransaction, found: &Found, seq: i64, traces: Traces) -> Fault {
    let row = found.row(seq).id;
    let last = seq == found.length();
    remove_row(tx, row).await;
    if matches!(traces, Traces::Seal) {
        return found.fault(seq, Some(row), What::RowGone);
    }
    remove_seal(tx, found.chain, seq).await;
    if last {
        return found.cut_at(seq);
    }
    if matches!(traces, Traces::Gap) {
        return found.fault(seq, None, What::Gap);
    }
    shift(tx, found.chain, seq + 1, -1).await;
    found.fault(seq, Some(found.row(seq + 1).id), What::Altered)
}

async fn insert(
    tx: &DatabaseTransaction,
    found: &Found,
    seq: i64,
    place: Place,
    chance: &mut Chance,
) -> Fault {
    let row = &found.stray;
    add_row(tx, row).await;
    let seq = match place {
        Place::OutsideTheChain => {
            return Fault {
                chain: Some(found.chain),
                seq: None,
                row: Some(row.id),
                what: What::Unsealed,
            };
        }
        Place::AtTheEnd => found.length() + 1,
        Place::InTheMiddle => {
            shift(tx, found.chain, seq, 1).await;
            seq
        }
    };
    // Half of them copy a seal that holds elsewhere.
    let copied = chance.one_of(&found.seals).mac.clone();
    let made_up = chance.mac();
    let seal = audit_seal::Model {
        region_id: found.chain,
        seq,
        audit_id: row.id,
        mac: chance.one_of(&[copied, made_up]).clone(),
    };
    add_seal(tx, seal).await;
    found.fault(seq, Some(row.id), What::Altered)
}

async fn swap(tx: &DatabaseTransaction, found: &Found, by: By, chance: &mut Chance) -> Fault {
    let first = chance.within(1, found.length() - 1);
    let second = chance.within(first + 1, found.length());
    let (one, other) = (found.row(first).clone(), found.row(second).clone());
    if matches!(by, By::Content) {
        overwrite(
            tx,
            audit::Model {
                id: one.id,
                ..other.clone()
            },
        )
        .await;
        overwrite(
            tx,
            audit::Model {
                id: other.id,
                ..one.clone()
            },
        )
        .await;
        return found.fault(first, Some(one.id), What::Altered);
    }
    let seal = |seq: i64| found.seals[usize::try_from(seq).unwrap() - 1].clone();
    let (a, b) = (seal(first), seal(second));
    match by {
        By::Reference => {
            // Somebody else's place for a moment, because a row has one seal at most.
            set_seal(
                tx,
                audit_seal::Model {
                    audit_id: Uuid::max(),
                    ..b.clone()
                },
            )
            .await;
            set_seal(
                tx,
                audit_seal::Model {
                    audit_id: b.audit_id,
                    ..a.clone()
                },
            )
            .await;
            set_seal(
                tx,
                audit_seal::Model {
                    audit_id: a.audit_id,
                    ..b
                },
            )
            .await;
        }
        By::Content | By::Number => {
            remove_seal(tx, found.chain, first).await;
            remove_seal(tx, found.chain, second).await;
            add_seal(tx, audit_seal::Model { seq: second, ..a }).await;
            add_seal(tx, audit_seal::Model { seq: first, ..b }).await;
        }
    }
    found.fault(first, Some(other.id), What::Altered)
}

async fn truncate(tx: &DatabaseTransaction, found: &Found, from: i64, left: Leftovers) -> Fault {
    let end = &found.seals[usize::try_from(from).unwrap() - 1..];
    if matches!(left, Leftovers::RowsInWait) {
        unseal(tx, end).await;
    } else {
        for seal in end {
            remove_seal(tx, found.chain, seal.seq).await;
            remove_row(tx, seal.audit_id).await;
        }
    }
    if !matches!(left, Leftovers::StoredHeads) {
        forget_heads(tx, found.chain).await;
    }
    found.cut_at(from)
}

/// Changes a row and computes the chain anew from there, with a key of the attacker's own.
async fn rebuild(tx: &DatabaseTransaction, found: &Found, from: i64, chance: &mut Chance) -> Fault {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &chance.mac());
    let changed = edited(found.row(from).clone(), chance);
    overwrite(tx, changed.clone()).await;
    let mut mac = before(found, from);
    for seq in from..=found.length() {
        let row = if seq == from {
            &changed
        } else {
            found.row(seq)
        };
        mac = forged(&key, (found.chain, seq), &mac, row);
        let seal = audit_seal::Model {
            region_id: found.chain,
            seq,
            audit_id: row.id,
            mac: mac.to_vec(),
        };
        set_seal(tx, seal).await;
    }
    forget_heads(tx, found.chain).await;
    found.fault(from, Some(changed.id), What::Altered)
}

fn forged(key: &hmac::Key, (chain, seq): (Uuid, i64), before: &Mac, row: &audit::Model) -> Mac {
    let row = Row {
        id: row.id,
        region: row.region_id,
        at: row.at,
        account: row.account_id,
        person: row.person_id,
        organisation: row.organisation_id,
        role: &row.role,
        action: &row.action,
        object: &row.object,
        object_id: row.object_id,
        result: &row.result,
        origin: &row.origin,
        purpose: &row.purpose,
        detail: &row.detail,
    };
    let mut message = Vec::new();
    seal_message(&mut message, chain, seq, before, &row);
    hmac::sign(key, &message).as_ref().try_into().unwrap()
}
