//! The decisions and meetings that this reader may point at as evidence.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use ::entity::{agenda_item, decision, meeting};
use chrono::NaiveDate;
use domain::id::SeriesId;
use domain::meetings::DecisionNumber;
use domain::people::Class;
use domain::policy::{Facts, Operation};
use domain::roadmaps::EvidenceKind;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::door::Reader;
use crate::error::Result;
use crate::stored;

/// How many meetings back one can point at: two years of monthly meetings.
const MEETINGS: u64 = 24;

/// Something to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRef {
    /// Which one.
    pub id: Uuid,
    /// The meeting it belongs to, or is.
    pub meeting: Uuid,
    /// The local day of the meeting.
    pub on: NaiveDate,
    /// Number and text of a decision.
    pub decision: Option<(DecisionNumber, String)>,
}

/// What can be pointed at, latest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// Confirmed decisions.
    pub decisions: Vec<SourceRef>,
    /// Meetings that were held.
    pub meetings: Vec<SourceRef>,
}

impl Sources {
    /// Loads what the actor may read.
    pub(super) async fn load(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Self> {
        let held = meeting::Entity::find()
            .filter(meeting::Column::RegionId.eq(ctx.region().0))
            .filter(meeting::Column::StateWord.eq("closed"))
            .order_by_desc(meeting::Column::StartsAt)
            .limit(MEETINGS)
            .all(tx)
            .await?;
        let held: Vec<meeting::Model> = held
            .into_iter()
            .filter(|row| may_follow(ctx, row.series_id))
            .collect();
        let days: HashMap<Uuid, NaiveDate> = held
            .iter()
            .map(|row| (row.id, local_date(row.starts_at)))
            .collect();
        let decisions = readable_decisions(tx, ctx, &held).await?;
        let meetings = held.iter().map(|row| SourceRef {
            id: row.id,
            meeting: row.id,
            on: days.get(&row.id).copied().unwrap_or_default(),
            decision: None,
        });
        Ok(Self {
            meetings: meetings.collect(),
            decisions: decisions
                .into_iter()
                .map(|(number, row)| SourceRef {
                    id: row.id,
                    meeting: row.meeting_id,
                    on: days.get(&row.meeting_id).copied().unwrap_or_default(),
                    decision: Some((number, row.text)),
                })
                .collect(),
        })
    }

    /// The thing of a kind by the id of a form, when it can be pointed at.
    pub(super) fn find(&self, kind: EvidenceKind, id: &str) -> Option<Uuid> {
        self.of(kind)
            .iter()
            .map(|source| source.id)
            .find(|known| known.to_string() == id)
    }

    /// The meeting behind a piece of evidence, when this reader may look there.
    pub(super) fn meeting_of(&self, kind: EvidenceKind, target: Option<Uuid>) -> Option<Uuid> {
        self.of(kind)
            .iter()
            .find(|source| Some(source.id) == target)
            .map(|source| source.meeting)
    }

    fn of(&self, kind: EvidenceKind) -> &[SourceRef] {
        match kind {
            EvidenceKind::Decision => &self.decisions,
            EvidenceKind::Meeting => &self.meetings,
            EvidenceKind::Document | EvidenceKind::Link => &[],
        }
    }
}

/// Whether the pages of this series open for the actor.
pub(super) fn may_follow(ctx: &Ctx, series: Uuid) -> bool {
    ctx.may(Operation::ReadMeetings, Facts::of_series(SeriesId(series)))
}

async fn readable_decisions(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    held: &[meeting::Model],
) -> Result<Vec<(DecisionNumber, decision::Model)>> {
    let rows = decision::Entity::find()
        .filter(decision::Column::MeetingId.is_in(held.iter().map(|row| row.id)))
        .filter(decision::Column::StateWord.eq("confirmed"))
        .order_by_desc(decision::Column::Number)
        .all(tx)
        .await?;
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::Id.is_in(rows.iter().map(|row| row.item_id)))
        .all(tx)
        .await?;
    let readers = readers(tx, ctx, &items).await?;
    let open = items
        .iter()
        .filter(|item| {
            readers
                .get(&item.series_id)
                .is_some_and(|reader| reader.may_read(item))
        })
        .map(|item| Ok((item.id, stored::word(Class::parse, &item.class)?)))
        .collect::<Result<HashMap<Uuid, Class>>>()?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let class = *open.get(&row.item_id)?;
            Some((DecisionNumber::of(class, row.number), row))
        })
        .collect())
}

/// One reader per series that the items come from.
pub(super) async fn readers(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    items: &[agenda_item::Model],
) -> Result<HashMap<Uuid, Reader>> {
    let mut readers = HashMap::new();
    for item in items {
        if let Entry::Vacant(place) = readers.entry(item.series_id) {
            let of_series = items
                .iter()
                .filter(|other| other.series_id == item.series_id)
                .map(|other| other.id);
            let reader = Reader::load(tx, ctx, (SeriesId(item.series_id), None), of_series).await?;
            place.insert(reader);
        }
    }
    Ok(readers)
}
