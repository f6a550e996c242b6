//! When each case item of a region is due.

use std::collections::{HashMap, HashSet};

use ::entity::{agenda_item, meeting, retention_extension, retention_hold};
use chrono::{DateTime, NaiveDate, Utc};
use domain::meetings::ItemKind;
use domain::people::Class;
use domain::retention::{Clock, Standing, Turn, last};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::clock::local_date;
use crate::error::Result;
use crate::meetings::fill::DEFERRED;

/// A case item that is there, and when it is due.
#[derive(Debug, Clone)]
pub(super) struct Tracked {
    pub item: Uuid,
    pub series: Uuid,
    pub meeting: Option<Uuid>,
    /// When that meeting is or was.
    pub meeting_on: Option<NaiveDate>,
    /// Where it stands on the agenda, counted from 1.
    pub place: Option<i32>,
    /// The first of the copies that it makes up with others: they go together.
    pub group: Uuid,
    pub clock: Clock,
}

impl Tracked {
    pub fn is_due(&self, today: NaiveDate) -> bool {
        matches!(self.clock.standing(today), Standing::Due(_))
    }
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    series_id: Uuid,
    meeting_id: Option<Uuid>,
    state_word: String,
    origin: String,
    origin_id: Option<Uuid>,
    position: i32,
    created_at: DateTime<Utc>,
}

#[derive(Debug, Clone, FromQueryResult)]
struct Held {
    id: Uuid,
    starts_at: DateTime<Utc>,
    state_word: String,
}

/// Which items go: cases, and whatever else is K3 (`docs/domain.md#destruction`).
pub(super) fn going() -> Condition {
    Condition::any()
        .add(agenda_item::Column::Kind.eq(ItemKind::Case.word()))
        .add(agenda_item::Column::Class.eq(Class::K3.word()))
}

/// All case items of a region with their clocks, the one that is due first in front.
pub(super) async fn tracked(tx: &DatabaseTransaction, region: Uuid) -> Result<Vec<Tracked>> {
    use agenda_item::Column;
    let rows: Vec<Row> = agenda_item::Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::SeriesId,
            Column::MeetingId,
            Column::StateWord,
            Column::Origin,
            Column::OriginId,
            Column::Position,
            Column::CreatedAt,
        ])
        .filter(Column::RegionId.eq(region))
        .filter(going())
        .into_model()
        .all(tx)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let meetings = meetings(tx, &rows).await?;
    let roots = roots(&rows);
    let (held, extended) = kept(tx, region, &roots).await?;
    let mut turns: HashMap<Uuid, Vec<Turn>> = HashMap::new();
    for row in &rows {
        let at = row.meeting_id.and_then(|id| meetings.get(&id));
        turns.entry(roots[&row.id]).or_default().push(turn(row, at));
    }
    let mut all = Vec::with_capacity(rows.len());
    for row in &rows {
        let group = roots[&row.id];
        let Some(last) = turns.get(&group).and_then(|turns| last(turns)) else {
            continue;
        };
        let at = row.meeting_id.and_then(|id| meetings.get(&id));
        let on_agenda = ["included", "on_table", "dealt", "deferred"];
        let on_agenda = on_agenda.contains(&row.state_word.as_str());
        all.push(Tracked {
            item: row.id,
            series: row.series_id,
            meeting: row.meeting_id,
            meeting_on: at.map(|meeting| local_date(meeting.starts_at)),
            place: (at.is_some() && on_agenda).then_some(row.position + 1),
            group,
            clock: Clock {
                last,
                extended: extended.get(&group).copied(),
                held: held.contains(&group),
            },
        });
    }
    all.sort_by_key(|one| (one.clock.due_on(), one.group, one.meeting_on, one.item));
    Ok(all)
}

async fn meetings(tx: &DatabaseTransaction, rows: &[Row]) -> Result<HashMap<Uuid, Held>> {
    let ids = rows.iter().filter_map(|row| row.meeting_id);
    let found: Vec<Held> = meeting::Entity::find()
        .select_only()
        .columns([
            meeting::Column::Id,
            meeting::Column::StartsAt,
            meeting::Column::StateWord,
        ])
        .filter(meeting::Column::Id.is_in(ids))
        .into_model()
        .all(tx)
        .await?;
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}

/// The copy at which each began.
fn roots(rows: &[Row]) -> HashMap<Uuid, Uuid> {
    let before: HashMap<Uuid, Option<Uuid>> = rows
        .iter()
        .map(|row| (row.id, row.origin_id.filter(|_| row.origin == DEFERRED)))
        .collect();
    let root = |id: Uuid| {
        let mut at = id;
        // No copy follows more copies than there are.
        for _ in 0..before.len() {
            match before.get(&at) {
                Some(Some(earlier)) if before.contains_key(earlier) => at = *earlier,
                _ => break,
            }
        }
        at
    };
    rows.iter().map(|row| (row.id, root(row.id))).collect()
}

fn turn(row: &Row, at: Option<&Held>) -> Turn {
    let Some(meeting) = at else {
        return Turn::Never(local_date(row.created_at));
    };
    let day = local_date(meeting.starts_at);
    match (meeting.state_word.as_str(), row.state_word.as_str()) {
        ("in_progress" | "closed", "included" | "on_table" | "dealt" | "deferred") => {
            Turn::Discussed(day)
        }
        ("planned" | "collecting" | "published", "included" | "proposed") => Turn::Ahead(day),
        _ => Turn::Never(local_date(row.created_at)),
    }
}

type Kept = (HashSet<Uuid>, HashMap<Uuid, NaiveDate>);

/// Which groups are held, and until when others were put off.
async fn kept(tx: &DatabaseTransaction, region: Uuid, roots: &HashMap<Uuid, Uuid>) -> Result<Kept> {
    let holds: Vec<Uuid> = retention_hold::Entity::find()
        .select_only()
        .column(retention_hold::Column::ItemId)
        .filter(retention_hold::Column::RegionId.eq(region))
        .filter(retention_hold::Column::ReleasedAt.is_null())
        .into_tuple()
        .all(tx)
        .await?;
    let held = holds.iter().filter_map(|item| roots.get(item));
    let held = held.copied().collect();
    let mut extended: HashMap<Uuid, NaiveDate> = HashMap::new();
    let extensions = retention_extension::Entity::find()
        .filter(retention_extension::Column::RegionId.eq(region))
        .order_by_asc(retention_extension::Column::At)
        .all(tx)
        .await?;
    for row in extensions {
        if let Some(root) = roots.get(&row.item_id) {
            let until = extended.entry(*root).or_insert(row.until);
            *until = row.until.max(*until);
        }
    }
    Ok((held, extended))
}
