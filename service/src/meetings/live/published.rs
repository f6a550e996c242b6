//! The agenda as it was published last: during the meeting everybody sees its order and numbers.

use std::collections::HashMap;

use ::entity::{agenda_item, agenda_version, agenda_version_item};
use chrono::TimeDelta;
use domain::meetings::{MeetingState, Part, numbers};
use domain::policy::Operation;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::desk::{self, Desk};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// The places and numbers of the published items.
#[derive(Debug)]
pub(crate) struct Published {
    places: HashMap<Uuid, (usize, Option<usize>)>,
    /// Where each part ends: what came after publishing follows it.
    ends: HashMap<Part, usize>,
    closed: TimeDelta,
}

impl Published {
    /// Loads the last published version; empty before the first.
    pub async fn load(tx: &DatabaseTransaction, desk: &Desk) -> Result<Self> {
        let rows: Vec<(Uuid, String, i32)> = agenda_version_item::Entity::find()
            .select_only()
            .column(agenda_version_item::Column::ItemId)
            .column(agenda_version_item::Column::Part)
            .column(agenda_version_item::Column::Minutes)
            .filter(
                agenda_version_item::Column::VersionId.in_subquery(
                    agenda_version::Entity::find()
                        .select_only()
                        .column(agenda_version::Column::Id)
                        .filter(agenda_version::Column::RegionId.eq(desk.row.region_id))
                        .filter(agenda_version::Column::MeetingId.eq(desk.row.id))
                        .filter(agenda_version::Column::Number.eq(desk.row.agenda_version))
                        .into_query(),
                ),
            )
            .order_by_asc(agenda_version_item::Column::Position)
            .into_tuple()
            .all(tx)
            .await?;
        let parts = rows
            .iter()
            .map(|(_, part, _)| stored::word(Part::parse, part))
            .collect::<Result<Vec<_>>>()?;
        let closed = rows.iter().zip(&parts);
        let closed = closed.filter(|(_, part)| **part == Part::Closed);
        let closed = closed.map(|((_, _, minutes), _)| i64::from(*minutes)).sum();
        let ends = parts.iter().copied().zip(0..).collect();
        let places = rows
            .into_iter()
            .zip(numbers(parts))
            .enumerate()
            .map(|(place, ((item, ..), number))| (item, (place, number)))
            .collect();
        Ok(Self {
            places,
            ends,
            closed: TimeDelta::minutes(closed),
        })
    }

    /// The time that the closed part was given.
    pub fn closed(&self) -> TimeDelta {
        self.closed
    }

    /// Whether the agenda tells of an item to who does not compose it: until the table sits only
    /// what was published, from then on also what was taken in later and not put off
    /// (`docs/domain.md#readers-agenda`).
    pub fn tells(&self, desk: &Desk, item: &agenda_item::Model) -> bool {
        let has_begun = matches!(
            desk.state,
            MeetingState::InProgress { .. } | MeetingState::Closed { .. }
        );
        let taken_in = has_begun && item.state_word != "deferred";
        desk::is_on_agenda(item) && (taken_in || self.places.contains_key(&item.id))
    }

    /// The number of an item; nothing for the closed part and for what was not published.
    pub fn number(&self, item: &agenda_item::Model) -> Result<Option<usize>> {
        let place = self.places.get(&item.id);
        let open = desk::part(item)? == Part::Open;
        Ok(place.and_then(|(_, number)| *number).filter(|_| open))
    }

    /// Puts items in the published order; what was taken in later follows its part.
    pub fn sort(&self, items: &mut [agenda_item::Model]) -> Result<()> {
        let mut order = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            let key = match self.places.get(&item.id) {
                Some((place, _)) => (*place, 0),
                None => {
                    let end = self.ends.get(&desk::part(item)?);
                    (end.copied().unwrap_or(usize::MAX), at + 1)
                }
            };
            order.insert(item.id, key);
        }
        items.sort_by_key(|item| order.get(&item.id).copied());
        Ok(())
    }
}

/// Whether the actor may know from the agenda that an item is there: who composes it always, others
/// as [`Published::tells`]. Whether its content opens is for the door to say.
pub(crate) async fn is_told(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: &agenda_item::Model,
) -> Result<bool> {
    let Some(meeting) = item.meeting_id else {
        return Ok(false);
    };
    let desk = Desk::of_region(tx, ctx, meeting).await?;
    Ok(desk.may(ctx, Operation::ArrangeAgenda)
        || Published::load(tx, &desk).await?.tells(&desk, item))
}

/// Whether an item stood on the agenda that was published last, or was dealt with at a meeting that is
/// over: what who has no place at the table may know of it.
pub(crate) async fn is_published(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    item: &agenda_item::Model,
) -> Result<bool> {
    let Some(meeting) = item.meeting_id else {
        return Ok(false);
    };
    let desk = Desk::of_region(tx, ctx, meeting).await?;
    let published = Published::load(tx, &desk).await?;
    let over = matches!(desk.state, MeetingState::Closed { .. });
    let stood = desk::is_on_agenda(item) && published.places.contains_key(&item.id);
    Ok(stood || over && published.tells(&desk, item))
}
