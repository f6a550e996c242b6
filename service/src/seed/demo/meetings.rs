//! The meetings of the demo: three behind, one ready to go live, one that collects proposals,
//! and the same in small for the second region.

mod after;
mod minutes;
mod old;
mod script;

use ::entity::{agenda_item, item_relation, meeting};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};
use domain::calendar::{is_working_day, minus_working_days};
use domain::id::PersonId;
use domain::meetings::{
    ItemKind, ItemState, MeetingState, Minutes, Place, compose, part_of, proposed_dates,
};
use domain::people::Class;
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, Set};
use uuid::Uuid;

use self::script::Item;
use super::super::cast::Cast;
use crate::clock::{at_local, local_date};
use crate::error::Result;
use crate::meetings::fill::{self, CONTRIBUTION, DEFERRED, Owner, PROPOSAL, blank, standing};
use crate::meetings::freeze::{Version, freeze};
use crate::stored;

/// Which table, and who speaks for it.
#[derive(Debug, Clone, Copy)]
struct Table {
    region: &'static str,
    series: &'static str,
    organisation: &'static str,
    director: &'static str,
    secretary: &'static str,
    starts: u32,
}

const KEGA: Table = Table {
    region: "amstelrand",
    series: "kega",
    organisation: "oeverstad",
    director: "regisseur",
    secretary: "secretaris",
    starts: 9 * 60,
};

const DELTA: Table = Table {
    region: "vechtdelta",
    series: "delta",
    organisation: "vechtmonde",
    director: "regisseur_delta",
    secretary: "regisseur_delta",
    starts: 13 * 60 + 30,
};

/// Fills the meetings of both regions.
pub async fn fill(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    use script::{
        DELTA_DECIDED, DELTA_PAST, PAST1, PAST1_DECIDED, PAST2, PAST2_DECIDED, PAST3, PAST3_DECIDED,
    };
    closed(tx, cast, KEGA, ("past1", -13), &PAST1, &PAST1_DECIDED).await?;
    closed(tx, cast, KEGA, ("past2", -9), &PAST2, &PAST2_DECIDED).await?;
    closed(tx, cast, KEGA, ("past3", -4), &PAST3, &PAST3_DECIDED).await?;
    minutes::approved(tx, cast, ("past2", "past3"), &PAST2_DECIDED).await?;
    minutes::offered(tx, cast, "past3", &PAST3_DECIDED).await?;
    next(tx, cast).await?;
    collecting(tx, cast, KEGA, ("later", 5), &script::LATER_PROPOSED).await?;
    old::cases(tx, cast).await?;
    closed(
        tx,
        cast,
        DELTA,
        ("delta_past", -6),
        &DELTA_PAST,
        &DELTA_DECIDED,
    )
    .await?;
    collecting(tx, cast, DELTA, ("delta_next", 4), &script::DELTA_PROPOSED).await
}

/// A meeting that is over.
async fn closed(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    table: Table,
    (key, weeks): (&str, i64),
    items: &[Item],
    decided: &[script::Decided],
) -> Result<()> {
    let starts_at = start(cast, table, weeks);
    let ended = starts_at + TimeDelta::minutes(90);
    let by = PersonId(cast.id(&format!("person.{}", table.director)));
    let state = MeetingState::Closed {
        at: ended,
        by,
        minutes: Minutes::Missing,
    };
    let meeting = add_meeting(tx, cast, table, key, starts_at, &state, 1).await?;
    let mut rows = agenda(cast, table, key, items, meeting)?;
    for row in &mut rows {
        let deferred = items
            .iter()
            .any(|item| item.deferred && item.title == row.title);
        let state = if deferred {
            ItemState::Deferred {
                at: ended,
                as_proposal: false,
                taken_off: None,
            }
        } else {
            ItemState::Dealt { at: ended }
        };
        set_state(row, &state)?;
        if !row.note.is_empty() {
            row.note_version = 1;
            row.note_at = Some(ended);
            row.note_by = Some(cast.id(&format!("person.{}", table.secretary)));
        }
    }
    publish(
        tx,
        cast,
        table,
        meeting,
        starts_at - TimeDelta::days(7),
        &rows,
    )
    .await?;
    fill::insert(tx, rows).await?;
    name_organisations(tx, cast, table, key, items).await?;
    after::attendance(tx, cast, table, meeting, starts_at).await?;
    after::decisions(tx, cast, table, (key, meeting), ended, decided).await
}

