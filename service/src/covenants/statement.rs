//! The personal statement of confidentiality, for a series that no covenant governs.

use ::entity::{confidentiality_statement, meeting, series};
use domain::covenants::command::SignStatement;
use domain::fault::{Code, Faults, NotNow};
use domain::id::{MeetingId, SeriesId};
use domain::policy::{Facts, Operation};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect, Set,
};
use uuid::Uuid;

use super::parse;
use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::meetings::invited_at;

/// A series without a covenant in which the actor sits, or one with an item the actor was invited to, and
/// whether the statement is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementView {
    /// The series.
    pub series: SeriesId,
    /// Its name.
    pub name: String,
    /// Whether the actor has no place there and comes by invitation to an item.
    pub by_invitation: bool,
    /// Whether the actor signed its statement.
    pub signed: bool,
}

/// Signs the statement of a series; signing again changes nothing.
///
/// # Errors
/// [`Error::NotFound`] without a seat there, [`Error::NotAllowed`], [`Error::NotNow`] when a
/// covenant governs the series, [`Error::Refused`] without agreement.
pub async fn sign_statement(ctx: &Ctx, command: SignStatement) -> Result<()> {
    let mut tx = ctx.write().await?;
    let id: SeriesId = parse::id(&command.id)?;
    let row = series::Entity::find_by_id(id.0)
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let invited = invited_at(&tx, ctx).await?.contains(&id);
    if !invited && ctx.actor.seat(id).is_none() && !ctx.actor.has_place_in(id) {
        return Err(Error::NotFound);
    }
    if !may_sign(ctx, id) {
        return Err(Error::NotAllowed);
    }
    if row.covenant_id.is_some() && !invited {
        let (state, operation) = ("covenant", "sign_statement");
        return Err(NotNow { state, operation }.into());
    }
    if command.agreed != "yes" {
        let mut faults = Faults::default();
        faults.add("agreed", Code::Empty);
        return Err(faults.into());
    }
    if has_signed(&tx, ctx, id).await? {
        return Ok(());
    }
    insert(&tx, ctx, id).await?;
    for meeting in in_progress(&tx, id).await? {
        tx.turn(MeetingId(meeting));
    }
    let entry = Entry {
        operation: Operation::SignStatement,
        object: "series",
        id: id.0,
        detail: String::new(),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await
}

/// Whether the actor is asked to sign for a series: with a place there, or for a colleague.
fn may_sign(ctx: &Ctx, series: SeriesId) -> bool {
    let here = ctx.actor.stand_ins.iter();
    let here = here.filter(|place| place.seat.series == series);
    let meetings = here.map(|place| Some(place.meeting));
    let may = |meeting| {
        let facts = Facts::of_series(series).at(meeting);
        ctx.may(Operation::SignStatement, facts)
    };
    meetings.chain([None]).any(may)
}

/// The series without a covenant in which the actor takes a member's seat, also for a colleague, and
/// those in which the actor was invited to an item.
pub async fn statements(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<StatementView>> {
    let seats = ctx.actor.seats.iter().map(|seat| seat.series);
    let places = ctx.actor.stand_ins.iter().map(|place| place.seat.series);
    let invited = invited_at(tx, ctx).await?;
    let by_themselves = Condition::any()
        .add(series::Column::CovenantId.is_null())
        .add(series::Column::Id.is_in(invited.iter().map(|id| id.0)));
    let mine: Vec<Uuid> = seats
        .chain(places)
        .chain(invited.iter().copied())
        .filter(|id| may_sign(ctx, *id))
        .map(|id| id.0)
        .collect();
    let rows = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .filter(series::Column::Id.is_in(mine))
        .filter(by_themselves)
        .all(tx)
        .await?;
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let series = SeriesId(row.id);
        views.push(StatementView {
            series,
            name: row.name,
            by_invitation: ctx.actor.seat(series).is_none() && !ctx.actor.has_place_in(series),
            signed: has_signed(tx, ctx, series).await?,
        });
    }
    Ok(views)
}

async fn has_signed(tx: &DatabaseTransaction, ctx: &Ctx, series: SeriesId) -> Result<bool> {
    use confidentiality_statement::Column;
    let rows = confidentiality_statement::Entity::find()
        .filter(Column::RegionId.eq(ctx.region().0))
        .filter(Column::SeriesId.eq(series.0))
        .filter(Column::PersonId.eq(ctx.actor.person.0))
        .all(tx)
        .await?;
    let today = ctx.today();
    Ok(rows
        .iter()
        .any(|row| row.valid_to.is_none_or(|to| today <= to)))
}

async fn insert(tx: &DatabaseTransaction, ctx: &Ctx, series: SeriesId) -> Result<()> {
    confidentiality_statement::ActiveModel {
        id: Set(ctx.new_id()),
        region_id: Set(ctx.region().0),
        series_id: Set(series.0),
        person_id: Set(ctx.actor.person.0),
        organisation_id: Set(ctx.actor.organisation.0),
        signed_at: Set(ctx.now()),
        valid_to: Set(None),
    }
    .insert(tx)
    .await?;
    Ok(())
}

async fn in_progress(tx: &DatabaseTransaction, series: SeriesId) -> Result<Vec<Uuid>> {
    Ok(meeting::Entity::find()
        .select_only()
        .column(meeting::Column::Id)
        .filter(meeting::Column::SeriesId.eq(series.0))
        .filter(meeting::Column::StateWord.eq("in_progress"))
        .into_tuple()
        .all(tx)
        .await?)
}
