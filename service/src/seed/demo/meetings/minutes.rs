//! The minutes of the demo: of one meeting approved at the next, of the last one offered for corrections.

use ::entity::{agenda_item, meeting, minutes, minutes_correction, minutes_item, minutes_revision};
use chrono::{DateTime, TimeDelta, Utc};
use domain::calendar::plus_working_days;
use domain::id::{MeetingId, PersonId};
use domain::meetings::minutes::CORRECTION_DAYS;
use domain::meetings::{
    CorrectionState, ItemKind, MeetingState, Minutes, Part, Rewrite, numbers, part_of,
};
use domain::people::Class;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Set,
};
use uuid::Uuid;

use super::script::Decided;
use super::{KEGA, Table};
use crate::error::Result;
use crate::meetings::seal;
use crate::seed::cast::Cast;
use crate::stored;

/// Minutes that were approved at the meeting after theirs.
pub async fn approved(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    (key, at_key): (&str, &str),
    decided: &[Decided],
) -> Result<()> {
    let (id, next) = (meeting(cast, key), meeting(cast, at_key));
    let next = meeting::Entity::find_by_id(next).one(tx).await?;
    let at = next.as_ref().map_or(cast.now(), |row| row.starts_at) + TimeDelta::minutes(15);
    let offered = at - TimeDelta::days(14);
    let by = PersonId(cast.id("person.regisseur"));
    write(tx, cast, key, (offered, Some(at)), decided).await?;
    let minutes = Minutes::Approved {
        at,
        by,
        meeting: MeetingId(next.map_or(id, |row| row.id)),
        changed: false,
    };
    set(tx, id, minutes).await?;
    seal(tx, MeetingId(id)).await
}

/// Minutes that wait for approval, with a correction that waits as well.
pub async fn offered(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    key: &str,
    decided: &[Decided],
) -> Result<()> {
    let at = cast.at(-1, 16 * 60).min(cast.now() - TimeDelta::hours(1));
    write(tx, cast, key, (at, None), decided).await?;
    let minutes = Minutes::ForApproval {
        at,
        by: PersonId(cast.id("person.regisseur")),
        until: plus_working_days(cast.today(), CORRECTION_DAYS),
    };
    let id = meeting(cast, key);
    set(tx, id, minutes).await?;
    let state = CorrectionState::Proposed;
    minutes_correction::ActiveModel {
        id: Set(cast.id(&format!("correction.{key}.1"))),
        region_id: Set(cast.id("region.amstelrand")),
        meeting_id: Set(id),
        item_id: Set(cast.id(&format!("item.{key}.announcement"))),
        organisation_id: Set(cast.id("organisation.om")),
        person_id: Set(cast.id("person.om")),
        text: Set("Het OM meldde dat de nieuwe werkinstructie in januari ingaat.".to_owned()),
        seen_version: Set(1),
        state_word: Set(state.word().to_owned()),
        state: Set(stored::json(&state)?),
        version: Set(1),
        created_at: Set(cast.now() - TimeDelta::minutes(30)),
    }
    .insert(tx)
    .await?;
    Ok(())
}

fn meeting(cast: &mut Cast, key: &str) -> Uuid {
    cast.id(&format!("meeting.{key}"))
}

async fn set(tx: &DatabaseTransaction, id: Uuid, minutes: Minutes) -> Result<()> {
    let Some(row) = meeting::Entity::find_by_id(id).one(tx).await? else {
        return Ok(());
    };
    let state = match stored::state(&row.state)? {
        MeetingState::Closed { at, by, .. } => MeetingState::Closed { at, by, minutes },
        other => other,
    };
    meeting::Entity::update_many()
        .col_expr(meeting::Column::State, Expr::value(stored::json(&state)?))
        .filter(meeting::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

async fn write(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    key: &str,
    (offered, approved): (DateTime<Utc>, Option<DateTime<Utc>>),
    decided: &[Decided],
) -> Result<()> {
    let Table {
        region,
        series,
        secretary,
        ..
    } = KEGA;
    let id = meeting(cast, key);
    let by = cast.id(&format!("person.{secretary}"));
    let region = cast.id(&format!("region.{region}"));
    let drafted = offered - TimeDelta::days(2);
    let row = minutes::ActiveModel {
        meeting_id: Set(id),
        region_id: Set(region),
        series_id: Set(cast.id(&format!("series.{series}"))),
        version: Set(2),
        drafted_at: Set(drafted),
        offered_at: Set(Some(offered)),
        approved_at: Set(approved),
        hash: Set(None),
    };
    minutes::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    let items = agenda_item::Entity::find()
        .filter(agenda_item::Column::MeetingId.eq(id))
        .order_by_asc(agenda_item::Column::Position)
        .all(tx)
        .await?;
    let parts = items
        .iter()
        .map(|item| Ok(part_of(stored::word(Class::parse, &item.class)?)))
        .collect::<Result<Vec<Part>>>()?;
    for ((place, item), number) in (0..).zip(&items).zip(numbers(parts)) {
        let text = said(cast, key, item, decided);
        let line = minutes_item::ActiveModel {
            item_id: Set(item.id),
            region_id: Set(region),
            meeting_id: Set(id),
            position: Set(place),
            number: Set(number.and_then(|number| i32::try_from(number).ok())),
            title: Set(item.title.clone()),
            class: Set(item.class.clone()),
            text: Set(text.clone()),
            version: Set(1),
            offered_version: Set(1),
            updated_at: Set(drafted),
            updated_by: Set(by),
            hash: Set(None),
            destroyed_at: Set(None),
        };
        minutes_item::Entity::insert(line)
            .exec_without_returning(tx)
            .await?;
        let revision = minutes_revision::ActiveModel {
            item_id: Set(item.id),
            version: Set(1),
            region_id: Set(region),
            meeting_id: Set(id),
            text: Set(text),
            why: Set(Rewrite::Drafted.word().to_owned()),
            at: Set(drafted),
            by: Set(by),
        };
        minutes_revision::Entity::insert(revision)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// What was written down about an item.
fn said(cast: &mut Cast, key: &str, item: &agenda_item::Model, decided: &[Decided]) -> String {
    let mut lines = Vec::new();
    if item.kind == ItemKind::Opening.word() {
        lines.push("De regisseur opent het overleg. De agenda blijft zoals die is.".to_owned());
    }
    if item.kind == ItemKind::Announcement.word() {
        lines.push("Het OM meldde dat de nieuwe werkinstructie klaar is.".to_owned());
    }
    if !item.note.is_empty() {
        lines.push(item.note.clone());
    }
    for (number, of, text, _, motivation, _) in decided {
        if cast.id(&format!("item.{key}.{of}")) == item.id {
            let closed = if Class::parse(&item.class) >= Some(Class::K2) {
                "B"
            } else {
                ""
            };
            lines.push(format!("Besluit {closed}{number}: {text}"));
            if !motivation.is_empty() {
                lines.push(format!("Motivering: {motivation}"));
            }
        }
    }
    if lines.is_empty() {
        lines.push("Geen bijzonderheden.".to_owned());
    }
    lines.join("\n\n")
}
