//! What case discussion at a table stands on: the DPIA, the advice of the officer and the annex
//! (`docs/domain.md#case-discussion`). Whether it opens is the business of [`crate::door`].

mod advise;
mod annex;
mod view;

use ::entity::series::{self, Column};
use domain::fault::Code;
use domain::id::{OrganisationId, SeriesId};
use domain::meetings::advice::LEAST;
use domain::policy::Facts;
use domain::text::{Body, Screen};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::ctx::Write;
use crate::error::{Error, Result};

use super::rows;

pub use advise::{advise_series, answer_advice};
pub use annex::{AnnexForm, PartyChoice, annex_form, end_annex, put_annex};
pub use view::{Annex, Cases, Changes, Given, cases};

/// What the policy needs to know of a series that an organisation directs.
fn facts(row: &series::Model) -> Facts {
    Facts::owned(Some(SeriesId(row.id)), OrganisationId(row.organisation_id))
}

/// A text that says enough to be read by somebody else later.
fn said(raw: &str, screen: &Screen<'_>) -> Result<Body, Code> {
    let text = Body::parse(raw, screen)?;
    if text.as_str().chars().count() < LEAST {
        return Err(Code::TooShort(LEAST));
    }
    Ok(text)
}

/// Raises the version of a series, points it at the advice that stands, and has everybody who sits
/// there look again.
async fn settle(tx: &mut Write, row: &series::Model, advice: Option<Uuid>) -> Result<()> {
    let done = series::Entity::update_many()
        .col_expr(Column::AdviceId, Expr::value(advice))
        .col_expr(Column::Version, Expr::value(row.version + 1))
        .filter(Column::Id.eq(row.id))
        .filter(Column::RegionId.eq(row.region_id))
        .filter(Column::Version.eq(row.version))
        .exec(&**tx)
        .await?;
    if done.rows_affected != 1 {
        return Err(Error::Stale(row.version + 1));
    }
    for meeting in rows::in_progress(tx, SeriesId(row.id)).await? {
        tx.turn(meeting);
    }
    Ok(())
}
