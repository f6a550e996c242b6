//! Where a person may be given a place, and where they take that of a colleague.

use ::entity::{meeting, series, stand_in};
use domain::id::{OrganisationId, SeriesId};
use domain::meetings::MeetingState;
use domain::people::{Class, deputy};
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::clock::local_date;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

/// The tables at which the actor may give a right to somebody of this organisation.
pub(super) fn open_tables(
    ctx: &Ctx,
    tables: &[series::Model],
    owner: OrganisationId,
) -> Result<Vec<(SeriesId, String, Class)>> {
    let gives = |table: &&series::Model| {
        let facts = Facts::owned(Some(SeriesId(table.id)), owner);
        ctx.may(Operation::ProposeRight, facts)
    };
    let open = tables.iter().filter(gives);
    open.map(|table| {
        let ceiling = stored::word(Class::parse, &table.ceiling)?;
        Ok((SeriesId(table.id), table.name.clone(), ceiling))
    })
    .collect()
}

/// The meetings at which somebody stands in, as long as that counts.
pub(super) async fn stand_ins(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    person: Uuid,
) -> Result<Vec<meeting::Model>> {
    let named = stand_in::Entity::find()
        .filter(stand_in::Column::RegionId.eq(ctx.region().0))
        .filter(stand_in::Column::PersonId.eq(person))
        .all(tx)
        .await?;
    let mut rows = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(ctx.region().0))
        .filter(meeting::Column::Id.is_in(named.iter().map(|row| row.meeting_id)))
        .order_by_asc(meeting::Column::StartsAt)
        .all(tx)
        .await?;
    let mut over = Vec::new();
    for row in &rows {
        let state: MeetingState = stored::state(&row.state)?;
        if !deputy::counts(&state, local_date, ctx.today()) {
            over.push(row.id);
        }
    }
    rows.retain(|row| !over.contains(&row.id));
    Ok(rows)
}
