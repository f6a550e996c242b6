//! The meetings of a series: what is coming, and page by page what has been.

use std::collections::HashMap;

use ::entity::{agenda_item, meeting, series};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{MeetingId, SeriesId};
use domain::meetings::{MeetingState, Part, Rhythm};
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Statement, Value,
};
use uuid::Uuid;

use super::exclude::EXCLUDED;
use super::rows;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stored;

/// By any of these somebody finds the meetings of a series: by a place there, from above, or as who
/// oversees.
pub(super) const FINDS: [Operation; 3] = [
    Operation::ReadMeetings,
    Operation::ReadPublished,
    Operation::CountMeetings,
];

/// How many meetings a page of the past holds.
pub const PAGE: u64 = 25;

const AHEAD: [&str; 4] = ["planned", "collecting", "published", "in_progress"];
const BEHIND: [&str; 2] = ["closed", "cancelled"];

/// One meeting in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingLine {
    /// Which one.
    pub id: MeetingId,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// How long it may take, in minutes.
    pub length: u32,
    /// Where.
    pub room: String,
    /// Where it is in its life.
    pub state: MeetingState,
    /// Whether it was called ahead of the ordinary terms.
    pub urgent: bool,
    /// The last day for proposals.
    pub submission_due: NaiveDate,
    /// The day the agenda is due.
    pub publication_due: NaiveDate,
    /// The number of the last published version, or 0.
    pub agenda_version: i32,
    /// How many proposals wait; only for who composes the agenda.
    pub waiting: u64,
    /// How many items were published in the open and in the closed part; only for who oversees.
    pub items: Option<Published>,
}

/// How many items the agenda has that was published last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Published {
    /// In the open part.
    pub open: u64,
    /// In the closed part.
    pub closed: u64,
}

/// The page of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesView {
    /// Which one.
    pub id: SeriesId,
    /// Its name.
    pub name: String,
    /// When it meets.
    pub rhythm: Option<Rhythm>,
    /// What it is for.
    pub purpose: String,
    /// The meetings ahead, the first one first.
    pub ahead: Vec<MeetingLine>,
    /// One page of meetings that were closed or cancelled, the last one first.
    pub past: Vec<MeetingLine>,
    /// Which page that is, counted from 1.
    pub page: u64,
    /// How many pages there are, at least 1.
    pub pages: u64,
    /// Whether the actor may plan a meeting.
    pub may_plan: bool,
    /// Whether the actor composes the agenda.
    pub composes: bool,
    /// Whether the actor only oversees: dates, states and numbers.
    pub oversees: bool,
}

/// The meetings of a series; without one, of the first that the actor has a place in. Nothing
/// when the actor has no place in any.
///
/// # Errors
/// [`Error::NotFound`] for a series that does not exist for this actor.
pub async fn list(ctx: &Ctx, series: Option<&str>, page: u64) -> Result<Option<SeriesView>> {
    let tx = ctx.read().await?;
    let Some(row) = choose(&tx, ctx, series).await? else {
        return Ok(None);
    };
    let id = SeriesId(row.id);
    let facts = Facts::of_series(id);
    let composes = ctx.may(Operation::ArrangeAgenda, facts);
    // Who has a place at one meeting finds that, and no others.
    let whole = finds(ctx, facts);
    let oversees = !FINDS[..2].iter().any(|it| ctx.may(*it, facts)) && whole;
    let places: Vec<Uuid> = ctx.actor.places().map(|(meeting, _)| meeting.0).collect();
    let of_series = || {
        let mut found = meeting::Entity::find()
            .filter(meeting::Column::RegionId.eq(ctx.region().0))
            .filter(meeting::Column::SeriesId.eq(row.id));
        if !whole {
            found = found.filter(meeting::Column::Id.is_in(places.iter().copied()));
        }
        found
    };
    // Few are ahead, many behind: sorted here, the query finds them by their state.
    let mut ahead = of_series()
        .filter(meeting::Column::StateWord.is_in(AHEAD))
        .all(&*tx)
        .await?;
    ahead.sort_by_key(|row| row.starts_at);
    let behind = of_series().filter(meeting::Column::StateWord.is_not_in(AHEAD));
    let all = of_series().filter(meeting::Column::StateWord.is_in(BEHIND));
    let pages = all.count(&*tx).await?.div_ceil(PAGE).max(1);
    let page = page.clamp(1, pages);
    let past = behind
        .order_by_desc(meeting::Column::StartsAt)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
        .all(&*tx)
        .await?;
    let waiting = if composes {
        waiting(&tx, &ahead).await?
    } else {
        HashMap::new()
    };
    let mut ahead = lines(ahead, &waiting)?;
    let mut past = lines(past, &waiting)?;
    if oversees {
        outline(&tx, ctx, ahead.iter_mut().chain(&mut past)).await?;
    }
    Ok(Some(SeriesView {
        id,
        name: row.name.clone(),
        rhythm: super::series::rhythm(&row)?,
        purpose: row.purpose,
        ahead,
        past,
        page,
        pages,
        may_plan: ctx.may(Operation::PlanMeeting, facts),
        composes,
        oversees,
    }))
}

