//! Proposing what is due: by the hour, or at once for who asks.

use ::entity::{audit, region, series};
use chrono::{DateTime, TimeDelta, Utc};
use domain::fault::NotNow;
use domain::id::{DestructionId, SeriesId};
use domain::policy::Operation;
use domain::retention::command::ProposeDestruction;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{facts, list, table};
use crate::audit::{append, note};
use crate::clock::mint;
use crate::ctx::{Ctx, Site};
use crate::error::{Error, Result};
use crate::lease;

/// The lease, and how long one node may take.
const LEASE: &str = "propose_destruction";
const LONGEST: TimeDelta = TimeDelta::minutes(10);

/// Puts every case item that is due on a list to be destroyed, a list for each table; how many lists. Of
/// several nodes one does it.
///
/// # Errors
/// When the database does not answer; what was proposed until then stays proposed.
pub async fn propose_due(site: &Site) -> Result<usize> {
    let Some(lease) = lease::take(site, LEASE, LONGEST).await? else {
        return Ok(0);
    };
    let done = everywhere(site).await;
    lease::give_back(site, lease).await?;
    done
}

async fn everywhere(site: &Site) -> Result<usize> {
    let mut made = 0;
    for row in region::Entity::find().all(site.store.reader()).await? {
        made += in_region(site, row.id).await?;
    }
    Ok(made)
}

async fn in_region(site: &Site, region: Uuid) -> Result<usize> {
    let now = site.clock.now();
    // On nearly all days nothing is due, and then nobody waits for the writer.
    let due = {
        let tx = site.store.begin_read().await?;
        let waits = list::waiting(&tx, region).await?;
        let all = super::clocks::tracked(&tx, region).await?;
        let today = site.clock.today();
        all.iter()
            .any(|one| one.is_due(today) && waits.iter().all(|line| line.item_id != one.item))
    };
    if !due {
        return Ok(0);
    }
    let tables = series::Entity::find()
        .filter(series::Column::RegionId.eq(region))
        .all(site.store.reader())
        .await?;
    let mut made = 0;
    for table in tables {
        let tx = site.store.begin_write().await?;
        let Some((id, items)) = list::put(&tx, (region, table.id), (now, None)).await? else {
            continue;
        };
        append(&tx, line((region, id), now, format!("items={items}"))).await?;
        tx.commit().await?;
        made += 1;
    }
    Ok(made)
}

/// A line of the trail about what the calendar did.
fn line((region, list): (Uuid, Uuid), at: DateTime<Utc>, detail: String) -> audit::Model {
    audit::Model {
        id: mint(at),
        region_id: Some(region),
        at,
        account_id: None,
        person_id: None,
        organisation_id: None,
        role: "none".to_owned(),
        action: format!("{:?}", Operation::ProposeDestruction),
        object: "destruction".to_owned(),
        object_id: Some(list),
        result: "done".to_owned(),
        origin: "house".to_owned(),
        purpose: "ketenoverleg".to_owned(),
        detail,
    }
}

/// Proposes what is due at a table now, without waiting for the hour.
///
/// # Errors
/// `NotNow` when nothing is due that waits on no list; `NotAllowed`, `NotFound`.
pub async fn propose_destruction(ctx: &Ctx, command: ProposeDestruction) -> Result<DestructionId> {
    let tx = ctx.write().await?;
    let id: SeriesId = command.series.parse().map_err(|_| Error::NotFound)?;
    let series = table(&tx, ctx, id.0).await?;
    ctx.authorise(Operation::ProposeDestruction, facts(&series))?;
    let by = Some(ctx.actor.person.0);
    let made = list::put(&tx, (series.region_id, series.id), (ctx.now(), by)).await?;
    let Some((id, items)) = made else {
        return Err(NotNow {
            state: "not_due",
            operation: "propose_destruction",
        }
        .into());
    };
    let detail = format!("items={items}");
    let object = ("destruction", id);
    note(&tx, ctx, Operation::ProposeDestruction, object, detail).await?;
    tx.commit().await?;
    Ok(DestructionId(id))
}
