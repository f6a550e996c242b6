//! The register of commitments: what was promised to whom and for when, what slipped, and what settled it.

mod make;
mod renew;
mod settle;

use std::collections::HashMap;

use ::entity::{commitment, commitment_document, commitment_renewal, commitment_settlement};
use chrono::NaiveDate;
use domain::guard::Known;
use domain::id::CommitmentId;
use domain::policy::{Facts, Operation};
use domain::programmes::{CommitmentKind, CommitmentState, FuzzyDue, Settled, derive};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::clock::local_date;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::{screen, stored};

pub use make::make_commitment;
pub(crate) use make::next_number;
pub use renew::renew_commitment;
pub use settle::settle_commitment;

/// How many commitments stand on one page.
pub const PAGE: usize = 25;

/// Which commitments to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// Still to be made good.
    #[default]
    Open,
    /// Of those, the ones that are late or were given a later date.
    Slipped,
    /// Made good.
    Settled,
    /// All of them.
    All,
}

impl Show {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Open, Self::Slipped, Self::Settled, Self::All];

    fn takes(self, one: &Commitment) -> bool {
        let late = one.state == CommitmentState::Overdue || !one.renewals.is_empty();
        match self {
            Self::All => true,
            Self::Open => one.state.is_open(),
            Self::Slipped => one.state.is_open() && late,
            Self::Settled => !one.state.is_open(),
        }
    }
}

/// A later date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    /// For when.
    pub due: FuzzyDue,
    /// In these words; empty for those of the date.
    pub wording: String,
    /// Who was told.
    pub told_to: String,
    /// Why.
    pub why: String,
    /// On this day.
    pub on: NaiveDate,
}

/// A document that settles commitments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which one.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// Its date.
    pub dated_on: NaiveDate,
    /// Where it is to be found.
    pub place: String,
}

/// A commitment with all its dates and what settled it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Which one.
    pub id: CommitmentId,
    /// Its number in the register.
    pub number: i32,
    /// The version to name when changing it.
    pub version: i32,
    /// What was promised.
    pub text: String,
    /// What kind of pledge it is.
    pub kind: CommitmentKind,
    /// To whom.
    pub made_to: String,
    /// When.
    pub made_on: NaiveDate,
    /// For when, at first.
    pub due: FuzzyDue,
    /// In these words; empty for those of the date.
    pub wording: String,
    /// The later dates, the first first.
    pub renewals: Vec<Renewal>,
    /// What settled it, the first date first.
    pub settled: Vec<Document>,
    /// How it stands today.
    pub state: CommitmentState,
    /// The last day that keeps it, as it was promised last; absent while that cannot be told.
    pub latest: Option<NaiveDate>,
}

/// One page of the register.
#[derive(Debug, Clone)]
pub struct CommitmentRegister {
    /// At most [`PAGE`] commitments: what is due first in front, then what was settled last.
    pub lines: Vec<Commitment>,
    /// Whether there is a page after this one.
    pub more: bool,
    /// Whether the actor enters and settles commitments.
    pub may_make: bool,
}

/// One commitment, with what its forms need.
#[derive(Debug, Clone)]
pub struct CommitmentRecord {
    /// The commitment.
    pub commitment: Commitment,
    /// The documents that settled something before and not this; for who settles.
    pub documents: Vec<Document>,
    /// What may be named; nothing for who does not change anything here.
    pub known: Option<Known>,
    /// A fresh id for a document.
    pub fresh: Uuid,
}

/// A page of the register (`docs/domain.md#commitments`).
///
/// # Errors
/// [`Error::NotAllowed`] for who has no business with it.
pub async fn commitment_register(ctx: &Ctx, show: Show, page: u32) -> Result<CommitmentRegister> {
    ctx.authorise(Operation::ReadCommitments, Facts::default())?;
    let tx = ctx.read().await?;
    let rows = commitment::Entity::find()
        .filter(commitment::Column::RegionId.eq(ctx.region().0))
        .all(&*tx)
        .await?;
    let mut all = commitments(&tx, ctx, rows).await?;
    all.retain(|one| show.takes(one));
    all.sort_by_key(order);
    let skip = usize::try_from(page)
        .unwrap_or(usize::MAX)
        .saturating_mul(PAGE);
    let more = all.len() > skip.saturating_add(PAGE);
    Ok(CommitmentRegister {
        lines: all.into_iter().skip(skip).take(PAGE).collect(),
        more,
        may_make: ctx.may(Operation::MakeCommitment, Facts::default()),
    })
}

/// What is due first, then what has no day, then what was settled, the last first.
fn order(one: &Commitment) -> (bool, bool, i64, i32) {
    let days = |day: NaiveDate| (day - NaiveDate::default()).num_days();
    match &one.state {
        CommitmentState::Settled { on, .. } => (true, false, -days(*on), one.number),
        _ => {
            let last = one.latest.map_or(0, days);
            (false, one.latest.is_none(), last, one.number)
        }
    }
}