/// When the last planned meeting of a series starts.
pub(crate) async fn last_start(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    series: SeriesId,
) -> Result<Option<DateTime<Utc>>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::SeriesId.eq(series.0))
        .filter(meeting::Column::StateWord.ne("cancelled"))
        .order_by_desc(meeting::Column::StartsAt)
        .one(tx)
        .await?
        .map(|row| row.starts_at))
}

async fn choose(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    asked: Option<&str>,
) -> Result<Option<series::Model>> {
    if let Some(asked) = asked {
        let id: SeriesId = asked.parse().map_err(|_| Error::NotFound)?;
        return if ctx.actor.has_place_in(id) || finds(ctx, Facts::of_series(id)) {
            rows::series_of(tx, ctx, id.0).await.map(Some)
        } else {
            Err(Error::NotFound)
        };
    }
    let all = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(series::Column::Name)
        .all(tx)
        .await?;
    let open = |row: &series::Model| finds(ctx, Facts::of_series(SeriesId(row.id)));
    let has_place = |row: &series::Model| ctx.actor.has_place_in(SeriesId(row.id));
    let place = all
        .iter()
        .position(open)
        .or_else(|| all.iter().position(has_place));
    Ok(place.and_then(|at| all.into_iter().nth(at)))
}

fn finds(ctx: &Ctx, facts: Facts) -> bool {
    FINDS.iter().any(|operation| ctx.may(*operation, facts))
}

#[derive(Debug, FromQueryResult)]
struct Counted {
    meeting_id: Uuid,
    open: i64,
    closed: i64,
}

/// Leaves of some meetings what who oversees sees: no place, and how many items were published, without
/// those they are left out of.
async fn outline<'a>(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    lines: impl Iterator<Item = &'a mut MeetingLine>,
) -> Result<()> {
    let lines: Vec<&mut MeetingLine> = lines.collect();
    if lines.is_empty() {
        return Ok(());
    }
    let mut values: Vec<Value> = vec![ctx.region().0.into()];
    let mut bind = |id: Uuid| {
        values.push(id.into());
        format!("${}", values.len())
    };
    let subjects: Vec<String> = ctx.subjects().into_iter().map(&mut bind).collect();
    let meetings: Vec<String> = lines.iter().map(|line| bind(line.id.0)).collect();
    let count = |part: Part| {
        format!(
            "SUM(CASE WHEN l.part = '{}' THEN 1 ELSE 0 END)",
            part.word()
        )
    };
    let sql = format!(
        "SELECT v.meeting_id, {} AS open, {} AS closed \
         FROM agenda_version v \
         JOIN meeting m ON m.id = v.meeting_id AND m.agenda_version = v.number \
         JOIN agenda_version_item l ON l.version_id = v.id \
         WHERE v.region_id = $1 AND v.meeting_id IN ({}) AND NOT EXISTS \
         (SELECT 1 FROM item_relation x WHERE x.item_id = l.item_id \
         AND x.subject_id IN ({}) AND x.relation = '{EXCLUDED}') GROUP BY v.meeting_id",
        count(Part::Open),
        count(Part::Closed),
        meetings.join(", "),
        subjects.join(", "),
    );
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    let counted = Counted::find_by_statement(statement).all(tx).await?;
    let number = |count: i64| u64::try_from(count).unwrap_or_default();
    for line in lines {
        let found = counted.iter().find(|row| row.meeting_id == line.id.0);
        line.room = String::new();
        line.items = Some(found.map_or_else(Published::default, |row| Published {
            open: number(row.open),
            closed: number(row.closed),
        }));
    }
    Ok(())
}

#[derive(Debug, FromQueryResult)]
struct Waiting {
    meeting_id: Uuid,
    number: i64,
}

async fn waiting(
    tx: &DatabaseTransaction,
    meetings: &[meeting::Model],
) -> Result<HashMap<Uuid, u64>> {
    let ids = meetings.iter().map(|row| row.id);
    let counts = agenda_item::Entity::find()
        .select_only()
        .column(agenda_item::Column::MeetingId)
        .column_as(agenda_item::Column::Id.count(), "number")
        .filter(agenda_item::Column::MeetingId.is_in(ids))
        .filter(agenda_item::Column::StateWord.eq("proposed"))
        .group_by(agenda_item::Column::MeetingId)
        .into_model::<Waiting>()
        .all(tx)
        .await?;
    Ok(counts
        .into_iter()
        .map(|row| {
            (
                row.meeting_id,
                u64::try_from(row.number).unwrap_or_default(),
            )
        })
        .collect())
}

fn lines(rows: Vec<meeting::Model>, waiting: &HashMap<Uuid, u64>) -> Result<Vec<MeetingLine>> {
    rows.into_iter()
        .map(|row| {
            Ok(MeetingLine {
                id: MeetingId(row.id),
                starts_at: row.starts_at,
                length: stored::count(row.length_minutes)?,
                room: row.room,
                state: stored::state(&row.state)?,
                urgent: row.urgent_because.is_some(),
                submission_due: row.submission_due,
                publication_due: row.publication_due,
                agenda_version: row.agenda_version,
                waiting: waiting.get(&row.id).copied().unwrap_or_default(),
                items: None,
            })
        })
        .collect()
}
