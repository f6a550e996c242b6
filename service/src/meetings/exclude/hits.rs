//! Who tried to open an item that they are left out of. The trail keeps it, and who has to know is
//! told: who brought it in, the FG, and who directs unless left out as well (DESIGN section 6).

use ::entity::{agenda_item, exclusion_hit, item_relation, organisation, person};
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::ItemId;
use domain::policy::{Facts, Operation};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::EXCLUDED;
use crate::audit::{self, append};
use crate::ctx::Ctx;
use crate::error::Result;

/// How long an attempt is shown where one did not look for it.
const FRESH: TimeDelta = TimeDelta::days(30);
/// How many are shown at once.
const SHOWN: u64 = 20;

/// Somebody tried to open an item that they are left out of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which item.
    pub item: ItemId,
    /// The function of who tried.
    pub function: String,
    /// The organisation of who tried.
    pub organisation: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Writes down that the actor tried to open this item, if it is one that they are left out of.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn hit(ctx: &Ctx, id: &str) -> Result<()> {
    let Ok(item) = id.parse::<ItemId>() else {
        return Ok(());
    };
    // Who looks as somebody else tries it for themselves.
    let behind = ctx.behind();
    let ctx = behind.as_ref().unwrap_or(ctx);
    let tx = ctx.read().await?;
    let out = super::is_left_out(&tx, ctx, item.0).await?;
    drop(tx);
    if !out {
        return Ok(());
    }
    let tx = ctx.aside().await?;
    let row = exclusion_hit::Model {
        id: ctx.new_id(),
        region_id: ctx.region().0,
        item_id: item.0,
        organisation_id: ctx.actor.organisation.0,
        person_id: ctx.actor.person.0,
        at: ctx.now(),
    };
    row.into_active_model().insert(&tx).await?;
    let refused = audit::refused(ctx, Operation::ReadMeetings, ("item", item.0), "excluded");
    append(&tx, refused).await?;
    Ok(tx.commit().await?)
}

/// The attempts of the last thirty days that the actor has to know of, the last first.
///
/// # Errors
/// When the database does not answer.
pub async fn alerts(ctx: &Ctx) -> Result<Vec<Hit>> {
    let tx = ctx.read().await?;
    let hit = exclusion_hit::Entity::find()
        .select_only()
        .column(exclusion_hit::Column::ItemId)
        .filter(exclusion_hit::Column::RegionId.eq(ctx.region().0))
        .filter(exclusion_hit::Column::At.gt(ctx.now() - FRESH))
        .distinct()
        .into_tuple::<Uuid>()
        .all(&*tx)
        .await?;
    if hit.is_empty() {
        return Ok(Vec::new());
    }
    let left_out: Vec<Uuid> = item_relation::Entity::find()
        .filter(item_relation::Column::ItemId.is_in(hit.iter().copied()))
        .filter(item_relation::Column::SubjectId.is_in(ctx.subjects()))
        .filter(item_relation::Column::Relation.eq(EXCLUDED))
        .all(&*tx)
        .await?
        .into_iter()
        .map(|row| row.item_id)
        .collect();
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_item::Column::Id.is_in(hit))
        .all(&*tx)
        .await?;
    let oversees = ctx.may(Operation::OverseeExclusions, Facts::default());
    let mine: Vec<Uuid> = items
        .iter()
        .filter(|item| !left_out.contains(&item.id))
        .filter(|item| {
            oversees || item.organisation_id == ctx.actor.organisation.0 && !ctx.actor.is_guest()
        })
        .map(|item| item.id)
        .collect();
    let mut hits = hits_of(&tx, ctx, &mine).await?;
    hits.retain(|hit| hit.at > ctx.now() - FRESH);
    Ok(hits)
}

/// The attempts at these items, the last first.
pub(crate) async fn hits_of(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    items: &[Uuid],
) -> Result<Vec<Hit>> {
    let rows = exclusion_hit::Entity::find()
        .filter(exclusion_hit::Column::RegionId.eq(ctx.region().0))
        .filter(exclusion_hit::Column::ItemId.is_in(items.iter().copied()))
        .order_by_desc(exclusion_hit::Column::At)
        .limit(SHOWN)
        .all(tx)
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::Id.is_in(rows.iter().map(|row| row.person_id)))
        .all(tx)
        .await?;
    let organisations = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(rows.iter().map(|row| row.organisation_id)))
        .all(tx)
        .await?;
    let told = rows.into_iter().map(|row| {
        let who = people.iter().find(|person| person.id == row.person_id);
        let whose = organisations
            .iter()
            .find(|known| known.id == row.organisation_id);
        Hit {
            item: ItemId(row.item_id),
            function: who.map_or_else(String::new, |who| who.function.clone()),
            organisation: whose.map_or_else(String::new, |whose| whose.name.clone()),
            at: row.at,
        }
    });
    Ok(told.collect())
}
