//! Verification: walks every chain, computes each seal anew, and looks whether the chains still reach
//! the heads that were signed. Reads page by page, one statement each, however long the trail is.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use ::entity::{audit, audit_head, audit_pending, audit_seal};
use domain::audit::{BEGINNING, chain_of};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use super::chain;
use super::head::Head;
use super::key::Ring;
use super::report::{Fault, KEPT, Report, What};
use crate::db::Store;
use crate::error::{Error, Result};

/// How many seals one statement reads.
const PAGE: u64 = 2000;

/// How many heads are looked at together.
const HEADS: usize = 500;

/// Verifies the trail as it is at one moment, also while it is written to. `heads` are the lines of
/// the file of heads, up to where it ended before this was called; without it a trail that has heads
/// is not whole, because it may have lost its end.
///
/// # Errors
/// When the database does not answer or the file cannot be read. What is wrong with the trail is in
/// the report.
pub async fn verify<R: BufRead>(store: &Store, ring: &Ring, heads: Option<R>) -> Result<Report> {
    let snapshot = store.begin_snapshot().await?;
    verify_in(&snapshot, ring, heads).await
}

/// The same within a transaction.
///
/// # Errors
/// As [`verify`].
pub async fn verify_in<C: ConnectionTrait, R: BufRead>(
    connection: &C,
    ring: &Ring,
    heads: Option<R>,
) -> Result<Report> {
    let mut walk = Walk {
        connection,
        ring,
        report: Report::default(),
        tips: BTreeMap::new(),
        cut: BTreeSet::new(),
        old: Vec::new(),
    };
    walk.chains().await?;
    walk.outside().await?;
    walk.stored_heads().await?;
    match heads {
        Some(lines) => walk.filed_heads(lines).await?,
        None if walk.report.heads > 0 => walk.report.add(Fault {
            chain: None,
            seq: None,
            row: None,
            what: What::HeadsGone,
        }),
        None => {}
    }
    walk.old_keys();
    Ok(walk.report)
}

struct Walk<'a, C> {
    connection: &'a C,
    ring: &'a Ring,
    report: Report,
    /// Where each chain ends.
    tips: BTreeMap<Uuid, i64>,
    /// The chains that are known to have lost their end.
    cut: BTreeSet<Uuid>,
    /// Where chains end that do not end with the key in use.
    old: Vec<(Uuid, i64)>,
}

