//! The place of a guest: a role, a seat and an open account, there exactly as long as the guest may
//! come in. Without them nothing opens, and a seat nobody takes does not keep the closed part shut.

use ::entity::{guest_account, meeting, person, role_grant, seat};
use chrono::{DateTime, Utc};
use domain::id::MeetingId;
use domain::identity::Ended;
use domain::people::SeatKind;
use domain::people::guest::PLACE;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    Set,
};
use uuid::Uuid;

use crate::clock::mint;
use crate::ctx::Write;
use crate::error::{Error, Result};
use crate::identity::end_telling;

/// Gives a guest the place at the table that the director allowed: at all meetings of the series, or at
/// the one that the guest comes for.
pub(in crate::guests) async fn give(
    tx: &DatabaseTransaction,
    row: &guest_account::Model,
    at: DateTime<Utc>,
) -> Result<()> {
    let (role, ceiling) = PLACE;
    let person_id = person_of(row)?;
    open(tx, person_id, true).await?;
    role_grant::ActiveModel {
        id: Set(mint(at)),
        region_id: Set(row.region_id),
        person_id: Set(person_id),
        role: Set(role.word().to_owned()),
        series_id: Set(Some(row.series_id)),
        granted_at: Set(at),
        granted_by: Set(Some(row.sponsor_person_id)),
    }
    .insert(tx)
    .await?;
    let taken = seat::Entity::find()
        .filter(seat::Column::SeriesId.eq(row.series_id))
        .count(tx)
        .await?;
    seat::ActiveModel {
        id: Set(mint(at)),
        region_id: Set(row.region_id),
        series_id: Set(row.series_id),
        organisation_id: Set(row.organisation_id),
        person_id: Set(Some(person_id)),
        meeting_id: Set(row.meeting_id),
        kind: Set(SeatKind::Guest.word().to_owned()),
        ceiling: Set(ceiling.word().to_owned()),
        label: Set(row.function.clone()),
        position: Set(i32::try_from(taken).unwrap_or(i32::MAX)),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Lets a guest who has a place at one meeting come to all of them.
pub(super) async fn widen(tx: &DatabaseTransaction, row: &guest_account::Model) -> Result<()> {
    seat::Entity::update_many()
        .col_expr(seat::Column::MeetingId, Expr::value(None::<Uuid>))
        .filter(seat::Column::PersonId.eq(person_of(row)?))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes the place away and ends every session: the next request finds nobody.
pub(in crate::guests) async fn take(
    tx: &DatabaseTransaction,
    row: &guest_account::Model,
    why: (Ended, DateTime<Utc>),
) -> Result<()> {
    let Some(person_id) = row.person_id else {
        return Ok(());
    };
    open(tx, person_id, false).await?;
    role_grant::Entity::delete_many()
        .filter(role_grant::Column::PersonId.eq(person_id))
        .exec(tx)
        .await?;
    seat::Entity::delete_many()
        .filter(seat::Column::PersonId.eq(person_id))
        .exec(tx)
        .await?;
    match row.account_id {
        Some(account) => end_telling(tx, account, why).await,
        None => Ok(()),
    }
}

/// The meetings of the series that sit now: who follows one live is asked again who they are.
pub(super) async fn sitting(tx: &DatabaseTransaction, series: Uuid) -> Result<Vec<MeetingId>> {
    let rows = meeting::Entity::find()
        .filter(meeting::Column::SeriesId.eq(series))
        .filter(meeting::Column::StateWord.eq("in_progress"))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| MeetingId(row.id)).collect())
}

/// Takes the place away, and has the open live pages ask again.
pub(super) async fn shut(
    tx: &mut Write,
    row: &guest_account::Model,
    why: (Ended, DateTime<Utc>),
) -> Result<()> {
    take(tx, row, why).await?;
    for meeting in sitting(tx, row.series_id).await? {
        tx.turn(meeting);
    }
    Ok(())
}

async fn open(tx: &DatabaseTransaction, person: Uuid, active: bool) -> Result<()> {
    let more = Expr::col(person::Column::Version).add(1);
    person::Entity::update_many()
        .col_expr(person::Column::Active, Expr::value(active))
        .col_expr(person::Column::Version, more)
        .filter(person::Column::Id.eq(person))
        .exec(tx)
        .await?;
    Ok(())
}

fn person_of(row: &guest_account::Model) -> Result<Uuid> {
    row.person_id
        .ok_or_else(|| Error::broken("a guest without a person has no place"))
}
