//! Keeping an item longer with a reason, holding it because something else asks for it, and letting go.

use ::entity::{agenda_item, retention_extension, retention_hold, series};
use domain::fault::{Faults, NotNow};
use domain::id::ItemId;
use domain::policy::Operation;
use domain::retention::command::{ExtendRetention, HoldItem, ReleaseItem};
use domain::retention::{MOST, TERM};
use domain::text::{Screen, WorkName};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::clocks::{Tracked, going, tracked};
use super::{facts, list, said, table};
use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result, gather};
use crate::meetings::fields::number;
use crate::screen;

/// An item that goes one day, with its copies. Whether it still is there is asked again once the lists that it
/// waits on are held.
async fn take(tx: &Write, ctx: &Ctx, id: &str) -> Result<(Tracked, Vec<Uuid>, series::Model)> {
    let id: ItemId = id.parse().map_err(|_| Error::NotFound)?;
    let row = agenda_item::Entity::find_by_id(id.0)
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(going())
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound)?;
    let table = table(tx, ctx, row.series_id).await?;
    let all = tracked(tx, row.region_id).await?;
    let one = all.iter().find(|one| one.item == row.id);
    let one = one.cloned().ok_or(Error::NotFound)?;
    let copies = all.iter().filter(|other| other.group == one.group);
    let copies = copies.map(|other| other.item).collect();
    Ok((one, copies, table))
}

/// Keeps an item, with its copies, until so many months after the last discussion. It comes off the list it
/// waits on. A form sent twice does it once.
///
/// # Errors
/// `Refused` beyond the longest term and without a reason; `NotAllowed`, `NotFound`.
pub async fn extend_retention(ctx: &Ctx, command: ExtendRetention) -> Result<ItemId> {
    let tx = ctx.write().await?;
    let (one, copies, table) = take(&tx, ctx, &command.item).await?;
    ctx.authorise(Operation::ExtendRetention, facts(&table))?;
    let id = ItemId(one.item);
    let mut faults = Faults::default();
    let months = number(&command.months, small(TERM + 1), small(MOST));
    let months = faults.keep("months", months);
    let why = ("why", command.why.as_str(), command.reason.as_str());
    let why = gather(&mut faults, said(&tx, ctx, ("item", one.item), why).await)?;
    let (Some(months), Some(why)) = (months, why) else {
        return Err(faults.into());
    };
    let until = one.clock.extend(months.unsigned_abs(), ctx.today());
    let last = retention_extension::Entity::find()
        .filter(retention_extension::Column::ItemId.eq(one.item))
        .order_by_desc(retention_extension::Column::At)
        .one(&*tx)
        .await?;
    let by = ctx.actor.person.0;
    if last
        .is_some_and(|row| row.by == by && row.why == why && Some(row.until) == one.clock.extended)
    {
        return Ok(id);
    }
    let Some(until) = faults.keep("months", until) else {
        return Err(faults.into());
    };
    let row = retention_extension::Model {
        id: ctx.new_id(),
        region_id: ctx.region().0,
        item_id: one.item,
        until,
        why,
        at: ctx.now(),
        by,
    };
    row.into_active_model().reset_all().insert(&*tx).await?;
    list::withdraw(&tx, ctx.region().0, &copies, ctx.now()).await?;
    still_there(&tx, one.item).await?;
    let detail = format!("until={until}");
    let object = ("item", one.item);
    audit::note(&tx, ctx, Operation::ExtendRetention, object, detail).await?;
    tx.commit().await?;
    Ok(id)
}

