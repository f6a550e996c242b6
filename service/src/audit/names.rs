//! What those are called whom the trail keeps by id, and what there is to choose from in a search.

use std::collections::HashMap;

use ::entity::{audit, guest_account, organisation, person};
use domain::id::{OrganisationId, PersonId};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::Result;

/// What there is to choose from in a filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// People of the region, by function, with their organisation.
    pub people: Vec<(PersonId, String)>,
    /// Organisations that have people here.
    pub organisations: Vec<(OrganisationId, String)>,
}

/// The people and organisations to choose from.
///
/// # Errors
/// When the database does not answer.
pub async fn choices(ctx: &Ctx) -> Result<Choices> {
    let tx = ctx.read().await?;
    let people = person::Entity::find()
        .filter(person::Column::RegionId.eq(ctx.region().0))
        .order_by_asc(person::Column::Function)
        .all(&*tx)
        .await?;
    let names = organisations(&tx, people.iter().map(|person| person.organisation_id)).await?;
    let mut organisations: Vec<_> = names
        .iter()
        .map(|(id, name)| (OrganisationId(*id), name.clone()))
        .collect();
    organisations.sort_by(|one, next| one.1.cmp(&next.1));
    let people = people.into_iter().map(|person| {
        let of = names.get(&person.organisation_id);
        let of = of.map(String::as_str).unwrap_or_default();
        (PersonId(person.id), format!("{}, {of}", person.function))
    });
    Ok(Choices {
        people: people.collect(),
        organisations,
    })
}

/// The names of those in some lines.
pub(super) struct Names {
    functions: HashMap<Uuid, String>,
    organisations: HashMap<Uuid, String>,
}

impl Names {
    pub(super) async fn of(tx: &DatabaseTransaction, rows: &[audit::Model]) -> Result<Self> {
        let doers = rows.iter().filter_map(|row| row.person_id);
        let mut people: Vec<Uuid> = doers.chain(objects(rows, "person")).collect();
        people.sort_unstable();
        people.dedup();
        let people = person::Entity::find().filter(person::Column::Id.is_in(people));
        let functions = people.all(tx).await?.into_iter();
        let guests = guest_account::Entity::find()
            .filter(guest_account::Column::Id.is_in(objects(rows, "guest_account")))
            .all(tx)
            .await?;
        let guests = guests.into_iter().map(|guest| (guest.id, guest.function));
        Ok(Self {
            functions: functions
                .map(|person| (person.id, person.function))
                .chain(guests)
                .collect(),
            organisations: organisations(tx, rows.iter().filter_map(|row| row.organisation_id))
                .await?,
        })
    }

    /// The function of who a line is about, if it is about somebody.
    pub(super) fn about(&self, row: &audit::Model) -> Option<&str> {
        let somebody = matches!(row.object.as_str(), "person" | "guest_account");
        self.function(row.object_id.filter(|_| somebody))
    }

    pub(super) fn function(&self, id: Option<Uuid>) -> Option<&str> {
        self.functions.get(&id?).map(String::as_str)
    }

    pub(super) fn organisation(&self, id: Option<Uuid>) -> Option<&str> {
        self.organisations.get(&id?).map(String::as_str)
    }
}

fn objects<'a>(rows: &'a [audit::Model], kind: &'a str) -> impl Iterator<Item = Uuid> + 'a {
    let of_kind = rows.iter().filter(move |row| row.object == kind);
    of_kind.filter_map(|row| row.object_id)
}

async fn organisations(
    tx: &DatabaseTransaction,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let found = organisation::Entity::find().filter(organisation::Column::Id.is_in(ids));
    let found = found.all(tx).await?.into_iter();
    Ok(found
        .map(|organisation| (organisation.id, organisation.name))
        .collect())
}