impl<C: ConnectionTrait> Walk<'_, C> {
    async fn chains(&mut self) -> Result<()> {
        for chain in chain::all(self.connection).await? {
            self.report.chains += 1;
            self.chain(chain).await?;
        }
        Ok(())
    }

    async fn chain(&mut self, chain: Uuid) -> Result<()> {
        let mut wanted = 1;
        let mut before = BEGINNING;
        let mut buffer = Vec::new();
        let mut last = None;
        let mut key = 0;
        loop {
            let page = self.page(chain, last).await?;
            for (seal, row) in &page {
                let place = (chain, seal.seq);
                // After a gap the link to what stood before it cannot be computed.
                let linked = seal.seq == wanted;
                if !linked {
                    let first = wanted.min(seal.seq);
                    self.fault((chain, first), None, What::Gap);
                }
                match row {
                    None => self.fault(place, Some(seal.audit_id), What::RowGone),
                    Some(row) => {
                        self.report.sealed += 1;
                        // A newer key takes over from an older one, and never the other way round.
                        let mut keys = self.ring.keys.iter().enumerate().skip(key);
                        let fits = keys.find(|(_, key)| {
                            chain::link(key, &mut buffer, place, &before, row).as_slice()
                                == seal.mac
                        });
                        match fits {
                            Some((newer, _)) => key = newer,
                            None if linked => self.fault(place, Some(row.id), What::Altered),
                            None => {}
                        }
                    }
                }
                before = chain::as_mac(&seal.mac);
                wanted = seal.seq + 1;
                last = Some(seal.seq);
            }
            // A page takes a while to compute; others want the thread as well.
            tokio::task::yield_now().await;
            if u64::try_from(page.len()).unwrap_or_default() < PAGE {
                break;
            }
        }
        self.tips.insert(chain, wanted - 1);
        if key + 1 < self.ring.keys.len() {
            self.old.push((chain, wanted - 1));
        }
        Ok(())
    }

    async fn page(
        &self,
        chain: Uuid,
        after: Option<i64>,
    ) -> Result<Vec<(audit_seal::Model, Option<audit::Model>)>> {
        let mut page = audit_seal::Entity::find()
            .find_also_related(audit::Entity)
            .filter(audit_seal::Column::RegionId.eq(chain))
            .order_by_asc(audit_seal::Column::Seq)
            .limit(PAGE);
        if let Some(after) = after {
            page = page.filter(audit_seal::Column::Seq.gt(after));
        }
        Ok(page.all(self.connection).await?)
    }

    /// What waits must be there and have no seal yet; and what is neither sealed nor waiting came in
    /// by another way. The last is looked for only when the numbers do not add up.
    async fn outside(&mut self) -> Result<()> {
        self.report.pending = audit_pending::Entity::find().count(self.connection).await?;
        let odd: Vec<(Uuid, Uuid, Option<i64>)> = audit_pending::Entity::find()
            .select_only()
            .column(audit_pending::Column::RegionId)
            .column(audit_pending::Column::AuditId)
            .column(audit_seal::Column::Seq)
            .join(JoinType::LeftJoin, audit_pending::Relation::Audit.def())
            .join(JoinType::LeftJoin, audit_pending::Relation::Seal.def())
            .filter(
                Condition::any()
                    .add(audit::Column::Id.is_null())
                    .add(audit_seal::Column::Seq.is_not_null()),
            )
            .order_by_asc(audit_pending::Column::AuditId)
            .limit(u64::try_from(KEPT).unwrap_or_default())
            .into_tuple()
            .all(self.connection)
            .await?;
        for (chain, row, seq) in odd {
            let what = seq.map_or(What::PendingGone, |_| What::PendingSealed);
            self.report.add(Fault {
                chain: Some(chain),
                seq,
                row: Some(row),
                what,
            });
        }
        let rows = audit::Entity::find().count(self.connection).await?;
        if rows == self.report.sealed + self.report.pending {
            return Ok(());
        }
        let strays = audit::Entity::find()
            .join_rev(JoinType::LeftJoin, audit_seal::Relation::Audit.def())
            .join_rev(JoinType::LeftJoin, audit_pending::Relation::Audit.def())
            .filter(audit_seal::Column::Seq.is_null())
            .filter(audit_pending::Column::AuditId.is_null())
            .order_by_asc(audit::Column::Id)
            .limit(u64::try_from(KEPT).unwrap_or_default())
            .all(self.connection)
            .await?;
        for stray in strays {
            self.report.add(Fault {
                chain: Some(chain_of(stray.region_id)),
                seq: None,
                row: Some(stray.id),
                what: What::Unsealed,
            });
        }
        Ok(())
    }

    async fn stored_heads(&mut self) -> Result<()> {
        let mut pages = audit_head::Entity::find()
            .cursor_by((audit_head::Column::RegionId, audit_head::Column::Seq));
        loop {
            let page = pages.first(HEADS as u64).all(self.connection).await?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            pages.after((last.region_id, last.seq));
            self.heads(page.into_iter().map(Head::from).collect())
                .await?;
        }
    }

    async fn filed_heads<R: BufRead>(&mut self, lines: R) -> Result<()> {
        let mut heads = Vec::new();
        for (line, text) in (1..).zip(lines.lines()) {
            let text = text.map_err(|error| {
                Error::Broken("the file of heads".to_owned(), Some(Box::new(error)))
            })?;
            match Head::parse(&text) {
                Some(head) => heads.push(head),
                None => self.report.add(Fault {
                    chain: None,
                    seq: None,
                    row: None,
                    what: What::LineUnreadable { line },
                }),
            }
            if heads.len() == HEADS {
                self.heads(std::mem::take(&mut heads)).await?;
            }
        }
        self.heads(heads).await
    }

    /// Whether these heads were signed with our key, and are still in their chains.
    async fn heads(&mut self, heads: Vec<Head>) -> Result<()> {
        let mut chains: BTreeMap<Uuid, Vec<Head>> = BTreeMap::new();
        for head in heads {
            self.report.heads += 1;
            self.report.last_head = self.report.last_head.max(Some(head.at));
            chains.entry(head.chain).or_default().push(head);
        }
        for (chain, heads) in chains {
            let seals: BTreeMap<i64, Vec<u8>> = audit_seal::Entity::find()
                .select_only()
                .column(audit_seal::Column::Seq)
                .column(audit_seal::Column::Mac)
                .filter(audit_seal::Column::RegionId.eq(chain))
                .filter(audit_seal::Column::Seq.is_in(heads.iter().map(|head| head.seq)))
                .into_tuple::<(i64, Vec<u8>)>()
                .all(self.connection)
                .await?
                .into_iter()
                .collect();
            for head in heads {
                self.head(&head, seals.get(&head.seq));
            }
        }
        Ok(())
    }

    fn head(&mut self, head: &Head, seal: Option<&Vec<u8>>) {
        let place = (head.chain, head.seq);
        let tip = self.tips.get(&head.chain).copied().unwrap_or_default();
        if !head.holds(self.ring) {
            self.fault(place, None, What::HeadForged { at: head.at });
        } else if head.seq > tip {
            if self.cut.insert(head.chain) {
                let what = What::CutShort { signed: head.seq };
                self.fault((head.chain, tip + 1), None, what);
            }
        } else if seal != Some(&head.mac) {
            self.fault(place, None, What::HeadLost { at: head.at });
        }
    }

    /// Somebody with a key that was given up could write a chain anew up to its change, and not past
    /// it: every chain goes on with the key in use.
    fn old_keys(&mut self) {
        for place in std::mem::take(&mut self.old) {
            if !self.cut.contains(&place.0) {
                self.fault(place, None, What::OldKey);
            }
        }
    }

    fn fault(&mut self, (chain, seq): (Uuid, i64), row: Option<Uuid>, what: What) {
        self.report.add(Fault {
            chain: Some(chain),
            seq: Some(seq),
            row,
            what,
        });
    }
}