/// The meeting that can start: published, with proposals that came too late for version 1.
async fn next(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    let starts_at = start(cast, KEGA, 1);
    let at = cast.now() - TimeDelta::days(1);
    let by = PersonId(cast.id("person.regisseur"));
    let state = MeetingState::Published { version: 1, at, by };
    let meeting = add_meeting(tx, cast, KEGA, "next", starts_at, &state, 1).await?;
    let mut rows = agenda(cast, KEGA, "next", &script::NEXT, meeting)?;
    let follows = cast.id("item.past3.policy2");
    let mut deferred = agenda_item::Model {
        id: cast.id("item.next.policy3"),
        title: "Meldroute: tweede test".to_owned(),
        minutes: 5,
        wanted: "decide".to_owned(),
        organisation_id: cast.id("organisation.lindewaard"),
        person_id: cast.id("person.lindewaard"),
        origin: DEFERRED.to_owned(),
        origin_id: Some(follows),
        ..blank(owner(cast, KEGA, meeting))?
    };
    "De eerste test gaf te weinig meldingen om iets te kunnen zeggen. Voorstel: een tweede test in alle gemeenten."
        .clone_into(&mut deferred.body);
    rows.push(deferred);
    for row in &mut rows {
        match row.kind.as_str() {
            // The agenda fills the ninety minutes exactly.
            "roadmap" => row.minutes = 5,
            "guest_contribution" => {
                CONTRIBUTION.clone_into(&mut row.origin);
                row.origin_id = Some(cast.id("contribution.1"));
            }
            _ => {}
        }
    }
    let rows = in_order(rows)?;
    publish(tx, cast, KEGA, meeting, at, &rows).await?;
    fill::insert(tx, rows).await?;
    name_organisations(tx, cast, KEGA, "next", &script::NEXT).await?;
    propose(tx, cast, KEGA, ("next", meeting), &script::NEXT_PROPOSED).await
}

/// A meeting that collects proposals.
async fn collecting(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    table: Table,
    (key, weeks): (&str, i64),
    proposed: &[Item],
) -> Result<()> {
    let starts_at = start(cast, table, weeks);
    let state = MeetingState::Collecting;
    let meeting = add_meeting(tx, cast, table, key, starts_at, &state, 0).await?;
    let rows = agenda(cast, table, key, &[], meeting)?;
    fill::insert(tx, rows).await?;
    propose(tx, cast, table, (key, meeting), proposed).await
}

async fn add_meeting(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    table: Table,
    key: &str,
    starts_at: DateTime<Utc>,
    state: &MeetingState,
    agenda_version: i32,
) -> Result<Uuid> {
    let dates = proposed_dates(local_date(starts_at), minus_working_days);
    let id = cast.id(&format!("meeting.{key}"));
    meeting::ActiveModel {
        id: Set(id),
        region_id: Set(cast.id(&format!("region.{}", table.region))),
        series_id: Set(cast.id(&format!("series.{}", table.series))),
        starts_at: Set(starts_at),
        length_minutes: Set(90),
        room: Set("Stadhuis, kamer 2.14".to_owned()),
        submission_due: Set(dates.submission_due),
        publication_due: Set(dates.publication_due),
        state_word: Set(state.word().to_owned()),
        state: Set(stored::json(state)?),
        agenda_version: Set(agenda_version),
        current_item_id: Set(None),
        phase: Set(None),
        extra_minutes: Set(0),
        urgent_because: Set(None),
        moved_from: Set(None),
        moved_because: Set(None),
        sequence: Set(0),
        version: Set(1),
        created_at: Set(cast.now().min(starts_at - TimeDelta::days(42))),
        created_by: Set(cast.id(&format!("person.{}", table.director))),
    }
    .insert(tx)
    .await?;
    Ok(id)
}

/// The standing items with those of the script between them, in the standing order.
fn agenda(
    cast: &mut Cast,
    table: Table,
    key: &str,
    items: &[Item],
    meeting: Uuid,
) -> Result<Vec<agenda_item::Model>> {
    let mut rows = standing(owner(cast, table, meeting))?;
    for row in &mut rows {
        let name = match row.kind.as_str() {
            "any_other_business" => "aob",
            kind => kind,
        };
        row.id = cast.id(&format!("item.{key}.{name}"));
    }
    for item in items {
        rows.push(row(cast, table, key, item, meeting)?);
    }
    in_order(rows)
}

