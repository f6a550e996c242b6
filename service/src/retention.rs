//! Case items do not stay: what is due is proposed, advised on, decided by two people and destroyed; a
//! certificate is left (`docs/domain.md#destruction`).
//!
//! Whoever decides does so without reading: nothing here shows what an item says.

mod certificate;
mod clocks;
mod decide;
mod destroy;
mod keep;
mod list;
mod propose;
mod view;

use ::entity::series;
use domain::fault::{Code, Faults};
use domain::id::{OrganisationId, SeriesId};
use domain::meetings::advice::LEAST;
use domain::policy::{Facts, Operation};
use domain::text::{Body, Screen};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::screen;

pub use certificate::{Certificate, Gone, Signed};
pub use decide::{advise_destruction, confirm_destruction, decide_destruction};
pub use destroy::{DERIVED, KEPT, TABLES};
pub use keep::{extend_retention, hold_item, release_item};
pub use propose::{propose_destruction, propose_due};
pub use view::{
    Destruction, Hold, Item, ItemLine, List, Node, Overview, Rights, Table, destruction, item,
    nodes, overview, proposed_on, sees_any,
};

/// What the policy needs to know of the table an item was discussed at.
fn facts(row: &series::Model) -> Facts {
    Facts::owned(Some(SeriesId(row.id)), OrganisationId(row.organisation_id))
}

/// The table, for who sees to what is destroyed there.
///
/// # Errors
/// [`Error::NotFound`] for anybody else.
async fn table(tx: &DatabaseTransaction, ctx: &Ctx, id: Uuid) -> Result<series::Model> {
    let row = series::Entity::find_by_id(id)
        .filter(series::Column::RegionId.eq(ctx.region().0))
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    if ctx.may(Operation::ReadDestruction, facts(&row)) {
        Ok(row)
    } else {
        Err(Error::NotFound)
    }
}

/// A text that says enough to be read by somebody else later, guarded as one about a case; what the guard
/// asked about is kept with the thing.
async fn said(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    object: (&str, Uuid),
    (field, raw, reason): (&str, &str, &str),
) -> Result<String> {
    let known = screen::known(tx, ctx).await?;
    let screen = Screen {
        reason,
        ..Screen::ordinary(&known)
    }
    .for_case();
    let text = Body::parse(raw, &screen).and_then(|text| {
        let enough = text.as_str().chars().count() >= LEAST;
        enough.then_some(text).ok_or(Code::TooShort(LEAST))
    });
    let mut faults = Faults::default();
    let Some(text) = faults.keep(field, text) else {
        return Err(faults.into());
    };
    screen::keep_answer(tx, ctx, object, &screen, &[text.as_str()]).await?;
    Ok(text.into_string())
}
