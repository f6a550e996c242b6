//! Where the parties stand, and which parties there are at a table.

use std::collections::HashMap;

use ::entity::{decision, decision_position, seat};
use domain::id::OrganisationId;
use domain::meetings::Position;
use domain::people::SeatKind;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::super::desk::Desk;
use super::Stand;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

pub(crate) async fn stands(
    tx: &DatabaseTransaction,
    rows: &[decision::Model],
    names: &HashMap<Uuid, String>,
    with_notes: bool,
) -> Result<HashMap<Uuid, Vec<Stand>>> {
    let mut stands: HashMap<Uuid, Vec<Stand>> = HashMap::new();
    let ids = rows.iter().map(|row| row.id);
    let found = decision_position::Entity::find()
        .filter(decision_position::Column::DecisionId.is_in(ids))
        .all(tx)
        .await?;
    for row in found {
        stands.entry(row.decision_id).or_default().push(Stand {
            organisation: OrganisationId(row.organisation_id),
            name: names.get(&row.organisation_id).cloned().unwrap_or_default(),
            position: stored::word(Position::parse, &row.position)?,
            note: if with_notes { row.note } else { String::new() },
        });
    }
    for list in stands.values_mut() {
        list.sort_by(|a, b| a.name.cmp(&b.name));
    }
    Ok(stands)
}

pub(super) async fn parties(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    desk: &Desk,
    names: &HashMap<Uuid, String>,
) -> Result<Vec<(OrganisationId, String)>> {
    let mut parties: Vec<_> = seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .filter(seat::Column::SeriesId.eq(desk.row.series_id))
        .filter(seat::Column::Kind.eq(SeatKind::Member.word()))
        .all(tx)
        .await?
        .into_iter()
        .filter_map(|seat| {
            let name = names.get(&seat.organisation_id)?;
            Some((OrganisationId(seat.organisation_id), name.clone()))
        })
        .collect();
    parties.sort_by(|a, b| a.1.cmp(&b.1));
    parties.dedup();
    Ok(parties)
}