/// One commitment.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::NotAllowed`] for who has no business with the register.
pub async fn commitment(ctx: &Ctx, id: &str) -> Result<CommitmentRecord> {
    ctx.authorise(Operation::ReadCommitments, Facts::default())?;
    let tx = ctx.read().await?;
    let row = found(&tx, ctx, id).await?;
    let one = commitments(&tx, ctx, vec![row]).await?.pop();
    let one = one.ok_or(Error::NotFound)?;
    let settles = ctx.may(Operation::SettleCommitment, Facts::default());
    let (documents, known) = if settles {
        let mut documents = documents(&tx, ctx).await?;
        documents.retain(|document| !one.settled.contains(document));
        (documents, Some(screen::known(&tx, ctx).await?))
    } else {
        (Vec::new(), None)
    };
    Ok(CommitmentRecord {
        commitment: one,
        documents,
        known,
        fresh: ctx.new_id(),
    })
}

/// What the form for a new commitment needs: a fresh id, and what may be named.
///
/// # Errors
/// [`Error::NotAllowed`].
pub async fn making(ctx: &Ctx) -> Result<(Uuid, Known)> {
    ctx.authorise(Operation::MakeCommitment, Facts::default())?;
    let tx = ctx.read().await?;
    Ok((ctx.new_id(), screen::known(&tx, ctx).await?))
}

async fn found(tx: &DatabaseTransaction, ctx: &Ctx, id: &str) -> Result<commitment::Model> {
    let id: CommitmentId = id.parse().map_err(|_| Error::NotFound)?;
    commitment::Entity::find_by_id(id.0)
        .filter(commitment::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)
}

/// Raises the version, if it still is the one that was seen.
async fn bump(tx: &Write, row: &commitment::Model) -> Result<()> {
    let done = commitment::Entity::update_many()
        .col_expr(commitment::Column::Version, Expr::value(row.version + 1))
        .filter(commitment::Column::Id.eq(row.id))
        .filter(commitment::Column::Version.eq(row.version))
        .exec(&**tx)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Stale(row.version + 1))
    }
}

async fn documents(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<Document>> {
    Ok(commitment_document::Entity::find()
        .filter(commitment_document::Column::RegionId.eq(ctx.region().0))
        .order_by_desc(commitment_document::Column::DatedOn)
        .order_by_asc(commitment_document::Column::Id)
        .all(tx)
        .await?
        .into_iter()
        .map(|row| Document {
            id: row.id,
            title: row.title,
            dated_on: row.dated_on,
            place: row.place,
        })
        .collect())
}

/// The commitments of these rows, with their dates and documents.
async fn commitments(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    rows: Vec<commitment::Model>,
) -> Result<Vec<Commitment>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let later = commitment_renewal::Entity::find()
        .filter(commitment_renewal::Column::CommitmentId.is_in(ids.iter().copied()))
        .order_by_asc(commitment_renewal::Column::At)
        .order_by_asc(commitment_renewal::Column::Id)
        .all(tx)
        .await?;
    let links = commitment_settlement::Entity::find()
        .filter(commitment_settlement::Column::CommitmentId.is_in(ids))
        .all(tx)
        .await?;
    let known: HashMap<Uuid, Document> = if links.is_empty() {
        HashMap::new()
    } else {
        let all = documents(tx, ctx).await?.into_iter();
        all.map(|document| (document.id, document)).collect()
    };
    let today = ctx.today();
    rows.into_iter()
        .map(|row| {
            let mut renewals = Vec::new();
            for renewal in later.iter().filter(|it| it.commitment_id == row.id) {
                renewals.push(Renewal {
                    due: stored::state(&renewal.due)?,
                    wording: renewal.wording.clone(),
                    told_to: renewal.told_to.clone(),
                    why: renewal.why.clone(),
                    on: local_date(renewal.at),
                });
            }
            let mut settled: Vec<Document> = links
                .iter()
                .filter(|link| link.commitment_id == row.id)
                .filter_map(|link| known.get(&link.document_id).cloned())
                .collect();
            settled.sort_by_key(|document| (document.dated_on, document.id));
            one(row, renewals, settled, today)
        })
        .collect()
}

fn one(
    row: commitment::Model,
    renewals: Vec<Renewal>,
    settled: Vec<Document>,
    today: NaiveDate,
) -> Result<Commitment> {
    let due: FuzzyDue = stored::state(&row.due)?;
    let last = renewals.last().map(|renewal| &renewal.due);
    // It is settled since the first document that settled it.
    let by = settled.first().map(|document| Settled {
        document: document.title.clone(),
        on: document.dated_on,
    });
    Ok(Commitment {
        id: CommitmentId(row.id),
        number: row.number,
        version: row.version,
        text: row.text,
        kind: stored::word(CommitmentKind::parse, &row.kind)?,
        made_to: row.made_to,
        made_on: row.made_on,
        state: derive(&due, last, by.as_ref(), today),
        latest: last.unwrap_or(&due).latest(),
        due,
        wording: row.wording,
        renewals,
        settled,
    })
}
