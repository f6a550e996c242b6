//! Rows of this slice, found for one actor: what is not of this region does not exist.

use ::entity::{agenda_item, meeting, series};
use domain::id::{ItemId, MeetingId, OrganisationId, SeriesId};
use domain::meetings::{ItemKind, Timed};
use domain::meetings::{ItemState, MeetingState, Place, part_of};
use domain::people::Class;
use domain::policy::{Facts, Operation};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::advise::is_invited;
use super::live::{is_published, is_told};
use super::party_advice::is_asked;
use crate::ctx::{Ctx, Write};
use crate::door::Reader;
use crate::error::{Error, Result};
use crate::stored;

/// The meeting, if it is of this region and the actor has a place in its series.
///
/// # Errors
/// [`Error::NotFound`] for unknown, malformed, foreign and hidden alike.
pub(crate) async fn meeting(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
) -> Result<meeting::Model> {
    let id: MeetingId = id.parse().map_err(|_| Error::NotFound)?;
    let row = meeting::Entity::find_by_id(id.0)
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    seen(ctx, meeting_facts(&row))?;
    Ok(row)
}

/// The series, if it is of this region and the actor has a place in it.
pub(crate) async fn series(tx: &DatabaseTransaction, ctx: &Ctx, id: &str) -> Result<series::Model> {
    let id: SeriesId = id.parse().map_err(|_| Error::NotFound)?;
    seen(ctx, Facts::of_series(id))?;
    series_of(tx, ctx, id.0).await
}

/// The series, if it is of this region and the actor has a place in it or oversees it.
pub(crate) async fn overseen(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
) -> Result<series::Model> {
    let id: SeriesId = id.parse().map_err(|_| Error::NotFound)?;
    let facts = Facts::of_series(id);
    if !ctx.may(Operation::CountMeetings, facts) {
        seen(ctx, facts)?;
    }
    series_of(tx, ctx, id.0).await
}

/// The meetings of a series at which people sit now: whoever follows one looks again when what opens
/// there changed.
pub(crate) async fn in_progress(
    tx: &DatabaseTransaction,
    series: SeriesId,
) -> Result<Vec<MeetingId>> {
    let found: Vec<Uuid> = meeting::Entity::find()
        .select_only()
        .column(meeting::Column::Id)
        .filter(meeting::Column::SeriesId.eq(series.0))
        .filter(meeting::Column::StateWord.eq("in_progress"))
        .into_tuple()
        .all(tx)
        .await?;
    Ok(found.into_iter().map(MeetingId).collect())
}

/// The series of something that the actor was found to have a place at.
pub(crate) async fn series_of(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: Uuid,
) -> Result<series::Model> {
    series::Entity::find_by_id(id)
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)
}

/// The item, if it is of this region and the actor may know that it is there: who reads it, and
/// who composes the agenda. For anybody else it does not exist, whatever is tried with it, and for who
/// is left out of it neither, whoever that is (`docs/domain.md#exclusion`).
pub(crate) async fn item(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
) -> Result<agenda_item::Model> {
    Ok(item_read(tx, ctx, id).await?.0)
}

/// As [`item`], with whether the actor may read its content.
pub(crate) async fn item_read(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    id: &str,
) -> Result<(agenda_item::Model, bool)> {
    let id: ItemId = id.parse().map_err(|_| Error::NotFound)?;
    let row = agenda_item::Entity::find_by_id(id.0)
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    // Who advises has no place at the table, and sees this item all the same.
    let invited = ctx.actor.advises() && is_invited(tx, ctx, row.id).await?;
    let above = is_above(ctx, facts(&row));
    if !invited && !above {
        seen(ctx, facts(&row))?;
    }
    let reader = Reader::load(tx, ctx, place_of(&row), [row.id]).await?;
    let readable = reader.may_read(&row);
    if above && !invited {
        // Own or not, who steers reads what was published and nothing before it.
        let there = readable && is_published(tx, ctx, &row).await?;
        return there.then_some((row, true)).ok_or(Error::NotFound);
    }
    let left_out = reader.excludes(row.id);
    let composes = !left_out && ctx.may(Operation::ArrangeAgenda, facts(&row));
    // What the agenda does not tell yet is between the submitter and who composes it.
    let own = row.organisation_id == ctx.actor.organisation.0;
    let opens = composes
        || readable
            && (own || invited || is_told(tx, ctx, &row).await? || is_asked(tx, ctx, &row).await?);
    opens.then_some((row, readable)).ok_or(Error::NotFound)
}

