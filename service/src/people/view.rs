//! The people and organisations of a region, for who keeps their rights.

mod places;
mod tables;

use ::entity::{identity, person, role_grant, seat, series};
use chrono::{DateTime, Utc};
use domain::id::{MeetingId, OrganisationId, PersonId, SeriesId};
use domain::people::review::review_due;
use domain::people::{Class, Role, SeatKind};
use domain::policy::{Facts, Operation};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::approvals::person_of;
use super::review::last_looks;
use super::{OrganisationRef, organisations, rights};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::mail::mailbox;
use crate::{seats, stored};

use places::{open_tables, stand_ins};
pub use tables::{Place, tables};

/// How many people a page shows.
pub const PAGE: u64 = 50;

/// What to show of the people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this organisation, as an id.
    pub organisation: String,
    /// The page, from 0.
    pub page: u64,
}

/// One person in the list.
#[derive(Debug, Clone)]
pub struct PersonLine {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Function.
    pub function: String,
    /// The short name of the organisation.
    pub organisation: String,
    /// The roles held.
    pub roles: Vec<Role>,
    /// Whether the person may come in.
    pub active: bool,
    /// Whether somebody at a provider is bound to the account.
    pub bound: bool,
    /// Whether the person has any right: a role, a seat, or the place of a colleague.
    pub entitled: bool,
    /// Whether letters reach the person.
    pub reached: bool,
}

/// A page of people.
#[derive(Debug, Clone)]
pub struct People {
    /// The people, by name.
    pub lines: Vec<PersonLine>,
    /// How many there are in all.
    pub count: u64,
    /// The organisations to choose from.
    pub organisations: Vec<OrganisationRef>,
    /// Whether the actor may make somebody known.
    pub may_register: bool,
    /// Whether the actor may add an organisation.
    pub may_add_organisation: bool,
}

/// The people whom the actor may know of.
///
/// # Errors
/// [`Error::NotAllowed`].
pub async fn people(ctx: &Ctx, filter: &Filter) -> Result<People> {
    ctx.authorise(
        Operation::ReadPeople,
        Facts::of_owner(ctx.actor.organisation),
    )?;
    let tx = ctx.read().await?;
    let everybody = ctx.may(Operation::ReadPeople, Facts::default());
    let mut found = person::Entity::find().filter(person::Column::RegionId.eq(ctx.region().0));
    let organisation: Option<OrganisationId> = filter.organisation.parse().ok();
    let own = (!everybody).then_some(ctx.actor.organisation);
    if let Some(only) = own.or(organisation) {
        found = found.filter(person::Column::OrganisationId.eq(only.0));
    }
    let count = found.clone().count(&*tx).await?;
    let rows = found
        .order_by_asc(person::Column::Name)
        .order_by_asc(person::Column::Id)
        .offset(stored::skip(filter.page, PAGE))
        .limit(PAGE)
        .all(&*tx)
        .await?;
    let mut here = organisations(&tx, ctx).await?;
    let ids = rows.iter().map(|row| row.id).collect();
    let reached = mailbox::reached(&tx, ctx.region().0, ids).await?;
    let mut lines = lines(&tx, rows, &here).await?;
    for line in &mut lines {
        line.reached = reached.contains_key(&line.id.0);
    }
    here.retain(|known| everybody || known.id == ctx.actor.organisation);
    Ok(People {
        lines,
        count,
        may_register: ctx.may(
            Operation::RegisterPerson,
            Facts::of_owner(ctx.actor.organisation),
        ),
        may_add_organisation: ctx.may(Operation::RegisterOrganisation, Facts::default()),
        organisations: here,
    })
}

