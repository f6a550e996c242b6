//! One list with its certificate, and one item with what was done to keep it.

use ::entity::{destruction, destruction_line, retention_extension, retention_hold};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{DestructionId, ItemId};
use domain::meetings::Opinion;
use domain::policy::Operation;
use domain::retention::{DestructionState, MOST};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::super::certificate::{self, Certificate};
use super::super::clocks::tracked;
use super::super::{facts, list, table};
use super::{ItemLine, Rights, line, rights};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// A list, and once it was destroyed the certificate.
#[derive(Debug, Clone)]
pub struct Destruction {
    /// Which one.
    pub id: DestructionId,
    /// The name of the table.
    pub series: String,
    /// Where it stands.
    pub state: DestructionState,
    /// The version to name.
    pub version: i32,
    /// When it was proposed, and whether the calendar did.
    pub proposed_at: DateTime<Utc>,
    /// What is on it.
    pub items: Vec<ItemLine>,
    /// How many came off it.
    pub taken_off: usize,
    /// What the officer advised: opinion, text and when.
    pub advice: Option<(Opinion, String, DateTime<Utc>)>,
    /// What who directs said to that.
    pub answer: Option<String>,
    /// Why the second person sent it back.
    pub returned_why: Option<String>,
    /// The certificate, its mark, and whether it is what was written.
    pub certificate: Option<(Certificate, String, bool)>,
    /// Whether the reader had a hand in it, so that another one has to go on.
    pub same_hand: bool,
    /// What the reader may do now.
    pub rights: Rights,
}

/// A hold on an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Who asked for it.
    pub asked_by: String,
    /// Why.
    pub why: String,
    /// Since when.
    pub at: DateTime<Utc>,
    /// When and why it ended.
    pub released: Option<(DateTime<Utc>, String)>,
}

/// An item with what was done to keep it.
#[derive(Debug, Clone)]
pub struct Item {
    /// The item.
    pub line: ItemLine,
    /// The holds on it, the last one in front.
    pub holds: Vec<Hold>,
    /// Until when it was put off: the day, why, and when that was said.
    pub extensions: Vec<(NaiveDate, String, DateTime<Utc>)>,
    /// What the reader may do now.
    pub rights: Rights,
}

/// A list, and once it was destroyed the certificate.
///
/// # Errors
/// [`Error::NotFound`] for unknown, foreign and hidden alike.
pub async fn destruction(ctx: &Ctx, id: &str) -> Result<Destruction> {
    let id: DestructionId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let row = destruction::Entity::find_by_id(id.0)
        .filter(destruction::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let table = table(&tx, ctx, row.series_id).await?;
    let state: DestructionState = stored::state(&row.state)?;
    let (rights, same_hand) = rights(ctx, &table, &state);
    let own = destruction_line::Entity::find()
        .filter(destruction_line::Column::DestructionId.eq(row.id))
        .all(&*tx)
        .await?;
    let waits = list::waiting(&tx, row.region_id).await?;
    let on_it: Vec<Uuid> = own
        .iter()
        .filter(|line| line.taken_off_at.is_none())
        .map(|line| line.item_id)
        .collect();
    let items = tracked(&tx, row.region_id).await?;
    let items = items.iter().filter(|one| on_it.contains(&one.item));
    let items = items.map(|one| line(ctx, one, &table, &waits)).collect();
    let opinion = row.opinion.as_deref();
    let opinion = opinion.map(|word| stored::word(Opinion::parse, word));
    let advice = match (opinion.transpose()?, row.advice.clone(), row.advised_at) {
        (Some(opinion), Some(text), Some(at)) => Some((opinion, text, at)),
        _ => None,
    };
    let certificate = certificate::read(&tx, &row).await?;
    let mark = row.mark.clone().unwrap_or_default();
    Ok(Destruction {
        id,
        series: table.name.clone(),
        version: row.version,
        proposed_at: row.proposed_at,
        taken_off: own.len() - on_it.len(),
        items,
        advice,
        answer: row.answer,
        returned_why: row.returned_why,
        certificate: certificate.map(|(text, whole)| (text, mark, whole)),
        state,
        same_hand,
        rights,
    })
}

/// An item with what was done to keep it.
///
/// # Errors
/// [`Error::NotFound`] for what stays, is gone or is not for this reader.
pub async fn item(ctx: &Ctx, id: &str) -> Result<Item> {
    let id: ItemId = id.parse().map_err(|_| Error::NotFound)?;
    let tx = ctx.read().await?;
    let all = tracked(&tx, ctx.region().0).await?;
    let one = all.iter().find(|one| one.item == id.0);
    let one = one.ok_or(Error::NotFound)?;
    let table = table(&tx, ctx, one.series).await?;
    let copies = all.iter().filter(|other| other.group == one.group);
    let copies: Vec<Uuid> = copies.map(|other| other.item).collect();
    let holds = retention_hold::Entity::find()
        .filter(retention_hold::Column::ItemId.is_in(copies.clone()))
        .order_by_desc(retention_hold::Column::At)
        .all(&*tx)
        .await?;
    let extensions = retention_extension::Entity::find()
        .filter(retention_extension::Column::ItemId.is_in(copies))
        .order_by_desc(retention_extension::Column::At)
        .all(&*tx)
        .await?;
    let waits = list::waiting(&tx, ctx.region().0).await?;
    let line = line(ctx, one, &table, &waits);
    let may = |operation| !ctx.looks_as_another() && ctx.may(operation, facts(&table));
    let held = one.clock.held;
    let rights = Rights {
        extend: may(Operation::ExtendRetention) && one.clock.extend(MOST, ctx.today()).is_ok(),
        hold: may(Operation::HoldItem) && !held,
        release: may(Operation::ReleaseItem) && held,
        ..Rights::default()
    };
    let hold = |row: retention_hold::Model| Hold {
        asked_by: row.asked_by,
        why: row.why,
        at: row.at,
        released: row
            .released_at
            .map(|at| (at, row.released_why.unwrap_or_default())),
    };
    Ok(Item {
        line,
        holds: holds.into_iter().map(hold).collect(),
        extensions: extensions
            .into_iter()
            .map(|row| (row.until, row.why, row.at))
            .collect(),
        rights,
    })
}
