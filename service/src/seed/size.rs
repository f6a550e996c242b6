//! A region of a chosen size, for measuring: the past of the demo, copied further and further back.

use std::collections::HashMap;

use ::entity::{
    action, action_event, agenda_item, agenda_version, agenda_version_item, counter, decision,
    meeting,
};
use chrono::{Days, TimeDelta};
use domain::meetings::{ItemKind, MeetingState, Minutes};
use domain::people::Class;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use super::cast::Cast;
use crate::clock::mint;
use crate::error::{Error, Result};
use crate::meetings::fill::{Owner, blank, insert};
use crate::meetings::freeze::{Version, freeze};
use crate::stored;

/// How many rows one statement takes: both engines bind no more than 32 767 values.
const BATCH: usize = 500;

/// The numbers of each copy begin this much further on.
const COPY_NUMBERS: i64 = 1000;

/// The copies lie this many weeks apart.
const WEEKS_APART: u64 = 4;

/// One time the size is this often the past of the demo: 216 actions and 27 meetings, so that every list has more
/// rows behind it than one page shows, at any size.
const PASTS: u32 = 9;

/// Adds a meeting of twenty items with a note each, and copies of the past.
pub async fn multiply(tx: &DatabaseTransaction, cast: &mut Cast, times: u32) -> Result<()> {
    bench_meeting(tx, cast).await?;
    let past = Past::load(tx, cast).await?;
    for copy in 1..times * PASTS {
        past.again(tx, cast, copy).await?;
    }
    counter::Entity::update_many()
        .col_expr(
            counter::Column::Value,
            Expr::col(counter::Column::Value).add(i64::from(times * PASTS) * COPY_NUMBERS),
        )
        .exec(tx)
        .await?;
    Ok(())
}

/// The page of the target: twenty items, each with a note.
async fn bench_meeting(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    let at = cast.now();
    let owner = Owner {
        region: cast.id("region.amstelrand"),
        series: cast.id("series.kega"),
        meeting: cast.id("meeting.bench"),
        organisation: cast.id("organisation.oeverstad"),
        person: cast.id("person.regisseur"),
        at,
    };
    let day = cast.day(3);
    let state = MeetingState::Published {
        version: 1,
        at,
        by: domain::id::PersonId(owner.person),
    };
    let row = meeting::Model {
        id: owner.meeting,
        region_id: owner.region,
        series_id: owner.series,
        starts_at: cast.at(3, 14 * 60),
        length_minutes: 120,
        room: "Stadhuis, kamer 2.14".to_owned(),
        submission_due: day,
        publication_due: day,
        state_word: state.word().to_owned(),
        state: stored::json(&state)?,
        agenda_version: 1,
        current_item_id: None,
        phase: None,
        extra_minutes: 0,
        urgent_because: None,
        moved_from: None,
        moved_because: None,
        sequence: 0,
        version: 1,
        created_at: at,
        created_by: owner.person,
    };
    meeting::Entity::insert(row.into_active_model())
        .exec_without_returning(tx)
        .await?;
    let mut items = Vec::new();
    for position in 0..20 {
        let mut item = blank(owner)?;
        item.title = format!("Voortgang onderdeel {}", position + 1);
        item.kind = String::from(ItemKind::Policy.word());
        item.class = String::from(Class::K1.word());
        item.wanted = String::from("discuss");
        item.minutes = 6;
        item.position = position;
        item.note = "De partijen delen wat er sinds het vorige overleg is gedaan. ".repeat(5);
        item.note_version = 1;
        items.push(item);
    }
    insert(tx, items.clone()).await?;
    let version = Version {
        region: owner.region,
        meeting: owner.meeting,
        number: 1,
        at,
        by: owner.person,
    };
    freeze(tx, version, &items).await
}

/// The minutes of the demo are not copied along.
fn without_minutes(row: meeting::Model) -> Result<meeting::Model> {
    let state = match stored::state(&row.state)? {
        MeetingState::Closed { at, by, .. } => MeetingState::Closed {
            at,
            by,
            minutes: Minutes::Missing,
        },
        other => other,
    };
    Ok(meeting::Model {
        state: stored::json(&state)?,
        ..row
    })
}

/// The closed meetings of the demo with all that hangs on them.
struct Past {
    meetings: Vec<meeting::Model>,
    items: Vec<agenda_item::Model>,
    versions: Vec<agenda_version::Model>,
    lines: Vec<agenda_version_item::Model>,
    decisions: Vec<decision::Model>,
    actions: Vec<action::Model>,
    events: Vec<action_event::Model>,
}

