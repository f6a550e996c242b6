//! Who saw an item: for who brought it in, and for the data protection officer.

use ::entity::agenda_item;
use chrono::{DateTime, Utc};
use domain::id::{ItemId, OrganisationId, SeriesId};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    Statement,
};

use super::{exclude, rows};
use crate::audit;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// How many lines a page has.
const PAGE: u64 = 50;

/// How somebody saw an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Opened the item itself.
    Item,
    /// Had it before them while the table sat.
    Live,
    /// Read the decision list.
    Decisions,
    /// Read the minutes of it.
    Minutes,
    /// Read the script of the chair.
    Script,
    /// Found it by searching.
    Search,
    /// Read a proposal about it, or who is left out and why.
    Reasons,
}

/// One time that somebody saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// When.
    pub at: DateTime<Utc>,
    /// The function of the person.
    pub function: String,
    /// The organisation, as it was then.
    pub organisation: String,
    /// In which way.
    pub how: How,
}

/// Who saw an item, the latest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readers {
    /// Which item.
    pub item: ItemId,
    /// Its title; empty for who may not read it.
    pub title: String,
    /// How confidential it is: only of K2 and K3 readings are kept.
    pub class: Class,
    /// One page of readings.
    pub readings: Vec<Reading>,
    /// Whether there are more on the next page.
    pub more: bool,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    at: DateTime<Utc>,
    function: String,
    organisation: String,
    action: String,
    detail: String,
}

const SQL: &str = "SELECT a.at, p.function, o.name AS organisation, a.action, a.detail \
     FROM audit a \
     JOIN person p ON p.id = a.person_id \
     JOIN organisation o ON o.id = a.organisation_id \
     WHERE a.region_id = $1 AND a.object_id = $2 AND a.object = 'item' \
     AND a.action IN ('ReadMeetings', 'FollowMeeting', 'ReadMinutes') AND a.result = 'done' \
     ORDER BY a.at DESC, a.id DESC LIMIT $3 OFFSET $4";

/// Who saw an item, a page of fifty at a time (`docs/domain.md#readers`).
///
/// # Errors
/// [`Error::NotFound`] for an item that does not exist here, is not for this actor to ask about or
/// leaves them out; [`Error::NotAllowed`] for who oversees, without a ground.
pub async fn readers(ctx: &Ctx, id: &str, page: u64) -> Result<Readers> {
    let id: ItemId = id.parse().map_err(|_| Error::NotFound)?;
    // That somebody asks is a line of the trail as well.
    let tx = ctx.aside().await?;
    let row = agenda_item::Entity::find_by_id(id.0)
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .one(&tx)
        .await?
        .ok_or(Error::NotFound)?;
    let owner = OrganisationId(row.organisation_id);
    let facts = Facts::owned(Some(SeriesId(row.series_id)), owner);
    ctx.authorise(Operation::SeeReaders, facts)
        .map_err(|_| Error::NotFound)?;
    if exclude::is_left_out(&tx, ctx, id.0).await? {
        return Err(Error::NotFound);
    }
    let own = owner == ctx.actor.organisation;
    if !own {
        // Who oversees says first why, as for the rest of the trail.
        audit::must_be_open(&tx, ctx).await?;
    }
    let readable = rows::reads(&tx, ctx, id).await?;
    let mut readings = readings(&tx, ctx, id, page).await?;
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = readings.len() > size;
    readings.truncate(size);
    let about = ("item", row.id);
    audit::note(&tx, ctx, Operation::SeeReaders, about, String::new()).await?;
    tx.commit().await?;
    Ok(Readers {
        item: id,
        title: if own && readable {
            row.title
        } else {
            String::new()
        },
        class: stored::word(Class::parse, &row.class)?,
        readings,
        more,
    })
}

async fn readings(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: ItemId,
    page: u64,
) -> Result<Vec<Reading>> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let values = [
        ctx.region().0.into(),
        id.0.into(),
        number(PAGE + 1).into(),
        number(page.saturating_mul(PAGE)).into(),
    ];
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), SQL, values);
    let rows = Row::find_by_statement(statement).all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|row| Reading {
            at: row.at,
            function: row.function,
            organisation: row.organisation,
            how: if row.action == "FollowMeeting" {
                How::Live
            } else if row.action == "ReadMinutes" {
                How::Minutes
            } else if row.detail.contains("list=decisions") {
                How::Decisions
            } else if row.detail.contains("list=script") {
                How::Script
            } else if row.detail.contains("list=search") {
                How::Search
            } else if row.detail.contains("list=") && !row.detail.contains("list=story") {
                How::Reasons
            } else {
                How::Item
            },
        })
        .collect())
}
