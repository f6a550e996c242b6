//! What the system holds about somebody in one region: read there, behind the wall of that region.

use std::collections::HashMap;

use ::entity::{
    audit, confidentiality_statement, covenant, guest_account, mailbox, meeting, meeting_answer,
    organisation, person, region, role_grant, seat, series, signature, stand_in,
};
use domain::id::RegionId;
use domain::meetings::Answer;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    OwnAnswer, OwnDeputy, OwnGuest, OwnLine, OwnPerson, OwnRegion, OwnRole, OwnSeat, OwnSignature,
    OwnStatement,
};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::people::names;
use crate::seats;

/// How many lines of the trail of a region a file has at most, the latest first.
const LINES: u64 = 50_000;

/// The person an account is in a region.
#[derive(Debug, Clone, Copy)]
pub(super) struct Own {
    pub(super) account: Uuid,
    pub(super) person: Uuid,
    pub(super) region: RegionId,
}

/// Who one is in the region at work.
pub(super) fn here(ctx: &Ctx) -> Own {
    Own {
        account: ctx.actor.account.0,
        person: ctx.actor.person.0,
        region: ctx.region(),
    }
}

/// Who one is in the other regions that the session opens, also where one may not come in at present.
/// What a region did not agree to opens nothing of it, one's own data either.
pub(super) async fn elsewhere(ctx: &Ctx) -> Result<Vec<Own>> {
    let account = ctx.actor.account.0;
    let tx = ctx.site().store.begin_read().await?;
    let people = person::Entity::find()
        .filter(person::Column::AccountId.eq(account))
        .filter(person::Column::RegionId.ne(ctx.region().0))
        .all(&tx)
        .await?;
    let regions = people.iter().map(|row| row.region_id).collect();
    let open = ctx.opens().among(&tx, account, regions).await?;
    Ok(people
        .into_iter()
        .filter(|row| open.contains(&row.region_id))
        .map(|row| Own {
            account,
            person: row.id,
            region: RegionId(row.region_id),
        })
        .collect())
}

pub(super) async fn gather(ctx: &Ctx, own: Own) -> Result<OwnRegion> {
    let tx = ctx.site().store.begin_read_in(own.region).await?;
    let tables = tables(&tx, own).await?;
    let table = |id: Uuid| tables.get(&id).cloned().unwrap_or_default();
    Ok(OwnRegion {
        person: who(&tx, own).await?,
        guest: guest(&tx, own, table).await?,
        roles: roles(&tx, own, table).await?,
        seats: seats(&tx, own, table).await?,
        deputies: deputies(&tx, own, table).await?,
        answers: answers(&tx, own, table).await?,
        statements: statements(&tx, own, table).await?,
        signatures: signatures(&tx, own).await?,
        trail: trail(&tx, own).await?,
    })
}

async fn answers(
    tx: &DatabaseTransaction,
    own: Own,
    table: impl Fn(Uuid) -> String,
) -> Result<Vec<OwnAnswer>> {
    let said = meeting_answer::Entity::find()
        .filter(meeting_answer::Column::RegionId.eq(own.region.0))
        .filter(meeting_answer::Column::PersonId.eq(own.person))
        .order_by_asc(meeting_answer::Column::At)
        .all(tx)
        .await?;
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(own.region.0))
        .filter(meeting::Column::Id.is_in(said.iter().map(|row| row.meeting_id)))
        .all(tx)
        .await?;
    let of = |id| meetings.iter().find(|row| row.id == id);
    Ok(said
        .into_iter()
        .filter_map(|row| {
            let meeting = of(row.meeting_id)?;
            Some(OwnAnswer {
                table: table(meeting.series_id),
                starts: meeting.starts_at,
                comes: row.answer == Answer::Accepted.word(),
                said: row.at,
            })
        })
        .collect())
}

async fn deputies(
    tx: &DatabaseTransaction,
    own: Own,
    table: impl Fn(Uuid) -> String,
) -> Result<Vec<OwnDeputy>> {
    let places = stand_in::Entity::find()
        .filter(stand_in::Column::RegionId.eq(own.region.0))
        .filter(stand_in::Column::PersonId.eq(own.person))
        .all(tx)
        .await?;
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(own.region.0))
        .filter(meeting::Column::Id.is_in(places.iter().map(|row| row.meeting_id)))
        .all(tx)
        .await?;
    let meetings: HashMap<Uuid, meeting::Model> =
        meetings.into_iter().map(|row| (row.id, row)).collect();
    Ok(places
        .into_iter()
        .filter_map(|row| {
            let meeting = meetings.get(&row.meeting_id)?;
            Some(OwnDeputy {
                table: table(meeting.series_id),
                starts: meeting.starts_at,
                role: row.role,
                since: row.named_at,
            })
        })
        .collect())
}

async fn guest(
    tx: &DatabaseTransaction,
    own: Own,
    table: impl Fn(Uuid) -> String,
) -> Result<Vec<OwnGuest>> {
    let rows = guest_account::Entity::find()
        .filter(guest_account::Column::RegionId.eq(own.region.0))
        .filter(guest_account::Column::PersonId.eq(own.person))
        .all(tx)
        .await?;
    let sponsors = names(tx, rows.iter().map(|row| row.sponsor_organisation_id)).await?;
    Ok(rows
        .into_iter()
        .map(|row| OwnGuest {
            email: row.email,
            table: table(row.series_id),
            purpose: row.purpose,
            sponsor: sponsors
                .get(&row.sponsor_organisation_id)
                .map_or_else(String::new, |known| known.name.clone()),
            state: row.state_word,
            accepted: row.accepted_at,
            ends: row.ends_at,
        })
        .collect())
}

