//! The personal statement of confidentiality, for a series that no covenant governs: for every meeting of
//! it, or for the one that somebody attends (`docs/domain.md#statements`).

use std::collections::HashSet;

use ::entity::{confidentiality_statement, meeting, series};
use chrono::{DateTime, Utc};
use domain::covenants::command::SignStatement;
use domain::fault::{Code, Faults, NotNow};
use domain::id::{MeetingId, SeriesId};
use domain::policy::{Facts, Operation};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::parse;
use crate::audit::{self, Entry};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::meetings::{in_progress, invited_at};

/// A table without a covenant at which the actor has a place, or one with an item the actor was invited
/// to, and whether the statement is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementView {
    /// The series.
    pub series: SeriesId,
    /// Its name.
    pub name: String,
    /// The one meeting that the actor attends, for who has a place there only.
    pub meeting: Option<(MeetingId, DateTime<Utc>)>,
    /// The next meetings, for who may choose to sign for one of them.
    pub ahead: Vec<(MeetingId, DateTime<Utc>)>,
    /// The meetings ahead that the actor signed for, one by one.
    pub signed_for: Vec<DateTime<Utc>>,
    /// Whether the actor has no place there and comes by invitation to an item.
    pub by_invitation: bool,
    /// Whether the actor signed its statement.
    pub signed: bool,
}

/// What a statement is for: the series, and the one meeting if it is for one.
type Scope = (SeriesId, Option<MeetingId>);

/// Signs the statement of a series, or of one meeting of it; signing again changes nothing. Who has a
/// place at one meeting signs for that one.
///
/// # Errors
/// [`Error::NotFound`] without a place there, [`Error::NotAllowed`], [`Error::NotNow`] when a
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
    let scope = (id, one_meeting(&tx, ctx, id, &command.meeting).await?);
    // An invitation is for an item, whatever meeting it comes to.
    let whole = invited || ctx.actor.seat(id).is_some();
    if !whole && scope.1.is_none() {
        return Err(Error::NotFound);
    }
    if !may_sign(ctx, scope) {
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
    if Signed::load(&tx, ctx, id).await?.covers(scope.1) {
        return Ok(());
    }
    insert(&tx, ctx, scope).await?;
    for meeting in in_progress(&tx, id).await? {
        tx.turn(meeting);
    }
    let entry = Entry {
        operation: Operation::SignStatement,
        object: if scope.1.is_some() {
            "meeting"
        } else {
            "series"
        },
        id: scope.1.map_or(id.0, |meeting| meeting.0),
        detail: String::new(),
    };
    audit::record(&tx, ctx, entry).await?;
    tx.commit().await
}