async fn lines(
    tx: &DatabaseTransaction,
    rows: Vec<person::Model>,
    here: &[OrganisationRef],
) -> Result<Vec<PersonLine>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let grants = role_grant::Entity::find()
        .filter(role_grant::Column::PersonId.is_in(ids))
        .order_by_asc(role_grant::Column::GrantedAt)
        .all(tx)
        .await?;
    let ids = rows.iter().map(|row| row.id);
    let placed: Vec<Uuid> = seat::Entity::find()
        .select_only()
        .column(seat::Column::PersonId)
        .filter(seat::Column::PersonId.is_in(ids.clone()))
        .into_tuple()
        .all(tx)
        .await?;
    let accounts = rows.iter().map(|row| row.account_id);
    let regions = rows.iter().map(|row| row.region_id);
    let bound = identity::Entity::find()
        .filter(identity::Column::AccountId.is_in(accounts))
        .filter(identity::Column::RegionId.is_in(regions))
        .all(tx)
        .await?;
    rows.into_iter()
        .map(|row| {
            let mut roles = Vec::new();
            for grant in grants.iter().filter(|grant| grant.person_id == row.id) {
                let role = stored::word(Role::parse, &grant.role)?;
                if !roles.contains(&role) {
                    roles.push(role);
                }
            }
            let organisation = here.iter().find(|known| known.id.0 == row.organisation_id);
            Ok(PersonLine {
                id: PersonId(row.id),
                name: row.name,
                function: row.function,
                organisation: organisation.map_or_else(String::new, |known| known.short.clone()),
                entitled: !roles.is_empty() || placed.contains(&row.id),
                reached: false,
                roles,
                active: row.active,
                bound: bound.iter().any(|bound| bound.account_id == row.account_id),
            })
        })
        .collect()
}

/// A role that a person holds.
#[derive(Debug, Clone)]
pub struct RoleView {
    /// The grant, for taking it away.
    pub id: Uuid,
    /// Which role.
    pub role: Role,
    /// The table it is limited to.
    pub series: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Whether the actor may take it away.
    pub may_take: bool,
}

/// A place that a person takes.
#[derive(Debug, Clone)]
pub struct SeatView {
    /// The seat, for taking it away.
    pub id: Uuid,
    /// At which table.
    pub series: String,
    /// When the one meeting begins that it counts at.
    pub meeting: Option<DateTime<Utc>>,
    /// As what.
    pub kind: SeatKind,
    /// The highest class it reads.
    pub ceiling: Class,
    /// Whether the actor may take it away.
    pub may_take: bool,
}

/// One person with all rights.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each one shows or hides one form"
)]
pub struct PersonView {
    /// Who.
    pub id: PersonId,
    /// The version for changes.
    pub version: i32,
    /// Name.
    pub name: String,
    /// Function.
    pub function: String,
    /// The organisation.
    pub organisation: OrganisationRef,
    /// Whether the person may come in.
    pub active: bool,
    /// Since when the person is known.
    pub since: DateTime<Utc>,
    /// Where letters go, for who may change it; empty without an address.
    pub email: String,
    /// Whether letters reach the person.
    pub reached: bool,
    /// Whether the person came by invitation, and with it the address.
    pub is_guest: bool,
    /// The roles, oldest first.
    pub roles: Vec<RoleView>,
    /// The places at tables.
    pub seats: Vec<SeatView>,
    /// The meetings at which the person takes the place of a colleague, those that count.
    pub stand_ins: Vec<(MeetingId, String, DateTime<Utc>)>,
    /// The providers at which somebody is this person, with when that was agreed on.
    pub identities: Vec<(String, DateTime<Utc>)>,
    /// When the rights were last looked at.
    pub looked: Option<DateTime<Utc>>,
    /// By when they have to be looked at again.
    pub due: DateTime<Utc>,
    /// Whether that is over.
    pub overdue: bool,
    /// The tables at which the actor may give a role or a place, with the highest class of each.
    pub tables: Vec<(SeriesId, String, Class)>,
    /// Whether this is the actor.
    pub is_me: bool,
    /// Whether the actor may change name and function, pause and give rights in the whole region.
    pub may_change: bool,
    /// Whether the actor may take who the person is at a provider away.
    pub may_unbind: bool,
    /// Whether the actor may say that the rights are as they should be.
    pub may_review: bool,
    /// Whether the actor may end the sessions of the person.
    pub may_end: bool,
}