/// The names of the tables of the region.
async fn tables(tx: &DatabaseTransaction, own: Own) -> Result<HashMap<Uuid, String>> {
    let all = series::Entity::find().filter(series::Column::RegionId.eq(own.region.0));
    let all = all.all(tx).await?.into_iter();
    Ok(all.map(|series| (series.id, series.name)).collect())
}

async fn who(tx: &DatabaseTransaction, own: Own) -> Result<OwnPerson> {
    let found = person::Entity::find_by_id(own.person).one(tx).await?;
    let found = found.ok_or(Error::NotFound)?;
    let of = organisation::Entity::find_by_id(found.organisation_id)
        .one(tx)
        .await?;
    let here = region::Entity::find_by_id(found.region_id).one(tx).await?;
    let mailbox = mailbox::Entity::find_by_id(own.person).one(tx).await?;
    Ok(OwnPerson {
        daily: mailbox.as_ref().is_some_and(|kept| kept.daily),
        email: mailbox.and_then(|kept| kept.email),
        id: found.id,
        name: found.name,
        function: found.function,
        organisation: of.map(|of| of.name).unwrap_or_default(),
        region: here.map(|here| here.name).unwrap_or_default(),
        since: found.created_at,
    })
}

async fn roles(
    tx: &DatabaseTransaction,
    own: Own,
    table: impl Fn(Uuid) -> String,
) -> Result<Vec<OwnRole>> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::RegionId.eq(own.region.0))
        .filter(role_grant::Column::PersonId.eq(own.person));
    let rows = rows.all(tx).await?.into_iter();
    Ok(rows
        .map(|row| OwnRole {
            role: row.role,
            table: row.series_id.map(&table),
            since: row.granted_at,
        })
        .collect())
}

async fn seats(
    tx: &DatabaseTransaction,
    own: Own,
    table: impl Fn(Uuid) -> String,
) -> Result<Vec<OwnSeat>> {
    let rows = seat::Entity::find()
        .filter(seat::Column::RegionId.eq(own.region.0))
        .filter(seat::Column::PersonId.eq(own.person));
    let rows = rows.all(tx).await?;
    let starts = seats::starts(tx, own.region, &rows).await?;
    Ok(rows
        .into_iter()
        .map(|row| OwnSeat {
            table: table(row.series_id),
            meeting: row.meeting_id.and_then(|id| starts.get(&id).copied()),
            kind: row.kind,
            ceiling: row.ceiling,
        })
        .collect())
}

async fn statements(
    tx: &DatabaseTransaction,
    own: Own,
    table: impl Fn(Uuid) -> String,
) -> Result<Vec<OwnStatement>> {
    use confidentiality_statement::Column;
    let rows = confidentiality_statement::Entity::find()
        .filter(Column::RegionId.eq(own.region.0))
        .filter(Column::PersonId.eq(own.person));
    let rows = rows.all(tx).await?;
    let meetings = meeting::Entity::find()
        .filter(meeting::Column::RegionId.eq(own.region.0))
        .filter(meeting::Column::Id.is_in(rows.iter().filter_map(|row| row.meeting_id)))
        .all(tx)
        .await?;
    let starts: HashMap<Uuid, _> = meetings
        .into_iter()
        .map(|row| (row.id, row.starts_at))
        .collect();
    Ok(rows
        .into_iter()
        .map(|row| OwnStatement {
            table: table(row.series_id),
            meeting: row.meeting_id.and_then(|id| starts.get(&id).copied()),
            signed: row.signed_at,
            until: row.valid_to,
        })
        .collect())
}

async fn signatures(tx: &DatabaseTransaction, own: Own) -> Result<Vec<OwnSignature>> {
    let rows = signature::Entity::find()
        .filter(signature::Column::RegionId.eq(own.region.0))
        .filter(signature::Column::PersonId.eq(own.person))
        .all(tx)
        .await?;
    let ids = rows.iter().map(|row| row.covenant_id);
    let covenants = covenant::Entity::find().filter(covenant::Column::Id.is_in(ids));
    let covenants = covenants.all(tx).await?.into_iter();
    let titles: HashMap<Uuid, String> = covenants.map(|row| (row.id, row.title)).collect();
    Ok(rows
        .into_iter()
        .map(|row| OwnSignature {
            covenant: titles.get(&row.covenant_id).cloned().unwrap_or_default(),
            capacity: row.capacity,
            place: row.place,
            signed: row.signed_at,
            withdrawn: row.withdrawn_at,
        })
        .collect())
}

async fn trail(tx: &DatabaseTransaction, own: Own) -> Result<Vec<OwnLine>> {
    use audit::Column;
    let columns = [
        Column::At,
        Column::Action,
        Column::Object,
        Column::ObjectId,
        Column::Result,
        Column::Origin,
        Column::Role,
        Column::Detail,
    ];
    let lines = audit::Entity::find()
        .select_only()
        .columns(columns)
        .filter(Column::AccountId.eq(own.account))
        .filter(Column::RegionId.eq(own.region.0))
        .order_by_desc(Column::At)
        .limit(LINES);
    Ok(lines.into_model().all(tx).await?)
}