/// The meeting that a statement is for: the one that was chosen, else the only one at which somebody
/// without a seat has a place.
async fn one_meeting(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: SeriesId,
    raw: &str,
) -> Result<Option<MeetingId>> {
    if raw.is_empty() {
        let mut there = places(ctx, series);
        let one = there.next().filter(|_| ctx.actor.seat(series).is_none());
        return Ok(one.filter(|_| there.next().is_none()));
    }
    let id: MeetingId = parse::id(raw)?;
    meeting::Entity::find_by_id(id.0)
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::SeriesId.eq(series.0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if ctx.actor.seat_at(series, Some(id)).is_none() {
        return Err(Error::NotFound);
    }
    Ok(Some(id))
}

/// The meetings of a series at which the actor stands in for a colleague.
fn places(ctx: &Ctx, series: SeriesId) -> impl Iterator<Item = MeetingId> {
    let here = ctx.actor.stand_ins.iter();
    let here = here.filter(move |place| place.seat.series == series);
    here.map(|place| place.meeting)
}

/// Whether the actor is asked to sign: with a place there, or for a colleague.
fn may_sign(ctx: &Ctx, (series, meeting): Scope) -> bool {
    let facts = Facts::of_series(series).at(meeting);
    ctx.may(Operation::SignStatement, facts)
}

/// The tables without a covenant at which the actor takes a member's seat, those meetings of them at which
/// the actor stands in for a colleague, and those where the actor was invited to an item.
pub async fn statements(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<StatementView>> {
    let seats = ctx.actor.seats.iter().map(|seat| seat.series);
    let invited = invited_at(tx, ctx).await?;
    let whole = seats.chain(invited.iter().copied());
    let whole: HashSet<SeriesId> = whole.filter(|id| may_sign(ctx, (*id, None))).collect();
    let stand_ins = ctx.actor.stand_ins.iter();
    let once = stand_ins.map(|place| (place.seat.series, place.meeting));
    let once: Vec<_> = once
        .filter(|(series, meeting)| {
            !whole.contains(series) && may_sign(ctx, (*series, Some(*meeting)))
        })
        .collect();
    let asked = whole.iter().chain(once.iter().map(|(series, _)| series));
    let rows = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .filter(series::Column::Id.is_in(asked.map(|id| id.0)))
        .filter(
            Condition::any()
                .add(series::Column::CovenantId.is_null())
                .add(series::Column::Id.is_in(invited.iter().map(|id| id.0))),
        )
        .all(tx)
        .await?;
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let series = SeriesId(row.id);
        let signed = Signed::load(tx, ctx, series).await?;
        let here = once.iter().filter(|(it, _)| *it == series);
        let here = here.map(|(_, meeting)| *meeting);
        let ahead = ahead(tx, ctx, series, here).await?;
        let there = |meeting: MeetingId| ahead.iter().find(|(id, _)| *id == meeting).copied();
        if whole.contains(&series) {
            let by_invitation = ctx.actor.seat(series).is_none();
            let apart = ahead.iter().filter(|(id, _)| signed.meetings.contains(id));
            views.push(StatementView {
                series,
                name: row.name,
                meeting: None,
                signed_for: apart.map(|(_, at)| *at).collect(),
                // Who comes by invitation comes for an item.
                ahead: ahead.iter().copied().filter(|_| !by_invitation).collect(),
                by_invitation,
                signed: signed.covers(None),
            });
            continue;
        }
        for (_, meeting) in once.iter().filter(|(it, _)| *it == series) {
            views.push(StatementView {
                series,
                name: row.name.clone(),
                meeting: there(*meeting),
                signed_for: Vec::new(),
                ahead: Vec::new(),
                by_invitation: false,
                signed: signed.covers(Some(*meeting)),
            });
        }
    }
    Ok(views)
}

/// What the actor signed at one table.
struct Signed {
    /// For every meeting.
    all: bool,
    /// For these.
    meetings: HashSet<MeetingId>,
}

impl Signed {
    async fn load(tx: &DatabaseTransaction, ctx: &Ctx, series: SeriesId) -> Result<Self> {
        use confidentiality_statement::Column;
        let rows = confidentiality_statement::Entity::find()
            .filter(Column::RegionId.eq(ctx.region().0))
            .filter(Column::SeriesId.eq(series.0))
            .filter(Column::PersonId.eq(ctx.actor.person.0))
            .all(tx)
            .await?;
        let today = ctx.today();
        let counts =
            |row: &confidentiality_statement::Model| row.valid_to.is_none_or(|to| today <= to);
        let rows: Vec<_> = rows.into_iter().filter(counts).collect();
        Ok(Self {
            all: rows.iter().any(|row| row.meeting_id.is_none()),
            meetings: rows
                .iter()
                .filter_map(|row| row.meeting_id.map(MeetingId))
                .collect(),
        })
    }

    /// Whether a statement for this meeting, or for all of them, is there.
    fn covers(&self, meeting: Option<MeetingId>) -> bool {
        self.all || meeting.is_some_and(|meeting| self.meetings.contains(&meeting))
    }
}

async fn insert(tx: &DatabaseTransaction, ctx: &Ctx, (series, meeting): Scope) -> Result<()> {
    confidentiality_statement::ActiveModel {
        id: Set(ctx.new_id()),
        region_id: Set(ctx.region().0),
        series_id: Set(series.0),
        person_id: Set(ctx.actor.person.0),
        organisation_id: Set(ctx.actor.organisation.0),
        signed_at: Set(ctx.now()),
        valid_to: Set(None),
        meeting_id: Set(meeting.map(|meeting| meeting.0)),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// The meetings of a series that are not over, the next one first, and these.
async fn ahead(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: SeriesId,
    these: impl Iterator<Item = MeetingId>,
) -> Result<Vec<(MeetingId, DateTime<Utc>)>> {
    use meeting::Column;
    let found: Vec<(Uuid, DateTime<Utc>)> = meeting::Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::StartsAt)
        .filter(Column::RegionId.eq(ctx.region().0))
        .filter(Column::SeriesId.eq(series.0))
        .filter(
            Condition::any()
                .add(Column::StateWord.is_not_in(["closed", "cancelled"]))
                .add(Column::Id.is_in(these.map(|id| id.0))),
        )
        .order_by_asc(Column::StartsAt)
        .into_tuple()
        .all(tx)
        .await?;
    Ok(found
        .into_iter()
        .map(|(id, at)| (MeetingId(id), at))
        .collect())
}