/// One person with all rights, for who keeps them.
///
/// # Errors
/// [`Error::NotFound`] for a person of another region, and of another organisation for who keeps
/// the own people only.
pub async fn person(ctx: &Ctx, id: &str) -> Result<PersonView> {
    let tx = ctx.read().await?;
    let row = person_of(&tx, ctx, id).await?;
    rights::authorise(ctx, Operation::ReadPeople, &row)?;
    let tables = series::Entity::find()
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(series::Column::Name)
        .all(&*tx)
        .await?;
    let owner = OrganisationId(row.organisation_id);
    let at = |operation: Operation, series: Option<Uuid>| {
        ctx.may(operation, Facts::owned(series.map(SeriesId), owner))
    };
    let table = |id: Uuid| {
        let found = tables.iter().find(|table| table.id == id);
        found.map_or_else(String::new, |table| table.name.clone())
    };
    let roles = role_grant::Entity::find()
        .filter(role_grant::Column::RegionId.eq(ctx.region().0))
        .filter(role_grant::Column::PersonId.eq(row.id))
        .order_by_asc(role_grant::Column::GrantedAt)
        .all(&*tx)
        .await?
        .into_iter()
        .map(|grant| {
            Ok(RoleView {
                id: grant.id,
                role: stored::word(Role::parse, &grant.role)?,
                series: grant.series_id.map(table),
                since: grant.granted_at,
                may_take: at(Operation::RevokeRight, grant.series_id),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let seats = seat::Entity::find()
        .filter(seat::Column::RegionId.eq(ctx.region().0))
        .filter(seat::Column::PersonId.eq(row.id))
        .all(&*tx)
        .await?;
    let starts = seats::starts(&tx, ctx.region(), &seats).await?;
    let seats = seats
        .into_iter()
        .map(|place| {
            Ok(SeatView {
                id: place.id,
                series: table(place.series_id),
                meeting: place.meeting_id.and_then(|id| starts.get(&id).copied()),
                kind: stored::word(SeatKind::parse, &place.kind)?,
                ceiling: stored::word(Class::parse, &place.ceiling)?,
                may_take: at(Operation::RevokeRight, Some(place.series_id)),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let stand_ins = stand_ins(&tx, ctx, row.id).await?;
    let identities = identities(&tx, ctx, row.account_id).await?;
    let looked = last_looks(&tx, ctx).await?.get(&row.id).copied();
    let held: Vec<Role> = roles.iter().map(|held| held.role).collect();
    let due = review_due(&held, looked.unwrap_or(row.created_at));
    let here = organisations(&tx, ctx).await?;
    let organisation = here
        .into_iter()
        .find(|known| known.id.0 == row.organisation_id)
        .ok_or(Error::NotFound)?;
    let facts = Facts::of_owner(organisation.id);
    let is_me = row.id == ctx.actor.person.0;
    let may_change = ctx.may(Operation::ChangePerson, facts);
    let reached = mailbox::reached(&tx, ctx.region().0, [row.id].into()).await?;
    let email = mailbox::email_of(&tx, row.id).await?;
    Ok(PersonView {
        id: PersonId(row.id),
        version: row.version,
        name: row.name,
        function: row.function,
        active: row.active,
        since: row.created_at,
        email: email.filter(|_| may_change).unwrap_or_default(),
        reached: reached.contains_key(&row.id),
        is_guest: mailbox::is_guest(&tx, row.id).await?,
        roles,
        seats,
        stand_ins: stand_ins
            .into_iter()
            .map(|row| (MeetingId(row.id), table(row.series_id), row.starts_at))
            .collect(),
        identities,
        looked,
        due,
        overdue: due < ctx.now(),
        tables: open_tables(ctx, &tables, owner)?,
        is_me,
        may_change,
        may_unbind: ctx.may(Operation::UnbindIdentity, facts),
        may_review: !is_me && ctx.may(Operation::ReviewRights, facts),
        may_end: !is_me && ctx.may(Operation::EndSessions, Facts::default()),
        organisation,
    })
}

/// The providers at which somebody is this account here.
async fn identities(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let bound = identity::Entity::find()
        .filter(identity::Column::AccountId.eq(account))
        .filter(identity::Column::RegionId.eq(ctx.region().0))
        .all(tx)
        .await?;
    Ok(bound
        .into_iter()
        .map(|bound| (bound.issuer, bound.bound_at))
        .collect())
}
