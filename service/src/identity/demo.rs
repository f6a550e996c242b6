//! Signing in without proof, for a demonstration on one's own machine. `server` refuses to offer
//! it on any other address or database.

use std::collections::HashMap;

use ::entity::{account, audit, organisation, person, region, setting};
use domain::id::{AccountId, PersonId, RegionId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use crate::ctx::Site;
use crate::error::{Error, Result};

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

/// The demo people of one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoRegion {
    /// The name of the region.
    pub name: String,
    /// Its people.
    pub people: Vec<DemoPerson>,
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
    let people = with_organisation(&transaction, people).await?;
    Ok(regions
        .into_iter()
        .map(|region| DemoRegion {
            people: people
                .iter()
                .filter(|(person, _)| person.region_id == region.id)
                .map(|(person, organisation)| DemoPerson {
                    id: PersonId(person.id),
                    function: person.function.clone(),
                    organisation: organisation.clone(),
                })
                .collect(),
            name: region.name,
        })
        .collect())
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
    audit::ActiveModel {
        id: Set(crate::clock::mint(site.clock.now())),
        region_id: Set(Some(person.region_id)),
        at: Set(site.clock.now()),
        account_id: Set(Some(person.account_id)),
        person_id: Set(Some(person.id)),
        organisation_id: Set(Some(person.organisation_id)),
        role: Set("none".to_owned()),
        action: Set("SignIn".to_owned()),
        object: Set("session".to_owned()),
        object_id: Set(None),
        result: Set("done".to_owned()),
        origin: Set("demo".to_owned()),
        purpose: Set("ketenoverleg".to_owned()),
        detail: Set(String::new()),
    }
    .insert(&transaction)
    .await?;
    transaction.commit().await?;
    Ok((AccountId(person.account_id), RegionId(person.region_id)))
}

/// People with the name of their organisation.
async fn with_organisation(
    transaction: &sea_orm::DatabaseTransaction,
    people: Vec<person::Model>,
) -> Result<Vec<(person::Model, String)>> {
    let names: HashMap<Uuid, String> = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(people.iter().map(|person| person.organisation_id)))
        .all(transaction)
        .await?
        .into_iter()
        .map(|organisation| (organisation.id, organisation.name))
        .collect();
    let with_name = |person: person::Model| {
        let name = names
            .get(&person.organisation_id)
            .cloned()
            .unwrap_or_default();
        (person, name)
    };
    Ok(people.into_iter().map(with_name).collect())
}
