//! What was decided on an item.

use ::entity::{decision, decision_position};
use domain::meetings::{DecisionNumber, Outcome, Position};
use domain::people::Class;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::error::Result;
use crate::people::names;
use crate::stored;

/// What one party said to a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Who.
    pub organisation: String,
    /// What.
    pub position: Position,
    /// In its own words.
    pub note: String,
}

/// A decision on the item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Its number within its part of the meeting.
    pub number: DecisionNumber,
    /// What was decided.
    pub text: String,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Why.
    pub motivation: String,
    /// What the parties said.
    pub positions: Vec<Said>,
}

/// The confirmed decisions on an item, by number.
pub(super) async fn decisions(
    tx: &DatabaseTransaction,
    item: Uuid,
    class: Class,
    with_notes: bool,
) -> Result<Vec<Decided>> {
    let rows = decision::Entity::find()
        .filter(decision::Column::ItemId.eq(item))
        .filter(decision::Column::StateWord.eq("confirmed"))
        .order_by_asc(decision::Column::Number)
        .all(tx)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let said = decision_position::Entity::find()
        .filter(decision_position::Column::DecisionId.is_in(rows.iter().map(|row| row.id)))
        .all(tx)
        .await?;
    let parties = names(tx, said.iter().map(|row| row.organisation_id)).await?;
    rows.into_iter()
        .map(|row| {
            let mut positions = said
                .iter()
                .filter(|said| said.decision_id == row.id)
                .map(|said| {
                    Ok(Said {
                        organisation: parties
                            .get(&said.organisation_id)
                            .map(|party| party.name.clone())
                            .unwrap_or_default(),
                        position: stored::word(Position::parse, &said.position)?,
                        note: if with_notes {
                            said.note.clone()
                        } else {
                            String::new()
                        },
                    })
                })
                .collect::<Result<Vec<_>>>()?;
            positions.sort_by(|a, b| a.organisation.cmp(&b.organisation));
            Ok(Decided {
                number: DecisionNumber::of(class, row.number),
                text: row.text,
                outcome: row
                    .outcome
                    .map(|word| stored::word(Outcome::parse, &word))
                    .transpose()?,
                motivation: row.motivation,
                positions,
            })
        })
        .collect()
}