/// Has an item, with its copies, kept as long as something else asks for it. It comes off the list it waits
/// on. A form sent twice does it once.
///
/// # Errors
/// `Refused` without a reason or who asked; `NotNow` when it is held already; `NotAllowed`, `NotFound`.
pub async fn hold_item(ctx: &Ctx, command: HoldItem) -> Result<ItemId> {
    let tx = ctx.write().await?;
    let (one, copies, table) = take(&tx, ctx, &command.item).await?;
    ctx.authorise(Operation::HoldItem, facts(&table))?;
    let id = ItemId(one.item);
    let known = screen::known(&tx, ctx).await?;
    let names = Screen::ordinary(&known);
    let mut faults = Faults::default();
    let asked_by = faults.keep("asked_by", WorkName::parse(&command.asked_by, &names));
    let why = ("why", command.why.as_str(), command.reason.as_str());
    let why = gather(&mut faults, said(&tx, ctx, ("item", one.item), why).await)?;
    let (Some(asked_by), Some(why)) = (asked_by, why) else {
        return Err(faults.into());
    };
    let by = ctx.actor.person.0;
    if let Some(there) = held(&tx, &copies).await? {
        if there.by == by && there.why == why && there.asked_by == asked_by.as_str() {
            return Ok(id);
        }
        return Err(NotNow {
            state: "held",
            operation: "hold_item",
        }
        .into());
    }
    let row = retention_hold::Model {
        id: ctx.new_id(),
        region_id: ctx.region().0,
        item_id: one.item,
        asked_by: asked_by.into_string(),
        why,
        at: ctx.now(),
        by,
        released_at: None,
        released_by: None,
        released_why: None,
    };
    row.into_active_model().reset_all().insert(&*tx).await?;
    list::withdraw(&tx, ctx.region().0, &copies, ctx.now()).await?;
    still_there(&tx, one.item).await?;
    let object = ("item", one.item);
    audit::note(&tx, ctx, Operation::HoldItem, object, String::new()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Ends that: from now on its term counts again. A form sent twice does it once.
///
/// # Errors
/// `Refused` without a reason; `NotNow` when it is not held; `NotAllowed`, `NotFound`.
pub async fn release_item(ctx: &Ctx, command: ReleaseItem) -> Result<ItemId> {
    use retention_hold::Column;
    let tx = ctx.write().await?;
    let (one, copies, table) = take(&tx, ctx, &command.item).await?;
    ctx.authorise(Operation::ReleaseItem, facts(&table))?;
    let why = ("why", command.why.as_str(), command.reason.as_str());
    let why = said(&tx, ctx, ("item", one.item), why).await?;
    let by = ctx.actor.person.0;
    let Some(hold) = held(&tx, &copies).await? else {
        let last = retention_hold::Entity::find()
            .filter(Column::ItemId.is_in(copies))
            .order_by_desc(Column::ReleasedAt)
            .one(&*tx)
            .await?;
        let same = last.is_some_and(|row| {
            row.released_by == Some(by) && row.released_why.as_deref() == Some(why.as_str())
        });
        if same {
            return Ok(ItemId(one.item));
        }
        return Err(NotNow {
            state: "not_held",
            operation: "release_item",
        }
        .into());
    };
    retention_hold::Entity::update_many()
        .col_expr(Column::ReleasedAt, Expr::value(ctx.now()))
        .col_expr(Column::ReleasedBy, Expr::value(by))
        .col_expr(Column::ReleasedWhy, Expr::value(why))
        .filter(Column::Id.eq(hold.id))
        .exec(&*tx)
        .await?;
    let object = ("item", one.item);
    audit::note(&tx, ctx, Operation::ReleaseItem, object, String::new()).await?;
    tx.commit().await?;
    Ok(ItemId(one.item))
}

/// The hold on any of these copies.
async fn held(tx: &Write, copies: &[Uuid]) -> Result<Option<retention_hold::Model>> {
    Ok(retention_hold::Entity::find()
        .filter(retention_hold::Column::ItemId.is_in(copies.iter().copied()))
        .filter(retention_hold::Column::ReleasedAt.is_null())
        .one(&**tx)
        .await?)
}

/// Refuses when the item was destroyed while its lists were waited for.
async fn still_there(tx: &Write, item: Uuid) -> Result<()> {
    let there = agenda_item::Entity::find_by_id(item).one(&**tx).await?;
    there.map(|_| ()).ok_or(Error::NotFound)
}

fn small(months: u32) -> i32 {
    i32::try_from(months).unwrap_or(i32::MAX)
}
