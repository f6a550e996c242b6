//! What one account touched between two moments, for who has to report a breach within seventy-two
//! hours (GDPR art. 33; SECURITY 1.2).

use ::entity::{audit, person};
use chrono::{DateTime, Utc};
use domain::id::PersonId;
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::ground::{looked, must_be_open};
use super::reach::reach;
use super::view::Deed;
use super::{Entry, record};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::limits::{self, EXPORT};

/// Whose account, and from which moment until which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Between {
    /// Somebody of the region; everything their account did here.
    pub person: PersonId,
    /// The first moment.
    pub from: DateTime<Utc>,
    /// The moment before which it ends.
    pub to: DateTime<Utc>,
}

/// What an account did to one kind of thing, in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The kind of thing.
    pub object: String,
    /// What was done.
    pub deed: Deed,
    /// How it ended.
    pub result: String,
    /// With how many of them.
    pub things: i64,
    /// How often.
    pub times: i64,
    /// The first time.
    pub first: DateTime<Utc>,
    /// The last time.
    pub last: DateTime<Utc>,
}

/// What an account did to one thing, in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchedThing {
    /// The same for its kind; with one thing.
    pub touched: Touched,
    /// Which one; nothing for what is no thing.
    pub id: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct Row {
    object: String,
    object_id: Option<Uuid>,
    action: String,
    result: String,
    things: i64,
    times: i64,
    first: DateTime<Utc>,
    last: DateTime<Utc>,
}

/// What an account touched, by kind of thing and what was done; the most first.
///
/// # Errors
/// [`Error::NotAllowed`] also without a ground; [`Error::Unproven`]; [`Error::NotFound`] for somebody
/// who is not known here.
pub async fn breach(ctx: &Ctx, between: Between) -> Result<Vec<Touched>> {
    let (tx, account) = begin(ctx, between).await?;
    let here = reach(&tx, ctx).await?;
    let mut rows: Vec<Row> = grouped(here, account, between)
        .column_as(Expr::value(Option::<Uuid>::None), "object_id")
        .into_model()
        .all(&tx)
        .await?;
    rows.sort_by_key(|row| -row.times);
    looked(&tx, ctx, Operation::ReportBreach, rows.len()).await?;
    tx.commit().await?;
    Ok(rows.into_iter().map(Row::touched).collect())
}

impl Row {
    fn touched(self) -> Touched {
        Touched {
            deed: Deed::of(&self.action, &self.result, ""),
            object: self.object,
            result: self.result,
            things: self.things,
            times: self.times,
            first: self.first,
            last: self.last,
        }
    }
}

/// The same thing by thing, for a file.
///
/// # Errors
/// As [`breach`]; [`Error::TooMany`] after twenty exports in a day.
pub async fn breach_file(ctx: &Ctx, between: Between) -> Result<Vec<TouchedThing>> {
    let (tx, account) = begin(ctx, between).await?;
    limits::take(&tx, ctx.now(), EXPORT, &ctx.actor.account.to_string()).await?;
    let here = reach(&tx, ctx).await?;
    let rows: Vec<Row> = grouped(here, account, between)
        .column(audit::Column::ObjectId)
        .group_by(audit::Column::ObjectId)
        .order_by_asc(audit::Column::Object)
        .into_model()
        .all(&tx)
        .await?;
    let entry = Entry {
        operation: Operation::ExportTrail,
        object: "account",
        id: account,
        detail: format!("lines={}", rows.len()),
    };
    record(&tx, ctx, entry).await?;
    tx.commit().await?;
    let things = rows.into_iter().map(|row| TouchedThing {
        id: row.object_id,
        touched: row.touched(),
    });
    Ok(things.collect())
}

async fn begin(ctx: &Ctx, between: Between) -> Result<(DatabaseTransaction, Uuid)> {
    ctx.authorise(Operation::ReportBreach, Facts::default())?;
    let tx = ctx.aside().await?;
    must_be_open(&tx, ctx).await?;
    let person = person::Entity::find_by_id(between.person.0)
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .one(&tx)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((tx, person.account_id))
}

fn grouped(here: Condition, account: Uuid, between: Between) -> Select<audit::Entity> {
    use audit::Column;
    audit::Entity::find()
        .select_only()
        .column(Column::Object)
        .column(Column::Action)
        .column(Column::Result)
        .column_as(Expr::col(Column::ObjectId).count_distinct(), "things")
        .column_as(Column::Id.count(), "times")
        .column_as(Column::At.min(), "first")
        .column_as(Column::At.max(), "last")
        .filter(Column::AccountId.eq(account))
        .filter(Column::At.gte(between.from))
        .filter(Column::At.lt(between.to))
        .filter(here)
        .group_by(Column::Object)
        .group_by(Column::Action)
        .group_by(Column::Result)
}
