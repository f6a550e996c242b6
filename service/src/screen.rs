//! What the guard needs to know before it reads a text: registered names and numbers.

use ::entity::{organisation, region_organisation};
use domain::guard::Known;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use crate::content;
use crate::ctx::Ctx;
use crate::error::Result;

/// The names of this region's organisations and the numbers of the contact points.
pub async fn known(tx: &DatabaseTransaction, ctx: &Ctx) -> Result<Known> {
    let here: Vec<_> = region_organisation::Entity::find()
        .filter(region_organisation::Column::RegionId.eq(ctx.region().0))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| row.organisation_id)
        .collect();
    let organisations = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(here))
        .all(tx)
        .await?;
    let names = organisations
        .into_iter()
        .flat_map(|organisation| [organisation.name, organisation.short_name])
        .collect();
    let numbers = content::shared()?.contact_numbers();
    Ok(Known {
        numbers,
        names,
        today: ctx.today(),
    })
}
