//! Organisations, people and seats, as the other slices need to name them.

pub mod approvals;
mod binding;
pub mod deputies;
mod register;
mod review;
mod rights;
mod theme;
pub mod view;

use std::collections::HashMap;

use ::entity::{organisation, region_organisation};
use domain::id::OrganisationId;
use domain::people::OrganisationKind;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::stored;

pub use binding::unbind_identity;
pub(crate) use register::why as register_why;
pub use register::{
    change_person, pause_person, register_organisation, register_person, resume_person,
};
pub use review::{Reviewed, review_rights, rights_reviews};
pub use rights::{bind_identity, grant_role, grant_seat, revoke_right};
pub use theme::{choose_theme, own_theme};

/// An organisation to choose from or to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationRef {
    /// Which one.
    pub id: OrganisationId,
    /// Its full name.
    pub name: String,
    /// Its short name, for narrow places.
    pub short: String,
    /// What kind it is.
    pub kind: OrganisationKind,
}

/// The organisations that take part in this region, by name.
pub async fn organisations(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Vec<OrganisationRef>> {
    let places: HashMap<Uuid, i32> = region_organisation::Entity::find()
        .filter(region_organisation::Column::RegionId.eq(ctx.region().0))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| (row.organisation_id, row.position))
        .collect();
    let mut rows = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(places.keys().copied()))
        .all(tx)
        .await?;
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    rows.into_iter().map(reference).collect()
}

/// The names of organisations, by id.
pub async fn names(
    tx: &DatabaseTransaction,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, OrganisationRef>> {
    organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(ids))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| Ok((row.id, reference(row)?)))
        .collect()
}

fn reference(row: organisation::Model) -> Result<OrganisationRef> {
    Ok(OrganisationRef {
        id: OrganisationId(row.id),
        name: row.name,
        short: row.short_name,
        kind: stored::word(OrganisationKind::parse, &row.kind)?,
    })
}
