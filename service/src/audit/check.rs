//! The house verifies its trail by itself, once a day, and keeps what it found: for who oversees, for
//! the administrator, and for who watches the machine.

use ::entity::{audit, audit_check, region};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::append;
use super::report::Report;
use crate::clock::mint;
use crate::ctx::{Ctx, Site};
use crate::error::Result;

/// How often it is done.
pub const EVERY: TimeDelta = TimeDelta::days(1);
/// How fresh one is that a start of the house does not repeat: nodes often start together.
const JUST_DONE: TimeDelta = TimeDelta::minutes(10);
/// How long what was found is kept.
const KEPT: TimeDelta = TimeDelta::days(90);
/// What it is called in the trail.
pub(super) const ACTION: &str = "VerifyTrail";

/// What the last verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// When it was done.
    pub at: DateTime<Utc>,
    /// How many rows have a seal.
    pub sealed: i64,
    /// How many faults there are, in all chains and files.
    pub faults: i64,
    told: Vec<Told>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    chain: Option<Uuid>,
    line: String,
}

impl Checked {
    /// Whether everything was as it was written.
    pub fn whole(&self) -> bool {
        self.faults == 0
    }

    /// Whether it was done so long ago that something keeps the house from doing it.
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        now - self.at > EVERY * 2
    }

    /// What was found, in Dutch, as far as it is about this region, no region or the files.
    pub fn lines(&self, ctx: &Ctx) -> Vec<&str> {
        let region = ctx.region().0;
        let here = |told: &&Told| {
            told.chain
                .is_none_or(|chain| chain == region || chain.is_nil())
        };
        let told = self.told.iter().filter(here);
        told.map(|told| told.line.as_str()).collect()
    }
}

/// Whether it is time to verify; `starting` when the house just opened.
///
/// # Errors
/// When the database does not answer.
pub async fn is_due(site: &Site, starting: bool) -> Result<bool> {
    let since = if starting { JUST_DONE } else { EVERY };
    let last = last(site).await?;
    Ok(last.is_none_or(|last| site.clock.now() - last.at >= since))
}

/// What the last verification found; nothing before the first.
///
/// # Errors
/// When the database does not answer.
pub async fn last(site: &Site) -> Result<Option<Checked>> {
    let row = audit_check::Entity::find()
        .order_by_desc(audit_check::Column::At)
        .one(site.store.reader())
        .await?;
    row.map(|row| {
        Ok(Checked {
            at: row.at,
            sealed: row.sealed,
            faults: row.faults,
            told: serde_json::from_str(&row.told)?,
        })
    })
    .transpose()
}

/// Keeps what a verification found, with a line in the trail of each region that it was done.
///
/// # Errors
/// When the database does not answer.
pub async fn keep(site: &Site, report: &Report) -> Result<()> {
    let now = site.clock.now();
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let faults = count(u64::try_from(report.faults.len()).unwrap_or(u64::MAX)) + count(report.more);
    let told = report.by_chain()?.into_iter();
    let told: Vec<_> = told.map(|(chain, line)| Told { chain, line }).collect();
    let tx = site.store.begin_write().await?;
    audit_check::ActiveModel {
        id: Set(mint(now)),
        at: Set(now),
        sealed: Set(count(report.sealed)),
        pending: Set(count(report.pending)),
        faults: Set(faults),
        told: Set(serde_json::to_string(&told)?),
    }
    .insert(&tx)
    .await?;
    audit_check::Entity::delete_many()
        .filter(audit_check::Column::At.lt(now - KEPT))
        .exec(&tx)
        .await?;
    for region in region::Entity::find().all(&tx).await? {
        append(&tx, line(now, region.id, report, faults)).await?;
    }
    Ok(tx.commit().await?)
}

fn line(now: DateTime<Utc>, region: Uuid, report: &Report, faults: i64) -> audit::Model {
    let result = if report.whole() { "done" } else { "broken" };
    audit::Model {
        id: mint(now),
        region_id: Some(region),
        at: now,
        account_id: None,
        person_id: None,
        organisation_id: None,
        role: "none".to_owned(),
        action: ACTION.to_owned(),
        object: "trail".to_owned(),
        object_id: None,
        result: result.to_owned(),
        origin: "house".to_owned(),
        purpose: "ketenoverleg".to_owned(),
        detail: format!("rows={} faults={faults}", report.sealed),
    }
}
