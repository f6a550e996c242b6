//! Making organisations and people known, and pausing people. None of it gives a right.

use ::entity::{account, organisation, person, region_organisation};
use domain::fault::{Code, Faults};
use domain::id::{OrganisationId, PersonId, SeriesId};
use domain::people::approval::Proposal;
use domain::people::command::{
    ChangePerson, PausePerson, RegisterOrganisation, RegisterPerson, ResumePerson,
};
use domain::people::{OrganisationKind, Role};
use domain::policy::{Facts, Operation, role_for};
use domain::text::{Reason, Screen, WorkName};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::approvals::{Outcome, person_of, put};
use super::{organisations, rights};
use crate::audit;
use crate::ctx::{Ctx, Write};
use crate::error::{Error, Result};
use crate::mail::mailbox;
use crate::{replay, screen};

/// Makes an organisation part of the region; a form sent twice makes one (`docs/domain.md#people`).
///
/// # Errors
/// `Refused` per field; `Replayed`, `NotAllowed`, `NotFound`.
pub async fn register_organisation(
    ctx: &Ctx,
    command: RegisterOrganisation,
) -> Result<OrganisationId> {
    let tx = ctx.write().await?;
    ctx.authorise(Operation::RegisterOrganisation, Facts::default())?;
    let id: OrganisationId = command.id.parse().map_err(|_| Error::NotFound)?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen::ordinary(&known);
    let mut faults = Faults::default();
    let name = faults.keep("name", WorkName::parse(&command.name, &screen));
    let short = faults.keep("short", WorkName::parse(&command.short, &screen));
    let kind = OrganisationKind::parse(&command.kind).ok_or(if command.kind.is_empty() {
        Code::Empty
    } else {
        Code::NotAChoice
    });
    let kind = faults.keep("kind", kind);
    let (Some(name), Some(short), Some(kind)) = (name, short, kind) else {
        return Err(faults.into());
    };
    if let Some(there) = organisation::Entity::find_by_id(id.0).one(&*tx).await? {
        let mine = organisations(&tx, ctx).await?;
        if !mine.iter().any(|known| known.id == id) {
            return Err(Error::NotFound);
        }
        let kept = (
            there.name.as_str(),
            there.short_name.as_str(),
            there.kind.as_str(),
        );
        replay::same(kept, (name.as_str(), short.as_str(), kind.word()))?;
        return Ok(id);
    }
    let taken = organisations(&tx, ctx).await?;
    if taken.iter().any(|known| known.name == name.as_str()) {
        faults.add("name", Code::AlreadySo);
        return Err(faults.into());
    }
    organisation::Model {
        id: id.0,
        kind: kind.word().to_owned(),
        name: name.into_string(),
        short_name: short.into_string(),
        created_at: ctx.now(),
    }
    .into_active_model()
    .insert(&*tx)
    .await?;
    region_organisation::Model {
        region_id: ctx.region().0,
        organisation_id: id.0,
        position: i32::try_from(taken.len()).unwrap_or(i32::MAX),
    }
    .into_active_model()
    .insert(&*tx)
    .await?;
    let detail = format!("kind={}", kind.word());
    let (operation, object) = (Operation::RegisterOrganisation, "organisation");
    audit::note(&tx, ctx, operation, (object, id.0), detail).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes a person known for an organisation, with an account and without any right; a form sent
/// twice makes one (`docs/domain.md#people`).
///
/// # Errors
/// `Refused` per field; `Replayed`, `NotAllowed`, `NotFound`.
pub async fn register_person(ctx: &Ctx, command: RegisterPerson) -> Result<PersonId> {
    let tx = ctx.write().await?;
    let id: PersonId = command.id.parse().map_err(|_| Error::NotFound)?;
    let here = organisations(&tx, ctx).await?;
    let mut faults = Faults::default();
    let chosen = here
        .iter()
        .find(|known| known.id.to_string() == command.organisation);
    let chosen = chosen.ok_or(if command.organisation.is_empty() {
        Code::Empty
    } else {
        Code::NotAChoice
    });
    let chosen = faults.keep("organisation", chosen);
    let facts = chosen.map_or_else(Facts::default, |known| Facts::of_owner(known.id));
    ctx.authorise(Operation::RegisterPerson, facts)?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen::ordinary(&known);
    let name = faults.keep("name", WorkName::parse(&command.name, &screen));
    let function = faults.keep("function", WorkName::parse(&command.function, &screen));
    let email = faults.keep("email", mailbox::parse(&command.email));
    let (Some(chosen), Some(name), Some(function), Some(email)) = (chosen, name, function, email)
    else {
        return Err(faults.into());
    };
    if let Some(there) = person::Entity::find_by_id(id.0).one(&*tx).await? {
        if there.region_id != ctx.region().0 {
            return Err(Error::NotFound);
        }
        let kept = (
            there.name.as_str(),
            there.function.as_str(),
            there.organisation_id,
            mailbox::email_of(&tx, id.0).await?,
        );
        let email = email.map(|email| email.as_str().to_owned());
        replay::same(kept, (name.as_str(), function.as_str(), chosen.id.0, email))?;
        return Ok(id);
    }
    let account = account::Model {
        id: ctx.new_id(),
        name: name.as_str().to_owned(),
        active: true,
        created_at: ctx.now(),
    };
    let person = person::Model {
        id: id.0,
        region_id: ctx.region().0,
        account_id: account.id,
        organisation_id: chosen.id.0,
        name: name.into_string(),
        function: function.into_string(),
        active: true,
        created_at: ctx.now(),
        version: 1,
    };
    account.into_active_model().insert(&*tx).await?;
    person.into_active_model().insert(&*tx).await?;
    mailbox::keep(&tx, ctx, id.0, email).await?;
    let operation = Operation::RegisterPerson;
    audit::note(&tx, ctx, operation, ("person", id.0), String::new()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Corrects what a person is called or does; the organisation stays, for rights hang on it.
///
/// # Errors
/// `Refused` per field; `Stale`, `NotAllowed`, `NotFound`.
pub async fn change_person(ctx: &Ctx, command: ChangePerson) -> Result<PersonId> {
    let tx = ctx.write().await?;
    let row = person_of(&tx, ctx, &command.id).await?;
    rights::authorise(ctx, Operation::ChangePerson, &row)?;
    fresh(command.version, row.version)?;
    let known = screen::known(&tx, ctx).await?;
    let screen = Screen::ordinary(&known);
    let mut faults = Faults::default();
    let name = faults.keep("name", WorkName::parse(&command.name, &screen));
    let function = faults.keep("function", WorkName::parse(&command.function, &screen));
    let email = faults.keep("email", mailbox::parse(&command.email));
    let (Some(name), Some(function), Some(email)) = (name, function, email) else {
        return Err(faults.into());
    };
    // Letters to a guest go where the invitation went.
    if !mailbox::is_guest(&tx, row.id).await? {
        mailbox::keep(&tx, ctx, row.id, email).await?;
    }
    let change = person::Entity::update_many()
        .col_expr(person::Column::Name, Expr::value(name.into_string()))
        .col_expr(
            person::Column::Function,
            Expr::value(function.into_string()),
        );
    change_one(&tx, change, &row).await?;
    let operation = Operation::ChangePerson;
    audit::note(&tx, ctx, operation, ("person", row.id), String::new()).await?;
    tx.commit().await?;
    Ok(PersonId(row.id))
}

/// Takes all rights of a person in this region away at once, until they are given back. One person
/// is enough for that: shutting out never waits. Who oversees is shut out by who directs only.
///
/// # Errors
/// `Refused` for the last who directs; `Stale`, `NotAllowed`, `NotFound`.
pub async fn pause_person(ctx: &Ctx, command: PausePerson) -> Result<PersonId> {
    let tx = ctx.write().await?;
    let row = person_of(&tx, ctx, &command.id).await?;
    rights::authorise(ctx, Operation::PausePerson, &row)?;
    rights::may_shut_out(&tx, ctx, row.id).await?;
    fresh(command.version, row.version)?;
    rights::somebody_else_directs(&tx, ctx, row.id, None).await?;
    let change = person::Entity::update_many().col_expr(person::Column::Active, Expr::value(false));
    change_one(&tx, change, &row).await?;
    let operation = Operation::PausePerson;
    audit::note(&tx, ctx, operation, ("person", row.id), String::new()).await?;
    tx.commit().await?;
    Ok(PersonId(row.id))
}

/// Gives a person back what a pause took, or proposes it.
///
/// # Errors
/// `Refused` without a reason, and when nothing was paused; `Stale`, `NotAllowed`, `NotFound`.
pub async fn resume_person(ctx: &Ctx, command: ResumePerson) -> Result<Outcome> {
    let tx = ctx.write().await?;
    let row = person_of(&tx, ctx, &command.id).await?;
    rights::authorise(ctx, Operation::ResumePerson, &row)?;
    fresh(command.version, row.version)?;
    let said = (command.why.as_str(), command.reason.as_str());
    let why = why(&tx, ctx, ("person", row.id), said).await?;
    let proposal = Proposal::Resume {
        person: PersonId(row.id),
    };
    let first = first(ctx, Operation::ResumePerson, &row, None)?;
    let outcome = put(&tx, ctx, proposal, row.id, first, &why).await?;
    let operation = Operation::ResumePerson;
    audit::note(&tx, ctx, operation, ("person", row.id), tell(outcome)).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// The role in which the actor does this for a person.
pub(super) fn first(
    ctx: &Ctx,
    operation: Operation,
    row: &person::Model,
    series: Option<SeriesId>,
) -> Result<Role> {
    let facts = Facts::owned(series, OrganisationId(row.organisation_id));
    role_for(&ctx.actor, operation, facts).ok_or(Error::NotAllowed)
}

/// What an audit row says of an outcome.
pub(super) fn tell(outcome: Outcome) -> String {
    match outcome {
        Outcome::Done => "done".to_owned(),
        Outcome::Waits(id) => format!("waits={id}"),
    }
}

/// Reads why, which who decides reads; `said` is that and the answer to what the guard asked.
pub(crate) async fn why(
    tx: &Write,
    ctx: &Ctx,
    about: (&str, Uuid),
    said: (&str, &str),
) -> Result<String> {
    let known = screen::known(tx, ctx).await?;
    let screen = Screen {
        reason: said.1,
        ..Screen::ordinary(&known)
    };
    let mut faults = Faults::default();
    let Some(why) = faults.keep("why", Reason::parse(said.0, &screen)) else {
        return Err(faults.into());
    };
    screen::keep_answer(tx, ctx, about, &screen, &[why.as_str()]).await?;
    Ok(why.into_string())
}

fn fresh(seen: i32, stands: i32) -> Result<()> {
    if seen == stands {
        Ok(())
    } else {
        Err(Error::Stale(stands))
    }
}

async fn change_one(
    tx: &Write,
    change: sea_orm::UpdateMany<person::Entity>,
    row: &person::Model,
) -> Result<()> {
    let done = change
        .col_expr(person::Column::Version, Expr::value(row.version + 1))
        .filter(person::Column::Id.eq(row.id))
        .filter(person::Column::Version.eq(row.version))
        .exec(&**tx)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Stale(row.version + 1))
    }
}
