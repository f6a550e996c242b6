//! Cases that never came to the table and were taken back: one waits on a list to be destroyed, one is due and
//! one nearly.

use ::entity::{agenda_item, destruction, destruction_line, item_relation};
use chrono::TimeDelta;
use domain::id::PersonId;
use domain::meetings::{ItemKind, ItemState, Wanted};
use domain::people::Class;
use domain::retention::{Clock, DestructionState};
use sea_orm::{DatabaseTransaction, EntityTrait, Set};

use super::{KEGA, owner, set_state};
use crate::error::Result;
use crate::meetings::fill::{self, PROPOSAL, blank};
use crate::seed::cast::Cast;
use crate::stored;

/// Name in the cast, reference, question, and how many days ago it was proposed.
const OLD: [(&str, &str, &str, i64); 3] = [
    (
        "old1",
        "AR-P3WD",
        "Wie houdt de regie als een melding bij twee gemeenten tegelijk binnenkomt?",
        200,
    ),
    (
        "old2",
        "AR-9VXH",
        "Hoe sluiten opvang en maatschappelijk werk op elkaar aan na een verhuizing?",
        172,
    ),
    (
        "old3",
        "AR-2MKT",
        "Welke partij legt het eerste contact als er al hulp in het gezin is?",
        190,
    ),
];

/// Adds them.
pub async fn cases(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    let by = cast.id("person.veilig_thuis");
    let mut rows = Vec::with_capacity(OLD.len());
    for (name, reference, question, ago) in OLD {
        let proposed = cast.at(-ago, 11 * 60);
        let place = owner(cast, KEGA, uuid::Uuid::nil());
        let mut row = agenda_item::Model {
            id: cast.id(&format!("item.{name}.case1")),
            meeting_id: None,
            title: format!("Casus {reference}"),
            kind: ItemKind::Case.word().to_owned(),
            class: Class::K3.word().to_owned(),
            minutes: 10,
            wanted: Wanted::Discuss.word().to_owned(),
            organisation_id: cast.id("organisation.veilig_thuis"),
            person_id: by,
            origin: PROPOSAL.to_owned(),
            case_ref: Some(reference.to_owned()),
            question: Some(question.to_owned()),
            created_at: proposed,
            updated_at: proposed,
            ..blank(place)?
        };
        let at = proposed + TimeDelta::days(2);
        let by = PersonId(by);
        set_state(&mut row, &ItemState::Withdrawn { at, by })?;
        rows.push(row);
    }
    let named = rows.iter().map(|row| item_relation::ActiveModel {
        item_id: Set(row.id),
        subject_id: Set(cast.id("organisation.politie")),
        relation: Set("named".to_owned()),
        region_id: Set(row.region_id),
    });
    let named: Vec<_> = named.collect();
    fill::insert(tx, rows).await?;
    item_relation::Entity::insert_many(named)
        .exec_without_returning(tx)
        .await?;
    list(tx, cast).await
}

/// The list on which the oldest one waits for the officer.
async fn list(tx: &DatabaseTransaction, cast: &mut Cast) -> Result<()> {
    let (item, last) = (cast.id("item.old1.case1"), cast.day(-200));
    let due = Clock {
        last,
        extended: None,
        held: false,
    };
    let region = cast.id("region.amstelrand");
    let state = DestructionState::Proposed;
    let row = destruction::ActiveModel {
        id: Set(cast.id("destruction.old1")),
        region_id: Set(region),
        series_id: Set(cast.id("series.kega")),
        state_word: Set(state.word().to_owned()),
        state: Set(stored::json(&state)?),
        proposed_at: Set(cast.at(-3, 60)),
        version: Set(1),
        ..Default::default()
    };
    destruction::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    let line = destruction_line::ActiveModel {
        destruction_id: Set(cast.id("destruction.old1")),
        item_id: Set(item),
        region_id: Set(region),
        last_on: Set(last),
        due_on: Set(due.due_on()),
        ..Default::default()
    };
    destruction_line::Entity::insert(line)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
