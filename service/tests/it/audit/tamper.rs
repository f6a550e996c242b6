//! An attacker with the whole database in hand but without the key: whatever is done to the trail is
//! found, and the first row that is wrong is the one that is named. Each attempt is undone again.
//! `KETENTAFEL_TAMPERINGS` says how many there are; `make verify` makes it a thousand.

use std::collections::BTreeMap;

use ::entity::{audit, audit_head, audit_pending, audit_seal};
use chrono::TimeDelta;
use domain::audit::{BEGINNING, Mac, chain_of};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QueryOrder, TransactionTrait,
};
use service::audit::{Fault, What, verify_in};
use service::clock::mint;
use uuid::Uuid;

use super::{Archive, break_in};
use crate::stage::on_both;

mod attacks;

use attacks::{ATTACKS, Chance};

/// A chain as the attacker finds it.
struct Found {
    chain: Uuid,
    seals: Vec<audit_seal::Model>,
    rows: BTreeMap<Uuid, audit::Model>,
    /// A row that never was.
    stray: audit::Model,
}

#[tokio::test]
async fn whatever_is_done_to_the_trail_is_found_and_the_first_bad_row_named() {
    let attempts = std::env::var("KETENTAFEL_TAMPERINGS");
    let attempts: u64 = attempts.map_or(60, |number| number.parse().unwrap());
    on_both(async |stage| {
        let mut archive = Archive::new(stage);
        let regions = [
            Some(archive.region()),
            Some(mint(archive.stage.site.clock.now())),
            None,
        ];
        for round in 0..14 {
            for (chain, region) in regions.iter().enumerate() {
                archive.write(*region, 1 + (round + chain) % 2).await;
            }
            if round % 3 == 0 {
                archive.seal().await;
            }
            if round == 6 {
                archive.renew().await;
            }
        }
        archive.seal().await;
        let file = archive.sign().await;
        archive.write(regions[0], 2).await;
        let whole = archive.verify(&file).await;
        assert!(whole.whole(), "{whole:?}");
        assert_eq!(whole.pending, 2);

        let owner = archive.stage.owner().await;
        break_in(&owner).await;
        let mut found = BTreeMap::new();
        for seed in 0..attempts {
            let attack = ATTACKS[usize::try_from(seed).unwrap() % ATTACKS.len()];
            let mut chance = Chance::new(seed);
            let region = *chance.one_of(&regions);
            let prey = prey(&owner, chain_of(region), archive.row(region)).await;
            let tx = owner.begin().await.unwrap();
            let expected = attack.strike(&tx, &prey, &mut chance).await;
            let lines = Some(file.as_bytes());
            let report = verify_in(&tx, &archive.ring, lines).await.unwrap();
            tx.rollback().await.unwrap();
            assert_eq!(
                report.faults.first(),
                Some(&expected),
                "{attack:?}, seed {seed}: {report:?}"
            );
            *found.entry(attack.family()).or_insert(0) += 1;
        }
        let after = archive.verify(&file).await;
        assert!(after.whole(), "{after:?}");
        println!(
            "tamperings found on {:?}: {found:?}",
            owner.get_database_backend()
        );
    })
    .await;
}

async fn prey<C: ConnectionTrait>(connection: &C, chain: Uuid, stray: audit::Model) -> Found {
    let seals = audit_seal::Entity::find()
        .filter(audit_seal::Column::RegionId.eq(chain))
        .order_by_asc(audit_seal::Column::Seq)
        .all(connection)
        .await
        .unwrap();
    let rows = audit::Entity::find().all(connection).await.unwrap();
    Found {
        chain,
        seals,
        rows: rows.into_iter().map(|row| (row.id, row)).collect(),
        stray,
    }
}

impl Found {
    fn length(&self) -> i64 {
        i64::try_from(self.seals.len()).unwrap()
    }

    fn row(&self, seq: i64) -> &audit::Model {
        &self.rows[&self.seals[usize::try_from(seq).unwrap() - 1].audit_id]
    }