impl Past {
    async fn load(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<Self> {
        let ids: Vec<Uuid> = ["past1", "past2", "past3"]
            .iter()
            .map(|at| cast.id(&format!("meeting.{at}")))
            .collect();
        let versions: Vec<_> = agenda_version::Entity::find()
            .filter(agenda_version::Column::MeetingId.is_in(ids.clone()))
            .all(tx)
            .await?;
        let actions: Vec<_> = action::Entity::find()
            .filter(action::Column::RegionId.eq(cast.id("region.amstelrand")))
            .all(tx)
            .await?;
        Ok(Self {
            meetings: meeting::Entity::find()
                .filter(meeting::Column::Id.is_in(ids.clone()))
                .all(tx)
                .await?
                .into_iter()
                .map(without_minutes)
                .collect::<Result<_>>()?,
            items: agenda_item::Entity::find()
                .filter(agenda_item::Column::MeetingId.is_in(ids.clone()))
                .all(tx)
                .await?,
            lines: agenda_version_item::Entity::find()
                .filter(
                    agenda_version_item::Column::VersionId.is_in(versions.iter().map(|row| row.id)),
                )
                .all(tx)
                .await?,
            decisions: decision::Entity::find()
                .filter(decision::Column::MeetingId.is_in(ids))
                .all(tx)
                .await?,
            events: action_event::Entity::find()
                .filter(action_event::Column::ActionId.is_in(actions.iter().map(|row| row.id)))
                .all(tx)
                .await?,
            versions,
            actions,
        })
    }

    async fn again(&self, tx: &DatabaseTransaction, cast: &Cast, copy: u32) -> Result<()> {
        let mut new = Ids {
            at: cast.now(),
            ids: HashMap::new(),
        };
        let back = Days::new(u64::from(copy) * 3 * WEEKS_APART * 7);
        let earlier =
            TimeDelta::weeks(i64::from(copy) * 3 * i64::try_from(WEEKS_APART).unwrap_or(4));
        let step = i32::try_from(copy).unwrap_or(i32::MAX);

        let meetings = self.meetings.iter().cloned().map(|mut row| {
            row.id = new.of(row.id);
            row.starts_at -= earlier;
            row.submission_due = row.submission_due - back;
            row.publication_due = row.publication_due - back;
            row.into_active_model()
        });
        meeting::Entity::insert_many(meetings.collect::<Vec<_>>())
            .exec_without_returning(tx)
            .await?;
        let items = self.items.iter().cloned().map(|mut row| {
            row.id = new.of(row.id);
            row.meeting_id = row.meeting_id.map(|id| new.of(id));
            row
        });
        insert(tx, items.collect()).await?;
        let versions = self.versions.iter().cloned().map(|mut row| {
            row.id = new.of(row.id);
            row.meeting_id = new.of(row.meeting_id);
            row.into_active_model()
        });
        agenda_version::Entity::insert_many(versions.collect::<Vec<_>>())
            .exec_without_returning(tx)
            .await?;
        let lines = self.lines.iter().cloned().map(|mut row| {
            row.id = new.of(row.id);
            row.version_id = new.of(row.version_id);
            row.item_id = new.of(row.item_id);
            row.into_active_model()
        });
        agenda_version_item::Entity::insert_many(lines.collect::<Vec<_>>())
            .exec_without_returning(tx)
            .await?;
        let decisions = self.decisions.iter().cloned().map(|mut row| {
            row.id = new.of(row.id);
            row.meeting_id = new.of(row.meeting_id);
            row.item_id = new.of(row.item_id);
            row.into_active_model()
        });
        decision::Entity::insert_many(decisions.collect::<Vec<_>>())
            .exec_without_returning(tx)
            .await?;
        let shift = Shift {
            days: back,
            time: earlier,
            settled: copy >= PASTS,
        };
        self.actions_again(tx, &mut new, step, &shift).await
    }

    async fn actions_again(
        &self,
        tx: &DatabaseTransaction,
        new: &mut Ids,
        copy: i32,
        shift: &Shift,
    ) -> Result<()> {
        let verified = self.actions.iter().find(|row| row.state_word == "verified");
        let verified =
            verified.ok_or_else(|| Error::broken("no action of the demo is verified"))?;
        let actions = self.actions.iter().cloned().map(|mut row| {
            if shift.settled {
                if row.lane < verified.lane {
                    row.lane = verified.lane;
                    row.state_word.clone_from(&verified.state_word);
                    row.state.clone_from(&verified.state);
                }
                row.due_on = row.due_on - shift.days;
                row.created_at -= shift.time;
                row.updated_at -= shift.time;
            }
            row.id = new.of(row.id);
            row.number += copy * 1000;
            row.meeting_id = row.meeting_id.map(|id| new.of(id));
            row.item_id = row.item_id.map(|id| new.of(id));
            row.decision_id = row.decision_id.map(|id| new.of(id));
            row.into_active_model()
        });
        let actions: Vec<_> = actions.collect();
        for batch in actions.chunks(BATCH) {
            action::Entity::insert_many(batch.to_vec())
                .exec_without_returning(tx)
                .await?;
        }
        let events = self.events.iter().cloned().map(|mut row| {
            row.id = new.of(row.id);
            row.action_id = new.of(row.action_id);
            if shift.settled {
                row.at -= shift.time;
            }
            row.into_active_model()
        });
        action_event::Entity::insert_many(events.collect::<Vec<_>>())
            .exec_without_returning(tx)
            .await?;
        Ok(())
    }
}

/// How far back a copy lies, and whether it is so long ago that its actions are done: a table has
/// a hundred open actions, not ten thousand.
struct Shift {
    days: Days,
    time: TimeDelta,
    settled: bool,
}

/// One new id for each old one.
struct Ids {
    at: chrono::DateTime<chrono::Utc>,
    ids: HashMap<Uuid, Uuid>,
}

impl Ids {
    fn of(&mut self, old: Uuid) -> Uuid {
        let at = self.at;
        *self.ids.entry(old).or_insert_with(|| mint(at))
    }
}
