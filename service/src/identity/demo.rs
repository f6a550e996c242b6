//! Signing in without proof, for a demonstration on one's own machine. `server` refuses to offer
//! it on any other address or database.

use std::collections::{BTreeMap, HashMap, HashSet};

use ::entity::{account, audit, organisation, person, region, role_grant, setting};
use domain::id::{AccountId, PersonId, RegionId};
use domain::people::{Circle, OrganisationKind, Role};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::bound;
use crate::ctx::Site;
use crate::error::{Error, Result};
use crate::stored;

/// Somebody to sign in as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// Which one.
    pub id: PersonId,
    /// The function, which is also the name shown.
    pub function: String,
    /// The organisation.
    pub organisation: String,
}

/// Where somebody stands on the sign-in page of the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DemoGroup {
    /// The few with whom a meeting can be walked from agenda to verified action.
    First,
    /// Those who keep the process running, and the municipalities.
    Municipality,
    /// The other partners at the table.
    Partner,
    /// Guests.
    Guest,
    /// Steering group, advice, oversight and technique.
    Around,
}

/// The demo people of one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoRegion {
    /// The name of the region.
    pub name: String,
    /// Its people, by group; a group without people is left out.
    pub groups: Vec<(DemoGroup, Vec<DemoPerson>)>,
}

/// Whether `seed --demo` or `seed --size` made this database.
pub async fn is_demo_database(site: &Site) -> Result<bool> {
    let made_by = setting::Entity::find_by_id("made_by")
        .one(site.store.writer())
        .await?;
    Ok(made_by
        .is_some_and(|made_by| matches!(made_by.value.as_str(), "seed --demo" | "seed --size")))
}

/// The people of the demo, by region.
pub async fn demo_people(site: &Site) -> Result<Vec<DemoRegion>> {
    let transaction = site.store.begin_read().await?;
    let regions = region::Entity::find()
        .order_by_asc(region::Column::Name)
        .all(&transaction)
        .await?;
    let people = person::Entity::find()
        .filter(person::Column::Active.eq(true))
        .order_by_asc(person::Column::CreatedAt)
        .all(&transaction)
        .await?;
    let organisations = organisations(&transaction, &people).await?;
    let roles = roles(&transaction).await?;
    Ok(regions
        .into_iter()
        .map(|region| {
            let here = people.iter().filter(|person| person.region_id == region.id);
            let here = here.filter_map(|person| {
                let organisation = organisations.get(&person.organisation_id)?;
                let role = roles.get(&person.id).copied();
                let shown = DemoPerson {
                    id: PersonId(person.id),
                    function: person.function.clone(),
                    organisation: organisation.name.clone(),
                };
                Some((role, OrganisationKind::parse(&organisation.kind), shown))
            });
            DemoRegion {
                name: region.name,
                groups: grouped(here.collect()),
            }
        })
        .collect())
}

/// Somebody with the leading role and the kind of the organisation.
type Known = (Option<Role>, Option<OrganisationKind>, DemoPerson);

/// The first of each key part in front, everybody else by what they are.
fn grouped(people: Vec<Known>) -> Vec<(DemoGroup, Vec<DemoPerson>)> {
    use OrganisationKind::{Municipality, Police, SocialWork};
    let mut groups: BTreeMap<DemoGroup, Vec<DemoPerson>> = BTreeMap::new();
    let mut taken = HashSet::new();
    for (role, kind, person) in people {
        let circle = role.map_or(Circle::Around, Role::circle);
        // Who keeps the process running is told apart by role, a partner by what it is.
        let part = match circle {
            Circle::Process => Some((circle, role, None)),
            Circle::Partner if matches!(kind, Some(Police | SocialWork)) => {
                Some((circle, None, kind))
            }
            Circle::Guest => Some((circle, None, None)),
            Circle::Partner | Circle::Around => None,
        };
        let group = match circle {
            _ if part.is_some_and(|part| taken.insert(part)) => DemoGroup::First,
            Circle::Process => DemoGroup::Municipality,
            Circle::Partner if kind == Some(Municipality) => DemoGroup::Municipality,
            Circle::Partner => DemoGroup::Partner,
            Circle::Guest => DemoGroup::Guest,
            Circle::Around => DemoGroup::Around,
        };
        groups.entry(group).or_default().push(person);
    }
    groups.into_iter().collect()
}

/// Who a demo person is, for a new session. Writes the sign-in into the trail.
///
/// # Errors
/// [`Error::NotFound`] for an id that no active demo person has, or when the database is not a demo.
pub async fn sign_in_demo(site: &Site, id: PersonId) -> Result<(AccountId, RegionId)> {
    if !is_demo_database(site).await? {
        return Err(Error::NotFound);
    }
    let transaction = site.store.begin_write().await?;
    let person = person::Entity::find_by_id(id.0)
        .filter(person::Column::Active.eq(true))
        .one(&transaction)
        .await?
        .ok_or(Error::NotFound)?;
    account::Entity::find_by_id(person.account_id)
        .filter(account::Column::Active.eq(true))
        .one(&transaction)
        .await?
        .ok_or(Error::NotFound)?;
    let row = audit::Model {
        region_id: Some(person.region_id),
        account_id: Some(person.account_id),
        person_id: Some(person.id),
        organisation_id: Some(person.organisation_id),
        ..bound::sign_in(site, bound::Origin::Demo, "done")
    };
    crate::audit::append(&transaction, row).await?;
    transaction.commit().await?;
    Ok((AccountId(person.account_id), RegionId(person.region_id)))
}

async fn organisations(
    transaction: &DatabaseTransaction,
    people: &[person::Model],
) -> Result<HashMap<Uuid, organisation::Model>> {
    let ids = people.iter().map(|person| person.organisation_id);
    Ok(organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(ids))
        .all(transaction)
        .await?
        .into_iter()
        .map(|organisation| (organisation.id, organisation))
        .collect())
}

/// The leading role of everybody: of several, the first in the order of the roles.
async fn roles(transaction: &DatabaseTransaction) -> Result<HashMap<Uuid, Role>> {
    let mut roles = HashMap::new();
    for grant in role_grant::Entity::find().all(transaction).await? {
        let role = stored::word(Role::parse, &grant.role)?;
        let leading = roles.entry(grant.person_id).or_insert(role);
        *leading = role.min(*leading);
    }
    Ok(roles)
}