/// Whether the actor reads the content of an item; not, where it does not exist for them.
pub(crate) async fn reads(tx: &DatabaseTransaction, ctx: &Ctx, id: ItemId) -> Result<bool> {
    match item_read(tx, ctx, &id.to_string()).await {
        Ok((_, readable)) => Ok(readable),
        Err(Error::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

/// The items of a meeting that stand on its agenda, in order; without what was held over.
pub(crate) async fn on_agenda(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    meeting: Uuid,
) -> Result<Vec<agenda_item::Model>> {
    let words = ["included", "on_table", "dealt"];
    Ok(agenda_item::Entity::find()
        .filter(agenda_item::Column::RegionId.eq(ctx.region().0))
        .filter(agenda_item::Column::MeetingId.eq(meeting))
        .filter(agenda_item::Column::StateWord.is_in(words))
        .order_by_asc(agenda_item::Column::Position)
        .order_by_asc(agenda_item::Column::Id)
        .all(tx)
        .await?)
}

/// Raises the version of a meeting by one, if it still is the one that was seen.
///
/// # Errors
/// [`Error::Stale`] when somebody else was first.
pub(crate) async fn bump(tx: &Write, row: &meeting::Model) -> Result<()> {
    let done = meeting::Entity::update_many()
        .col_expr(meeting::Column::Version, Expr::value(row.version + 1))
        .filter(meeting::Column::Id.eq(row.id))
        .filter(meeting::Column::Version.eq(row.version))
        .exec(&**tx)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Stale(row.version + 1))
    }
}

/// Writes the new state of a meeting and raises its version.
pub(crate) async fn move_meeting(
    tx: &Write,
    row: &meeting::Model,
    state: &MeetingState,
) -> Result<()> {
    bump(tx, row).await?;
    meeting::Entity::update_many()
        .col_expr(meeting::Column::StateWord, Expr::value(state.word()))
        .col_expr(meeting::Column::State, Expr::value(stored::json(state)?))
        .filter(meeting::Column::Id.eq(row.id))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Writes the new state of an item and raises its version.
///
/// # Errors
/// [`Error::Stale`] when somebody else was first.
pub(crate) async fn move_item(
    tx: &Write,
    ctx: &Ctx,
    row: &agenda_item::Model,
    state: &ItemState,
    position: Option<i32>,
) -> Result<()> {
    let done = agenda_item::Entity::update_many()
        .col_expr(agenda_item::Column::StateWord, Expr::value(state.word()))
        .col_expr(
            agenda_item::Column::State,
            Expr::value(stored::json(state)?),
        )
        .col_expr(
            agenda_item::Column::Position,
            Expr::value(position.unwrap_or(row.position)),
        )
        .col_expr(agenda_item::Column::Version, Expr::value(row.version + 1))
        .col_expr(agenda_item::Column::UpdatedAt, Expr::value(ctx.now()))
        .filter(agenda_item::Column::Id.eq(row.id))
        .filter(agenda_item::Column::Version.eq(row.version))
        .exec(&**tx)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Stale(row.version + 1))
    }
}

/// What the policy needs to know of an item.
pub(crate) fn facts(row: &agenda_item::Model) -> Facts {
    let (series, meeting) = place_of(row);
    Facts::owned(Some(series), OrganisationId(row.organisation_id)).at(meeting)
}

/// What the policy needs to know of a meeting.
pub(crate) fn meeting_facts(row: &meeting::Model) -> Facts {
    Facts::of_meeting(SeriesId(row.series_id), MeetingId(row.id))
}

/// Where an item stands: the table, and the meeting once it has one.
pub(crate) fn place_of(row: &agenda_item::Model) -> (SeriesId, Option<MeetingId>) {
    (SeriesId(row.series_id), row.meeting_id.map(MeetingId))
}

/// The table and the meeting, of a meeting.
pub(crate) fn meeting_place(row: &meeting::Model) -> (SeriesId, Option<MeetingId>) {
    (SeriesId(row.series_id), Some(MeetingId(row.id)))
}

/// What the order of an agenda depends on, of one item.
pub(crate) fn place(row: &agenda_item::Model) -> Result<Place> {
    Ok(Place {
        id: ItemId(row.id),
        kind: stored::word(ItemKind::parse, &row.kind)?,
        part: part_of(stored::word(Class::parse, &row.class)?),
    })
}

/// What the time of an agenda depends on, of one item.
pub(crate) fn timed(row: &agenda_item::Model) -> Result<Timed> {
    Ok(Timed {
        minutes: stored::count(row.minutes)?,
        part: part_of(stored::word(Class::parse, &row.class)?),
        for_guests: row.guest_shared,
    })
}

/// Refuses unless the agenda of a meeting in this state can still change (`docs/domain.md#items`).
pub(crate) fn changeable(state: &MeetingState) -> Result<()> {
    match state {
        MeetingState::Planned => Ok(()),
        other => super::propose::takes_proposals(other),
    }
}

/// Refuses a version that is not the one that stands now.
pub(crate) fn fresh(seen: i32, stands: i32) -> Result<()> {
    if seen == stands {
        Ok(())
    } else {
        Err(Error::Stale(stands))
    }
}

/// Whether the actor has no place at the table and reads from above it what was published.
pub(crate) fn is_above(ctx: &Ctx, facts: Facts) -> bool {
    !ctx.may(Operation::ReadMeetings, facts) && ctx.may(Operation::ReadPublished, facts)
}

fn seen(ctx: &Ctx, facts: Facts) -> Result<()> {
    ctx.authorise(Operation::ReadMeetings, facts)
        .map_err(|_| Error::NotFound)
}
