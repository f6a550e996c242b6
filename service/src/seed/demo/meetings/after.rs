//! What a closed meeting of the demo leaves behind: who was there, and what was decided.

use ::entity::{attendance, decision, decision_position, seat};
use chrono::{DateTime, Utc};
use domain::id::PersonId;
use domain::meetings::{Attendance, DecisionState};
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::Table;
use super::script::Decided;
use crate::error::Result;
use crate::seed::cast::Cast;
use crate::stored;

/// Marks every seat of the series: one sent word, the rest was there.
pub async fn attendance(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    table: Table,
    meeting: Uuid,
    at: DateTime<Utc>,
) -> Result<()> {
    let seats = seat::Entity::find()
        .filter(seat::Column::SeriesId.eq(cast.id(&format!("series.{}", table.series))))
        .all(tx)
        .await?;
    let away = cast.id("seat.veenrijk");
    let by = cast.id(&format!("person.{}", table.secretary));
    let rows = seats.into_iter().map(|seat| {
        let word = if seat.id == away {
            Attendance::Excused
        } else {
            Attendance::Present
        };
        attendance::ActiveModel {
            meeting_id: Set(meeting),
            seat_id: Set(seat.id),
            region_id: Set(seat.region_id),
            word: Set(word.word().to_owned()),
            at: Set(at),
            by: Set(by),
        }
    });
    attendance::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Confirms the decisions of the script, each with what the parties said.
pub async fn decisions(
    tx: &DatabaseTransaction,
    cast: &mut Cast,
    table: Table,
    (key, meeting): (&str, Uuid),
    at: DateTime<Utc>,
    decided: &[Decided],
) -> Result<()> {
    let by = cast.id(&format!("person.{}", table.director));
    for (place, (number, item, text, outcome, motivation, positions)) in (1..).zip(decided) {
        let motivation = (!motivation.is_empty()).then(|| (*motivation).to_owned());
        let state = DecisionState::Confirmed {
            at,
            by: PersonId(by),
            outcome: *outcome,
            motivation: motivation.clone(),
        };
        let id = cast.id(&format!("decision.{key}.{place}"));
        let region_id = cast.id(&format!("region.{}", table.region));
        decision::ActiveModel {
            id: Set(id),
            region_id: Set(region_id),
            meeting_id: Set(meeting),
            item_id: Set(cast.id(&format!("item.{key}.{item}"))),
            number: Set(*number),
            text: Set((*text).to_owned()),
            outcome: Set(Some(outcome.word().to_owned())),
            motivation: Set(motivation.unwrap_or_default()),
            state_word: Set(state.word().to_owned()),
            state: Set(stored::json(&state)?),
            version: Set(1),
            created_at: Set(at),
            created_by: Set(cast.id(&format!("person.{}", table.secretary))),
        }
        .insert(tx)
        .await?;
        for (organisation, position, note) in *positions {
            decision_position::ActiveModel {
                decision_id: Set(id),
                organisation_id: Set(cast.id(&format!("organisation.{organisation}"))),
                region_id: Set(region_id),
                position: Set(position.word().to_owned()),
                note: Set((*note).to_owned()),
            }
            .insert(tx)
            .await?;
        }
    }
    Ok(())
}