    /// What ought to be the first fault.
    fn fault(&self, seq: i64, row: Option<Uuid>, what: What) -> Fault {
        Fault {
            chain: Some(self.chain),
            seq: Some(seq),
            row,
            what,
        }
    }

    /// The end is missing from this number on, and a head knows better.
    fn cut_at(&self, seq: i64) -> Fault {
        let signed = self.length();
        self.fault(seq, None, What::CutShort { signed })
    }
}

/// Puts rows back in wait, as if they had never been sealed.
pub async fn unseal<C: ConnectionTrait>(connection: &C, seals: &[audit_seal::Model]) {
    for seal in seals {
        let place = (seal.region_id, seal.seq);
        audit_seal::Entity::delete_by_id(place)
            .exec(connection)
            .await
            .unwrap();
        let pending = audit_pending::Model {
            region_id: seal.region_id,
            audit_id: seal.audit_id,
        };
        let pending = pending.into_active_model();
        audit_pending::Entity::insert(pending)
            .exec_without_returning(connection)
            .await
            .unwrap();
    }
}

pub async fn edit_detail<C: ConnectionTrait>(connection: &C, row: Uuid) {
    audit::Entity::update_many()
        .col_expr(audit::Column::Detail, Expr::value("version=none"))
        .filter(audit::Column::Id.eq(row))
        .exec(connection)
        .await
        .unwrap();
}

async fn overwrite<C: ConnectionTrait>(connection: &C, row: audit::Model) {
    row.into_active_model()
        .reset_all()
        .update(connection)
        .await
        .unwrap();
}

async fn remove_row<C: ConnectionTrait>(connection: &C, row: Uuid) {
    audit::Entity::delete_by_id(row)
        .exec(connection)
        .await
        .unwrap();
}

async fn add_row<C: ConnectionTrait>(connection: &C, row: &audit::Model) {
    let row = row.clone().into_active_model();
    audit::Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .unwrap();
}

async fn add_seal<C: ConnectionTrait>(connection: &C, seal: audit_seal::Model) {
    let seal = seal.into_active_model();
    audit_seal::Entity::insert(seal)
        .exec_without_returning(connection)
        .await
        .unwrap();
}

async fn remove_seal<C: ConnectionTrait>(connection: &C, chain: Uuid, seq: i64) {
    audit_seal::Entity::delete_by_id((chain, seq))
        .exec(connection)
        .await
        .unwrap();
}

/// Moves every seal from a number on by one place, by way of the far side of nought, where nobody is in
/// the way.
async fn shift<C: ConnectionTrait>(connection: &C, chain: Uuid, from: i64, by: i64) {
    for (moved, here) in [
        (
            Expr::val(-by).sub(Expr::col(audit_seal::Column::Seq)),
            audit_seal::Column::Seq.gte(from),
        ),
        (
            Expr::val(0).sub(Expr::col(audit_seal::Column::Seq)),
            audit_seal::Column::Seq.lt(0),
        ),
    ] {
        audit_seal::Entity::update_many()
            .col_expr(audit_seal::Column::Seq, moved)
            .filter(audit_seal::Column::RegionId.eq(chain))
            .filter(here)
            .exec(connection)
            .await
            .unwrap();
    }
}

async fn set_seal<C: ConnectionTrait>(connection: &C, seal: audit_seal::Model) {
    seal.into_active_model()
        .reset_all()
        .update(connection)
        .await
        .unwrap();
}

async fn forget_heads<C: ConnectionTrait>(connection: &C, chain: Uuid) {
    audit_head::Entity::delete_many()
        .filter(audit_head::Column::RegionId.eq(chain))
        .exec(connection)
        .await
        .unwrap();
}

/// A microsecond, the least that can be told apart.
fn instant() -> TimeDelta {
    TimeDelta::microseconds(1)
}

/// Where the attacker begins when the chain is computed anew.
fn before(found: &Found, seq: i64) -> Mac {
    match seq {
        1 => BEGINNING,
        _ => found.seals[usize::try_from(seq).unwrap() - 2]
            .mac
            .as_slice()
            .try_into()
            .unwrap(),
    }
}
