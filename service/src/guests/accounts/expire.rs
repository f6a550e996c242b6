//! Terms that end. The door is shut at the very instant by `identity::viewer`; this writes it down.

use ::entity::guest_account;
use domain::id::RegionId;
use domain::identity::Ended;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::row::{self, Held};
use super::seat;
use crate::audit::append;
use crate::ctx::Site;
use crate::error::Result;
use crate::guests::door::{by_the_house, line};
use crate::live::{Event, wire};

/// How many are written down at a time.
const BATCH: u64 = 50;

/// Writes down which terms ended; answers how many.
///
/// # Errors
/// When the database does not answer.
pub async fn expire_due(site: &Site) -> Result<usize> {
    let now = site.clock.now();
    let due = guest_account::Column::EndsAt.lte(now);
    let open = guest_account::Column::StateWord.is_in(["active", "paused"]);
    // Nearly always there is nothing, and then nobody waits for the writer.
    let some = guest_account::Entity::find()
        .filter(due.clone())
        .filter(open.clone())
        .one(site.store.reader())
        .await?;
    if some.is_none() {
        return Ok(0);
    }
    let tx = site.store.begin_write().await?;
    let rows = guest_account::Entity::find()
        .filter(due)
        .filter(open)
        .limit(BATCH)
        .all(&tx)
        .await?;
    let count = rows.len();
    let mut events = Vec::new();
    for row in rows {
        let mut held = Held::of(row)?;
        held.state = held.state.expire(now)?;
        seat::take(&tx, &held.row, (Ended::Left, now)).await?;
        row::update(&tx, &held).await?;
        append(
            &tx,
            by_the_house(line(site, &held.row, "ExpireGuest", "done")),
        )
        .await?;
        for meeting in seat::sitting(&tx, held.row.series_id).await? {
            events.push(Event {
                region: RegionId(held.row.region_id),
                meeting,
                turned: true,
                inside: false,
            });
        }
    }
    wire::tell(&tx, &site.live, &events).await?;
    tx.commit().await?;
    site.live.changed();
    for event in events {
        site.live.announce(event);
    }
    Ok(count)
}
