//! Giving and taking rights. Giving the weighty ones waits for a second person; taking never does.

use ::entity::{person, role_grant, seat, series, sign_in_request, stand_in};
use domain::fault::{Code, Faults};
use domain::id::{OrganisationId, PersonId, SeriesId, SignInId};
use domain::people::approval::Proposal;
use domain::people::command::{BindIdentity, GrantRole, GrantSeat, RevokeRight};
use domain::people::{Class, Role};
use domain::policy::{Facts, Operation};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::approvals::{Outcome, person_of, put};
use super::register::{first, tell, why};
use crate::audit;
use crate::ctx::Ctx;
use crate::error::{Error, Result, gather};

/// Gives a role, or proposes it where a second person has to agree (`docs/domain.md#four-eyes`).
/// A guest comes by invitation, not by a role.
///
/// # Errors
/// `Refused` per field, and for a role that is held already; `NotAllowed`, `NotFound`.
pub async fn grant_role(ctx: &Ctx, command: GrantRole) -> Result<Outcome> {
    let tx = ctx.write().await?;
    let row = person_of(&tx, ctx, &command.person).await?;
    let found = table(&tx, ctx, &command.series).await?;
    authorise_at(ctx, Operation::ProposeRight, &row, found)?;
    let mut faults = Faults::default();
    let role = Role::parse(&command.role).filter(|role| role.is_granted());
    let role = role.ok_or(empty_or_unknown(&command.role));
    let role = faults.keep("role", role);
    let series = if command.series.is_empty() {
        Some(None)
    } else {
        faults.keep("series", found.map(Some).ok_or(Code::NotAChoice))
    };
    let said = (command.why.as_str(), command.reason.as_str());
    let why = why(&tx, ctx, ("person", row.id), said).await;
    let why = gather(&mut faults, why)?;
    let (Some(role), Some(series), Some(why)) = (role, series, why) else {
        return Err(faults.into());
    };
    let person = PersonId(row.id);
    let proposal = Proposal::GrantRole {
        person,
        role,
        series,
    };
    let first = first(ctx, Operation::ProposeRight, &row, series)?;
    let outcome = put(&tx, ctx, proposal, row.id, first, &why).await?;
    let detail = format!("role={} {}", role.word(), tell(outcome));
    let operation = Operation::ProposeRight;
    audit::note(&tx, ctx, operation, ("person", row.id), detail).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Gives a place at a table, or proposes it where a second person has to agree. Somebody who sits
/// there already gets the new place instead of the old (`docs/domain.md#four-eyes`).
///
/// # Errors
/// `Refused` per field, above what the table allows, and for the place that is held already;
/// `NotAllowed`, `NotFound`.
pub async fn grant_seat(ctx: &Ctx, command: GrantSeat) -> Result<Outcome> {
    let tx = ctx.write().await?;
    let row = person_of(&tx, ctx, &command.person).await?;
    let found = table(&tx, ctx, &command.series).await?;
    // Without a table there is nothing to be allowed yet but to be told so.
    let own = ctx.actor.roles.iter().find_map(|held| held.series);
    authorise_at(ctx, Operation::ProposeRight, &row, found.or(own))?;
    let mut faults = Faults::default();
    let series = faults.keep("series", found.ok_or(empty_or_unknown(&command.series)));
    let ceiling = Class::parse(&command.ceiling).ok_or(empty_or_unknown(&command.ceiling));
    let ceiling = faults.keep("ceiling", ceiling);
    let said = (command.why.as_str(), command.reason.as_str());
    let why = why(&tx, ctx, ("person", row.id), said).await;
    let why = gather(&mut faults, why)?;
    let (Some(series), Some(ceiling), Some(why)) = (series, ceiling, why) else {
        return Err(faults.into());
    };
    let person = PersonId(row.id);
    let proposal = Proposal::GrantSeat {
        person,
        series,
        ceiling,
    };
    let first = first(ctx, Operation::ProposeRight, &row, Some(series))?;
    let outcome = put(&tx, ctx, proposal, row.id, first, &why).await?;
    let detail = format!(
        "series={series} ceiling={} {}",
        ceiling.word(),
        tell(outcome)
    );
    let operation = Operation::ProposeRight;
    audit::note(&tx, ctx, operation, ("person", row.id), detail).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Proposes that somebody who showed themselves at a provider is this person: by the code they were
/// shown there, which they read out to whoever knows them.
///
/// # Errors
/// `Refused` for a code that nobody was shown of late, or was shown at a provider for people of other
/// organisations; `NotAllowed`, `NotFound`.
pub async fn bind_identity(ctx: &Ctx, command: BindIdentity) -> Result<Outcome> {
    let tx = ctx.write().await?;
    let row = person_of(&tx, ctx, &command.person).await?;
    authorise(ctx, Operation::BindIdentity, &row)?;
    let code = crate::identity::tidy_code(&command.code);
    let mut faults = Faults::default();
    let shown = sign_in_request::Entity::find()
        .filter(sign_in_request::Column::Code.eq(code.as_str()))
        .one(&*tx)
        .await?;
    let missing = if code.is_empty() {
        Code::Empty
    } else {
        Code::UnknownCode
    };
    let shown = faults.keep("code", shown.ok_or(missing));
    if let Some(shown) = &shown
        && let Some(theirs) =
            crate::identity::providers::open_to(ctx.site(), &shown.provider).await?
        && !theirs.contains(&OrganisationId(row.organisation_id))
    {
        faults.add("code", Code::OtherProvider);
    }
    let said = (command.why.as_str(), command.reason.as_str());
    let why = why(&tx, ctx, ("person", row.id), said).await;
    let why = gather(&mut faults, why)?;
    let (Some(shown), Some(why), true) = (shown, why, faults.is_empty()) else {
        return Err(faults.into());
    };
    let proposal = Proposal::BindIdentity {
        person: PersonId(row.id),
        request: SignInId(shown.id),
    };
    let first = first(ctx, Operation::BindIdentity, &row, None)?;
    let outcome = put(&tx, ctx, proposal, row.id, first, &why).await?;
    let detail = format!("provider={} {}", shown.provider, tell(outcome));
    let operation = Operation::BindIdentity;
    audit::note(&tx, ctx, operation, ("person", row.id), detail).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Takes a role or a place at a table away, at once.
///
/// # Errors
/// `Refused` for the last who directs; `NotAllowed`; `NotFound` when the person does not hold it.
pub async fn revoke_right(ctx: &Ctx, command: RevokeRight) -> Result<PersonId> {
    let tx = ctx.write().await?;
    let row = person_of(&tx, ctx, &command.person).await?;
    let id: Uuid = command.id.parse().map_err(|_| Error::NotFound)?;
    let role = role_grant::Entity::find_by_id(id)
        .filter(role_grant::Column::PersonId.eq(row.id))
        .one(&*tx)
        .await?;
    let place = seat::Entity::find_by_id(id)
        .filter(seat::Column::PersonId.eq(row.id))
        .one(&*tx)
        .await?;
    let of_role = role.as_ref().and_then(|role| role.series_id);
    let series = of_role.or(place.as_ref().map(|place| place.series_id));
    authorise_at(ctx, Operation::RevokeRight, &row, series.map(SeriesId))?;
    may_shut_out(&tx, ctx, row.id).await?;
    let detail = if let Some(role) = role {
        if Role::parse(&role.role).is_some_and(Role::directs) {
            somebody_else_directs(&tx, ctx, row.id, Some(role.id)).await?;
        }
        role_grant::Entity::delete_by_id(id).exec(&*tx).await?;
        format!("role={}", role.role)
    } else {
        let place = place.ok_or(Error::NotFound)?;
        seat::Entity::delete_by_id(id).exec(&*tx).await?;
        stand_in::Entity::delete_many()
            .filter(stand_in::Column::SeatId.eq(id))
            .exec(&*tx)
            .await?;
        format!("series={} ceiling={}", place.series_id, place.ceiling)
    };
    let operation = Operation::RevokeRight;
    audit::note(&tx, ctx, operation, ("person", row.id), detail).await?;
    tx.commit().await?;
    Ok(PersonId(row.id))
}

/// Whether the actor may do this for this person, in the whole region.
pub(super) fn authorise(ctx: &Ctx, operation: Operation, row: &person::Model) -> Result<()> {
    authorise_at(ctx, operation, row, None)
}

/// Whether the actor may do this for this person at a table, or without one in the whole region.
fn authorise_at(
    ctx: &Ctx,
    operation: Operation,
    row: &person::Model,
    series: Option<SeriesId>,
) -> Result<()> {
    let facts = Facts::owned(series, OrganisationId(row.organisation_id));
    // Who may not even read the people of another organisation does not learn that they exist.
    if !ctx.may(Operation::ReadPeople, facts) {
        return Err(Error::NotFound);
    }
    ctx.authorise(operation, facts)
}

/// Refuses to shut out who oversees, unless who directs does it (`docs/domain.md#oversight`).
pub(super) async fn may_shut_out(tx: &DatabaseTransaction, ctx: &Ctx, person: Uuid) -> Result<()> {
    if ctx.actor.roles.iter().any(|held| held.role.directs()) {
        return Ok(());
    }
    let overseeing = Role::ALL.into_iter().filter(|role| role.oversees());
    let held = role_grant::Entity::find()
        .filter(role_grant::Column::RegionId.eq(ctx.region().0))
        .filter(role_grant::Column::PersonId.eq(person))
        .filter(role_grant::Column::Role.is_in(overseeing.map(Role::word)))
        .count(tx)
        .await?;
    if held == 0 {
        Ok(())
    } else {
        Err(Error::NotAllowed)
    }
}

/// Refuses to leave the region without anybody who directs: without a director nobody gives the
/// rights back (DOMAIN section 2, rule c). `grant` is the one that would go; without it, all of the
/// person.
pub(super) async fn somebody_else_directs(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    person: Uuid,
    grant: Option<Uuid>,
) -> Result<()> {
    let directing = Role::ALL.into_iter().filter(|role| role.directs());
    let directing = directing.map(Role::word);
    // Who directs one table gives no rights in the region.
    let directs = role_grant::Entity::find()
        .filter(role_grant::Column::RegionId.eq(ctx.region().0))
        .filter(role_grant::Column::SeriesId.is_null())
        .filter(role_grant::Column::Role.is_in(directing))
        .all(tx)
        .await?;
    let goes = |held: &role_grant::Model| {
        held.person_id == person && grant.is_none_or(|grant| grant == held.id)
    };
    if !directs.iter().any(goes) {
        return Ok(());
    }
    let rest = directs.iter().filter(|held| !goes(held));
    let rest = rest.map(|held| held.person_id);
    let active = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .filter(person::Column::Active.eq(true))
        .filter(person::Column::Id.is_in(rest))
        .count(tx)
        .await?;
    if active > 0 {
        return Ok(());
    }
    let mut faults = Faults::default();
    faults.add("", Code::LastDirector);
    Err(faults.into())
}

async fn table(tx: &DatabaseTransaction, ctx: &Ctx, id: &str) -> Result<Option<SeriesId>> {
    let Ok(id) = id.parse::<SeriesId>() else {
        return Ok(None);
    };
    let row = series::Entity::find_by_id(id.0)
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?;
    Ok(row.map(|_| id))
}

fn empty_or_unknown(raw: &str) -> Code {
    if raw.is_empty() {
        Code::Empty
    } else {
        Code::NotAChoice
    }
}
