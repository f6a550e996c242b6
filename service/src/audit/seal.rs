//! The sealer: gives each row of the trail its place in the chain of its region, after the fact, so
//! that nobody waits for it; and signs where the chains end.

use std::collections::BTreeMap;
use std::sync::Arc;

use ::entity::{audit, audit_head, audit_pending, audit_seal};
use domain::audit::{BEGINNING, chain_of};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, IntoActiveModel,
    JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait, Statement,
};
use uuid::Uuid;

use super::chain;
use super::head::Head;
use super::key::{AuditKey, key_in};
use crate::clock::Clock;
use crate::ctx::Site;
use crate::db::Store;
use crate::error::{Error, Result};

/// How many rows one transaction seals at most: SQLite has one writer, and others want it too.
pub const BATCH: u64 = 500;

/// The lock that one sealer at a time holds on PostgreSQL, where several nodes may run: "keten".
const LOCK: i64 = 0x6b_65_74_65_6e;

/// Seals the rows of the trail and signs the heads of its chains.
#[derive(Debug, Clone)]
pub struct Sealer {
    store: Store,
    clock: Clock,
    key: Arc<AuditKey>,
}

/// What a round of signing came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signing {
    /// A head for each chain that grew since the last one.
    pub heads: Vec<Head>,
    /// The heads that their chain no longer holds: somebody cut it or wrote it anew.
    pub lost: Vec<Head>,
}

impl Sealer {
    /// A sealer for an installation. [`super::adopt`] says whether the key is the right one.
    pub fn new(site: &Site, key: AuditKey) -> Self {
        Self {
            store: site.store.clone(),
            clock: site.clock.clone(),
            key: Arc::new(key),
        }
    }

    /// Seals up to [`BATCH`] rows in one transaction and says how many; with fewer than that there
    /// is nothing more to do now. When nothing waits this is one read; when another node is
    /// sealing, it leaves it at that.
    ///
    /// # Errors
    /// When the database does not answer. What was not sealed waits.
    pub async fn seal(&self) -> Result<u64> {
        let first = audit_pending::Entity::find().limit(1);
        if first.one(self.store.reader()).await?.is_none() {
            return Ok(0);
        }
        let tx = self.store.begin_write().await?;
        if !alone(&tx).await? {
            return Ok(0);
        }
        // Another node may have changed the key; then this one has to read it first.
        if key_in(&tx)
            .await?
            .is_some_and(|known| known != self.key.public())
        {
            // Dropped, it would hold the lock for a moment longer, and the next one would not seal.
            tx.rollback().await?;
            return Err(Error::broken("the trail is sealed with another key now"));
        }
        let sealed = self.seal_in(&tx).await?;
        tx.commit().await?;
        Ok(sealed)
    }

    /// Seals up to [`BATCH`] rows within a transaction that holds the lock.
    pub(super) async fn seal_in(&self, tx: &DatabaseTransaction) -> Result<u64> {
        let rows = waiting(tx).await?;
        let sealed = rows.len();
        let mut chains: BTreeMap<Uuid, Vec<audit::Model>> = BTreeMap::new();
        for row in rows {
            chains.entry(chain_of(row.region_id)).or_default().push(row);
        }
        for (chain, rows) in chains {
            self.append(tx, chain, rows).await?;
        }
        Ok(u64::try_from(sealed).unwrap_or(BATCH))
    }