fn in_order(rows: Vec<agenda_item::Model>) -> Result<Vec<agenda_item::Model>> {
    let places = rows
        .iter()
        .map(crate::meetings::rows::place)
        .collect::<Result<Vec<Place>>>()?;
    let order = compose(places);
    let mut rows = rows;
    rows.sort_by_key(|row| order.iter().position(|place| place.id.0 == row.id));
    for (at, row) in rows.iter_mut().enumerate() {
        row.position = i32::try_from(at).unwrap_or(i32::MAX);
    }
    Ok(rows)
}

fn row(
    cast: &mut Cast,
    table: Table,
    key: &str,
    item: &Item,
    meeting: Uuid,
) -> Result<agenda_item::Model> {
    let (organisation, person) = item.by;
    Ok(agenda_item::Model {
        id: cast.id(&format!("item.{key}.{}", item.key)),
        title: item.title.to_owned(),
        kind: item.kind.word().to_owned(),
        class: item.class.word().to_owned(),
        minutes: item.minutes,
        wanted: item.wanted.word().to_owned(),
        body: item.body.to_owned(),
        organisation_id: cast.id(&format!("organisation.{organisation}")),
        person_id: cast.id(&format!("person.{person}")),
        guest_shared: item.shared,
        origin: PROPOSAL.to_owned(),
        case_ref: item.case.map(|(reference, ..)| reference.to_owned()),
        question: item.case.map(|(_, question, _)| question.to_owned()),
        note: item.note.to_owned(),
        ..blank(owner(cast, table, meeting))?
    })
}

async fn propose(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    table: Table,
    (key, meeting): (&str, Uuid),
    items: &[Item],
) -> Result<()> {
    let mut rows = Vec::with_capacity(items.len());
    for item in items {
        let mut row = row(cast, table, key, item, meeting)?;
        set_state(&mut row, &ItemState::PROPOSED)?;
        // Brought in over the last days, the first one first.
        let ago = i64::try_from(items.len() - rows.len()).unwrap_or_default();
        row.created_at = cast.at(-ago, 14 * 60 + 20);
        row.updated_at = row.created_at;
        rows.push(row);
    }
    fill::insert(tx, rows).await
}

async fn name_organisations(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    table: Table,
    key: &str,
    items: &[Item],
) -> Result<()> {
    for item in items.iter().filter(|item| item.kind == ItemKind::Case) {
        debug_assert!(part_of(item.class) == part_of(Class::K3));
        for organisation in item.case.map_or(&[][..], |(.., named)| named) {
            let row = item_relation::ActiveModel {
                item_id: Set(cast.id(&format!("item.{key}.{}", item.key))),
                subject_id: Set(cast.id(&format!("organisation.{organisation}"))),
                relation: Set("named".to_owned()),
                region_id: Set(cast.id(&format!("region.{}", table.region))),
            };
            item_relation::Entity::insert(row)
                .exec_without_returning(tx)
                .await?;
        }
    }
    Ok(())
}

async fn publish(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    table: Table,
    meeting: Uuid,
    at: DateTime<Utc>,
    rows: &[agenda_item::Model],
) -> Result<()> {
    let version = Version {
        region: cast.id(&format!("region.{}", table.region)),
        meeting,
        number: 1,
        at,
        by: cast.id(&format!("person.{}", table.director)),
    };
    freeze(tx, version, rows).await
}

fn owner(cast: &mut Cast, table: Table, meeting: Uuid) -> Owner {
    Owner {
        region: cast.id(&format!("region.{}", table.region)),
        series: cast.id(&format!("series.{}", table.series)),
        meeting,
        organisation: cast.id(&format!("organisation.{}", table.organisation)),
        person: cast.id(&format!("person.{}", table.secretary)),
        at: cast.now(),
    }
}

fn set_state(row: &mut agenda_item::Model, state: &ItemState) -> Result<()> {
    row.state_word = String::from(state.word());
    row.state = stored::json(state)?;
    Ok(())
}

/// The first Tuesday that is a working day, from so many weeks (less a day) away.
fn start(cast: &Cast, table: Table, weeks: i64) -> DateTime<Utc> {
    let mut day: NaiveDate = cast.day(weeks * 7 - 1);
    while day.weekday() != Weekday::Tue || !is_working_day(day) {
        day = day.succ_opt().unwrap_or(day);
    }
    at_local(day, table.starts).unwrap_or_else(|| cast.now())
}