    /// Lengthens one chain by these rows, in the order in which they happened.
    pub(super) async fn append(
        &self,
        tx: &DatabaseTransaction,
        chain: Uuid,
        mut rows: Vec<audit::Model>,
    ) -> Result<()> {
        rows.sort_by_key(|row| (row.at, row.id));
        let tip = chain::tip(tx, chain).await?;
        let (mut seq, mut mac) =
            tip.map_or((0, BEGINNING), |tip| (tip.seq, chain::as_mac(&tip.mac)));
        let mut buffer = Vec::new();
        let mut seals = Vec::new();
        for row in &rows {
            seq += 1;
            mac = chain::link(&self.key, &mut buffer, (chain, seq), &mac, row);
            let seal = audit_seal::Model {
                region_id: chain,
                seq,
                audit_id: row.id,
                mac: mac.to_vec(),
            };
            seals.push(seal.into_active_model());
        }
        audit_seal::Entity::insert_many(seals)
            .exec_without_returning(tx)
            .await?;
        audit_pending::Entity::delete_many()
            .filter(audit_pending::Column::RegionId.eq(chain))
            .filter(audit_pending::Column::AuditId.is_in(rows.iter().map(|row| row.id)))
            .exec(tx)
            .await?;
        Ok(())
    }

    /// Signs the head of each chain that grew since its last head. A chain that does not hold its
    /// last head gets no new one, so that the signature never covers what was done to it.
    /// Keep the lines first, then give the heads to [`Self::keep`].
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sign(&self) -> Result<Signing> {
        let tx = self.store.begin_read().await?;
        let mut signing = Signing::default();
        for chain in chain::all(&tx).await? {
            let Some(tip) = chain::tip(&tx, chain).await? else {
                continue;
            };
            let last = audit_head::Entity::find()
                .filter(audit_head::Column::RegionId.eq(chain))
                .order_by_desc(audit_head::Column::Seq)
                .limit(1)
                .one(&tx)
                .await?;
            if let Some(last) = last {
                let there = audit_seal::Entity::find_by_id((chain, last.seq))
                    .one(&tx)
                    .await?;
                if there.is_none_or(|there| there.mac != last.mac) {
                    signing.lost.push(last.into());
                    continue;
                }
                if last.seq == tip.seq {
                    continue;
                }
            }
            let now = self.clock.now();
            let head = Head::sign(&self.key, (chain, tip.seq), tip.mac, now);
            signing.heads.push(head);
        }
        Ok(signing)
    }

    /// Stores signed heads. One that another node stored meanwhile stays as it is.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep(&self, heads: Vec<Head>) -> Result<()> {
        let rows = heads.into_iter().map(audit_head::Model::from);
        let rows: Vec<_> = rows.map(IntoActiveModel::into_active_model).collect();
        if rows.is_empty() {
            return Ok(());
        }
        let tx = self.store.begin_write().await?;
        audit_head::Entity::insert_many(rows)
            .on_conflict_do_nothing()
            .exec_without_returning(&tx)
            .await?;
        Ok(tx.commit().await?)
    }
}

/// The next rows that wait, by region and age. One that has a seal is left where it is, for `verify`
/// to find: sealing it twice would fail, and hold up all that come after.
async fn waiting(tx: &DatabaseTransaction) -> Result<Vec<audit::Model>> {
    // In two steps, so that no planner begins at the end of a million rows that do not wait.
    let ids: Vec<Uuid> = audit_pending::Entity::find()
        .select_only()
        .column(audit_pending::Column::AuditId)
        .join(JoinType::LeftJoin, audit_pending::Relation::Seal.def())
        .filter(audit_seal::Column::Seq.is_null())
        .order_by_asc(audit_pending::Column::RegionId)
        .order_by_asc(audit_pending::Column::AuditId)
        .limit(BATCH)
        .into_tuple()
        .all(tx)
        .await?;
    Ok(audit::Entity::find()
        .filter(audit::Column::Id.is_in(ids))
        .all(tx)
        .await?)
}

/// Whether nobody else seals now. SQLite has one writer, which this transaction is.
pub(super) async fn alone(tx: &DatabaseTransaction) -> Result<bool> {
    if tx.get_database_backend() == DbBackend::Sqlite {
        return Ok(true);
    }
    let statement = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT pg_try_advisory_xact_lock($1)",
        [LOCK.into()],
    );
    let row = tx.query_one_raw(statement).await?;
    Ok(row.is_some_and(|row| row.try_get_by_index(0).unwrap_or(false)))
}
